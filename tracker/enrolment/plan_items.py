"""The tasks of a citizen's forløb: added, taken out, waived, moved, swapped and brought back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from jobvej.catalog.published import Published
from tracker import free_text
from tracker.clock import LONGEST_AHEAD, local_date, start_of_day
from tracker.db import writing
from tracker.enrolment.pauses import BY_PAUSE
from tracker.enrolment.plan_rows import add_row, change, item_of, note_change, running
from tracker.enrolment.plans import running_plan
from tracker.errors import Refused
from tracker.events import state
from tracker.models import ItemState, Plan, PlanChange, PlanItem

TAKEN_BACK = "fortrudt"
"""Reason of a move that takes today's earlier ones back."""


def add(
    citizen: UUID,
    *,
    task: str = "",
    title: str = "",
    planned_on: date | None,
    staff: UUID | None,
    now: datetime,
    published: Published,
) -> UUID:
    """Add one task to the citizen's latest plan: from the catalog, or an own one by its title.

    `staff` is None when the citizen adds it.

    Raises Refused: no plan runs, the task is unknown or already open there, the same own task is
    already open on the same day, or its title is too long.
    """
    plan = running_plan(citizen)
    if plan is None:
        raise Refused({"plan": "Der er intet forløb i gang. Start et forløb først."})
    if task:
        task, title = _catalog_task(plan, task, published)
    else:
        title = free_text.clean(title)
        if wrong := free_text.problem("own_task", title):
            raise Refused({"title": wrong})
        same = ("", title, planned_on)
        # A button may have been pressed twice.
        if _has_open(plan, lambda row: (row.task, row.title, row.planned_on) == same):
            raise Refused({"title": f"»{title}« er allerede en af opgaverne."})
    row = {"key": f"/{uuid4().hex[:8]}", "task": task, "title": title, "planned_on": planned_on}
    return add_row(plan.id, citizen, staff, now, published, **row)


def remove(
    citizen: UUID, item: UUID, staff: UUID | None, now: datetime, *, published: Published
) -> None:
    """Take an item out of the plan; `restore` brings it back as it was."""
    change(citizen, item, "removed", staff, now, published)


def waive(
    citizen: UUID, item: UUID, reason: str, staff: UUID, now: datetime, *, published: Published
) -> None:
    """Waive an item as »ikke relevant«: it no longer counts, unless it is done.

    `reason` is a code from the municipality's own list; raises Refused for another.
    """
    if reason not in {choice.code for choice in published.municipality.waive_reasons}:
        raise Refused({"reason": "Vælg en grund fra listen."})
    change(citizen, item, "waived", staff, now, published, reason=reason)


def restore(
    citizen: UUID, item: UUID, staff: UUID | None, now: datetime, *, published: Published
) -> None:
    """Undo that an item was removed, or else that it was waived.

    One that was swapped for another comes back in the other's place.
    """
    with writing():
        is_out = ItemState.here(ItemState.item == item, ItemState.is_removed).exists()
        rows = PlanChange.here(PlanChange.item == item, PlanChange.kind == "removed")
        latest = rows.order_by(PlanChange.changed_at.desc(), PlanChange.counter.desc()).first()
        change(citizen, item, "restored", staff, now, published)
        if is_out and latest.detail:
            change(citizen, UUID(latest.detail), "removed", staff, now, published)


def swap(
    citizen: UUID, item: UUID, task: str, staff: UUID, now: datetime, published: Published
) -> UUID:
    """Put another task from the catalog in an open item's place, on its day.

    Raises Refused when the task is unknown or open in the plan already.
    """
    row = open_item(citizen, item)
    task, title = _catalog_task(Plan.here(Plan.id == row.plan).get(), task, published)
    key = f"{row.week}/{uuid4().hex[:8]}"
    return replace(row, staff, now, published, key=key, task=task, title=title)


def replace(row: Any, staff: UUID, now: datetime, published: Published, **words: str) -> UUID:
    """Take an item out and put a new one in its place; the first names the second."""
    place = {"position": row.position, "planned_on": row.planned_on}
    with writing():
        item = add_row(row.plan, row.citizen, staff, now, published, **place, **words)
        change(row.citizen, row.id, "removed", staff, now, published, detail=item.hex)
    return item


def move(citizen: UUID, item: UUID, day: date, staff: UUID | None, now: datetime) -> None:
    """Plan an open item for another day; `staff` is None for the citizen's own."""
    if abs(day - local_date(now)) > LONGEST_AHEAD:
        raise Refused({"planned_on": "Dagen ligger et år eller mere væk. Vælg en anden dag."})
    with writing():
        row = open_item(citizen, item)
        if row.planned_on != day:
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


def _catalog_task(plan: Any, task: str, published: Published) -> tuple[str, str]:
    """Id in use and title of a task that may be added to a plan. Raises Refused."""
    task = published.current(task)
    found = published.activity(task)
    if found is None or found[0].task is None or found[0].task.id != task:
        raise Refused({"task": "Opgaven findes ikke længere. Vælg en anden fra listen."})
    title = found[0].task.title
    if _has_open(plan, lambda row: published.current(row.task) == task):
        raise Refused({"task": f"»{title}« er allerede en af opgaverne."})
    return task, title


def _has_open(plan: Any, is_same: Callable[[Any], bool]) -> bool:
    """Whether such an item is open in a plan."""
    standing = state.standing(plan.citizen)
    items = PlanItem.here(PlanItem.plan == plan.id)
    return any(standing[row.id].is_open for row in items if is_same(row))
