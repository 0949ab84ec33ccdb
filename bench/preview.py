"""How long from saving a sentence to the new page in the browser, beside a build of the whole.

Usage: python bench/preview.py. It copies the project's own texts and saves one lesson five times
while a page waits for news over HTTP. Exit 1 above the limit.
"""

import http.client
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from jobvej.authoring.preview import listen, make_server
from jobvej.authoring.watch import FOLDERS
from jobvej.authoring.workshop import Workshop
from jobvej.builder.site import build_site
from jobvej.catalog import read_catalog
from jobvej.studio.cache import FilmFolders

LIMIT = 3.0
"""Seconds: longer, and an author looks away."""
SAVES = 5
STAMP = re.compile(r'name="jobvej-preview" content="([^"]+)"')
LESSON, ADDRESS = "courses/cv/profiltekst.md", "/kurser/cv/profiltekst/"


def copy_of_project(root: Path) -> None:
    """The authors' texts, with empty films, so that none is made beside and takes the processor."""
    project = Path(__file__).resolve().parents[1]
    for folder in FOLDERS:
        shutil.copytree(project / folder, root / folder)
    shutil.copy(project / "mkdocs.yml", root)
    catalog, _ = read_catalog(root)
    folders = FilmFolders(root / "build")
    folders.open()
    for film in catalog.films():
        folders.film(film.file_stem).touch()


def get(port: int, path: str) -> str:
    """What a browser gets; a waiting page waits."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    return connection.getresponse().read().decode()


def save_and_see(root: Path, port: int, sentence: str) -> float:
    """Seconds until the waiting page has been told and has the sentence."""
    shown = get(port, ADDRESS)
    path = root / LESSON
    path.write_text(path.read_text("utf-8") + f"\n{sentence}\n", "utf-8")
    began = time.monotonic()
    while sentence not in shown:
        (stamp,) = STAMP.findall(shown)
        get(port, f"/preview/wait?page={ADDRESS}&seen={stamp}")
        shown = get(port, ADDRESS)
    return time.monotonic() - began


def main() -> int:
    """Print the seconds, and what share of a whole build they are."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copy_of_project(root)
        began = time.monotonic()
        pages = build_site(root, root / "build").pages
        whole = time.monotonic() - began
        bound = listen(0)
        if bound is None:
            sys.exit("No port is free.")
        workshop = Workshop(root, root / "build")
        threading.Thread(target=make_server(workshop, bound).run, daemon=True).start()
        workshop.start()
        port = bound.getsockname()[1]
        while workshop.www is None:
            time.sleep(0.1)
        seconds = []
        for number in range(SAVES):
            time.sleep(4)  # an author reads what was written; the whole site is made meanwhile
            seconds.append(save_and_see(root, port, f"Gemt for {number + 1}. gang."))
        workshop.stop()
    middle = statistics.median(seconds)
    print(f"{pages} pages: a whole build {whole:.1f} s")
    print(f"save to page: {middle:.2f} s (of {SAVES}, slowest {max(seconds):.2f} s)")
    print(f"{middle / whole:.0%} of a whole build; {middle / LIMIT:.0%} of {LIMIT:.0f} s")
    return int(middle > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
