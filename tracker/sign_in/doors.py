"""The ways of signing in that an operator has set up, besides a citizen's code."""

import re
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from tracker.errors import Stopped
from tracker.settings import Settings
from tracker.sign_in.oidc import Client, Provider
from tracker.sign_in.single_sign_on import Groups, read_groups

ISSUER = re.compile(r"https://[^\s?#]+|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/[^\s?#]*)?")
"""https, or this very machine: what the issuer says of its keys must not be changed on the way."""


@dataclass(frozen=True)
class StaffDoor:
    """The municipality's own sign-in service, for staff."""

    provider: Provider
    groups: Groups


@dataclass(frozen=True)
class CitizenDoor:
    """A broker of MitID."""

    provider: Provider
    level_claim: str


@dataclass(frozen=True)
class Doors:
    """The ways of signing in; password and code only, unless more is set up."""

    passwords: bool = True
    staff: StaffDoor | None = None
    citizens: CitizenDoor | None = None


def set_up(settings: Settings) -> Doors:
    """The ways of signing in that the settings ask for.

    Raises Stopped rather than serve a sign-in page that could work for nobody.
    """
    staff = _for_staff(settings) if settings.oidc_issuer else None
    if staff is None and not settings.staff_passwords:
        raise Stopped(
            "JOBVEJ_STAFF_PASSWORDS er slået fra, men der er ingen JOBVEJ_OIDC_ISSUER at logge "
            "på med i stedet."
        )
    citizens = _for_citizens(settings) if settings.mitid_issuer else None
    return Doors(settings.staff_passwords, staff, citizens)


def _for_staff(settings: Settings) -> StaffDoor:
    if settings.oidc_groups_file is None:
        raise Stopped("JOBVEJ_OIDC_GROUPS_FILE mangler. Den siger, hvem der må hvad.")
    groups = read_groups(settings.oidc_groups_file)
    client = Client(
        settings.oidc_issuer,
        settings.oidc_client_id,
        _held(settings.oidc_client_secret_file),
        scope=f"openid profile {groups.scope}".strip(),
    )
    return StaffDoor(Provider(_checked(client, "JOBVEJ_OIDC")), groups)


def _for_citizens(settings: Settings) -> CitizenDoor:
    # Nothing but who it is again; and always anew, since a library's computer has many users.
    asks = {"prompt": "login"}
    if settings.mitid_acr_values:
        asks["acr_values"] = settings.mitid_acr_values
    client = Client(
        settings.mitid_issuer,
        settings.mitid_client_id,
        _held(settings.mitid_client_secret_file),
        asks=asks,
    )
    return CitizenDoor(Provider(_checked(client, "JOBVEJ_MITID")), settings.mitid_level_claim)


def _held(file: Path | None) -> str:
    """What a file holds, less its last line break."""
    return file.read_text(encoding="utf-8").strip() if file else ""


def _checked(client: Client, settings: str) -> Client:
    """The client, if its settings can work. Raises Stopped for the first that cannot."""
    if not ISSUER.fullmatch(client.issuer):
        raise Stopped(f"{settings}_ISSUER skal være en adresse, der begynder med https://")
    if not client.client_id:
        raise Stopped(f"{settings}_CLIENT_ID mangler.")
    if not client.client_secret:
        raise Stopped(f"{settings}_CLIENT_SECRET_FILE mangler.")
    return client


def doors() -> Doors:
    """The ways of signing in to the current application."""
    return current_app.extensions["jobvej.doors"]
