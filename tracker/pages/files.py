"""The tracker's own style sheet and scripts, and the films."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Response, abort, current_app, request, send_from_directory
from flask.typing import ResponseReturnValue

from tracker.access import ANYONE, Page

page = Page("files", "", ANYONE, scope="public")

STATIC = Path(__file__).parent.parent / "static"
SHEETS = Path(__file__).parent.parent / "sheets"
JOINED = (
    *("forms", "plan", "frame", "lists", "talk", "clubs", "weeks", "change", "figures"),
    *("operation", "letter", "wide", "print"),
)
"""What tracker.css is made of; a later one may overrule an earlier."""
COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)
FILM = re.compile(r"[a-z0-9][a-z0-9.-]*\.[0-9a-f]{8}(\.360)?\.(mp4|jpg)")
YEAR = 365 * 24 * 3600


@page.get("/app/tracker.css")
def sheet() -> ResponseReturnValue:
    """The tracker's style sheet: one to fetch, without the words we wrote about it."""
    written = "\n".join((SHEETS / f"{name}.css").read_text(encoding="utf-8") for name in JOINED)
    response = Response(COMMENT.sub("", written), mimetype="text/css")
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    return response.make_conditional(request)


@page.get("/app/<name>")
def show(name: str) -> ResponseReturnValue:
    """A file of ours, asked for anew each time and answered with 304 when it is the same."""
    response = send_from_directory(STATIC, name)
    response.headers["Cache-Control"] = "no-cache"
    return response


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
