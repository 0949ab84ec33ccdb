"""Serves site and tracker from one process on one port."""

import errno
import ipaddress
import logging
import os
import socket
from collections.abc import Iterable
from typing import Any

from flask import Flask
from waitress.server import create_server
from werkzeug.middleware.proxy_fix import ProxyFix

from jobvej.catalog.addresses import TRACKER
from tracker.errors import Stopped
from tracker.headers import site_policy, with_headers
from tracker.site import Site

THREADS = 8
CONNECTIONS = 500
"""Held open at once. waitress' own 100 are soon taken by phones that are slow, and then nobody else
gets in; the descriptors that systemd gives a service are 1,024, the database's among them."""
BODY_LIMIT = 1024 * 1024
"""Above the tracker's own limit, so that its page and not waitress' plain text says 413."""
PORTS = range(8000, 8010)


class Front:
    """The outermost WSGI application: one build per request, its files, then the tracker."""

    def __init__(self, app: Flask, site: Site) -> None:
        self._app = app
        self._site = site

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer from one build throughout: its files and its catalog."""
        build = self._site.current()
        environ["jobvej.build"] = build
        path = environ.get("PATH_INFO", "")
        is_https = environ.get("wsgi.url_scheme") == "https"
        start = with_headers(start_response, site_policy(path), is_https)
        if f"{path}/".startswith(TRACKER):
            return self._app(environ, start)
        to = build.leading_on.get(f"{path.rstrip('/')}/")
        if to and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return _lead_on(to, environ.get("QUERY_STRING", ""), start)
        return build.files(environ, start)


def _lead_on(to: str, query: str, start_response: Any) -> Iterable[bytes]:
    """Redirect to where a page is now. Not 301, which browsers keep for ever: it may move again."""
    location = f"{to}?{query}" if query else to
    headers = [("Location", location), ("Content-Length", "0"), ("Cache-Control", "max-age=0")]
    start_response("302 Found", headers)
    return []


def is_loopback(host: str) -> bool:
    """Whether only this machine itself can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def address(host: str, port: int) -> str:
    """Where this machine itself reaches a server that listens there."""
    near = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    return f"http://{f'[{near}]' if ':' in near else near}:{port}/"


def listen(host: str, port: int, *, may_move: bool) -> socket.socket:
    """A socket on the port; if nobody asked for that port, on the next free one up to 8009."""
    candidates = [port, *(other for other in PORTS if other > port)] if may_move else [port]
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in candidates:
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, candidate))
            bound.listen(1024)
        except OSError as error:
            bound.close()
            if error.errno == errno.EADDRINUSE:
                continue
            raise Stopped(f"Adressen {host}:{candidate} kan ikke bruges her.") from error
        return bound
    if may_move:
        raise Stopped("Portene fra 8000 til 8009 er optaget. Vælg en anden med --port.")
    raise Stopped(f"Port {port} er optaget. Vælg en anden med --port.")


def make_server(app: Flask, site: Site, bound: socket.socket, proxy_hops: int = 0) -> Any:
    """waitress on a socket: 60 slow phones must not stand in each other's way.

    `proxy_hops` is the exact number of proxies whose X-Forwarded headers are trusted. They are read
    first of all, so that even static files know whether the reader came by https.
    """
    front: Any = Front(app, site)
    if proxy_hops:
        front = ProxyFix(front, x_for=proxy_hops, x_proto=proxy_hops, x_host=proxy_hops)
    # A moment's queue is what the queue is for; a page with thirty files would fill the log.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    return create_server(
        front,
        sockets=[bound],
        threads=THREADS,
        connection_limit=CONNECTIONS,
        max_request_body_size=BODY_LIMIT,
        ident=None,
        clear_untrusted_proxy_headers=False,  # ProxyFix judges them, by the hops that were set
    )


def tell_manager() -> None:
    """Tell systemd that we are ready, if it asked to be told (`Type=notify`)."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.connect(f"\0{address[1:]}" if address.startswith("@") else address)
            manager.sendall(b"READY=1")


def serve(app: Flask, site: Site, bound: socket.socket, proxy_hops: int = 0) -> None:
    """Print the address, then serve until stopped."""
    server = make_server(app, site, bound, proxy_hops)
    host, port = bound.getsockname()[:2]
    print(f"READY {address(host, port)}", flush=True)
    tell_manager()
    try:
        server.run()
    finally:
        server.close()
