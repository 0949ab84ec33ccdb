"""Drift: teams, staff and their access, changed by an operator; each act kept with who and when.

An operator runs the machine and sees nothing of what citizens do; here is only who works where.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import fn

from jobvej.catalog.names import danish_order
from tracker.access import CONSULTANT, ROLE_WORDS
from tracker.appointments import calendars
from tracker.clock import local_date
from tracker.db import writing
from tracker.errors import Refused
from tracker.models import Citizen, Club, Staff, StaffChange, Team
from tracker.people import handovers, staff
from tracker.people.staff import Place

KINDS = {
    "added": "oprettet",
    "changed": "ændret",
    "password": "fik en ny adgangskode",
    "signed_out": "blev logget af alle steder",
    "closed": "fik adgangen lukket",
    "opened": "fik adgangen åbnet igen",
    "team_added": "nyt team",
    "team_renamed": "team omdøbt",
}
TERMINAL = UUID(int=0)
"""Stands for whoever works at the machine itself, where nobody signs in."""
SHOWN = 20
"""Changes on the page; the rest stay in the table until their time is out."""


def employ(by: UUID, place: Place, sign_in_name: str, now: datetime) -> tuple[UUID, str]:
    """Someone new and their password, which is shown once. Raises Refused."""
    _check_team(place)
    password = staff.new_password()
    with writing():
        person = staff.add_staff(place, sign_in_name, password)
        _keep(by, person, "added", _words(place), now)
    return person, password


def change(by: UUID, person: Any, place: Place, now: datetime) -> None:
    """Give somebody another name, role or team. Raises Refused.

    A consultant's citizens come along to a new team. Somebody who stops being a consultant must
    hand them over first, or nobody would answer for them.
    """
    _check_team(place)
    before = Place(person.name, person.role, person.team)
    if before == place:
        return
    words = f"{_words(before)} → {_words(place)}"
    with writing():
        if (before.role, before.team) != (place.role, place.team):
            own = "Du kan ikke ændre din egen rolle."
            _check_leaving(by, person, own, local_date(now), with_citizens=bool(place.team))
            calendars.shut_out(person.id)
        Staff.change(vars(place), Staff.id == person.id)
        moves_to = place.team if place.team != before.team else None
        if moves_to and (count := handovers.follow(person.id, moves_to, by, now)):
            words += f", borgere ({count})"
        _keep(by, person.id, "changed", words, now)


def new_password(by: UUID, person: Any, now: datetime) -> str:
    """Another password, shown once; whoever holds the old one is signed out.

    Raises Refused for somebody who signs in elsewhere: it would be a second way in.
    """
    if person.subject:
        raise Refused({"person": f"{person.name} logger på med kommunens eget login."})
    password = staff.new_password()
    with writing():
        Staff.change({Staff.password_hash: staff.HASHER.hash(password)}, Staff.id == person.id)
        calendars.shut_out(person.id)
        _keep(by, person.id, "password", "", now)
    return password


def sign_out(by: UUID, person: Any, now: datetime) -> None:
    """End all of somebody's sessions, what these were allowed to read, and the calendar address."""
    with writing():
        calendars.shut_out(person.id)
        _keep(by, person.id, "signed_out", "", now)


def close(by: UUID, person: Any, now: datetime) -> None:
    """Take someone's access away; `reopen` gives it back. Raises Refused.

    Nobody closes their own, so that there is always an operator left.
    """
    if person.is_active:
        with writing():
            own = "Du kan ikke lukke din egen adgang. Bed en anden om det."
            _check_leaving(by, person, own, local_date(now))
            Staff.change({Staff.is_active: False}, Staff.id == person.id)
            calendars.shut_out(person.id)
            _keep(by, person.id, "closed", "", now)


def reopen(by: UUID, person: Any, now: datetime) -> None:
    """Give access back; the password is the one from before."""
    if not person.is_active:
        with writing():
            Staff.change({Staff.is_active: True}, Staff.id == person.id)
            _keep(by, person.id, "opened", "", now)


