"""What people and programs are told when something cannot be done."""

import logging
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

log = logging.getLogger("jobvej")

RETRY_AFTER_SECONDS = 10


class StoreUnavailable(Exception):
    """The database could not be written just now; nothing of the request was kept."""


class Stopped(Exception):
    """A command, or a server about to start, cannot go on; one Danish sentence says what to do."""


class Refused(Exception):
    """What a form asks for breaks a rule; one Danish sentence per field says which."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)


class NotFound(Exception):
    """There is no such thing, or it is somebody else's: both look the same."""


@dataclass(frozen=True)
class Words:
    """An error page: what is wrong, what to do, what is safe."""

    title: str
    next_step: str
    safe: str = "Det, du har gemt før, er der stadig."


UNCHANGED = "Intet er ændret."
WORDS = {
    400: Words(
        "Vi forstod ikke det, der blev sendt",
        "Gå tilbage til siden, indlæs den igen, og prøv en gang til.",
        UNCHANGED,
    ),
    401: Words("Du er ikke logget på", "Log på, og prøv igen."),
    403: Words(
        "Det har du ikke adgang til",
        "Siden er for andre, eller den har stået åben for længe. Gå tilbage, og indlæs den igen.",
        UNCHANGED,
    ),
    404: Words("Siden findes ikke", "Måske er adressen skrevet forkert, eller siden er flyttet."),
    405: Words(
        "Her er ingen side at vise",
        "Adressen hører til en knap. Gå tilbage til siden med knappen.",
    ),
    413: Words(
        "Det var for meget på én gang", "Gå tilbage, skriv mindre, og prøv igen.", UNCHANGED
    ),
    429: Words(
        "Vent lidt, før du prøver igen",
        "Der er prøvet mange gange på kort tid. Vent 15 minutter, og prøv så igen.",
        UNCHANGED,
    ),
    500: Words("Noget gik galt hos os", "Prøv igen om lidt."),
    503: Words("Vi kan ikke gemme lige nu", "Vent et øjeblik, og prøv igen."),
}


def is_for_program() -> bool:
    """Whether to answer this request with JSON instead of a page.

    A browser that opens an address asks for HTML, under /api/ too: then a person sees the answer.
    """
    if request.path in ("/healthz", "/readyz"):
        return True
    return request.path.startswith("/api/") and "text/html" not in request.headers.get("Accept", "")


def json_error(status: int, errors: Sequence[str]) -> Response:
    """`{"ok": false, "error", "errors", "status"}`: the one shape of every API error."""
    error = HTTPStatus(status).phrase.lower()
    return make_response(jsonify(ok=False, error=error, errors=list(errors), status=status), status)


def error_page(status: int, safe: str = "") -> Response:
    """The Danish page for a status; plain words even when the template itself is broken.

    `safe` replaces the sentence on what is safe, where the status is not enough to know it.
    """
    words = WORDS.get(status, WORDS[400 if status < 500 else 500])
    words = replace(words, safe=safe or words.safe)
    try:
        page = render_template("error.html", words=words)
    except Exception as error:
        log.error("error page not rendered: %s", type(error).__name__)
        page = f"{words.title}. {words.next_step} {words.safe}"
    return make_response(page, status)


def answer(status: int, errors: Sequence[str] = ()) -> Response:
    """The error in the form that fits who asked."""
    response = json_error(status, errors) if is_for_program() else error_page(status)
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def on_http_error(error: HTTPException) -> Response:
    """Our words in place of werkzeug's, with its headers (Allow, Retry-After) kept."""
    if error.response is not None:
        return make_response(error.response)
    response = answer(error.code or 500)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def on_store_unavailable(error: StoreUnavailable) -> Response:
    """503 with Retry-After: the device keeps its rows and offers them again."""
    log.error("store unavailable at %s: %s", request.endpoint, error)
    return answer(503)


def on_fault(error: Exception) -> Response:
    """500; the log gets where, never the message, since that may hold what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    log.error("fault %s at %s: %s", type(error).__name__, request.endpoint, where)
    return answer(500)


def install(app: Flask) -> None:
    """Answer every error of the application in our own words."""
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(StoreUnavailable, on_store_unavailable)
    app.register_error_handler(NotFound, lambda _: answer(404))
    app.register_error_handler(Exception, on_fault)
