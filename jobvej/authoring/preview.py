"""The server of `jobvej preview`: drafts, films, problems, and pages that reload themselves."""

import hashlib
import html
import socket
import sys
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from waitress.server import create_server
from whitenoise import WhiteNoise

from jobvej.authoring.workshop import Workshop
from jobvej.builder.sent import sent
from jobvej.catalog.addresses import TRACKER

PORTS = range(8000, 8010)
THREADS = 32
"""Each open page holds one while it waits for changes."""
PATIENCE = 25.0
"""Seconds a page waits before it asks again."""
SCRIPT = Path(__file__).with_name("reload.js")
_HOSTS = {"127.0.0.1", "localhost", "[::1]"}
_POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'"
_HEADERS = [
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
]
_MIME = {".vtt": "text/vtt; charset=utf-8", ".woff2": "font/woff2"}
_PAGE = """<!doctype html>
<html lang="da"><head><meta charset="utf-8"><title>{title} – forhåndsvisning</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{assets}tokens.css">
<link rel="stylesheet" href="{assets}parts.css">
</head><body><main class="wrap narrow"><h1>{title}</h1>{text}</main></body></html>
"""

Start = Callable[..., Any]
Answer = Iterable[bytes]


class Preview:
    """The WSGI application of one author's own machine; only that machine is answered."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self._films = WhiteNoise(
            _not_found,
            root=str(workshop.films),
            prefix="film/",
            autorefresh=True,
            mimetypes=_MIME,
            allow_all_origins=False,
        )

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Answer:
        """Answer a request for a page, a file, a film, or for changes."""
        path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace")
        if environ.get("HTTP_HOST", "").rpartition(":")[0] not in _HOSTS:
            # A foreign name could be pointed at this address and read what is not published.
            return _say(start_response, HTTPStatus.FORBIDDEN, b"")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _say(start_response, HTTPStatus.METHOD_NOT_ALLOWED, b"")
        answer = self._answer(path, environ, start_response)
        return answer if environ["REQUEST_METHOD"] == "GET" else []

    def _answer(self, path: str, environ: dict[str, Any], start_response: Start) -> Answer:
        if path == "/preview/reload.js":
            return _say(start_response, HTTPStatus.OK, SCRIPT.read_bytes(), "text/javascript")
        if path == "/preview/wait":
            return self._wait(environ, start_response)
        if path.startswith("/film/"):
            answer: Answer = self._films(environ, start_response)
            return answer
        if path.endswith("/") or path.endswith(".html"):
            return self._page(path, start_response)
        return self._file(path, environ, start_response)

    def stamp(self, path: str) -> str:
        """A short stamp of what a page is now; a different one means that it must be reloaded."""
        _, page = self._read(path)
        return f"{hashlib.sha256(page).hexdigest()[:16]}-{self.workshop.pictures}"

    def _read(self, path: str) -> tuple[HTTPStatus, bytes]:
        www, failure = self.workshop.www, self.workshop.failure
        if failure:
            rows = "".join(f"<li>{html.escape(row)}</li>" for row in failure.split("\n"))
            text = f"<p>Ret det her. Siden kommer selv, når det er rettet.</p><ul>{rows}</ul>"
            return HTTPStatus.OK, _plain("Siden kan ikke vises endnu", text)
        if www is None:
            return HTTPStatus.OK, _plain("Siden bygges", "<p>Vent lidt. Den kommer selv.</p>")
        if path.startswith(TRACKER):
            return HTTPStatus.NOT_FOUND, NOT_HERE
        file = (www / path.strip("/") / ("index.html" if path.endswith("/") else "")).resolve()
        try:
            if file.is_relative_to(www.resolve()):
                return HTTPStatus.OK, file.read_bytes()
        except OSError:
            pass
        return HTTPStatus.NOT_FOUND, _missing(www)

    def _page(self, path: str, start_response: Start) -> Answer:
        stamp = self.stamp(path)  # before the page is read, so that a change in between reloads it
        status, page = self._read(path)
        script = (
            f'<meta name="jobvej-preview" content="{stamp}">'
            '<script type="module" src="/preview/reload.js"></script></head>'
        )
        return _say(start_response, status, page.replace(b"</head>", script.encode(), 1))

    def _file(self, path: str, environ: dict[str, Any], start_response: Start) -> Answer:
        www = self.workshop.www
        if www is None or not (www / path.lstrip("/")).is_file():
            is_folder = www is not None and (www / path.lstrip("/")).is_dir()
            if is_folder:
                headers = [("Location", f"{path}/")]
                return _say(start_response, HTTPStatus.FOUND, b"", headers=headers)
            return self._page(path, start_response)
        files = WhiteNoise(
            _not_found, root=str(www), autorefresh=True, mimetypes=_MIME, allow_all_origins=False
        )
        answer: Answer = files(environ, start_response)
        return answer

    def _wait(self, environ: dict[str, Any], start_response: Start) -> Answer:
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        page, seen = asked.get("page", ["/"])[0], asked.get("seen", [""])[0]
        is_gone = environ.get("waitress.client_disconnected", lambda: False)
        until = time.monotonic() + PATIENCE
        while self.stamp(page) == seen:
            with self.workshop.changed:
                self.workshop.changed.wait(1.0)
            if is_gone() or time.monotonic() > until:
                return _say(start_response, HTTPStatus.NO_CONTENT, b"")
        return _say(start_response, HTTPStatus.OK, b"")


def _not_found(environ: dict[str, Any], start_response: Start) -> Answer:
    return _say(start_response, HTTPStatus.NOT_FOUND, b"")


def _say(
    start_response: Start,
    status: HTTPStatus,
    body: bytes,
    kind: str = "text/html",
    headers: list[tuple[str, str]] | None = None,
) -> Answer:
    told = [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(f"{status.value} {status.phrase}", [*told, *_HEADERS, *(headers or [])])
    return [body]


def _plain(title: str, text: str) -> bytes:
    return _PAGE.format(title=title, text=text, assets=sent().address).encode()


NOT_HERE = _plain(
    "Siden er ikke med her",
    "<p>Den hører til Dine opgaver, som ikke er med i forhåndsvisningen.</p>",
)


def _missing(www: Path) -> bytes:
    try:
        return (www / "404.html").read_bytes()
    except OSError:
        return _plain("Siden findes ikke", "")


def listen(port: int | None) -> socket.socket | None:
    """Return a socket on the port, or on the first free one from 8000 to 8009; else None."""
    for candidate in PORTS if port is None else [port]:
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform == "win32":
            # There, SO_REUSEADDR would let two servers share a port and take turns.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(("127.0.0.1", candidate))
            bound.listen(128)
        except OSError:
            bound.close()
            continue
        return bound
    return None


def make_server(workshop: Workshop, bound: socket.socket) -> Any:
    """Return a server on a socket, on which waiting pages do not block others."""
    return create_server(
        Preview(workshop),
        sockets=[bound],
        threads=THREADS,
        channel_request_lookahead=1,  # otherwise a closed page goes on waiting
        ident=None,
    )


def serve(workshop: Workshop, bound: socket.socket) -> None:
    """Answer until stopped with Ctrl-C."""
    server = make_server(workshop, bound)
    workshop.start()
    try:
        server.run()
    finally:
        server.close()
        workshop.stop()
