"""The tracker's own style sheet and scripts, and the films."""

import hashlib
import re
from pathlib import Path

from flask import Response, abort, current_app, send_from_directory
from flask.typing import ResponseReturnValue

from tracker.access import ANYONE, Page

page = Page("files", "", ANYONE, scope="public")

STATIC = Path(__file__).parent.parent / "static"
SHEETS = Path(__file__).parent.parent / "sheets"
JOINED = (
    *("forms", "plan", "items", "frame", "lists", "talk", "panels", "undo", "clubs", "weeks"),
    *("change", "figures", "operation", "letter", "wide", "print"),
)
"""What tracker.css is made of; a later one may overrule an earlier."""
COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)
FILM = re.compile(r"[a-z0-9][a-z0-9.-]*\.[0-9a-f]{8}(\.360)?\.(mp4|webp)")
YEAR = 365 * 24 * 3600


def _read() -> tuple[str, dict[str, bytes], str]:
    """The style sheet without our words about it, the scripts, and what changes with any of them.

    Read once: what an upgrade lays here is not this program's, and must not be kept as its own.
    """
    written = "\n".join((SHEETS / f"{name}.css").read_text(encoding="utf-8") for name in JOINED)
    scripts = {path.name: path.read_bytes() for path in sorted(STATIC.iterdir())}
    total = hashlib.sha256(written.encode())
    for name, script in scripts.items():
        total.update(name.encode() + script)
    return COMMENT.sub("", written), scripts, total.hexdigest()[:8]


SHEET, SCRIPTS, EDITION = _read()


@page.app_context_processor
def _edition() -> dict[str, str]:
    return {"edition": EDITION}


def _lasting(response: Response, edition: str) -> Response:
    """Cached for good; a page from before an upgrade gets the new file, uncached."""
    if edition == EDITION:
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@page.get("/app/<edition>/tracker.css")
def sheet(edition: str) -> ResponseReturnValue:
    """The tracker's style sheet: one file, fetched once."""
    return _lasting(Response(SHEET, mimetype="text/css"), edition)


@page.get("/app/<edition>/<name>.js")
def script(edition: str, name: str) -> ResponseReturnValue:
    """A script of the tracker's own pages."""
    if f"{name}.js" not in SCRIPTS:
        abort(404)
    return _lasting(Response(SCRIPTS[f"{name}.js"], mimetype="text/javascript"), edition)


@page.get("/film/<name>")
def film(name: str) -> ResponseReturnValue:
    """A film or its poster; the name holds a hash of the content, so it never changes.

    By Flask and not WhiteNoise, which indexes at start, answers `bytes=0-0` with 416 and ignores
    If-Range: films are rendered while the server runs, and phones ask for them in pieces.
    """
    if not FILM.fullmatch(name):
        abort(404)
    folder = current_app.extensions["jobvej.site"].films
    response = send_from_directory(folder, name, max_age=YEAR, conditional=True)
    response.cache_control.immutable = True
    return response
