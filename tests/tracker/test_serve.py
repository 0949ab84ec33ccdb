"""Site and tracker from one port, as browsers meet them over real HTTP."""

import http.client
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tracker.conftest import ASSETS, Web, make_build
from tracker import serve, site
from tracker.errors import Stopped
from tracker.serve import is_loopback, listen, make_server, tell_manager

NEWER = "20261201120000-ffffffff"
SECURITY = (
    "content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options",
    "cross-origin-opener-policy", "cross-origin-resource-policy", "permissions-policy",
)  # fmt: skip


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    port: int
    films: Path
    build_dir: Path

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read())


@contextmanager
def serving(web: Web, proxy_hops: int = 0) -> Iterator[Server]:
    live = web.app.extensions["jobvej.site"]
    live.films.mkdir()
    bound = listen("127.0.0.1", 0, may_move=False)
    running = make_server(web.app, live, bound, proxy_hops)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    try:
        yield Server(bound.getsockname()[1], live.films, live.films.parent)
    finally:
        # As on Ctrl-C: a worker that has answered still has to tell the loop, which must be there.
        running.task_dispatcher.shutdown()
        # The server's thread may see the order, close and be gone before the last byte is written.
        with suppress(OSError):
            running.trigger.pull_trigger(running.close)
        thread.join(5)


@pytest.fixture
def server(web: Web, monkeypatch) -> Iterator[Server]:
    monkeypatch.setattr(site, "CHECK_EVERY_SECONDS", 0.0)
    with serving(web) as running:
        yield running


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/", "GET", 200),
        ("/kurser/cv/", "GET", 200),
        ("/kurser/cv", "GET", 302),
        ("/kurser/cv/", "POST", 405),
        ("/findes-ikke/", "GET", 404),
        ("/log-paa/", "GET", 200),
        ("/log-paa", "GET", 308),
        ("/dine-opgaver/", "GET", 303),
        ("/dine-opgaver/", "DELETE", 403),
        ("/api/me", "GET", 401),
        ("/app/0/tracker.css", "GET", 200),
        ("/film/findes.00000000.mp4", "GET", 404),
        ("/healthz", "GET", 200),
    ],
)
def test_every_answer_carries_the_security_headers(server: Server, path, method, status):
    answer = server.ask(path, method)
    assert answer.status == status
    for name in SECURITY:
        assert answer.headers.get(name), name
    assert "access-control-allow-origin" not in answer.headers
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("/g/cv/", "/kurser/cv/"),
        ("/g/cv.profiltekst/", "/kurser/cv/profiltekst/"),
        ("/g/cv.profiltekst", "/kurser/cv/profiltekst/"),
        ("/g/kort-vej/", "/planer/kort-vej/"),
        ("/g/cv.profiltekst/?fra=brev&x=1", "/kurser/cv/profiltekst/?fra=brev&x=1"),
    ],
)
def test_a_lasting_link_leads_to_where_the_page_stands_now(server: Server, asked: str, to: str):
    for method in ("GET", "HEAD"):
        answer = server.ask(asked, method)
        assert (answer.status, answer.headers["location"]) == (302, to)
        assert answer.headers["cache-control"] == "max-age=0"
        assert answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/g/", "/g/findes.ikke/", "/g//evil.dk/", "/g/cv/x/"])
def test_what_was_never_an_id_is_not_found(server: Server, path: str):
    assert server.ask(path).status == 404


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_of_the_site_without_a_page_gets_the_sites_own_words(server: Server, method):
    answer = server.ask("/findes-ikke/", method)
    assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")
    assert b"Forsiden findes ikke" in answer.body
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert server.ask("/findes-ikke/", "HEAD").body == b""


def test_site_and_tracker_have_each_their_policy(server: Server):
    site_policy = server.ask("/").headers["content-security-policy"]
    tracker_policy = server.ask("/log-paa/").headers["content-security-policy"]
    assert "img-src 'self' data:" in site_policy
    assert "data:" not in tracker_policy
    for policy in (site_policy, tracker_policy):
        assert "script-src 'self'" in policy
        assert "sha256" not in policy


def test_page_and_catalog_are_swapped_together(server: Server):
    make_build(server.build_dir, NEWER, words="Den nye forside")
    answer = server.ask("/")
    assert "Den nye forside" in answer.body.decode()
    assert NEWER in server.ask("/readyz").body.decode()


def test_a_rebuilt_page_of_another_length_is_whole(server: Server):
    make_build(server.build_dir, NEWER, words="x" * 100_000)
    answer = server.ask("/")
    assert len(answer.body) == int(answer.headers["content-length"]) > 100_000


def test_pages_of_the_site_are_asked_for_anew_and_answered_with_304(server: Server):
    first = server.ask("/")
    assert first.headers["cache-control"] == "max-age=0, public"
    again = server.ask("/", **{"If-Modified-Since": first.headers["last-modified"]})
    assert again.status == 304


def test_style_and_client_are_asked_for_once(server: Server):
    """A warm page on a poor network waits for its text alone."""
    first = server.ask(f"{ASSETS}tokens.css")
    assert first.headers["cache-control"] == "max-age=315360000, public, immutable"


