"""Courses saved on a device: the files that each one needs, and the worker that serves them.

Nothing is saved, and no worker runs, until somebody presses "Gem kurset".
"""

import hashlib
import html
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin

from jobvej.builder.sent import sent, without_comments
from jobvej.catalog.model import Catalog, Course

PAGE = "/uden-net/"
"""Shown in place of a page that is neither saved nor reachable."""
WORKER = "uden-net.js"
"""In the root, since a worker answers for addresses below its own."""
LIST = "uden-net.json"
"""Beside each course: the addresses of everything it needs."""
_ASKED_FOR = re.compile(r'(?:href|src|poster)="([^"#?]+)[^"]*"')
"""Without query or fragment: `regler.pdf#page=2` is the same file."""
_FILM, _SMALL = ".mp4", ".360.mp4"
_LICENCE = f"{sent().address}fonts/OFL.txt"


def write_offline(catalog: Catalog, www: Path, films: Path) -> None:
    """Write the worker, and a list for each course that has a page."""
    source = Path(__file__).with_name("offline_worker.js").read_text(encoding="utf-8")
    (www / WORKER).write_text(without_comments(source), encoding="utf-8")
    names = (sent().address + name for name in (*sent().texts, *sent().files))
    shared = {one: _file(one, www, films).read_bytes() for one in names if one != _LICENCE}
    for course in catalog.courses:
        if course.published:
            told = json.dumps(_list(course, www, films, shared), ensure_ascii=False)
            (www / course.url.strip("/") / LIST).write_text(f"{told}\n", encoding="utf-8")


def _list(course: Course, www: Path, films: Path, shared: dict[str, bytes]) -> dict[str, object]:
    """A course's title, and the size of each address, in the order they are to be fetched.

    What a page needs comes before the page, and films come last, so that stopping halfway leaves
    pages that work. `edition` changes when any page or file does. Every page needs `shared`.
    """
    pages = [PAGE, course.url, *(lesson.url for lesson in course.published)]
    beside = dict.fromkeys(one for page in pages for one in _shown(page, www, films, shared))
    light = [one for one in beside if not one.endswith(_FILM)]
    heavy = [one for one in beside if one.endswith(_FILM)]
    total, sizes = hashlib.sha256(), {}
    for address in (*shared, *light, *pages, *heavy):
        content = shared.get(address) or _file(address, www, films).read_bytes()
        sizes[address] = len(content)
        total.update(f"{address}\n{len(content)}\n".encode() + content)
    return {
        "title": course.title,
        "url": course.url,
        "edition": total.hexdigest()[:8],
        "sizes": sizes,
    }


def _file(address: str, www: Path, films: Path) -> Path:
    if address.startswith("/film/"):
        return films / address.removeprefix("/film/")
    name = unquote(address).strip("/")
    return www / name / "index.html" if address.endswith("/") else www / name


def _shown(page: str, www: Path, films: Path, shared: Collection[str]) -> Iterator[str]:
    """Pictures, downloads, captions and film of a page; the small film if there are two."""
    asked = dict.fromkeys(_ASKED_FOR.findall(_file(page, www, films).read_text(encoding="utf-8")))
    files = (one for one in asked if not one.endswith(("/", ".html")) and ":" not in one)
    addresses = dict.fromkeys(urljoin(page, html.unescape(one)) for one in files)
    large = {one.replace(_SMALL, _FILM) for one in addresses if one.endswith(_SMALL)}
    for address in addresses:
        if address not in shared and address not in large and _file(address, www, films).is_file():
            yield address
