"""The page on which an author speaks a film, sentence by sentence, on this computer only."""

import hmac
import json
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jobvej.catalog.takes import NotATake, read_take, takes_folder
from jobvej.catalog.whole import whole
from jobvej.fonts import FOLDER as FONTS
from jobvej.studio.record.script import Script, read_script, take_files
from jobvej.studio.sound import NothingHeard, keep_take

LARGEST = 8 * 1024 * 1024
"""Bytes of one upload: a minute of sound, several times over."""
HERE = Path(__file__).parent
FILES = {
    "record.js": (HERE, "text/javascript; charset=utf-8"),
    "record.css": (HERE, "text/css; charset=utf-8"),
    "plex-sans-400.woff2": (FONTS, "font/woff2"),
    "plex-sans-600.woff2": (FONTS, "font/woff2"),
}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "connect-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_KEY = re.compile(r"[0-9a-f]{12}")
_SOUND = {".opus": "audio/ogg", ".wav": "audio/wav"}

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


@dataclass(frozen=True)
class Answer:
    """What goes back to the page."""

    body: bytes
    kind: str = "application/json"
    status: HTTPStatus = HTTPStatus.OK


class Refused(Exception):
    """The request is not answered; the sentence is for the author."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.answer = _told({"ok": False, "error": sentence}, status)


class Desk:
    """A WSGI app for one storyboard; all addresses begin with a token that only its author has.

    Any page in the author's browser may send requests to this computer. So a request must name
    the token, come to a loopback name (else a foreign name could be bound to this address), and,
    where it changes something, come from this very page.
    """

    def __init__(self, root: Path, storyboard: Path, token: str) -> None:
        self.root, self.storyboard, self.token = root, storyboard, token
        self._writing = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        try:
            answer = self._answer(environ)
        except Refused as refused:
            answer = refused.answer
        length = ("Content-Length", str(len(answer.body)))
        headers = [("Content-Type", answer.kind), length, *HEADERS.items()]
        start_response(f"{answer.status.value} {answer.status.phrase}", headers)
        return [answer.body if environ["REQUEST_METHOD"] != "HEAD" else b""]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        _check_host(environ)
        token, _, rest = environ["PATH_INFO"].removeprefix("/").partition("/")
        path = rest.split("/")
        if not hmac.compare_digest(token.encode("latin-1", "replace"), self.token.encode()):
            raise Refused(HTTPStatus.NOT_FOUND, "Siden findes ikke. Brug adressen fra kommandoen.")
        method = environ["REQUEST_METHOD"]
        if method == "POST":
            _check_origin(environ)
        match method, path:
            case "GET" | "HEAD", [""]:
                return self._page()
            case "GET" | "HEAD", [name] if name in FILES:
                folder, kind = FILES[name]
                return Answer((folder / name).read_bytes(), kind)
            case "GET" | "HEAD", ["take", key]:
                return self._sound(key)
            case "POST", ["take", key]:
                return self._keep(key, _body(environ))
            case "POST", ["take", key, "delete"]:
                return self._delete(key)
        raise Refused(HTTPStatus.NOT_FOUND, "Siden findes ikke.")

    def _script(self) -> Script:
        script = read_script(self.root, self.storyboard)
        if script is None:
            raise Refused(
                HTTPStatus.CONFLICT, "Storyboardet kan ikke læses. Ret det, og prøv igen."
            )
        return script

    def _page(self) -> Answer:
        page = _templates().get_template("page.html").render(script=self._script())
        return Answer(page.encode(), "text/html; charset=utf-8")

    def _take(self, key: str) -> Path:
        """The take of this name, if there is one: nothing else is ever read or deleted."""
        found = [path for path in take_files(self.storyboard) if path.stem == key]
        if not found:
            raise Refused(HTTPStatus.NOT_FOUND, "Indtalingen findes ikke mere. Hent siden igen.")
        return found[-1]

    def _sound(self, key: str) -> Answer:
        path = self._take(key)
        return Answer(path.read_bytes(), _SOUND[path.suffix])

    def _keep(self, key: str, data: bytes) -> Answer:
        """Keep a take in place of the one before; a WAV of the same sentence makes way for it."""
        if not _KEY.fullmatch(key) or key not in {line.key for line in self._script().lines}:
            what = "Sætningen står ikke i filmen mere. Hent siden igen."
            raise Refused(HTTPStatus.CONFLICT, what)
        folder = takes_folder(self.storyboard)
        with self._writing:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{key}.opus"
            try:
                with whole(path) as part:
                    keep_take(data, part)
                    milliseconds = read_take(part).milliseconds
            except (NothingHeard, NotATake) as error:
                raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
            path.with_suffix(".wav").unlink(missing_ok=True)
        return _told({"ok": True, "length": length(milliseconds), "progress": self._progress()})

    def _delete(self, key: str) -> Answer:
        with self._writing:
            self._take(key).unlink()
        return _told({"ok": True, "progress": self._progress()})

    def _progress(self) -> str:
        return progress(self._script())


def progress(script: Script) -> str:
    """'3 af 14 sætninger er indtalt.'"""
    return f"{script.said} af {len(script.lines)} sætninger er indtalt."


def length(milliseconds: int) -> str:
    """'3,2 sek.'"""
    return f"{milliseconds / 1000:.1f} sek.".replace(".", ",", 1)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"progress": progress, "length": length}
    return environment


def _told(values: dict[str, object], status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(json.dumps(values).encode(), status=status)


def _check_host(environ: dict[str, Any]) -> None:
    port = environ["SERVER_PORT"]
    if environ.get("HTTP_HOST", "") not in (f"127.0.0.1:{port}", f"localhost:{port}"):
        raise Refused(HTTPStatus.MISDIRECTED_REQUEST, "Brug adressen fra kommandoen.")


def _check_origin(environ: dict[str, Any]) -> None:
    is_ours = environ.get("HTTP_ORIGIN") == f"http://{environ['HTTP_HOST']}"
    if not is_ours or environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
        raise Refused(HTTPStatus.FORBIDDEN, "Det kom ikke fra denne side.")


def _body(environ: dict[str, Any]) -> bytes:
    size = environ.get("CONTENT_LENGTH") or "0"
    if not size.isdigit() or int(size) > LARGEST:
        what = "Indtalingen er for lang. Sig kun den ene sætning."
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, what)
    body: bytes = environ["wsgi.input"].read(int(size))
    return body
