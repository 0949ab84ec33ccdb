"""The state tables kept equal to the fold over a citizen's events and plan changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from peewee import fn

from jobvej.catalog.published import Published
from tracker import fold
from tracker.clock import local_date
from tracker.db import municipality
from tracker.models import (
    ActivityState,
    CitizenSummary,
    Event,
    ItemState,
    Plan,
    PlanChange,
    PlanItem,
    WeekCount,
    Wish,
)

ACTIVITY, ITEM, WEEK, WISH = "activity:", "item:", "week:", "wish"


@dataclass
class Scope:
    """Which parts of a citizen's state to compute anew; each part stands on its own."""

    activities: set[str] = field(default_factory=set)
    """Activity ids in use; their items come along."""
    own_items: set[UUID] = field(default_factory=set)
    """Items without a task in the catalog."""
    weeks: set[str] = field(default_factory=set)
    wish: bool = False

    def add(self, subject: str, tasks: dict[UUID, str]) -> None:
        """Take in what a stored subject touches; `tasks` is the task in use of each item."""
        if subject == WISH:
            self.wish = True
        elif subject.startswith(WEEK):
            self.weeks.add(subject[len(WEEK) :])
        elif subject.startswith(ACTIVITY):
            self.activities.add(subject[len(ACTIVITY) :])
        else:
            self.add_item(UUID(subject[len(ITEM) :]), tasks)

    def add_item(self, item: UUID, tasks: dict[UUID, str]) -> None:
        """Take in an item, by its task when it has one."""
        if tasks.get(item):
            self.activities.add(tasks[item])
        else:
            self.own_items.add(item)


def items_of(citizen: UUID, published: Published) -> list[fold.Item]:
    """All of a citizen's items, those of ended plans too."""
    rows: Any = (
        PlanItem.select(
            PlanItem.id,
            PlanItem.task,
            Plan.start_on,
            PlanItem.position,
            PlanItem.created_at,
            Plan.ended_on,
        )
        .join(Plan, on=(PlanItem.municipality == Plan.municipality) & (PlanItem.plan == Plan.id))
        .where(PlanItem.municipality == municipality(), PlanItem.citizen == citizen)
        .tuples()
    )
    return [
        fold.Item(id, published.current(task), start_on, position, created_at, ended_on)
        for id, task, start_on, position, created_at, ended_on in rows
    ]


def changes_of(citizen: UUID, items: Iterable[UUID]) -> list[fold.Change]:
    """The changes of staff to these items."""
    wanted = set(items)
    rows = PlanChange.here(PlanChange.citizen == citizen)
    return [
        fold.Change(row.id, row.item, row.kind, row.reason, row.changed_at)
        for row in rows
        if row.item in wanted
    ]


def recompute(
    citizen: UUID, published: Published, scope: Scope | None, items: list[fold.Item] | None = None
) -> None:
    """Bring the tables to what the rows say, for what was touched; None means all of it.

    Belongs inside the transaction that changed the rows.
    """
    if items is None:
        items = items_of(citizen, published)
    if scope is not None:
        items = [i for i in items if i.task in scope.activities or i.id in scope.own_items]
    folded = fold.fold(
        items,
        changes_of(citizen, (item.id for item in items)),
        _events(citizen, published, scope, items),
    )
    _forget(citizen, scope, items)
    _store(citizen, folded)


def count(citizen: UUID, stored: int = 0) -> None:
    """Keep the list line: how many items count, how many are done, the last day, the seq."""
    items, done = _figure(citizen)
    last = [
        table.here(table.citizen == citizen, table.done_at.is_null(False))
        .select(fn.MAX(table.done_at))
        .scalar()
        for table in (ItemState, ActivityState)
    ]
    last_at = max((at for at in last if at), default=None)
    CitizenSummary.insert(
        citizen=citizen,
        seq=stored,
        items=items,
        done=done,
        last_on=local_date(last_at) if last_at else None,
    ).on_conflict(
        conflict_target=[CitizenSummary.municipality, CitizenSummary.citizen],
        preserve=[CitizenSummary.items, CitizenSummary.done, CitizenSummary.last_on],
        update={CitizenSummary.seq: CitizenSummary.seq + stored},
    ).execute()


