"""Courses that a reader may keep on the device: what each needs, and who answers without a network.

Nothing is kept, and no worker runs, before somebody presses "Gem kurset".
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin

from jobvej.builder.context import lessons_of
from jobvej.builder.sent import sent, without_comments
from jobvej.catalog.model import Catalog, Course

PAGE = "/uden-net/"
"""Answers in place of a page that is neither kept nor to be had."""
WORKER = "uden-net.js"
"""In the root: a worker answers for what lies at and below its own address."""
LIST = "uden-net.json"
"""Beside each course: the addresses of all it needs."""
_ASKED_FOR = re.compile(r'(?:href|src|poster)="([^"#?]+)[^"]*"')
"""Without what stands after it: `regler.pdf#page=2` is the same file."""
_FILM, _SMALL = ".mp4", ".360.mp4"
_LICENCE = f"{sent().address}fonts/OFL.txt"


def write_offline(catalog: Catalog, www: Path, films: Path) -> None:
    """Write the worker, and a list for each course that has a page."""
    source = Path(__file__).with_name("offline_worker.js").read_text(encoding="utf-8")
    (www / WORKER).write_text(without_comments(source), encoding="utf-8")
    for course in catalog.courses:
        if lessons_of(course):
            told = json.dumps(_list(course, www, films), ensure_ascii=False)
            (www / course.url.strip("/") / LIST).write_text(f"{told}\n", encoding="utf-8")


def _list(course: Course, www: Path, films: Path) -> dict[str, object]:
    """Name of a course, and the bytes of each address in the order in which it is to be fetched.

    What a page needs comes before it and films last: whoever stops halfway has pages that work.
    `edition` is another when any page or file is.
    """
    pages = [PAGE, course.url, *(lesson.url for lesson in lessons_of(course))]
    shared = [sent().address + name for name in (*sent().texts, *sent().files)]
    beside = dict.fromkeys(one for page in pages for one in _shown(page, www, films))
    light = [one for one in beside if one not in shared and not one.endswith(_FILM)]
    heavy = [one for one in beside if one.endswith(_FILM)]
    addresses = [*(one for one in shared if one != _LICENCE), *light, *pages, *heavy]
    total, sizes = hashlib.sha256(), {}
    for address in addresses:
        content = _file(address, www, films).read_bytes()
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


def _shown(page: str, www: Path, films: Path) -> Iterator[str]:
    """Pictures, downloads, captions and film of a page; the small film where there are two."""
    asked = _ASKED_FOR.findall(_file(page, www, films).read_text(encoding="utf-8"))
    addresses = dict.fromkeys(urljoin(page, html.unescape(one)) for one in asked)
    large = {one.replace(_SMALL, _FILM) for one in addresses if one.endswith(_SMALL)}
    for address in addresses:
        is_page = address.endswith(("/", ".html")) or ":" in address
        if not is_page and address not in large and _file(address, www, films).is_file():
            yield address
