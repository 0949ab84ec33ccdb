"""What staff did today for one citizen, each with the way to take it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tracker.clock import local_date, start_of_day
from tracker.db import reading
from tracker.models import Event, ItemState, Plan, PlanChange, PlanItem, Talk
from tracker.state import ITEM, standing
from tracker.talks import OUTCOMES

CHANGE_WORDS = {"waived": "Ikke relevant", "removed": "Taget ud", "added": "Tilføjet"}


@dataclass(frozen=True)
class StaffAction:
    """One action that still stands, and what undoes it."""

    kind: str
    """waived and removed (`plans.restore`), added (`plans.remove_item`), confirmed (an
    `unconfirmed` event), talk (`talks.undo_end`), plan (`plans.reopen_plan`)."""
    target: UUID
    """The item, talk or plan."""
    words: str
    """`Ikke relevant: Skriv ti navne`."""


def undoable(citizen: UUID, as_of: datetime) -> tuple[StaffAction, ...]:
    """Today's actions of staff that still stand, in the order they can be undone: latest first."""
    today = local_date(as_of)
    since, until = start_of_day(today), start_of_day(today + timedelta(days=1))
    with reading():
        items = {row.id: row for row in PlanItem.here(PlanItem.citizen == citizen)}
        states = standing(citizen)
        found = [
            *_changes(citizen, since, until, items, states),
            *_confirmations(citizen, since, until, items, states),
            *_talks(citizen, since, until),
        ]
        plans = Plan.here(Plan.citizen == citizen, Plan.ended_on == today)
        found += [
            (until, StaffAction("plan", row.id, f"Forløbet er afsluttet: {row.title}"))
            for row in plans
        ]
    return tuple(action for _, action in sorted(found, key=lambda pair: pair[0], reverse=True))


Timed = tuple[datetime, StaffAction]


def _changes(
    citizen: UUID,
    since: datetime,
    until: datetime,
    items: dict[UUID, Any],
    states: dict[UUID, ItemState],
) -> Iterator[Timed]:
    """Changes to the plan, the latest of each item and kind, where it still holds."""
    rows = PlanChange.here(
        PlanChange.citizen == citizen,
        PlanChange.changed_at >= since,
        PlanChange.changed_at < until,
        PlanChange.kind != "restored",
    )
    latest = {
        (row.item, row.kind): row
        for row in rows.order_by(PlanChange.changed_at, PlanChange.counter)
    }
    for (item, kind), row in latest.items():
        state = states[item]
        holds = {
            "waived": state.waived_on is not None and not state.is_removed,
            # Added and taken out on one day leaves nothing to take back.
            "removed": state.is_removed and (item, "added") not in latest,
            "added": not state.is_removed,
        }
        if holds[kind]:
            words = f"{CHANGE_WORDS[kind]}: {items[item].title}"
            yield row.changed_at, StaffAction(kind, item, words)


def _confirmations(
    citizen: UUID,
    since: datetime,
    until: datetime,
    items: dict[UUID, Any],
    states: dict[UUID, ItemState],
) -> Iterator[Timed]:
    """Items gone through together today."""
    rows = Event.here(
        Event.citizen == citizen,
        Event.kind == "confirmed",
        Event.effective_at >= since,
        Event.effective_at < until,
    )
    latest = {UUID(row.subject[len(ITEM) :]): row for row in rows.order_by(Event.effective_at)}
    for item, row in latest.items():
        if states[item].confirmed_on is not None:
            words = f"Gennemgået sammen: {items[item].title}"
            yield row.effective_at, StaffAction("confirmed", item, words)


def _talks(citizen: UUID, since: datetime, until: datetime) -> Iterator[Timed]:
    """Talks that were ended or called off today; those of a series that went together as one."""
    rows = Talk.here(Talk.citizen == citizen, Talk.ended_at >= since, Talk.ended_at < until)
    acts: dict[Any, list[Any]] = {}
    for row in rows.order_by(Talk.starts_at):
        acts.setdefault((row.series or row.id, row.ended_at), []).append(row)
    for (_, ended_at), ended in acts.items():
        what = "Samtalen er" if len(ended) == 1 else f"{len(ended)} samtaler i rækken er"
        words = f"{what} {OUTCOMES[ended[0].outcome]}"
        yield ended_at, StaffAction("talk", ended[0].id, words)
