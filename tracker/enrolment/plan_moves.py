"""Moves an item to another day and back, and swaps it for another task."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from jobvej.catalog.published import Published
from tracker.clock import LONGEST_AHEAD, local_date, start_of_day
from tracker.db import writing
from tracker.enrolment import plan_items
from tracker.enrolment.pauses import BY_PAUSE
from tracker.enrolment.plan_rows import add_row, change, item_of, note_change, running
from tracker.errors import Refused
from tracker.events import state
from tracker.models import Plan, PlanChange, PlanItem

TAKEN_BACK = "fortrudt"
"""Reason of a move that takes today's earlier ones back."""


def move(citizen: UUID, item: UUID, day: date, staff: UUID | None, now: datetime) -> None:
    """Plan an open item for another day; `staff` is None for the citizen's own."""
    if abs(day - local_date(now)) > LONGEST_AHEAD:
        raise Refused({"planned_on": "Dagen ligger et år eller mere væk. Vælg en anden dag."})
    with writing():
        row = open_item(citizen, item)
        if row.planned_on == day:
            return
        _move(row, day, staff, now, "")


def undo_move(citizen: UUID, item: UUID, staff: UUID | None, now: datetime) -> None:
    """Put an item back on the day it had before it was moved today."""
    with writing():
        row = item_of(citizen, item)
        before = standing_today(citizen, now)[item, "moved"][0].detail
        _move(row, date.fromisoformat(before) if before else None, staff, now, TAKEN_BACK)


def standing_today(citizen: UUID, now: datetime) -> dict[tuple[UUID, str], list[Any]]:
    """Today's changes that have not been undone, by item and kind, oldest first.

    An item that was added and taken out on the same day leaves nothing to undo.
    """
    today = local_date(now)
    rows = PlanChange.here(
        PlanChange.citizen == citizen,
        PlanChange.changed_at >= start_of_day(today),
        PlanChange.changed_at < start_of_day(today + timedelta(days=1)),
    )
    found: dict[tuple[UUID, str], list[Any]] = {}
    for row in rows.order_by(PlanChange.changed_at, PlanChange.counter):
        if row.kind == "restored":
            back = "removed" if (row.item, "removed") in found else "waived"
            found.pop((row.item, back), None)
        elif row.reason == TAKEN_BACK:
            found.pop((row.item, "moved"), None)
        elif row.kind == "removed" and found.pop((row.item, "added"), None):
            continue
        elif not row.reason.startswith(BY_PAUSE):
            found.setdefault((row.item, row.kind), []).append(row)
    return found


def swap(
    citizen: UUID, item: UUID, task: str, staff: UUID, now: datetime, published: Published
) -> UUID:
    """Put another task from the catalog in an open item's place, on its day.

    Raises Refused when the task is unknown or open in the plan already.
    """
    row = open_item(citizen, item)
    plan = Plan.here(Plan.id == row.plan).get()
    task, title = plan_items.catalog_task(citizen, plan, task, published)
    key = f"{row.week}/{uuid4().hex[:8]}"
    return replace(row, staff, now, published, key=key, task=task, title=title)


def replace(row: Any, staff: UUID, now: datetime, published: Published, **words: str) -> UUID:
    """Take an item out and put a new one in its place; the first names the second."""
    place = {"position": row.position, "planned_on": row.planned_on}
    with writing():
        item = add_row(row.plan, row.citizen, staff, now, published, **place, **words)
        change(row.citizen, row.id, "removed", staff, now, published, detail=item.hex)
    return item


def open_item(citizen: UUID, item: UUID) -> Any:
    """An item that is still to do, in a plan that runs. Raises Refused."""
    row = item_of(citizen, item)
    runs = running(citizen).where(Plan.id == row.plan).exists()
    if not runs or not state.standing(citizen)[item].is_open:
        raise Refused({"item": "Opgaven er ikke åben længere. Indlæs siden igen."})
    return row


def _move(row: Any, day: date | None, staff: UUID | None, now: datetime, reason: str) -> None:
    """Change the day, and record the one before."""
    before = row.planned_on.isoformat() if row.planned_on else ""
    note_change(row.citizen, row.id, "moved", staff, now, reason=reason, detail=before)
    PlanItem.change({PlanItem.planned_on: day}, PlanItem.id == row.id)
