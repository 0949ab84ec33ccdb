"""Cuts times older than 30 days to the day, and keeps the order within it.

Everything whose order matters to the fold or to »siden sidste samtale« is cut together: events,
plan changes, when plans, pauses, targets and notes were made, when talks were ended. A moment
becomes midnight plus its place in that day in microseconds, so no state and no page changes by it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker import models
from tracker.clock import local_date, start_of_day
from tracker.db import fact, set_fact, writing
from tracker.events import state

DAYS_KEPT = 30
# At one moment: what was made comes before what changed it, that before what counted for it, and
# a talk ends after what was ticked in it. The fold and the pages compare in the same way.
STAMPS: tuple[Any, ...] = (
    models.Plan.created_at,
    models.PlanItem.created_at,
    models.PlanAhead.chosen_at,
    models.PlanChange.changed_at,
    models.Pause.set_at,
    models.WeeklyTarget.set_at,
    models.Event.effective_at,
    models.Talk.ended_at,
    models.CaseNote.made_at,
)


def cut_old_times(now: datetime, published: Published) -> int:
    """Cut what has passed 30 days since the last run; returns how many days of people were cut."""
    limit = start_of_day(local_date(now) - timedelta(days=DAYS_KEPT))
    # Another name for each edition that cuts more, so that what was old before is cut too.
    last_limit, last_run = _moment("all_cut_until"), _moment("cut_at")
    days: dict[UUID, set[date]] = {}
    for citizen, moment in _newly_old(limit, last_limit, last_run):
        days.setdefault(citizen, set()).add(local_date(moment))
    for citizen, dates in days.items():
        with writing():
            for day in sorted(dates):
                _cut_day(citizen, day)
            state.recompute(citizen, published)
    set_fact("all_cut_until", limit.isoformat())
    set_fact("cut_at", now.isoformat())
    return sum(len(dates) for dates in days.values())


def _newly_old(
    limit: datetime, last_limit: datetime | None, last_run: datetime | None
) -> Iterator[tuple[UUID, datetime]]:
    """(citizen, moment) of all that grew old since last time, and of events that came in late."""
    for field in STAMPS:
        table = field.model
        rows = table.here(field < limit)
        if last_limit is not None:
            is_new = field >= last_limit
            if table is models.Event and last_run is not None:
                is_new |= models.Event.received_at >= last_run
            rows = rows.where(is_new)
        yield from rows.select(table.citizen, field).tuples()


def _cut_day(citizen: UUID, day: date) -> None:
    """Put everything of one person's day at its place in the order of that day."""
    midnight = start_of_day(day)
    following = start_of_day(day + timedelta(days=1))
    found: list[tuple[datetime, int, int, str, Any]] = []
    for rank, field in enumerate(STAMPS):
        table = field.model
        rows = table.here(table.citizen == citizen, field >= midnight, field < following)
        for row in rows:
            moment = getattr(row, field.name)
            found.append((moment, rank, getattr(row, "counter", 0), str(row.id), row.id))
    # From 1: what is known by its day alone stands at midnight, and stays the first of the day.
    for place, (_, rank, _, _, id) in enumerate(sorted(found, key=lambda stamp: stamp[:4]), 1):
        field = STAMPS[rank]
        table = field.model
        values = {field: midnight + timedelta(microseconds=place)}
        if table is models.Event:
            received = table.here(table.citizen == citizen, table.id == id).get().received_at
            values[table.received_at] = start_of_day(local_date(received))
        table.change(values, table.citizen == citizen, table.id == id)


def _moment(name: str) -> datetime | None:
    """A time kept as a fact about the store."""
    text = fact(name)
    return datetime.fromisoformat(text) if text else None
