"""The rows of a plan as they are written: items with their state, and every change to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from peewee import fn

from jobvej.catalog.published import Published
from tracker.errors import Refused
from tracker.events import state
from tracker.models import ItemState, PlanChange, PlanItem


def insert_items(plan: UUID, citizen: UUID, rows: list[dict[str, Any]]) -> list[UUID]:
    """More open items of a plan, each with its state beside it; returns their ids."""
    ids = [uuid4() for _ in rows]
    PlanItem.insert_many(
        [
            {"id": item, "plan": plan, "citizen": citizen, **row}
            for item, row in zip(ids, rows, strict=True)
        ]
    ).execute()
    ItemState.insert_many([{"citizen": citizen, "item": item} for item in ids]).execute()
    return ids


def item_of(citizen: UUID, item: UUID) -> Any:
    """One item of this citizen. Raises Refused when it is not theirs."""
    row = PlanItem.here(PlanItem.citizen == citizen, PlanItem.id == item).get_or_none()
    if row is None:
        raise Refused({"item": "Opgaven findes ikke i forløbet."})
    return row


def note_change(
    citizen: UUID,
    item: UUID,
    kind: str,
    staff: UUID | None,
    now: datetime,
    *,
    reason: str = "",
    detail: str = "",
) -> None:
    """Write down who changed an item, and why; `staff` is None for what the citizen changed."""
    last = (
        PlanChange.here(PlanChange.citizen == citizen).select(fn.MAX(PlanChange.counter)).scalar()
    )
    PlanChange.create(
        id=uuid4(),
        citizen=citizen,
        item=item,
        staff=staff,
        kind=kind,
        reason=reason,
        detail=detail,
        changed_at=now,
        counter=0 if last is None else last + 1,
    )


def change(
    citizen: UUID,
    item: UUID,
    kind: str,
    staff: UUID | None,
    now: datetime,
    published: Published,
    *,
    reason: str = "",
    detail: str = "",
) -> None:
    """Write down a change and compute anew what it touches, inside the caller's transaction.

    Raises Refused when the item is not this citizen's.
    """
    item_of(citizen, item)
    note_change(citizen, item, kind, staff, now, reason=reason, detail=detail)
    state.recompute(citizen, published)
