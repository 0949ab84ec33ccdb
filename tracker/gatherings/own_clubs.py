"""A job club as its members see it: the next meeting, common tasks and jobs, nobody's doings."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.clock import local_date
from tracker.db import reading
from tracker.errors import NotFound
from tracker.gatherings import club_meetings, club_tasks, club_tips, clubs
from tracker.gatherings.club_meetings import Meeting

CANCELLED_AHEAD = timedelta(days=14)
"""So far ahead it is told that a meeting is cancelled."""
LEFT_SHOWN = timedelta(days=14)
"""So long it is told that one is no longer in a club."""


@dataclass(frozen=True)
class OwnClub:
    """A club to one of its members."""

    club: Any
    next: Meeting | None
    cancelled: tuple[Meeting, ...]
    """Of the coming two weeks."""
    member: Any
    """How they stand in it. Who was taken out lately is told so, and nothing else of the club."""


def own_clubs(citizen: UUID, now: datetime) -> list[OwnClub]:
    """The clubs that Dine opgaver tells of, by name."""
    today = local_date(now)
    with reading():
        return [
            _own_club(club, row, now)
            for club, row in clubs.memberships(citizen, today - LEFT_SHOWN)
            if row.left_on or club.until_on >= today
        ]


def club_page(citizen: UUID, club: UUID, now: datetime, published: Published) -> dict[str, Any]:
    """What the club's page shows one of its members. Raises NotFound for everybody else.

    Of the others it holds how many they are, the first names of those who chose so, and numbers
    that fit more than one truth about each of them.
    """
    with reading():
        found = clubs.memberships(citizen, local_date(now))
        mine = [pair for pair in found if pair[0].id == club and pair[1].left_on is None]
        if not mine:
            raise NotFound(f"{citizen} is in no club {club}")
        tasks = club_tasks.common_tasks(club, now, published, reader=citizen)
        return {
            "own": _own_club(*mine[0], now),
            "members": len(clubs.member_ids(club)),
            "names": clubs.shown_first_names(club),
            "tasks": [task for task in tasks if task.removed_on is None],
            "tips": club_tips.tips(club, now),
        }


def _own_club(club: Any, member: Any, now: datetime) -> OwnClub:
    """A club with its meetings that come, which are nothing to one who is no longer in it."""
    ahead = [] if member.left_on else club_meetings.coming(club, now)
    soon = local_date(now) + CANCELLED_AHEAD
    return OwnClub(
        club=club,
        next=next((one for one in ahead if not one.is_cancelled and one.ends_at > now), None),
        cancelled=tuple(one for one in ahead if one.is_cancelled and one.on <= soon),
        member=member,
    )
