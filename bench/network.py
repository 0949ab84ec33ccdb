"""How long until a lesson can be read on a slow network: first, the next one, and kept without any.

Usage: python bench/network.py. The real server and the real site in Chromium at 400 kbit/s with
400 ms to and fro, as at the edge of coverage; no film is made. Exit 1 above the limit.
"""

import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import which
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from jobvej.builder.site import build_site
from tracker.app import create_app
from tracker.serve import listen, make_server
from tracker.site import Site

LIMIT = 2000
"""Milliseconds: the time that 100 kB take at this speed."""
SLOW = {"latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
VISITS = 5
COURSE, LESSONS = "kurser/cv/", ("kurser/cv/profiltekst/", "kurser/cv/feedback/")
PAINT = """() => new Promise((done) => {
  const told = (list) => list.getEntriesByName("first-contentful-paint")
    .forEach((one) => done(one.startTime));
  new PerformanceObserver(told).observe({ type: "paint", buffered: true });
})"""


@contextmanager
def served() -> Iterator[str]:
    """The address of the real site."""
    with tempfile.TemporaryDirectory() as folder:
        build_site(Path(__file__).resolve().parents[1], Path(folder))
        site, bound = Site(Path(folder)), listen("127.0.0.1", 0, may_move=False)
        app = create_app(site, lambda: datetime.now(UTC), b"x" * 32)
        server = make_server(app, site, bound)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{bound.getsockname()[1]}/"


def painted(page: Page, address: str) -> float:
    """Milliseconds from asking for a page to its first text on the screen."""
    page.goto(address)
    return float(page.evaluate(PAINT))


def visit(browser: Browser, site: str) -> tuple[float, float, float]:
    """A new reader's first lesson, the next one, and one of a kept course without a network."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    devtools: Any = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", {"offline": False, **SLOW})
    first, second = (painted(page, site + lesson) for lesson in LESSONS)
    devtools.send("Network.disable")
    page.goto(site + COURSE)
    page.get_by_text("Læs kurset uden internet").click()
    page.get_by_role("button", name="Gem kurset").click()
    page.get_by_text("Kurset er gemt på enheden").wait_for()
    page.context.set_offline(True)
    kept = painted(page, site + LESSONS[0])
    page.context.close()
    return first, second, kept


def main() -> int:
    """Print the medians beside the limit."""
    with served() as site, sync_playwright() as playwright:
        chromium = which("chromium") or which("chromium-browser")
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        visits = [visit(browser, site) for _ in range(VISITS)]
    medians = [statistics.median(times) for times in zip(*visits, strict=True)]
    names = ("the first lesson", "the next lesson", "a kept lesson, no network")
    for name, median in zip(names, medians, strict=True):
        print(f"{name:28}{median:6.0f} ms to text: {median / LIMIT:.0%} of {LIMIT:,}")
    return int(max(medians) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
