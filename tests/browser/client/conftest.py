"""The client's real modules on a plain server, and a peer that answers as a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Jobvej

CLIENT = Path(__file__).parents[3] / "jobvej" / "builder" / "client"
Answer = tuple[int, dict[str, str], Any]


class Peer:
    """What stands at /api/events: keeps the batches it got; `answers` decides what it says."""

    def __init__(self) -> None:
        self.batches: list[dict[str, Any]] = []
        self.answer: Callable[[dict[str, Any]], Answer] = self.store
        self.epoch = "first"
        self.seq = 0

    def store(self, batch: dict[str, Any]) -> Answer:
        """Every event stored."""
        return self.say({event["id"]: "stored" for event in batch["events"]})

    def say(self, verdicts: dict[str, str]) -> Answer:
        self.seq += list(verdicts.values()).count("stored")
        told = [{"id": id_, "verdict": verdict} for id_, verdict in verdicts.items()]
        return 200, {}, {"ok": True, "epoch": self.epoch, "seq": self.seq, "verdicts": told}

    @property
    def ids(self) -> list[str]:
        return [event["id"] for batch in self.batches for event in batch["events"]]


class Handler(SimpleHTTPRequestHandler):
    """The client's folder as files, a blank page at /, and the peer."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, server_peer: list[Peer], **kwargs: Any) -> None:
        self.peers = server_peer
        super().__init__(*args, directory=str(CLIENT), **kwargs)

    def do_GET(self) -> None:
        if self.path == "/":
            page = b'<!doctype html><html lang="da"><title>x</title><meta name="jobvej-api" '
            self._send(200, {"Content-Type": "text/html"}, page + b'content="/api/">')
        else:
            super().do_GET()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        peer = self.peers[-1]
        batch = json.loads(body)
        batch["bytes"] = len(body)
        peer.batches.append(batch)
        status, headers, answer = peer.answer(batch)
        raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self._send(status, {"Content-Type": "application/json", **headers}, raw)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def peers() -> Iterator[tuple[str, list[Peer]]]:
    known: list[Peer] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, server_peer=known))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", known
    server.shutdown()


@pytest.fixture
def peer(peers: tuple[str, list[Peer]]) -> Peer:
    peers[1].append(Peer())
    return peers[1][-1]


@pytest.fixture
def blank(page: Page, peers: tuple[str, list[Peer]]) -> Page:
    """A page without any content, on the origin that serves the modules."""
    page.goto(peers[0])
    return page


@pytest.fixture
def anna(page: Page, jobvej: Jobvej) -> Page:
    """Dine opgaver, where Anna has just signed in."""
    jobvej.sign_in(page, "Anna")
    return page


@pytest.fixture
def profile(
    playwright: Any, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> Iterator[Callable[[], Page]]:
    """A phone of one's own: a browser that keeps what it has when it is started again."""
    started: list[BrowserContext] = []

    def start() -> Page:
        for context in started:
            context.close()
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"), **browser_type_launch_args
        )
        context.set_default_timeout(10_000)
        started[:] = [context]
        return context.pages[0]

    yield start
    for context in started:
        context.close()
