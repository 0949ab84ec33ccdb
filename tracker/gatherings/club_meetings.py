"""A job club's meetings: by the club's rule, and the weeks in which one is different."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from tracker.clock import local_date, local_moment, long_moment
from tracker.db import writing
from tracker.errors import Refused
from tracker.gatherings.clubs import MODES
from tracker.models import ClubMeeting
from tracker.workdays import is_working_day, off_words, why_closed

LONGEST_MOVE = timedelta(days=14)


@dataclass(frozen=True)
class OneMeeting:
    """When and how one week's meeting is held."""

    on: date
    starts: time
    mode: str
    place: str
    link: str


@dataclass(frozen=True)
class Meeting(OneMeeting):
    """One meeting of a club, as the rule says or as it was changed."""

    club: Any
    planned_on: date
    """The day the rule falls on; what names the meeting."""
    is_cancelled: bool = False
    changed_by: UUID | None = None
    """Who of staff changed it; empty for one as the rule says."""
    changed_on: date | None = None

    @property
    def starts_at(self) -> datetime:
        """The time it begins, in UTC as every other time."""
        return local_moment(self.on, self.starts.hour, self.starts.minute)

    @property
    def ends_at(self) -> datetime:
        """The time it is over."""
        return self.starts_at + timedelta(minutes=self.club.minutes)

    @property
    def when(self) -> str:
        """`tirsdag 8. december kl. 10.00`."""
        return long_moment(self.starts_at)

    @property
    def closed(self) -> str:
        """Why the municipality is closed on its day; empty where it is not.

        By the rule none is held then, which members are told; one that staff moved there stands.
        """
        return why_closed(self.on)

    @property
    def how(self) -> str:
        """`Vi mødes: Biblioteket, lokale 2`, or `Video`."""
        words = MODES[self.mode]
        return f"{words}: {self.place}" if self.place and self.mode == "in_person" else words

    def link_on(self, day: date) -> str:
        """Where members take part: in a video meeting, on its day alone."""
        return self.link if self.mode == "video" and self.on == day else ""


def meetings(clubs: Sequence[Any], since: date, until: date) -> list[Meeting]:
    """The meetings of these clubs held between two days, cancelled ones too, by time and name.

    None is planned on a holiday. On a day on which the municipality is closed by its own choice it
    is cancelled, and says why.
    """
    rows = ClubMeeting.here(ClubMeeting.club.in_([club.id for club in clubs]))
    changed = {(row.club, row.planned_on): row for row in rows}
    found = [
        _meeting(club, day, changed.get((club.id, day)))
        for club in clubs
        for day in _planned(club, until + LONGEST_MOVE)
    ]
    return sorted(
        (one for one in found if since <= one.on <= until),
        key=lambda one: (one.starts_at, one.club.name),
    )


def coming(club: Any, now: datetime) -> list[Meeting]:
    """The meetings of one club from today on, to its end."""
    return meetings([club], local_date(now), club.until_on + LONGEST_MOVE)


def next_meetings(clubs: Sequence[Any], now: datetime) -> dict[UUID, Meeting]:
    """Of each club the first meeting from today on that is not cancelled."""
    until = max((club.until_on for club in clubs), default=local_date(now)) + LONGEST_MOVE
    ahead = meetings(clubs, local_date(now), until)
    return {one.club.id: one for one in reversed(ahead) if not one.is_cancelled}


def find_meeting(club: Any, planned_on: date, now: datetime) -> Meeting | None:
    """A meeting that lies ahead, by the day the rule says."""
    return next((one for one in coming(club, now) if one.planned_on == planned_on), None)


def change_meeting(meeting: Meeting, new: OneMeeting, staff: UUID, now: datetime) -> None:
    """Move one meeting or hold it otherwise; `put_back` lets the rule count again.

    Raises Refused with one sentence per field.
    """
    errors = {}
    if why_closed(new.on):
        errors["held_on"] = f"{off_words(new.on)} Vælg en anden."
    elif new.on < local_date(now) or not is_working_day(new.on):
        errors["held_on"] = "Vælg en hverdag, der kommer, og som ikke er en fridag."
    elif abs(new.on - meeting.planned_on) > LONGEST_MOVE:
        errors["held_on"] = f"Et møde kan flyttes højst {LONGEST_MOVE.days} dage."
    elif any(
        one.planned_on != meeting.planned_on and not one.is_cancelled
        for one in meetings([meeting.club], new.on, new.on)
    ):
        errors["held_on"] = "Jobklubben mødes i forvejen den dag. Vælg en anden."
    if new.mode not in MODES:
        errors["mode"] = "Vælg, hvordan I mødes."
    if errors:
        raise Refused(errors)
    _keep(meeting, new, False, staff, now)


def cancel_meeting(meeting: Meeting, staff: UUID, now: datetime) -> None:
    """Cancel one week's meeting; members see it, and `put_back` brings it back."""
    _keep(meeting, meeting, True, staff, now)


def put_back(meeting: Meeting, staff: UUID, now: datetime) -> None:
    """Take back what was last done to a meeting: its cancelling, else its change."""
    with writing():
        _forget(meeting)
        changed = replace(meeting, is_cancelled=False, changed_by=None, changed_on=None)
        by_rule = replace(_meeting(meeting.club, meeting.planned_on, None), is_cancelled=False)
        if meeting.is_cancelled and changed != by_rule:
            _keep(meeting, meeting, False, staff, now)


def _planned(club: Any, until: date) -> Iterator[date]:
    """The days the rule falls on, holidays left out."""
    day = club.from_on + timedelta(days=(club.weekday - club.from_on.weekday()) % 7)
    while day <= min(until, club.until_on):
        if is_working_day(day) or why_closed(day):
            yield day
        day += timedelta(weeks=1)


def _meeting(club: Any, planned_on: date, row: Any) -> Meeting:
    """The meeting of one planned day; `row` is what differs, if anything does."""
    said = row or club
    how = (time.fromisoformat(said.starts), said.mode, said.place, said.link)
    if row is None:
        return Meeting(planned_on, *how, club, planned_on, bool(why_closed(planned_on)))
    change = (row.is_cancelled, row.changed_by, row.changed_on)
    return Meeting(row.held_on, *how, club, planned_on, *change)


def _forget(meeting: Meeting) -> None:
    ClubMeeting.drop(
        ClubMeeting.club == meeting.club.id, ClubMeeting.planned_on == meeting.planned_on
    )


def _keep(
    meeting: Meeting, new: OneMeeting, is_cancelled: bool, staff: UUID, now: datetime
) -> None:
    """Write down how one week's meeting differs from the rule, and who said so."""
    with writing():
        _forget(meeting)
        ClubMeeting.create(
            club=meeting.club.id,
            planned_on=meeting.planned_on,
            held_on=new.on,
            starts=new.starts.strftime("%H:%M"),
            mode=new.mode,
            place=new.place,
            link=new.link,
            is_cancelled=is_cancelled,
            changed_by=staff,
            changed_on=local_date(now),
        )
