"""Stylesheets and client as they are sent: few to fetch, without the words we wrote about them.

A fifth of the client was comments, which an old phone on a poor network need not wait for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobvej.builder.pieces import ASSETS, HERE

SHEETS = {
    "parts": ("base", "frame", "surfaces", "buttons", "tasks", "forms", "tables", "aloud", "print"),
    "site": (
        *("here", "front", "lists", "course", "lesson", "film", "task", "helped"),
        *("search", "plan", "markdown", "words", "print"),
    ),
}
"""Sheet → the files of its folder; a later one may overrule an earlier."""
_CSS_COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)
_JS_COMMENT = re.compile(r"^[ \t]*/\*\*.*?\*/\n", re.DOTALL | re.MULTILINE)
"""Only what begins a line: within one it may be text."""


def sent() -> Iterator[tuple[str, str]]:
    """Name below the site's assets, and content, of each stylesheet and module of the client."""
    yield "tokens.css", _CSS_COMMENT.sub("", (ASSETS / "tokens.css").read_text(encoding="utf-8"))
    for folder, names in SHEETS.items():
        files = (ASSETS / folder / f"{name}.css" for name in names)
        written = "\n".join(path.read_text(encoding="utf-8") for path in files)
        yield f"{folder}.css", _CSS_COMMENT.sub("", written)
    for path in sorted((HERE / "client").glob("*.js")):
        yield f"client/{path.name}", _JS_COMMENT.sub("", path.read_text(encoding="utf-8"))
