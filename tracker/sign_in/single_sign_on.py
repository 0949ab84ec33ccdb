"""Staff who sign in through the municipality's service: their group decides role and team."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobvej.catalog.fields import Fields
from jobvej.catalog.front_matter import read_fields
from jobvej.catalog.tree import Tree
from tracker import free_text
from tracker.db import writing
from tracker.errors import Stopped
from tracker.models import Staff
from tracker.people.staff import CONSULTANT, ROLES, Place, find_team
from tracker.sign_in.oidc import NotProven, subject_digest

log = logging.getLogger("jobvej")

NO_GROUP, NO_TEAM, CLOSED = "ingen-gruppe", "intet-team", "lukket"
NAME_LENGTH = 60


@dataclass(frozen=True)
class Group:
    """What one group of the service gives: a role and, for a consultant, a team."""

    name: str
    role: str
    team: str


@dataclass(frozen=True)
class Groups:
    """The municipality's file: which claim has the groups, and what each of them gives."""

    claim: str
    scope: str
    groups: tuple[Group, ...]

    def group_of(self, claims: Mapping[str, Any]) -> Group | None:
        """The file's first entry whose group the person is in; AD FS sends a single one as text."""
        theirs = claims.get(self.claim, ())
        theirs = [theirs] if isinstance(theirs, str) else theirs
        if not isinstance(theirs, list | tuple):
            return None
        return next((one for one in self.groups if one.name in theirs), None)


def read_groups(file: Path) -> Groups:
    """Read the file of groups; raises Stopped with the first thing that has to be fixed."""
    tree = Tree(file.parent)
    document = read_fields(tree, file)
    found = None
    if document is not None:
        with document as fields:
            found = Groups(
                fields.text("claim", required=False) or "groups",
                fields.text("scope", required=False),
                tuple(_group(one) for one in fields.groups("groups")),
            )
    if tree.problems or found is None:
        first = tree.problems[0]
        raise Stopped(f"{file}:{first.line}: {first.what} {first.mend}".strip())
    return found


def _group(document: Fields) -> Group:
    with document as fields:
        role = fields.text("role", example=CONSULTANT)
        team = fields.text("team", required=False)
        if role not in ROLES:
            fields.problem("role", "rollen kendes ikke.", f"Skriv en af: {', '.join(ROLES)}.")
        elif bool(team) != (role == CONSULTANT):
            fields.problem("team", "kun en jobkonsulent er i et team, og skal være i et.")
        return Group(fields.text("group", example="jobvej-nord"), role, team)


def let_in(claims: Mapping[str, Any], groups: Groups, issuer: str, secret: bytes) -> Any:
    """The member of staff behind proven claims, with the role and team of their group today.

    Made at the first sign-in and known by the HMAC of issuer and subject ever after: a name or an
    address may pass to somebody else. Raises NotProven for one without a group, with a team that
    does not exist, or who was deactivated here.
    """
    group = groups.group_of(claims)
    if group is None:
        raise NotProven(NO_GROUP)
    team = find_team(group.team) if group.team else None
    if group.team and team is None:
        log.error("sign-in elsewhere: the file of groups names a team that does not exist")
        raise NotProven(NO_TEAM)
    digest = subject_digest(issuer, str(claims["sub"]), secret)
    today = vars(Place(_name(claims), group.role, team and team.id))
    with writing():
        row = Staff.here(Staff.subject == digest).get_or_none()
        if row is None:
            Staff.create(
                sign_in_name=f"{SIGNED_IN_ELSEWHERE}{digest[:32]}",
                password_hash="",
                subject=digest,
                **today,
            )
        elif not row.is_active:
            raise NotProven(CLOSED)
        else:
            Staff.change(today, Staff.id == row.id)
        return Staff.here(Staff.subject == digest).get()


SIGNED_IN_ELSEWHERE = "login:"
"""Begins the sign-in name of those who have none here; no password fits an empty hash."""


def _name(claims: Mapping[str, Any]) -> str:
    """The name to show to colleagues."""
    told = claims.get("name") or claims.get("preferred_username") or "Uden navn"
    return free_text.clean(str(told))[:NAME_LENGTH]
