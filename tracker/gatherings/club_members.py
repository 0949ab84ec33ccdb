"""Who is in a job club: added and removed by staff; members choose whether they are named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.names import danish_order
from tracker.clock import local_date
from tracker.db import writing
from tracker.errors import NotFound, Refused
from tracker.models import Citizen, Club, ClubMember

FEW, MANY = 8, 10
"""A club is good with so many; one more is allowed and said."""


def add_member(club: UUID, citizen: UUID, staff: UUID, now: datetime) -> None:
    """Take a citizen of the club's team in, or in again. Raises Refused for one who is in already.

    Whoever was taken out today is put back as they stood. Whoever comes again later begins anew:
    the name is not shown until they choose so once more. A membership lasts, so whom one covers
    for is for their own team to take into a club.
    """
    with writing():
        if citizen in left_today(club, now):
            _change(club, citizen, {ClubMember.left_on: None, ClubMember.removed_by: None})
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
    _change(club, citizen, gone, ClubMember.left_on.is_null())


def show_name(club: UUID, citizen: UUID, shows: bool) -> None:
    """Let the other members see the first name, or no longer: the member's own switch.

    Raises NotFound for one who is not in the club.
    """
    if citizen not in member_ids(club):
        raise NotFound(f"{citizen} is in no club {club}")
    _change(club, citizen, {ClubMember.shows_name: shows})


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


def shown_names(club: UUID) -> list[str]:
    """First names of the members who chose to show them, by name."""
    rows = ClubMember.here(
        ClubMember.club == club, ClubMember.left_on.is_null(), ClubMember.shows_name
    )
    people = Citizen.here(Citizen.id.in_([row.citizen for row in rows]))
    return sorted((row.display_name.split(" ")[0] for row in people), key=danish_order)


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


def _change(club: UUID, citizen: UUID, values: dict[Any, Any], *conditions: Any) -> None:
    """Change how a citizen stands in a club, where the conditions hold."""
    row = (ClubMember.club == club, ClubMember.citizen == citizen)
    with writing():
        ClubMember.change(values, *row, *conditions)
