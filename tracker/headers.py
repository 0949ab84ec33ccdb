"""Security headers for every answer, and refusal of requests from other sites."""

import gzip
from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask, Response, abort, g, request

from tracker.access import CITIZEN

StartResponse = Callable[..., Any]

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")

FIXED = (
    ("X-Content-Type-Options", "nosniff"),
    # Not no-referrer: browsers then send `Origin: null` with our own forms too.
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
HSTS = ("Strict-Transport-Security", "max-age=31536000")

TEXTS = ("text/html", "text/css", "application/json")
PACKET = 1400
"""Bytes that travel at once whether they are gzipped or not."""
SEARCH = "/soeg/"
COMMON = (
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)


def tracker_policy() -> str:
    """The policy of the tracker's own pages: nothing but our files, no inline script at all."""
    return "; ".join((*COMMON, "script-src 'self'", "img-src 'self'"))


def site_policy(path: str) -> str:
    """The policy of a page of the built site: no inline script either, and icons as data URLs.

    Only the search page may compile WebAssembly, which reads its index; `eval` stays forbidden. An
    SVG runs no scripts, not even ours: authors put it there, and anybody can open it.
    """
    if path.lower().endswith(".svg"):
        return "; ".join((*COMMON, "img-src 'self' data:"))
    may_compile = " 'wasm-unsafe-eval'" if path.startswith(SEARCH) else ""
    return "; ".join((*COMMON, f"script-src 'self'{may_compile}", "img-src 'self' data:"))


def with_headers(start_response: StartResponse, policy: str, is_https: bool) -> StartResponse:
    """Wrap start_response, outermost, so that redirects, 405 and static files have them too."""

    def start(status: str, headers: Sequence[tuple[str, str]], exc_info: Any = None) -> Any:
        present = {name.lower() for name, _ in headers}
        wanted = [*FIXED, ("Content-Security-Policy", policy), *([HSTS] if is_https else [])]
        added = [pair for pair in wanted if pair[0].lower() not in present]
        return start_response(status, [*headers, *added], exc_info)

    return start


def refuse_foreign_requests() -> None:
    """403 for an unsafe request that another site's page made the browser send.

    Browsers say where a request began in Sec-Fetch-Site; older ones (Safari before 16.4) say it
    in Origin alone. A request with neither is no browser's form and is refused too.
    """
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site != "same-origin":
            abort(403)
    elif request.headers.get("Origin") != request.host_url.rstrip("/"):
        abort(403)


def _finish(response: Response) -> Response:
    """Let nobody cache the tracker's pages, and no inline script run on them."""
    response.headers.setdefault("Content-Security-Policy", tracker_policy())
    response.headers.setdefault("Cache-Control", "no-store")
    return _compressed(response)


def _compressed(response: Response) -> Response:
    """Gzip what a citizen's phone reads, since its network may be poor.

    Not what staff read: their pages repeat words from the address (a search), and the length of
    such words gzipped together with a secret gives the secret away. A citizen's pages repeat none.
    """
    visitor = g.get("signed_in")
    if visitor is not None and visitor.role != CITIZEN:
        return response
    if response.mimetype not in TEXTS or response.direct_passthrough or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] and len(response.get_data()) > PACKET:
        response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
        response.content_encoding = "gzip"
    return response


def install(app: Flask) -> None:
    """Check every request first, and add the headers last."""
    app.before_request(refuse_foreign_requests)
    app.after_request(_finish)
