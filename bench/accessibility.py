"""How many faults axe finds on the pages of the real site, each at 320 px: limit 0.

A hard word is opened where a page has one. Exit code 1 when there is a fault, or a page is wider
than the screen with text of its own size or of twice that.
"""

import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from jobvej.builder.site import build_site

ROOT = Path(__file__).parent.parent
WIDTH = 320


class Quiet(SimpleHTTPRequestHandler):
    """The built pages as files, without a line for each."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def main() -> int:
    """Print the faults and their number."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        www = build_site(ROOT, Path(folder)).folder / "www"
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(www)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chromium = which("chromium") or which("chromium-browser")
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        page = browser.new_page(viewport={"width": WIDTH, "height": 800})
        pages = [path for path in sorted(www.rglob("index.html")) if "g" not in path.parts[-3:-2]]
        faults = 0
        for path in pages:
            name = f"/{path.parent.relative_to(www).as_posix()}/".replace("/./", "/")
            page.goto(f"http://127.0.0.1:{server.server_port}{name}")
            if page.locator("a.word").count():
                page.locator("a.word").first.click()
            found = [one["id"] for one in Axe().run(page).response["violations"]]
            for size in ("100%", "200%"):
                page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
                if page.evaluate("() => document.documentElement.scrollWidth") > WIDTH:
                    found.append(f"wider than the screen with text of {size}")
            faults += len(found)
            if found:
                print(f"{name}: {', '.join(found)}")
        server.shutdown()
    print(f"{faults} faults on {len(pages)} pages; limit 0")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
