"""The tasks of a citizen's forløb: added, taken out, waived and brought back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from jobvej.catalog.published import Published
from tracker import free_text
from tracker.db import writing
from tracker.enrolment.plan_rows import add_row, change
from tracker.enrolment.plans import running_plan
from tracker.errors import Refused
from tracker.events import state
from tracker.models import ItemState, PlanChange, PlanItem


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
        task, title = catalog_task(citizen, plan, task, published)
    else:
        title = free_text.clean(title)
        if wrong := free_text.problem("own_task", title) or _is_there(plan, title, planned_on):
            raise Refused({"title": wrong})
    key = f"/{uuid4().hex[:8]}"
    return add_row(
        plan.id, citizen, staff, now, published,
        key=key, task=task, title=title, planned_on=planned_on,
    )  # fmt: skip


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


def catalog_task(citizen: UUID, plan: Any, task: str, published: Published) -> tuple[str, str]:
    """Id in use and title of a task that may be added to a plan. Raises Refused."""
    task = published.current(task)
    found = published.activity(task)
    if found is None or found[0].task is None or found[0].task.id != task:
        raise Refused({"task": "Opgaven findes ikke længere. Vælg en anden fra listen."})
    standing = state.standing(citizen)
    rows = PlanItem.here(PlanItem.citizen == citizen, PlanItem.plan == plan.id)
    if any(published.current(row.task) == task and standing[row.id].is_open for row in rows):
        raise Refused({"task": f"»{found[0].task.title}« er allerede en af opgaverne."})
    return task, found[0].task.title


def _is_there(plan: Any, title: str, day: date | None) -> str:
    """The error if the same own task is open already, because a button was pressed twice."""
    same = PlanItem.here(
        PlanItem.plan == plan.id,
        PlanItem.task == "",
        PlanItem.title == title,
        PlanItem.planned_on.is_null() if day is None else PlanItem.planned_on == day,
    )
    standing = state.standing(plan.citizen)
    is_open = any(standing[row.id].is_open for row in same)
    return f"»{title}« er allerede en af opgaverne." if is_open else ""
