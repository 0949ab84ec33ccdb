"""A citizen's MitID: recognised by an HMAC, and bound once with the code of the letter."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tracker.appointments import calendars
from tracker.clock import local_date
from tracker.db import writing
from tracker.errors import Refused
from tracker.models import Citizen, CitizenIdentity
from tracker.sign_in.oidc import NotProven, subject_digest

ENOUGH = ("substantial", "high")
"""NSIS levels; brokers write them as a word, an address (…/nsis/Substantial) or a URN."""
LEVEL = "niveau"


def identity_of(claims: Mapping[str, Any], level_claim: str, issuer: str, secret: bytes) -> str:
    """What we keep of the person the broker vouches for; name, birthday and so on are discarded.

    Raises NotProven when the broker is not sure enough who it is, or does not say.
    """
    level = re.split(r"[/:#]", str(claims.get(level_claim, "")))[-1].casefold()
    if level not in ENOUGH:
        raise NotProven(LEVEL, "the level is too low")
    return subject_digest(issuer, str(claims["sub"]), secret)


def citizen_of(digest: str) -> Any:
    """The citizen whom this MitID is bound to, or None."""
    row = CitizenIdentity.here(CitizenIdentity.digest == digest).get_or_none()
    return row and Citizen.here(Citizen.id == row.citizen).get_or_none()


def binding(citizen: UUID) -> Any:
    """What is stored of a citizen's MitID, even after its removal; None if there never was one."""
    return CitizenIdentity.here(CitizenIdentity.citizen == citizen).get_or_none()


def bind(citizen: UUID, digest: str, now: datetime) -> None:
    """Let this MitID sign the citizen in from now on.

    Raises Refused when either is bound to another: a letter that went astray must not tie
    somebody's tasks to a stranger's MitID for good.
    """
    with writing():
        row = binding(citizen)
        owner = citizen_of(digest)
        if (row and row.digest not in (None, digest)) or (owner and owner.id != citizen):
            raise Refused({
                "code": "Koden hører til opgaver, der har et andet MitID. Ring til os, så "
                "hjælper vi.",
            })  # fmt: skip
        if not (row and row.digest):
            CitizenIdentity.drop(CitizenIdentity.citizen == citizen)
            CitizenIdentity.create(citizen=citizen, digest=digest, bound_on=local_date(now))


def remove(citizen: UUID, by: UUID | None, now: datetime) -> bool:
    """Remove MitID; `by` is None for the citizen. Returns whether there was one.

    If staff remove it, it may have been somebody else's, so every browser is signed out and the
    calendar address ends.
    """
    with writing():
        gone = CitizenIdentity.change(
            {
                CitizenIdentity.digest: None,
                CitizenIdentity.removed_on: local_date(now),
                CitizenIdentity.removed_by: by,
            },
            CitizenIdentity.citizen == citizen,
            CitizenIdentity.digest.is_null(False),
        )
        if gone and by is not None:
            calendars.shut_out(citizen)
    return bool(gone)
