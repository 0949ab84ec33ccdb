"""Who may see whom, decided here alone: every page declares its rule, and the gate enforces it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from tracker.models import Absence, Citizen, Club, PageGrant, Reader, Session, Staff
from tracker.people.staff import ROLES as STAFF_ROLES
from tracker.sign_in import sessions

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

CONSULTANT, LEADER, OPERATOR, DPO = STAFF_ROLES
CITIZEN, ANYONE = sessions.CITIZEN, "anyone"
ROLES = (ANYONE, CITIZEN, *STAFF_ROLES)

SCOPES = {
    "public": "nothing about a person",
    "own": "the signed-in person's own data",
    "calendar": "the calendar whose unguessable address was given",
    "team": "all citizens whom the signed-in consultant may see",
    "citizen": "the citizen named in the address, when the consultant may see them",
    "page": "the same, and the consultant has said why the page is opened",
    "changes": "the same, and the consultant answers for the citizen",
    "responsible": "the citizen named in the address, when the consultant answers for them",
    "own_team": "the citizen named in the address, of the consultant's own team alone",
    "club": "the club named in the address: of the consultant's team, or they tell there of jobs, "
    "or cover for who leads it",
    "club_team": "the club named in the address, of the consultant's own team alone",
    "staff": "who works here; nothing about a citizen",
    "samples": "lines of the access log without names; nothing anybody did",
    "figures": "numbers about lessons, or about five people and more; nothing about a person",
}
OF_A_CITIZEN = ("citizen", "page", "changes", "responsible", "own_team")
OF_A_CLUB = ("club", "club_team")
"""Scopes of views whose address names a citizen, or a club."""
ROLE_WORDS = {
    CONSULTANT: "jobkonsulent",
    LEADER: "leder",
    OPERATOR: "driftsansvarlig",
    DPO: "databeskyttelse (DPO)",
}
TALK, LIST = "talk", "list"
PURPOSES = {TALK: "Forbered samtale", "help": "Hjælp", "technical": "Teknisk fejl"}
"""For what a page is opened, each by the button that says so."""
LOGGED = PURPOSES | {LIST: "Liste hentet som fil"}
"""What a line of the access log can be about."""


@dataclass(frozen=True)
class Rule:
    """Who may use a view, and on whose data."""

    roles: tuple[str, ...]
    scope: str

    def __post_init__(self) -> None:
        if not self.roles or not set(self.roles) <= set(ROLES) or self.scope not in SCOPES:
            raise ValueError(f"no such access: {self.roles}, {self.scope}")


class Page(Blueprint):
    """A page with its actions, and who may use them; `access` declares an action that differs."""

    def __init__(self, name: str, address: str, *roles: str, scope: str) -> None:
        super().__init__(name, __name__, url_prefix=address)
        self.access_rule = Rule(roles, scope)


def access(*roles: str, scope: str) -> Callable[[View], View]:
    """Declare who may use one view, where its page says something else."""
    rule = Rule(roles, scope)

    def declare(view: View) -> View:
        view.access_rule = rule  # type: ignore[attr-defined]
        return view

    return declare


def looks_only(view: View) -> View:
    """Declare that a form changes nothing, so that looking at it keeps nobody from writing."""
    view.looks_only = True  # type: ignore[attr-defined]
    return view


def signed_in() -> Session | None:
    """The browser's session, read once per request; None for a person who is gone or inactive."""
    if "signed_in" not in g:
        token = sessions.COOKIE.read(request)
        found = sessions.find(token, g.now) if token else None
        g.signed_in = found if found and _person(found) else None
    return g.signed_in


def _person(found: Session) -> Any:
    """The row behind a session: `g.me` is a Citizen or an active Staff."""
    table = Citizen if found.role == CITIZEN else Staff
    row = table.here(table.id == found.person).get_or_none()
    if row is not None and found.role != CITIZEN and (not row.is_active or row.role != found.role):
        row = None
    g.me = row
    return row


def citizens_answered_for(staff: Any, today: date) -> Any:
    """The citizens a consultant answers for on a day, as a query.

    Those of the consultant's team, those of a colleague whom they cover for that day, and their own
    trial citizen. Answering for a citizen means changing what is kept about them and giving them
    codes; who else reads it, and who takes over, the citizen's own team decides.
    """
    return _citizens(staff, _of_team(staff, today))


def citizens_visible_to(staff: Any, today: date) -> Any:
    """The citizens a consultant answers for, and those they only read about, as a query."""
    read = Reader.here(Reader.staff == staff.id).select(Reader.citizen)
    return _citizens(staff, _of_team(staff, today) | Citizen.id.in_(read))


def _of_team(staff: Any, today: date) -> Any:
    return (Citizen.team == staff.team) | Citizen.consultant.in_(covered_by(staff.id, today))


def _citizens(staff: Any, which: Any) -> Any:
    """Only consultants see any, and a trial citizen is seen by its maker alone."""
    is_own = Citizen.trial_of.is_null() | (Citizen.trial_of == staff.id)
    return Citizen.here(which, is_own) if staff.role == CONSULTANT else Citizen.here(False)


def covered_by(staff: UUID, today: date) -> Any:
    """The ids of the colleagues whom somebody covers for on a day, as a query."""
    return Absence.here(
        Absence.cover == staff, Absence.from_on <= today, Absence.until_on >= today
    ).select(Absence.staff)


def visible_citizen(staff: Any, citizen: UUID, today: date) -> Any:
    """One citizen, or None when there is none or it is somebody else's: both look the same."""
    return citizens_visible_to(staff, today).where(Citizen.id == citizen).first()


def answers_for(staff: Any, citizen: UUID, today: date) -> bool:
    """Whether a consultant answers for a citizen on a day."""
    return citizens_answered_for(staff, today).where(Citizen.id == citizen).exists()


def chosen_citizens(staff: Any, chosen: Iterable[str], today: date) -> list[Any] | None:
    """The citizens whose ids a form sent; None unless the consultant answers for all of them."""
    try:
        ids = {UUID(one) for one in chosen}
    except ValueError:
        return None
    found = list(citizens_answered_for(staff, today).where(Citizen.id.in_(ids)))
    return None if len(found) < len(ids) else found


def clubs_visible_to(staff: Any, today: date) -> Any:
    """The clubs of a consultant's team, those they are company consultant for, and those of a
    colleague whom they cover for that day."""
    if staff.role != CONSULTANT:
        return Club.here(False)
    is_own = (Club.team == staff.team) | (Club.company_consultant == staff.id)
    return Club.here(is_own | Club.consultant.in_(covered_by(staff.id, today)))


def has_grant(token_digest: str, citizen: UUID, now: datetime) -> bool:
    """Whether this browser has said today why it opens this citizen's page."""
    return PageGrant.here(
        PageGrant.token_digest == token_digest, PageGrant.citizen == citizen, PageGrant.until > now
    ).exists()
