"""Calls that nobody had entered as a talk: begun by opening the page, or made at their end."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tracker.appointments import talks
from tracker.clock import local_date, start_of_day
from tracker.db import writing
from tracker.errors import Refused
from tracker.models import Talk


def begin(citizen: UUID, staff: UUID, now: datetime) -> None:
    """Start a talk as its page is opened to prepare it, unless one is on today or still open.

    This way a call that nobody entered can be ended and counts; `drop` removes it again.
    """
    today = local_date(now)
    stands_today = (
        (Talk.starts_at >= start_of_day(today))
        & (Talk.starts_at < start_of_day(today + timedelta(days=1)))
        & (Talk.outcome != talks.CANCELLED)
    )
    with writing():
        if not Talk.here(Talk.citizen == citizen, Talk.outcome.is_null() | stands_today).exists():
            make(uuid4(), citizen, staff, now)


def make(talk: UUID, citizen: UUID, staff: UUID, now: datetime) -> UUID:
    """A talk that begins now, without having been agreed on.

    `talk` is its id, made with the form, so that sending it twice is seen. Raises Refused then.
    """
    if Talk.here(Talk.id == talk).exists():
        raise Refused({"talk": "Samtalen er allerede afsluttet. Indlæs siden igen."})
    call = talks.NewTalk(now, talks.USUAL, talks.PHONE)
    return talks.make_talk(citizen, staff, call, now, source=talks.OPENED, id=talk)


def drop(talk: UUID, staff: UUID, now: datetime) -> None:
    """Der var ingen samtale: take out a talk that opening the page made. Raises Refused."""
    with writing():
        row = talks.pending(talk)
        if row.source != talks.OPENED:
            raise Refused({"talk": "Samtalen er aftalt. Aflys den på I dag."})
        talks.take_out(row, staff, now)
