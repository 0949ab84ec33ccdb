"""Writes the rows of a plan: items with their state, and every change made to them."""

from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from peewee import fn

from jobvej.catalog.published import Published
from tracker.db import writing
from tracker.errors import Refused
from tracker.events import state
from tracker.models import ItemState, Plan, PlanChange, PlanItem


class Why(TypedDict, total=False):
    """What a change keeps besides who made it and when."""

    reason: str
    """A code of the municipality's, or what moved the item."""
    detail: str
    """Of a move the day before it, of a swap the new item."""


def running(citizen: UUID) -> Any:
    """The citizen's running plans, the one that began first at the top."""
    rows = Plan.here(Plan.citizen == citizen, Plan.ended_on.is_null())
    return rows.order_by(Plan.start_on, Plan.created_at, Plan.id)


def insert_items(
    plan: UUID, citizen: UUID, now: datetime, rows: list[dict[str, Any]], first: int
) -> list[UUID]:
    """Append open items to a plan, each with its state; returns their ids.

    `first` is the position of the first, unless a row says its own.
    """
    of_plan = {"plan": plan, "citizen": citizen, "created_at": now}
    items = PlanItem.add(
        {**of_plan, "position": n, **row} for n, row in enumerate(rows, start=first)
    )
    ItemState.add({"citizen": citizen, "item": one["id"]} for one in items)
    return [one["id"] for one in items]


def add_row(
    plan: UUID, citizen: UUID, staff: UUID | None, now: datetime, published: Published, **row: Any
) -> UUID:
    """Add one item to a running plan, and record by whom; `staff` is None for the citizen."""
    with writing():
        last = PlanItem.here(PlanItem.plan == plan).count()
        [item] = insert_items(plan, citizen, now, [row], first=last + 1)
        change(citizen, item, "added", staff, now, published)
    return item


def item_of(citizen: UUID, item: UUID) -> Any:
    """One item of this citizen. Raises Refused when it is not theirs."""
    row = PlanItem.here(PlanItem.citizen == citizen, PlanItem.id == item).get_or_none()
    if row is None:
        raise Refused({"item": "Opgaven findes ikke i forløbet."})
    return row


def note_change(
    citizen: UUID, item: UUID, kind: str, staff: UUID | None, now: datetime, **why: Unpack[Why]
) -> None:
    """Record who changed an item, and why; `staff` is None for the citizen."""
    following = fn.COALESCE(fn.MAX(PlanChange.counter) + 1, 0)
    PlanChange.create(
        citizen=citizen,
        item=item,
        staff=staff,
        kind=kind,
        changed_at=now,
        counter=PlanChange.here(PlanChange.citizen == citizen).select(following).scalar(),
        **why,
    )


def change(
    citizen: UUID,
    item: UUID,
    kind: str,
    staff: UUID | None,
    now: datetime,
    published: Published,
    **why: Unpack[Why],
) -> None:
    """Record a change, and recompute what follows from it.

    Raises Refused when the item is not this citizen's.
    """
    item_of(citizen, item)
    with writing():
        note_change(citizen, item, kind, staff, now, **why)
        state.recompute(citizen, published)
