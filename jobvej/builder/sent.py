"""Stylesheets, client and fonts as browsers fetch them: few files, and each of them only once.

Comments are a fifth of the client, and an old phone on a poor network need not wait for them.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jobvej.builder.pack import pack

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
LICENCE = HERE.parent / "fonts" / "OFL.txt"

SHEETS = {
    "parts": ("base", "frame", "surfaces", "buttons", "tasks", "forms", "tables", "aloud", "print"),
    "site": (
        *("here", "front", "lists", "course", "lesson", "film", "task", "helped", "offline"),
        *("search", "plan", "markdown", "words", "print"),
    ),
    "booklet": ("sheets",),
}
"""Stylesheet → the files of its folder; later ones may override earlier ones."""
APART = ("offline", "offline_courses", "query", "search")
"""Modules that only two pages need and fetch, together with a `words` of their own."""
WORDS = "words"
_CSS_COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)
_JS_COMMENT = re.compile(r"^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
"""Only at the beginning of a line: within one it may be text."""


@dataclass(frozen=True)
class Sent:
    """Everything that the pages of the site share."""

    address: str
    """`/assets/jobvej.1a2b3c4d/`: changes when a file does, so browsers may cache it for good."""
    texts: dict[str, str]
    """Name below the address, and content, of each stylesheet and module of the client."""
    files: dict[str, Path]
    """Name below the address, and file, of what is sent as it is."""


@cache
def sent() -> Sent:
    """Read what is sent, once per process."""
    texts, files = dict(_texts()), dict(_files())
    total = hashlib.sha256()
    for name, content in texts.items():
        total.update(f"{name}\n{len(content)}\n{content}".encode())
    for name, path in files.items():
        total.update(f"{name}\n{path.stat().st_size}\n".encode() + path.read_bytes())
    return Sent(f"/assets/jobvej.{total.hexdigest()[:8]}/", texts, files)


def without_comments(script: str) -> str:
    """A script as it is sent."""
    return _JS_COMMENT.sub("", script)


def _texts() -> Iterator[tuple[str, str]]:
    yield "tokens.css", _CSS_COMMENT.sub("", (ASSETS / "tokens.css").read_text(encoding="utf-8"))
    for folder, names in SHEETS.items():
        files = (ASSETS / folder / f"{name}.css" for name in names)
        written = "\n".join(path.read_text(encoding="utf-8") for path in files)
        yield f"{folder}.css", _CSS_COMMENT.sub("", written)
    paths = sorted((HERE / "client").glob("*.js"))
    modules = {path.stem: without_comments(path.read_text(encoding="utf-8")) for path in paths}
    packed = {name: text for name, text in modules.items() if name not in APART}
    yield "client/main.js", pack(packed, "main")
    for name in (*APART, WORDS):
        yield f"client/{name}.js", modules[name]


def _files() -> Iterator[tuple[str, Path]]:
    yield "icon.svg", ASSETS / "icon.svg"
    for path in (LICENCE, *sorted((ASSETS / "fonts").glob("*.woff2"))):
        yield f"fonts/{path.name}", path
