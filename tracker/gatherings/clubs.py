"""Job clubs: who leads one, and when and how it meets from week to week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.names import danish_order
from tracker.clock import local_date
from tracker.db import writing
from tracker.errors import Refused
from tracker.models import Club, Staff

MODES = {"in_person": "Vi mødes", "video": "Video"}
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
SHORTEST, LONGEST = 15, 240
"""Minutes of a meeting."""
LONGEST_RUN = timedelta(days=366)


@dataclass(frozen=True)
class ClubRule:
    """Who leads a club, and when and how it meets."""

    name: str
    consultant: UUID
    company_consultant: UUID | None
    weekday: int
    starts: time
    minutes: int
    mode: str
    place: str
    link: str
    from_on: date
    until_on: date


def make_club(team: UUID, rule: ClubRule, staff: UUID, now: datetime) -> UUID:
    """A new club of a team. Raises Refused with one sentence per field.

    A second one of the same name at the same time is the button pressed twice.
    """
    _check(team, rule)
    with writing():
        if Club.here(
            Club.team == team, Club.name == rule.name, Club.until_on >= rule.from_on
        ).exists():
            raise Refused({"name": f"Teamet har allerede en jobklub, der hedder {rule.name}."})
        club: UUID = Club.create(team=team, **_row(rule, staff, now)).id
    return club


def change_club(club: Any, rule: ClubRule, staff: UUID, now: datetime) -> None:
    """Let a club meet otherwise from now on; single meetings that were changed stay so.

    Raises Refused with one sentence per field.
    """
    _check(club.team, rule)
    with writing():
        Club.change(_row(rule, staff, now), Club.id == club.id)


def rhythm(club: Any) -> str:
    """`tirsdage kl. 10.00`."""
    return f"{WEEKDAYS[club.weekday]}e kl. {club.starts.replace(':', '.')}"


def led_by(staff: UUID, covered: Any = ()) -> list[Any]:
    """The clubs that a consultant leads, or where they tell of jobs, and that `covered` lead."""
    leads = (Club.consultant == staff) | (Club.company_consultant == staff)
    leads |= Club.consultant.in_(covered)
    return sorted(Club.here(leads), key=lambda row: danish_order(row.name))


def lines(clubs: Sequence[Any]) -> tuple[str, ...]:
    """`Jobklub Lager, tirsdage kl. 10.00` of each club."""
    return tuple(f"Jobklub {club.name}, {rhythm(club)}" for club in clubs)


def _row(rule: ClubRule, staff: UUID, now: datetime) -> dict[str, Any]:
    """A rule as the columns of a club, with who said so."""
    who = {"changed_by": staff, "changed_on": local_date(now)}
    return {**vars(rule), "starts": rule.starts.strftime("%H:%M"), **who}


def _check(team: UUID, rule: ClubRule) -> None:
    """Raise Refused, with a sentence per field, when this is no rule to meet by."""
    errors = {}
    if not _employed(rule.consultant, Staff.team == team):
        errors["consultant"] = "Vælg en jobkonsulent i teamet."
    if rule.company_consultant and not _employed(rule.company_consultant):
        errors["company_consultant"] = "Vælg en virksomhedskonsulent fra listen."
    if rule.weekday not in range(len(WEEKDAYS)):
        errors["weekday"] = "Vælg en ugedag."
    if not SHORTEST <= rule.minutes <= LONGEST:
        errors["minutes"] = f"Vælg mellem {SHORTEST} og {LONGEST} minutter."
    if rule.mode not in MODES:
        errors["mode"] = "Vælg, hvordan I mødes."
    if not rule.from_on <= rule.until_on <= rule.from_on + LONGEST_RUN:
        errors["until_on"] = "Vælg en slutdato efter den første dag, højst et år frem."
    if errors:
        raise Refused(errors)


def _employed(staff: UUID, *conditions: Any) -> bool:
    """Whether this is an active consultant who fits."""
    here = (Staff.id == staff, Staff.role == "consultant", Staff.is_active, *conditions)
    return bool(Staff.here(*here).exists())