def add_team(by: UUID, name: str, now: datetime) -> None:
    """A new team. Raises Refused when there is one of that name."""
    with writing():
        staff.add_team(name)
        _keep(by, None, "team_added", name, now)


def rename_team(by: UUID, team: UUID, name: str, now: datetime) -> None:
    """Another name for a team. Raises Refused when another has it."""
    with writing():
        row = Team.here(Team.id == team).get_or_none()
        if row is None:
            raise Refused({"team": "Vælg et team."})
        other = staff.find_team(name)
        if other is not None and other.id != team:
            raise Refused({"team_name": f"Der er allerede et team, der hedder {name}."})
        if row.name != name:
            Team.change({Team.name: name}, Team.id == team)
            _keep(by, None, "team_renamed", f"{row.name} → {name}", now)


def find(person: UUID) -> Any:
    """Someone employed, or None."""
    return Staff.here(Staff.id == person).get_or_none()


def teams() -> list[Any]:
    """The teams by name."""
    return sorted(Team.here(), key=lambda row: danish_order(row.name))


def everybody() -> list[Any]:
    """All staff by name, those without access too."""
    return sorted(Staff.here(), key=lambda row: (danish_order(row.name), row.sign_in_name))


def citizens_of(people: Sequence[UUID]) -> dict[UUID, int]:
    """How many citizens each is responsible for, trial citizens aside; how many, never who."""
    rows: Any = (
        Citizen.here(Citizen.consultant.in_(list(people)), Citizen.trial_of.is_null())
        .select(Citizen.consultant, fn.COUNT(Citizen.id))
        .group_by(Citizen.consultant)
    )
    return dict(rows.tuples())


def names() -> dict[UUID, str]:
    """Who acted, and on whom: everybody who is or was employed, and the machine itself."""
    return {row.id: row.name for row in Staff.here()} | {TERMINAL: "fra terminalen"}


def changes(person: UUID | None = None) -> list[Any]:
    """The latest acts, on one person or on all, newest first."""
    rows = StaffChange.here(*([StaffChange.staff == person] if person else []))
    return list(rows.order_by(StaffChange.counter.desc()).limit(SHOWN))


def _check_team(place: Place) -> None:
    """A consultant works in a team; others see no team's citizens and are in none."""
    if (place.role == CONSULTANT) != (place.team is not None):
        raise Refused({"team": "Vælg et team til en jobkonsulent, og intet team til de andre."})


def _check_leaving(
    by: UUID, person: Any, own: str, today: date, *, with_citizens: bool = False
) -> None:
    """Refuse to change oneself, and to leave citizens or clubs without a consultant."""
    if by == person.id:
        raise Refused({"person": own})
    name = person.name
    if (count := citizens_of([person.id]).get(person.id)) and not with_citizens:
        raise Refused({
            "person": f"{name} har stadig borgere ({count}). Bed teamet overtage dem først, og "
            "prøv så igen.",
        })  # fmt: skip
    if count := Club.here(Club.consultant == person.id, Club.until_on >= today).count():
        raise Refused({
            "person": f"{name} har stadig jobklubber ({count}). Bed teamet vælge en anden først, "
            "og prøv så igen.",
        })  # fmt: skip


def _words(place: Place) -> str:
    """`Karin Holm, jobkonsulent, Nord`."""
    team = Team.here(Team.id == place.team).get_or_none() if place.team else None
    parts = (place.name, ROLE_WORDS.get(place.role, place.role), team.name if team else "")
    return ", ".join(part for part in parts if part)


def _keep(by: UUID, person: UUID | None, kind: str, detail: str, now: datetime) -> None:
    StaffChange.create(
        counter=1 + (StaffChange.here().select(fn.MAX(StaffChange.counter)).scalar() or 0),
        staff=person,
        changed_by=by,
        kind=kind,
        detail=detail,
        changed_on=local_date(now),
    )
