"""Calendars: an unguessable address of one's own, and what a phone fetches from it."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import icalendar

from jobvej.catalog.published import Published
from tracker.access import CITIZEN, citizens_answered_for
from tracker.appointments.talks import CANCELLED
from tracker.clock import local_date
from tracker.db import writing
from tracker.gatherings import club_meetings, clubs, webinars
from tracker.models import CalendarAddress, Citizen, Staff, Talk
from tracker.sign_in import sessions

KEEPS = timedelta(days=31)
"""How long what is over stays in the calendar."""
REFRESH = timedelta(hours=4)
"""How often calendars are asked to look; most decide for themselves."""


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


def shut_out(person: UUID) -> None:
    """End every session of a person, and the address that whoever sat there may have made."""
    with writing():
        sessions.end_all(person)
        take(person)


def given_on(person: UUID) -> date | None:
    """The day on which a person's address was made, or None without one."""
    row = CalendarAddress.here(CalendarAddress.person == person).get_or_none()
    return row.created_on if row else None


def read(token: str, now: datetime, published: Published) -> bytes | None:
    """The calendar behind an address, or None: no such address, or its person is gone."""
    row = CalendarAddress.here(CalendarAddress.token_digest == sessions.digest(token)).get_or_none()
    if row is None:
        return None
    if row.role == CITIZEN:
        is_here = Citizen.here(Citizen.id == row.person).exists()
        return _write(_of_citizen(row.person, now, published), now) if is_here else None
    staff = Staff.here(Staff.id == row.person, Staff.role == row.role, Staff.is_active).first()
    return _write(_of_consultant(staff, now), now) if staff else None


def _of_citizen(citizen: UUID, now: datetime, published: Published) -> Iterator[icalendar.Event]:
    """Talks, club meetings and webinars in neutral words, since others read a phone too."""
    for talk in _talks(Talk.citizen == citizen, now):
        yield _event(talk.id, talk.starts_at, talk.minutes, "Samtale", talk.outcome == CANCELLED)
    for one in _meetings(clubs.clubs_of(citizen, local_date(now)), now):
        yield _of_club(one, "Møde")
    for own in webinars.own_webinars(citizen, now, published):
        if own.is_signed and not own.is_over:
            name = f"{own.webinar.id}-{citizen}"
            yield _event(name, own.starts_at, own.webinar.minutes, "Webinar")


def _of_consultant(staff: Any, now: datetime) -> Iterator[icalendar.Event]:
    """Talks with the first names of those they answer for, nothing of others; and own clubs."""
    names = {row.id: row.first_name for row in citizens_answered_for(staff, local_date(now))}
    for talk in _talks(Talk.staff == staff.id, now):
        if talk.citizen in names:
            words = f"Samtale med {names[talk.citizen]}"
            yield _event(talk.id, talk.starts_at, talk.minutes, words, talk.outcome == CANCELLED)
    for one in _meetings(clubs.led_by(staff.id), now):
        yield _of_club(one, f"Jobklub {one.club.name}")


def _talks(mine: Any, now: datetime) -> Any:
    """Talks in any order: called-off ones too, so that they go from the phone."""
    return Talk.here(mine, Talk.starts_at >= now - KEEPS)


def _meetings(own: Sequence[Any], now: datetime) -> Any:
    """Every meeting of these job clubs that is still kept or lies ahead."""
    since = local_date(now - KEEPS)
    until = max((club.until_on for club in own), default=since)
    return club_meetings.meetings(own, since, until + club_meetings.LONGEST_MOVE)


def _of_club(one: Any, words: str) -> icalendar.Event:
    name = f"{one.club.id}-{one.planned_on}"
    return _event(name, one.starts_at, one.club.minutes, words, one.is_cancelled)


def _event(
    name: Any, starts_at: datetime, minutes: int, words: str, is_cancelled: bool = False
) -> icalendar.Event:
    """One appointment in UTC, as all our times; `name` is what a phone knows it by."""
    event = icalendar.Event()
    event.add("uid", f"{name}@jobvej")
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=minutes))
    event.add("summary", words)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    return event


def _write(events: Iterable[icalendar.Event], now: datetime) -> bytes:
    """A calendar as iCalendar (RFC 5545)."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Jobvej//Jobvej//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Jobvej")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for event in events:
        event.add("dtstamp", now)
        calendar.add_component(event)
    return calendar.to_ical()
