"""Calendars: an unguessable address of one's own, and what a phone fetches from it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import icalendar

from jobvej.catalog.published import Published
from tracker import sessions
from tracker.access import citizens_visible_to
from tracker.clock import local_date
from tracker.club_meetings import LONGEST_MOVE, meetings
from tracker.club_members import clubs_of
from tracker.clubs import led_by
from tracker.db import writing
from tracker.facts import first_name
from tracker.models import CalendarAddress, Citizen, Staff, Talk
from tracker.talks import CANCELLED
from tracker.webinars import own_webinars

CITIZEN, CONSULTANT = "citizen", "consultant"
KEEPS = timedelta(days=31)
"""How long what is over stays in the calendar."""
REFRESH = timedelta(hours=4)
"""How often calendars are asked to look; most decide for themselves."""


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar, in neutral words: a calendar lies with others."""

    uid: UUID
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
    found = _talks(person, role, now) + _clubs(person, role, now)
    if role == CITIZEN:
        found += _webinars(person, now, published)
    return sorted(found, key=lambda entry: (entry.starts_at, str(entry.uid)))


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
        event.add("dtstart", entry.starts_at)
        event.add("dtend", entry.starts_at + timedelta(minutes=entry.minutes))
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

    To a consultant with the first names of those they may see, and nothing of others.
    """
    names = {} if role == CITIZEN else _first_names(person, now)
    mine = Talk.citizen == person if role == CITIZEN else Talk.staff == person
    rows = Talk.here(mine, Talk.starts_at >= now - KEEPS).order_by(Talk.starts_at, Talk.id)
    return [
        Entry(
            row.id,
            row.starts_at,
            row.minutes,
            "Samtale" if role == CITIZEN else f"Samtale med {names[row.citizen]}",
            row.outcome == CANCELLED,
        )
        for row in rows
        if role == CITIZEN or row.citizen in names
    ]


def _clubs(person: UUID, role: str, now: datetime) -> list[Entry]:
    """Meetings of the clubs a citizen is in, or a consultant leads: moved ones where they are now.

    The citizen's say no more than that it is a club; the entry keeps its id when it is moved.
    """
    today = local_date(now)
    clubs = clubs_of(person, today) if role == CITIZEN else led_by(person)
    until = max((club.until_on for club in clubs), default=today) + LONGEST_MOVE
    return [
        Entry(
            uuid5(one.club.id, one.planned_on.isoformat()),
            one.starts_at,
            one.club.minutes,
            "Jobklub" if role == CITIZEN else f"Jobklub {one.club.name}",
            one.is_cancelled,
        )
        for one in meetings(clubs, local_date(now - KEEPS), until)
    ]


def _webinars(citizen: UUID, now: datetime, published: Published) -> list[Entry]:
    """Webinars that a citizen signed up for."""
    return [
        Entry(uuid5(citizen, one.id), one.starts_at, one.minutes, "Webinar", False)
        for one in own_webinars(citizen, now, published)
        if one.is_signed and one.starts_at >= now - KEEPS
    ]


def _first_names(staff: UUID, now: datetime) -> dict[UUID, str]:
    """The first names of the citizens a consultant may see today."""
    people = citizens_visible_to(Staff.here(Staff.id == staff).get(), local_date(now))
    return {row.id: first_name(row.display_name) for row in people}
