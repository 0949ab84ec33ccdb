"""A real OpenID provider on loopback (Canaille), and a browser that goes there and back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from pytest_iam import Server

from tests.tracker.conftest import Web
from tests.visit import Page, Visitor
from tracker.settings import Settings
from tracker.sign_in.doors import set_up

GROUPS = """claim: groups
scope: groups
groups:
  - {group: jobvej-nord, role: consultant, team: Team Nord}
  - {group: jobvej-syd, role: consultant, team: Team Syd}
  - {group: jobvej-oest, role: consultant, team: Team Øst}
  - {group: jobvej-ledere, role: leader}
  - {group: jobvej-drift, role: operator}
"""


class Issuer:
    """The provider, the client that Jobvej is to it, and the people it knows."""

    def __init__(self, server: Server, client_id: str = "jobvej") -> None:
        self.server = server
        self.client = server.models.Client(
            client_id=client_id,
            client_secret="a client's secret",
            client_name="Jobvej",
            redirect_uris=[
                "http://localhost/job/log-paa/kommune/retur/",
                "http://localhost/log-paa/mitid/retur/",
            ],
            scope=["openid", "profile", "groups"],
            grant_types=["authorization_code"],
            response_types=["code"],
            token_endpoint_auth_method="client_secret_basic",
            client_uri="http://localhost/",
        )
        server.backend.save(self.client)
        self.client.audience = [self.client]
        server.backend.save(self.client)

    @property
    def address(self) -> str:
        return requests.get(
            f"{self.server.url}.well-known/openid-configuration", timeout=10
        ).json()["issuer"]

    def person(self, name: str, *groups: str) -> Any:
        """Somebody the issuer knows, in these of its groups."""
        first, _, last = name.partition(" ")
        user = self.server.random_user(
            user_name=f"{first.casefold()}-{len(self.everybody())}",
            formatted_name=name,
            given_name=first,
            family_name=last or first,
        )
        for group in groups:
            self.join(user, group)
        return user

    def everybody(self) -> list[Any]:
        return self.server.backend.query(self.server.models.User)

    def join(self, user: Any, name: str) -> None:
        found = self.server.backend.query(self.server.models.Group, display_name=name)
        if found:
            self.server.backend.update(found[0], members=[*found[0].members, user])
            self.server.backend.save(found[0])
        else:
            self.server.random_group(display_name=name, members=[user])
        self.server.backend.reload(user)

    def leave_all(self, user: Any) -> None:
        for group in list(user.groups):
            members = [one for one in group.members if one.id != user.id]
            if members:
                self.server.backend.update(group, members=members)
                self.server.backend.save(group)
            else:
                self.server.backend.delete(group)
        self.server.backend.reload(user)

    def answer(self, address: str, user: Any, level: str = "") -> str:
        """Go to the issuer's page as this person; where it sends the browser back to.

        `level` is the level of assurance (acr) that its token will say.
        """
        for left in self.codes():  # of two that wait, its store in memory gives back the older
            self.server.backend.delete(left)
        self.server.login(user)
        try:
            sent = requests.get(address, allow_redirects=False, timeout=10)
            if "prompt=login" in address:
                # An old session was not enough; the next request is of one who signed in since.
                assert "code=" not in sent.headers["Location"]
                sent = requests.get(address, allow_redirects=False, timeout=10)
        finally:
            self.server.logout()
        assert sent.status_code == 302, sent.text[:500]
        if level:
            [code] = self.codes()
            self.server.backend.update(code, acr=level)
            self.server.backend.save(code)
        return sent.headers["Location"]

    def codes(self) -> list[Any]:
        """The codes that wait to be exchanged."""
        return self.server.backend.query(self.server.models.AuthorizationCode)


def settings_with(settings: Settings, issuer: Issuer, folder: Path, **more: Any) -> Settings:
    """Staff sign in at the issuer."""
    groups = folder / "groups.yml"
    groups.write_text(GROUPS, encoding="utf-8")
    return settings.model_copy(update={
        "oidc_issuer": issuer.address,
        "oidc_client_id": "jobvej",
        "oidc_client_secret_file": secret_in(folder),
        "oidc_groups_file": groups,
        **more,
    })  # fmt: skip


def secret_in(folder: Path) -> Path:
    """A file with the secret that the issuer knows."""
    file = folder / "client-secret"
    file.write_text("a client's secret\n", encoding="utf-8")
    return file


def mitid_settings(settings: Settings, issuer: Issuer, **more: Any) -> Settings:
    """Citizens sign in by MitID through the same provider, as by a broker."""
    return settings.model_copy(update={
        "mitid_issuer": issuer.address,
        "mitid_client_id": "jobvej",
        "mitid_client_secret_file": secret_in(settings.build_dir.parent),
        **more,
    })  # fmt: skip


def web_with(web: Web, settings: Settings) -> Web:
    """The same cast, with the ways of signing in that these settings ask for, and today's time."""
    web.clock.now = datetime.now(UTC)
    web.app.extensions["jobvej.doors"] = set_up(settings)
    return web


def there_and_back(
    visitor: Visitor, issuer: Issuer, user: Any, start: str = "/job/log-paa/kommune/"
) -> Page:
    """Follow the link, sign in at the issuer, and come back."""
    sent = visitor.get(start)
    assert sent.status == 303, sent.html[:500]
    return visitor.get(local(issuer.answer(sent.location, user)))


def local(address: str) -> str:
    """The path and query of an address of ours, as the test client takes it."""
    parts = urlsplit(address)
    assert parts.netloc == "localhost", address
    return f"{parts.path}?{parts.query}"


def query(address: str) -> dict[str, str]:
    """What an address says after its question mark."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
