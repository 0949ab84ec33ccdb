"""Calendars: an unguessable address of one's own, and what a phone fetches from it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import icalendar

from tracker import sessions
from tracker.access import citizens_visible_to
from tracker.clock import local_date
from tracker.db import writing
from tracker.facts import first_name
from tracker.models import CalendarAddress, Citizen, Staff, Talk
from tracker.talks import CANCELLED

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


def read(token: str, now: datetime) -> bytes | None:
    """The calendar behind an address, or None: no such address, or its person is gone."""
    row = CalendarAddress.here(CalendarAddress.token_digest == sessions.digest(token)).get_or_none()
    if row is None or not _is_here(row):
        return None
    return write(entries(row.person, row.role, now), now)


def entries(person: UUID, role: str, now: datetime) -> list[Entry]:
    """Everything in a person's calendar; the one place to add another kind of appointment."""
    return _talks(person, role, now)


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


def _first_names(staff: UUID, now: datetime) -> dict[UUID, str]:
    """The first names of the citizens a consultant may see today."""
    people = citizens_visible_to(Staff.here(Staff.id == staff).get(), local_date(now))
    return {row.id: first_name(row.display_name) for row in people}
