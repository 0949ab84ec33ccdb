"""Calls that nobody had entered as a talk: begun by opening the page, or made at their end."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from tracker.appointments import talks
from tracker.clock import local_date, start_of_day
from tracker.db import writing
from tracker.errors import Refused
from tracker.models import Talk

MINUTES = 15
"""How long such a call is taken to be."""


def begin(citizen: UUID, staff: UUID, now: datetime) -> None:
    """Opening a page to prepare a talk is the talk, where none stands today and none waits.

    So a call that nobody entered can be ended and counts; `drop` takes it out again.
    """
    today = local_date(now)
    stands_today = (
        (Talk.starts_at >= start_of_day(today))
        & (Talk.starts_at < start_of_day(today + timedelta(days=1)))
        & (Talk.outcome != talks.CANCELLED)
    )
    with writing():
        if not Talk.here(Talk.citizen == citizen, Talk.outcome.is_null() | stands_today).exists():
            make(citizen, staff, now)


def make(citizen: UUID, staff: UUID, now: datetime) -> UUID:
    """A talk that begins now, without having been agreed on."""
    return talks.make_talk(citizen, staff, now, MINUTES, talks.PHONE, now, source=talks.OPENED)


def drop(talk: UUID, staff: UUID, now: datetime) -> None:
    """Der var ingen samtale: take out a talk that opening the page made. Raises Refused."""
    with writing():
        row = talks.pending(talk)
        if row.source != talks.OPENED:
            raise Refused({"talk": "Samtalen er aftalt. Aflys den på I dag."})
        talks.take_out(row, staff, now)
