"""A build as it stands, served with the policy that the tracker gives each address."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tracker.headers import site_policy


class Handler(SimpleHTTPRequestHandler):
    """Files of a folder, which may do what the real server lets them."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", site_policy(self.path))
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(www: Path) -> Iterator[str]:
    """The address of this folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(www)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
