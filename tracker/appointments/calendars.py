"""Calendars: an unguessable address of one's own, and what a phone fetches from it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import icalendar

from jobvej.catalog.published import Published
from tracker.access import citizens_answered_for
from tracker.account.facts import first_name
from tracker.appointments.talks import CANCELLED
from tracker.clock import local_date
from tracker.db import writing
from tracker.gatherings import club_meetings, club_members, clubs, webinars
from tracker.models import CalendarAddress, Citizen, Staff, Talk
from tracker.sign_in import sessions

CITIZEN, CONSULTANT = "citizen", "consultant"
KEEPS = timedelta(days=31)
"""How long what is over stays in the calendar."""
REFRESH = timedelta(hours=4)
"""How often calendars are asked to look; most decide for themselves."""


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar, in neutral words: a calendar lies with others."""

    uid: str
    starts_at: datetime
    minutes: int
    words: str
    is_cancelled: bool


def give(person: UUID, role: str, now: datetime) -> str:
    """Make a person's address and return its token, which is kept nowhere; the old one ends."""
    token = secrets.token_urlsafe(32)
    with writing():
        take(person)
        CalendarAddress.create(
            person=person,
            role=role,
            token_digest=sessions.digest(token),
            created_on=local_date(now),
        )
    return token


def take(person: UUID) -> None:
    """End a person's address; whoever has it finds nothing there."""
    with writing():
        CalendarAddress.drop(CalendarAddress.person == person)


def given_on(person: UUID) -> date | None:
    """The day on which a person's address was made, or None without one."""
    row = CalendarAddress.here(CalendarAddress.person == person).get_or_none()
    return row.created_on if row else None


def read(token: str, now: datetime, published: Published) -> bytes | None:
    """The calendar behind an address, or None: no such address, or its person is gone."""
    row = CalendarAddress.here(CalendarAddress.token_digest == sessions.digest(token)).get_or_none()
    if row is None or not _is_here(row):
        return None
    return write(entries(row.person, row.role, now, published), now)


def entries(person: UUID, role: str, now: datetime, published: Published) -> list[Entry]:
    """Everything in a person's calendar; the one place to add another kind of appointment."""
    if role == CITIZEN:
        clubs_here = club_members.clubs_of(person, local_date(now))
        found = _webinars(person, now, published)
    else:
        clubs_here, found = clubs.led_by(person), []
    return [*_talks(person, role, now), *_meetings(clubs_here, role, now), *found]


def write(found: Iterable[Entry], now: datetime) -> bytes:
    """Entries as iCalendar (RFC 5545), times in UTC."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Jobvej//Jobvej//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Jobvej")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for entry in found:
        event = icalendar.Event()
        event.add("uid", f"{entry.uid}@jobvej")
        event.add("dtstamp", now)
        starts_at = entry.starts_at.astimezone(UTC)  # another offset would go out as no zone
        event.add("dtstart", starts_at)
        event.add("dtend", starts_at + timedelta(minutes=entry.minutes))
        event.add("summary", entry.words)
        event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical()


def _is_here(row: Any) -> bool:
    """Whether the person of an address is still somebody who may have one."""
    if row.role == CITIZEN:
        return bool(Citizen.here(Citizen.id == row.person).exists())
    return bool(
        Staff.here(Staff.id == row.person, Staff.role == row.role, Staff.is_active).exists()
    )


def _talks(person: UUID, role: str, now: datetime) -> list[Entry]:
    """Talks by time: called-off ones too, so that they go from the phone.

    To a consultant with the first names of those they answer for, and nothing of others.
    """
    names = {} if role == CITIZEN else _first_names(person, now)
    mine = Talk.citizen == person if role == CITIZEN else Talk.staff == person
    rows = Talk.here(mine, Talk.starts_at >= now - KEEPS).order_by(Talk.starts_at, Talk.id)
    return [
        Entry(
            str(row.id),
            row.starts_at,
            row.minutes,
            "Samtale" if role == CITIZEN else f"Samtale med {names[row.citizen]}",
            row.outcome == CANCELLED,
        )
        for row in rows
        if role == CITIZEN or row.citizen in names
    ]


def _meetings(clubs_here: Sequence[Any], role: str, now: datetime) -> list[Entry]:
    """Meetings of job clubs; to a citizen without the name, which others would read."""
    since = local_date(now - KEEPS)
    until = max((club.until_on for club in clubs_here), default=since)
    return [
        Entry(
            f"{one.club.id}-{one.planned_on}",
            one.starts_at,
            one.club.minutes,
            "Møde" if role == CITIZEN else f"Jobklub {one.club.name}",
            one.is_cancelled,
        )
        for one in club_meetings.meetings(clubs_here, since, until + club_meetings.LONGEST_MOVE)
    ]


def _webinars(citizen: UUID, now: datetime, published: Published) -> list[Entry]:
    """Webinars that a citizen signed up for and that lie ahead."""
    return [
        Entry(f"{one.webinar.id}-{citizen}", one.starts_at, one.webinar.minutes, "Webinar", False)
        for one in webinars.own_webinars(citizen, now, published)
        if one.is_signed and not one.is_over
    ]


def _first_names(staff: UUID, now: datetime) -> dict[UUID, str]:
    """The first names of the citizens for whom a consultant answers today."""
    people = citizens_answered_for(Staff.here(Staff.id == staff).get(), local_date(now))
    return {row.id: first_name(row.display_name) for row in people}
