"""An issuer that is not as it should be signs nobody in, and is told no secret it need not know."""

import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from joserfc.jwk import ECKey, KeySet

from tests.tracker.conftest import NOW
from tracker.sign_in.oidc import NO_ANSWER, STOPPED, Client, Errand, NotProven, Provider

BACK = "https://jobvej.aaby.dk/job/log-paa/kommune/retur/"


@dataclass
class Odd:
    """An issuer that says of itself what a test lets it say, and refuses every code."""

    address: str = ""
    says: dict[str, Any] = field(default_factory=dict)
    moved_to: str = ""
    """Where it sends whoever comes with a code."""
    asked: list[tuple[str, str, dict[str, list[str]]]] = field(default_factory=list)
    """Path, Authorization and form of each POST."""

    @property
    def provider(self) -> Provider:
        return Provider(Client(self.address, "jobvej", "hemmelig"))

    def come_back(self) -> str:
        """Why a browser that came back with a code was not signed in."""
        errand = Errand.new()
        with pytest.raises(NotProven) as stopped:
            self.provider.prove({"state": errand.state, "code": "c"}, errand, BACK, NOW)
        return stopped.value.why


@pytest.fixture
def odd() -> Iterator[Odd]:
    odd, keys = Odd(), KeySet([ECKey.generate_key()]).as_dict(private=False)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(200, odd.says if "openid" in self.path else keys)

        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            odd.asked.append((self.path, self.headers["Authorization"] or "", parse_qs(form)))
            if odd.moved_to:
                self.answer(307, {}, odd.moved_to)
            else:
                self.answer(400, {"error": "invalid_grant"})

        def answer(self, status: int, body: Any, location: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    odd.address = f"http://127.0.0.1:{server.server_port}"
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    odd.says = {name: f"{odd.address}/{name}" for name in names} | {"issuer": odd.address}
    yield odd
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_an_issuer_that_does_not_say_where_it_is_met_is_one_that_does_not_answer(
    odd: Odd, name: str
):
    odd.provider.look(NOW)
    del odd.says[name]
    with pytest.raises(NotProven) as stopped:
        odd.provider.look(NOW)
    assert stopped.value.why == NO_ANSWER


def test_what_an_issuer_says_holds_for_an_hour_and_another_issuer_says_nothing(odd: Odd):
    provider, hour = odd.provider, NOW + timedelta(hours=1)
    provider.look(NOW)
    own, odd.says["issuer"] = odd.says["issuer"], "https://en.anden.example"
    provider.look(hour - timedelta(seconds=1))
    with pytest.raises(NotProven) as stopped:
        provider.look(hour)
    assert stopped.value.why == NO_ANSWER
    odd.says["issuer"] = own
    with pytest.raises(NotProven):
        provider.look(hour + timedelta(seconds=9))  # it is not asked again by every request
    provider.look(hour + timedelta(seconds=10))


@pytest.mark.parametrize(
    ("takes", "is_basic"),
    [
        (None, True),
        (["client_secret_basic", "client_secret_post"], True),
        (["client_secret_post"], False),
    ],
)
def test_the_clients_secret_goes_the_way_that_the_issuer_takes(odd: Odd, takes, is_basic: bool):
    if takes:
        odd.says["token_endpoint_auth_methods_supported"] = takes
    assert odd.come_back() == STOPPED
    [(_, told, form)] = odd.asked
    basic = f"Basic {b64encode(b'jobvej:hemmelig').decode()}"
    assert told == (basic if is_basic else "")
    assert form.get("client_secret") == (None if is_basic else ["hemmelig"])


def test_a_code_and_the_secret_are_not_carried_on_to_another_address(odd: Odd):
    odd.moved_to = f"{odd.address}/elsewhere"
    odd.come_back()
    assert [path for path, *_ in odd.asked] == ["/token_endpoint"]