def test_a_film_is_sent_in_pieces_as_phones_ask(server: Server):
    (server.films / "cv.0a1b2c3d.mp4").write_bytes(bytes(range(100)))
    path = "/film/cv.0a1b2c3d.mp4"
    whole = server.ask(path)
    assert whole.headers["accept-ranges"] == "bytes"
    assert "immutable" in whole.headers["cache-control"]
    for asked, got in (
        ("bytes=0-0", b"\x00"),
        ("bytes=10-12", b"\x0a\x0b\x0c"),
        ("bytes=-1", b"c"),
    ):
        piece = server.ask(path, Range=asked)
        assert (piece.status, piece.body) == (206, got)
    stale = server.ask(path, **{"Range": "bytes=0-0", "If-Range": '"another"'})
    assert (stale.status, len(stale.body)) == (200, 100)
    assert server.ask(path, Range="bytes=200-").status == 416


def test_a_film_made_while_the_server_runs_is_found_and_a_removed_one_is_no_fault(server: Server):
    film = server.films / "ny.0a1b2c3d.mp4"
    assert server.ask("/film/ny.0a1b2c3d.mp4").status == 404
    film.write_bytes(b"film")
    assert server.ask("/film/ny.0a1b2c3d.mp4").body == b"film"
    film.unlink()
    assert server.ask("/film/ny.0a1b2c3d.mp4").status == 404


@pytest.mark.parametrize(
    "path",
    ["/film/../current", "/film/..%2fcurrent", "/film/half.0a1b2c3d.mp4.tmp", "/film/.hidden",
     "/app/0/..%2fACCESS.tsv", "/app/0/%2e%2e/app.py", "/../current", "/%2e%2e/current"],
)  # fmt: skip
def test_nothing_beside_the_published_files_can_be_fetched(server: Server, path):
    (server.films / "half.0a1b2c3d.mp4.tmp").write_bytes(b"half")
    assert server.ask(path).status == 404


def test_a_body_too_large_is_told_by_our_own_page(server: Server):
    body = b"x=" + b"y" * 300_000
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    answer = server.ask("/log-paa/", "POST", body, **headers)
    assert answer.status == 413
    assert "Det var for meget på én gang" in answer.body.decode()


def test_two_hundred_slow_phones_stand_in_nobodys_way(server: Server):
    with ExitStack() as slow:
        for _ in range(200):
            phone = slow.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            phone.sendall(b"POST /log-paa/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ncode=")
        assert server.ask("/dine-opgaver/").status == 303


def test_a_fabricated_proxy_header_is_not_believed(server: Server):
    answer = server.ask("/log-paa", **{"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.dk"})
    assert "evil" not in answer.headers["location"]
    assert "strict-transport-security" not in answer.headers


FORWARDED = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "jobvej.aaby.dk",
}


def test_behind_one_proxy_the_cookie_is_secure_and_https_remembered_on_every_file(web: Web):
    form = f"code={web.cast.anna_code}&enhed=egen".encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    with serving(web, proxy_hops=1) as server:
        own = {"Origin": "https://jobvej.aaby.dk", **kind, **FORWARDED}
        answer = server.ask("/log-paa/", "POST", form, **own)
        assert answer.status == 303
        assert answer.headers["set-cookie"].startswith("__Host-jobvej=")
        assert "Secure" in answer.headers["set-cookie"]
        for path in ("/", "/log-paa/", "/kurser/cv"):
            assert "strict-transport-security" in server.ask(path, **FORWARDED).headers
        other = {"Origin": "http://jobvej.aaby.dk", **kind, **FORWARDED}
        assert server.ask("/log-paa/", "POST", form, **other).status == 403


def test_an_address_that_a_reader_made_up_does_not_reset_the_limit(web: Web):
    """The last address was added by our proxy; the ones before it anybody can write."""
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
    with serving(web, proxy_hops=1) as server:
        for number in range(20):
            made_up = {**FORWARDED, "X-Forwarded-For": f"10.0.0.{number}, 203.0.113.7"}
            server.ask("/log-paa/", "POST", b"code=&enhed=egen", **kind, **made_up)
        answer = server.ask("/log-paa/", "POST", b"code=&enhed=egen", **kind, **FORWARDED)
        assert answer.status == 429


def test_a_page_with_many_files_does_not_fill_the_log(web: Web, monkeypatch, caplog):
    monkeypatch.setattr(serve, "THREADS", 1)
    caplog.set_level(logging.WARNING, "waitress")
    with serving(web) as server:
        asking = [threading.Thread(target=server.ask, args=("/",)) for _ in range(30)]
        for one in asking:
            one.start()
        for one in asking:
            one.join(10)
    assert [one.getMessage() for one in caplog.records if "waitress" in one.name] == []


def test_a_taken_port_moves_on_or_says_so():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]
        with pytest.raises(Stopped, match=f"Port {taken} er optaget"):
            listen("127.0.0.1", taken, may_move=False)


def test_the_next_free_port_is_taken(monkeypatch):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]
        monkeypatch.setattr("tracker.serve.PORTS", range(taken, taken + 10))
        with listen("127.0.0.1", taken, may_move=True) as bound:
            assert taken < bound.getsockname()[1] < taken + 10


def test_an_address_that_is_not_ours_says_so():
    with pytest.raises(Stopped, match="kan ikke bruges her"):
        listen("192.0.2.1", 0, may_move=False)


@pytest.mark.parametrize(
    ("host", "is_own"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("127.8.0.1", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("jobvej.dk", False)],
)  # fmt: skip
def test_only_the_machine_itself_is_loopback(host, is_own):
    assert is_loopback(host) is is_own


@pytest.mark.parametrize("given", ["jobvej.socket", "@jobvej-{}"])
def test_systemd_is_told_when_requests_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    name = given.format(tmp_path.name)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(name.replace("@", "\0"))
        manager.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", name)
        tell_manager()
        assert manager.recv(100) == b"READY=1"


def test_without_systemd_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    tell_manager()
