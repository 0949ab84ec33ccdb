"""Teams and staff: added by the operator, signed in by name and password."""

import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from tracker.db import writing
from tracker.errors import Refused
from tracker.models import Staff, Team

HASHER = PasswordHasher()
"""argon2id as RFC 9106 sets it for memory-constrained servers (64 MiB, 3 passes)."""

_NOBODY = HASHER.hash(secrets.token_urlsafe(16))
"""Checked for a name that does not exist, so that the time taken tells nothing."""

_trying = threading.Lock()
"""One password is tried at a time, on all processors: eight at once would take 512 MiB."""

CONSULTANT = "consultant"
ROLES = (CONSULTANT, "leader", "operator", "dpo")


@dataclass(frozen=True)
class Place:
    """What someone does, and where; the columns of `Staff` have the same names."""

    name: str
    role: str
    team: UUID | None


def new_password() -> str:
    """A password that the operator hands over once; 96 bits."""
    return secrets.token_urlsafe(12)


def as_known(sign_in_name: str) -> str:
    """A sign-in name as the table has it: capitals and space around it do not matter."""
    return sign_in_name.strip().casefold()


def add_team(name: str) -> UUID:
    """A new team; raises Refused when there is one of that name."""
    with writing():
        if find_team(name) is not None:
            raise Refused({"name": f"Der er allerede et team, der hedder {name}."})
        return Team.create(name=name).id


def find_team(name: str) -> Any:
    """The team of that name, or None."""
    return Team.here(Team.name == name).get_or_none()


def add_staff(
    place: Place, sign_in_name: str, password: str, *, hasher: PasswordHasher = HASHER
) -> UUID:
    """Someone employed, who can sign in at once; raises Refused when the sign-in name is taken."""
    sign_in = as_known(sign_in_name)
    with writing():
        if Staff.here(Staff.sign_in_name == sign_in).exists():
            raise Refused({"sign_in_name": f"Brugernavnet {sign_in} er taget. Vælg et andet."})
        password_hash = hasher.hash(password)
        return Staff.create(sign_in_name=sign_in, password_hash=password_hash, **vars(place)).id


def consultants_here(*conditions: Any) -> Any:
    """Those who can have citizens, as a query: they work here, in a team."""
    can = (Staff.role == CONSULTANT, Staff.is_active, Staff.team.is_null(False))
    return Staff.here(*can, *conditions)


def active_consultant(staff: UUID) -> Any:
    """One of them, or None."""
    return consultants_here(Staff.id == staff).get_or_none()


def check_password(sign_in_name: str, password: str) -> Any:
    """The active member of staff with this name and password, or None."""
    sign_in = as_known(sign_in_name)
    row = Staff.here(Staff.sign_in_name == sign_in, Staff.is_active).get_or_none()
    try:
        with _trying:
            HASHER.verify(row.password_hash if row else _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return None
    return row


def names_of(staff: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these members of staff, former ones included."""
    return {row.id: row.name for row in Staff.here(Staff.id.in_(list(staff)))}


def shown_names(is_shown: bool) -> dict[UUID, str]:
    """The names of all staff if the municipality shows them to citizens, otherwise none."""
    return {row.id: row.name for row in Staff.here()} if is_shown else {}