def _figure(citizen: UUID) -> tuple[int, int]:
    """(items that count, done) of the plans that run: what was put aside counts once done."""
    done = ItemState.done_at.is_null(False)
    row = (
        ItemState.here(
            ItemState.citizen == citizen,
            ~ItemState.is_removed,
            done | ItemState.waived_on.is_null(),
            Plan.ended_on.is_null(),
        )
        .join(
            PlanItem,
            on=(PlanItem.municipality == ItemState.municipality) & (PlanItem.id == ItemState.item),
        )
        .join(Plan, on=(PlanItem.municipality == Plan.municipality) & (PlanItem.plan == Plan.id))
        .select(fn.COUNT(ItemState.item), fn.COUNT(ItemState.done_at))
        .tuples()
        .get()
    )
    return row[0], row[1]


def _events(
    citizen: UUID, published: Published, scope: Scope | None, items: list[fold.Item]
) -> list[fold.Event]:
    """The events that the scope needs, with aliases followed."""
    query = Event.here(Event.citizen == citizen)
    if scope is not None:
        query = query.where(Event.subject.in_(_stored_subjects(published, scope, items)))
    fields = (Event.id, Event.kind, Event.subject, Event.effective_at, Event.counter, Event.data)
    events = []
    for id, kind, subject, at, counter, data in query.select(*fields).tuples():
        if subject.startswith(ACTIVITY):
            subject = ACTIVITY + published.current(subject[len(ACTIVITY) :])
        events.append(fold.Event(id, kind, subject, at, counter, json.loads(data)))
    return events


def _stored_subjects(published: Published, scope: Scope, items: list[fold.Item]) -> list[str]:
    """Every subject under which events of the scope may have been stored."""
    former = {old for old in published.aliases if published.current(old) in scope.activities}
    subjects = [ACTIVITY + activity for activity in scope.activities | former]
    subjects += [f"{ITEM}{item.id}" for item in items]
    subjects += [WEEK + week for week in scope.weeks]
    return [*subjects, WISH] if scope.wish else subjects


def _forget(citizen: UUID, scope: Scope | None, items: list[fold.Item]) -> None:
    """Clear the rows that are about to be written anew."""
    ids = [item.id for item in items]
    if scope is None:
        for table in (ItemState, ActivityState, WeekCount, Wish):
            table.drop(table.citizen == citizen)
        return
    if ids:
        ItemState.drop(ItemState.citizen == citizen, ItemState.item.in_(ids))
    if scope.activities:
        ActivityState.drop(
            ActivityState.citizen == citizen, ActivityState.activity.in_(scope.activities)
        )
    if scope.weeks:
        WeekCount.drop(WeekCount.citizen == citizen, WeekCount.week.in_(scope.weeks))
    if scope.wish:
        Wish.drop(Wish.citizen == citizen)


def _store(citizen: UUID, folded: fold.Folded) -> None:
    """Write the fold's result."""
    _insert(
        ItemState,
        (
            {
                "item": item,
                "done_at": result.done_at,
                "revision": result.revision,
                "confirmed_on": result.confirmed_on,
                "waived_on": result.waived_on,
                "waived_reason": result.waived_reason,
                "is_removed": result.is_removed,
            }
            for item, result in folded.items.items()
        ),
        citizen,
    )
    _insert(
        ActivityState,
        (
            {"activity": activity, "done_at": done.done_at, "revision": done.revision}
            for activity, done in folded.activities.items()
        ),
        citizen,
    )
    _insert(WeekCount, ({"week": w, "count": n} for w, n in folded.weeks.items()), citizen)
    if folded.wish is not None:
        topic, chosen_at = folded.wish
        _insert(Wish, [{"topic": topic, "chosen_at": chosen_at}], citizen)


def _insert(table: Any, rows: Iterable[dict[str, Any]], citizen: UUID) -> None:
    """Insert this citizen's rows, if there are any."""
    listed = [{"citizen": citizen, **row} for row in rows]
    if listed:
        table.insert_many(listed).execute()


def standing(citizen: UUID) -> dict[UUID, Any]:
    """How each item of a citizen stands, removed ones too."""
    return {row.item: row for row in ItemState.here(ItemState.citizen == citizen)}
