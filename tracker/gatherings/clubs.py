"""Job clubs: who leads one, when and how it meets from week to week, and who is in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.names import danish_order
from tracker.clock import local_date
from tracker.db import writing
from tracker.errors import NotFound, Refused
from tracker.models import Citizen, Club, ClubMember, Staff
from tracker.people.staff import consultants_here

MODES = {"in_person": "Vi mødes", "video": "Video"}
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
SHORTEST, LONGEST = 15, 240
"""Minutes of a meeting."""
LONGEST_RUN = timedelta(days=366)
MANY = 10
"""A club is good with eight to so many; one more is allowed and said."""


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

    A second club of the same name at the same time means the button was pressed twice.
    """
    _check(team, rule)
    with writing():
        if Club.here(
            Club.team == team, Club.name == rule.name, Club.until_on >= rule.from_on
        ).exists():
            raise Refused({"name": f"Teamet har allerede en jobklub, der hedder {rule.name}."})
        return Club.create(team=team, **_row(rule, staff, now)).id


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


def add_member(club: UUID, citizen: UUID, staff: UUID, now: datetime) -> None:
    """Add a citizen of the club's own team, or bring one back. Raises Refused for a member.

    Somebody who was taken out today comes back as they were. Somebody who returns later starts
    over: the name is hidden until they choose to show it again. A membership lasts, so citizens
    whom one only covers for are left to their own team.
    """
    with writing():
        if citizen in left_today(club, now):
            _change_member(club, citizen, {ClubMember.left_on: None, ClubMember.removed_by: None})
            return
        of_team = Club.here(Club.id == club).select(Club.team)
        person = Citizen.here(Citizen.id == citizen, Citizen.team.in_(of_team)).get_or_none()
        if person is None:
            raise Refused({"citizen": "Vælg en borger."})
        if person.trial_of is not None:
            raise Refused({"citizen": "En prøveborger kan ikke være med i en jobklub."})
        if citizen in member_ids(club):
            raise Refused({"citizen": f"{person.display_name} er allerede med."})
        ClubMember.drop(ClubMember.club == club, ClubMember.citizen == citizen)
        ClubMember.create(club=club, citizen=citizen, since_on=local_date(now), added_by=staff)


def remove_member(club: UUID, citizen: UUID, staff: UUID, now: datetime) -> None:
    """Take a member out; their tasks stay in their plan. Nothing happens to one who has left."""
    gone = {ClubMember.left_on: local_date(now), ClubMember.removed_by: staff}
    _change_member(club, citizen, gone, ClubMember.left_on.is_null())


def show_name(club: UUID, citizen: UUID, shows: bool) -> None:
    """Let the other members see the first name, or no longer: the member's own switch.

    Raises NotFound for one who is not in the club.
    """
    if citizen not in member_ids(club):
        raise NotFound(f"{citizen} is in no club {club}")
    _change_member(club, citizen, {ClubMember.shows_name: shows})


def member_ids(club: UUID) -> list[UUID]:
    """Who is in the club now."""
    rows = ClubMember.here(ClubMember.club == club, ClubMember.left_on.is_null())
    return [row.citizen for row in rows]


def left_today(club: UUID, now: datetime) -> list[UUID]:
    """Who was taken out today; to add them puts them back."""
    rows = ClubMember.here(ClubMember.club == club, ClubMember.left_on == local_date(now))
    return [row.citizen for row in rows]


def head_counts(clubs: Iterable[UUID]) -> dict[UUID, int]:
    """How many are in each of these clubs."""
    found = {club: 0 for club in clubs}
    for row in ClubMember.here(ClubMember.club.in_(list(found)), ClubMember.left_on.is_null()):
        found[row.club] += 1
    return found


def shown_first_names(club: UUID) -> list[str]:
    """First names of the members who chose to show them, by name."""
    rows = ClubMember.here(
        ClubMember.club == club, ClubMember.left_on.is_null(), ClubMember.shows_name
    )
    people = Citizen.here(Citizen.id.in_([row.citizen for row in rows]))
    return sorted((row.first_name for row in people), key=danish_order)


def memberships(citizen: UUID, since: date) -> list[tuple[Any, Any]]:
    """The clubs a citizen is in or left on `since` or later, by name, each with their own row."""
    rows = {row.club: row for row in ClubMember.here(ClubMember.citizen == citizen)}
    clubs = sorted(Club.here(Club.id.in_(list(rows))), key=lambda club: danish_order(club.name))
    found = [(club, rows[club.id]) for club in clubs]
    return [(club, row) for club, row in found if row.left_on is None or row.left_on >= since]


def clubs_of(citizen: UUID, today: date) -> list[Any]:
    """The clubs a citizen is in that have not ended."""
    return [
        club
        for club, row in memberships(citizen, today)
        if row.left_on is None and club.until_on >= today
    ]


def _row(rule: ClubRule, staff: UUID, now: datetime) -> dict[str, Any]:
    """A rule as the columns of a club, with who said so."""
    who = {"changed_by": staff, "changed_on": local_date(now)}
    return {**vars(rule), "starts": rule.starts.strftime("%H:%M"), **who}


def _check(team: UUID, rule: ClubRule) -> None:
    """Raise Refused, with a sentence per field, when this is no rule to meet by."""
    errors = {}
    if not consultants_here(Staff.id == rule.consultant, Staff.team == team).exists():
        errors["consultant"] = "Vælg en jobkonsulent i teamet."
    tells = rule.company_consultant
    if tells and not consultants_here(Staff.id == tells).exists():
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


def _change_member(club: UUID, citizen: UUID, values: dict[Any, Any], *conditions: Any) -> None:
    """Change how a citizen stands in a club, where the conditions hold."""
    row = (ClubMember.club == club, ClubMember.citizen == citizen)
    with writing():
        ClubMember.change(values, *row, *conditions)
