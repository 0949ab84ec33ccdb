"""A job club to its members: the next meeting, common tasks and jobs, and nobody else's doings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.clock import local_date, local_time, long_date, short_date
from tracker.db import reading
from tracker.gatherings import club_meetings, club_members, club_tasks, club_tips, webinars
from tracker.gatherings.club_meetings import Meeting
from tracker.gatherings.clubs import rhythm
from tracker.gatherings.webinars import OwnWebinar

CANCELLED_AHEAD = timedelta(days=14)
"""So far ahead it is told that a meeting is cancelled."""
LEFT_SHOWN = timedelta(days=14)
"""So long it is told that one is no longer in a club."""


@dataclass(frozen=True)
class OwnMeeting:
    """The next meeting."""

    when: str
    """`i dag kl. 10.00`, `tirsdag 8. december kl. 10.00`."""
    how: str
    minutes: int
    link: str
    """Of a video meeting, on the day alone."""
    moved: str
    """`Flyttet fra tirsdag 8. december`; empty for one as usual."""
    is_video: bool


@dataclass(frozen=True)
class OwnTask:
    """A common task, and whether the reader has done it."""

    title: str
    url: str
    is_done: bool
    words: str
    """`6 af 9 har lavet den`; empty in a small club."""


@dataclass(frozen=True)
class OwnClub:
    """A club on Dine opgaver."""

    id: UUID
    name: str
    rhythm: str
    ended: str
    """`26. januar`, the last day, when that has passed."""
    next: OwnMeeting | None
    cancelled: tuple[str, ...]
    """`tirsdag 8. december` of each cancelled meeting of the coming two weeks."""
    left_on: str
    """`27. nov.` when one was taken out lately; nothing else of the club is told then."""


@dataclass(frozen=True)
class ClubPage:
    """All that the club's own page shows a member."""

    club: OwnClub
    members: int
    names: tuple[str, ...]
    """First names of those who chose to show them; the reader's own too."""
    shows_name: bool
    first_name: str
    tasks: tuple[OwnTask, ...]
    tips: tuple[Any, ...]


@dataclass(frozen=True)
class OwnJoined:
    """Clubs, and webinars signed up for, on Dine opgaver."""

    clubs: tuple[OwnClub, ...]
    webinars: tuple[OwnWebinar, ...]
    has_webinars: bool
    """Whether any webinar lies ahead that one can sign up for."""


def own_joined(citizen: UUID, now: datetime, published: Published) -> OwnJoined:
    """What Dine opgaver says of clubs and webinars."""
    today = local_date(now)
    with reading():
        found = club_members.memberships(citizen, today - LEFT_SHOWN)
        ahead = [one for one in webinars.own_webinars(citizen, now, published) if not one.is_over]
        clubs = tuple(
            _own_club(club, row, now)
            for club, row in found
            if row.left_on or club.until_on >= today
        )
    return OwnJoined(clubs, tuple(one for one in ahead if one.is_signed), bool(ahead))


def club_page(citizen: Any, club_id: UUID, now: datetime, published: Published) -> ClubPage | None:
    """The club's page for one of its members; None for everybody else.

    Of the others it holds how many they are, the first names of those who chose so, and numbers
    that fit more than one truth about each of them.
    """
    with reading():
        found = club_members.memberships(citizen.id, local_date(now))
        is_in = {club.id: (club, row) for club, row in found if row.left_on is None}
        if club_id not in is_in:
            return None
        club, row = is_in[club_id]
        return ClubPage(
            club=_own_club(club, row, now),
            members=len(club_members.member_ids(club_id)),
            names=tuple(club_members.shown_names(club_id)),
            shows_name=row.shows_name,
            first_name=citizen.display_name.split(" ")[0],
            tasks=tuple(_own_tasks(citizen.id, club_id, now, published)),
            tips=tuple(club_tips.tips(club_id, now)),
        )


def _own_tasks(citizen: UUID, club: UUID, now: datetime, published: Published) -> Iterable[OwnTask]:
    """The common tasks in force."""
    for task in club_tasks.common_tasks(club, now, published):
        if task.removed_on is None:
            is_done = citizen in club_tasks.done_by([citizen], task.task, published)
            yield OwnTask(task.title, task.url, is_done, task.words(is_done))


def _own_club(club: Any, row: Any, now: datetime) -> OwnClub:
    """A club, and how a citizen stands in it by their row, in words."""
    today = local_date(now)
    ahead = [] if row.left_on else club_meetings.coming(club, now)
    following = next((m for m in ahead if not m.is_cancelled and not _is_over(m, now)), None)
    return OwnClub(
        id=club.id,
        name=club.name,
        rhythm=rhythm(club),
        ended=long_date(club.until_on) if club.until_on < today else "",
        next=_own_meeting(following, today) if following else None,
        cancelled=tuple(
            long_date(m.on) for m in ahead if m.is_cancelled and m.on <= today + CANCELLED_AHEAD
        ),
        left_on=short_date(row.left_on) if row.left_on else "",
    )


def _own_meeting(meeting: Meeting, today: date) -> OwnMeeting:
    is_video = meeting.mode == "video"
    day = "i dag" if meeting.on == today else long_date(meeting.on)
    is_moved = meeting.on != meeting.planned_on
    return OwnMeeting(
        when=f"{day} kl. {local_time(meeting.starts_at)}",
        how=meeting.how,
        minutes=meeting.club.minutes,
        link=meeting.link if is_video and meeting.on == today else "",
        moved=f"Flyttet fra {long_date(meeting.planned_on)}" if is_moved else "",
        is_video=is_video,
    )


def _is_over(meeting: Meeting, now: datetime) -> bool:
    return meeting.starts_at + timedelta(minutes=meeting.club.minutes) <= now
