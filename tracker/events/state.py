"""The state tables kept equal to the fold over a citizen's events and plan changes.

Hand-written SQL: this runs for every batch a phone sends, and building queries took five times as
long as running them (`bench/events.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.clock import local_date
from tracker.db import database, municipality
from tracker.events import fold
from tracker.models import ItemState, WebinarSignup
from tracker.models.plans import week_of
from tracker.table import utc_text

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
    rows = _rows(
        "SELECT i.id, i.task, p.start_on, i.position, i.created_at, p.ended_on, i.plan, i.key "
        "FROM plan_item i JOIN plan p ON p.municipality = i.municipality AND p.id = i.plan "
        "WHERE i.municipality = ? AND i.citizen = ?",
        citizen,
    )
    return [
        fold.Item(
            UUID(id),
            published.current(task),
            date.fromisoformat(start_on),
            position,
            datetime.fromisoformat(created_at),
            date.fromisoformat(ended_on) if ended_on else None,
            UUID(plan),
            week_of(key),
        )
        for id, task, start_on, position, created_at, ended_on, plan, key in rows
    ]


def changes_of(citizen: UUID) -> list[fold.Change]:
    """Every change of staff to a citizen's plans."""
    rows = _rows(
        "SELECT id, item, kind, reason, changed_at, counter FROM plan_change "
        "WHERE municipality = ? AND citizen = ?",
        citizen,
    )
    return [
        fold.Change(UUID(id), UUID(item), kind, reason, datetime.fromisoformat(at), counter)
        for id, item, kind, reason, at, counter in rows
    ]


def webinars_of(citizen: UUID, published: Published) -> set[str]:
    """The webinars a citizen signed up for, by the ids in use."""
    rows = WebinarSignup.here(WebinarSignup.citizen == citizen)
    return {published.current(row.webinar) for row in rows}


def standing(citizen: UUID) -> dict[UUID, Any]:
    """How each item of a citizen stands, removed ones too."""
    return {row.item: row for row in ItemState.here(ItemState.citizen == citizen)}


def recompute(
    citizen: UUID,
    published: Published,
    scope: Scope | None,
    items: list[fold.Item] | None = None,
    changes: list[fold.Change] | None = None,
) -> None:
    """Bring the tables to what the rows say, for what was touched; None means all of it.

    Belongs inside the transaction that changed the rows. Items and changes may be given by who
    has read them in it.
    """
    items = items_of(citizen, published) if items is None else items
    changes = changes_of(citizen) if changes is None else changes
    if scope is not None:
        items = [i for i in items if i.task in scope.activities or i.id in scope.own_items]
    subjects = None if scope is None else _stored_subjects(published, scope, items)
    folded = fold.fold(items, changes, _events(citizen, published, subjects))
    _forget(citizen, scope, items)
    _store(citizen, folded)


def count(citizen: UUID, stored: int = 0) -> None:
    """Keep the list line: how many items count, how many are done, the last day, the seq.

    What was put aside counts once it is done; plans that have ended do not count.
    """
    ((items, done),) = _rows(
        "SELECT COUNT(*), COUNT(s.done_at) FROM item_state s "
        "JOIN plan_item i ON i.municipality = s.municipality AND i.id = s.item "
        "JOIN plan p ON p.municipality = i.municipality AND p.id = i.plan "
        "WHERE s.municipality = ? AND s.citizen = ? AND p.ended_on IS NULL "
        "AND NOT s.is_removed AND (s.done_at IS NOT NULL OR s.waived_on IS NULL)",
        citizen,
    )
    last = [
        row[0]
        for table in ("item_state", "activity_state")
        for row in _rows(
            f"SELECT MAX(done_at) FROM {table} WHERE municipality = ? AND citizen = ?",  # noqa: S608
            citizen,
        )
        if row[0]
    ]
    last_on = local_date(datetime.fromisoformat(max(last))).isoformat() if last else None
    database.execute_sql(
        "INSERT INTO citizen_summary (municipality, citizen, seq, items, done, last_on) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (municipality, citizen) DO UPDATE SET "
        "seq = seq + excluded.seq, items = excluded.items, done = excluded.done, "
        "last_on = excluded.last_on",
        (municipality(), citizen.hex, stored, items, done, last_on),
    )


def _rows(sql: str, citizen: UUID, *more: Any) -> list[Any]:
    """Rows of one citizen of the served municipality."""
    found: list[Any] = database.execute_sql(sql, (municipality(), citizen.hex, *more)).fetchall()
    return found


def _marks(values: Iterable[Any]) -> str:
    """`?, ?, ?`"""
    return ", ".join("?" for _ in values)


def _events(citizen: UUID, published: Published, subjects: list[str] | None) -> list[fold.Event]:
    """The events on these subjects (None: all), with aliases followed."""
    sql = (
        "SELECT id, kind, subject, effective_at, counter, data FROM event "
        "WHERE municipality = ? AND citizen = ?"
    )
    if subjects is not None:
        sql += f" AND subject IN ({_marks(subjects)})"
    events = []
    for id, kind, subject, at, counter, data in _rows(sql, citizen, *(subjects or ())):
        if subject.startswith(ACTIVITY):
            subject = ACTIVITY + published.current(subject[len(ACTIVITY) :])
        moment = datetime.fromisoformat(at)
        events.append(fold.Event(UUID(id), kind, subject, moment, counter, json.loads(data)))
    return events


def _stored_subjects(published: Published, scope: Scope, items: list[fold.Item]) -> list[str]:
    """Every subject under which events of the scope may have been stored."""
    former = {old for old, new in published.aliases.items() if new in scope.activities}
    subjects = [ACTIVITY + activity for activity in scope.activities | former]
    subjects += [f"{ITEM}{item.id}" for item in items]
    subjects += [WEEK + week for week in scope.weeks]
    return [*subjects, WISH] if scope.wish else subjects


def _forget(citizen: UUID, scope: Scope | None, items: list[fold.Item]) -> None:
    """Clear the rows that are about to be written anew."""
    if scope is None:
        for table in ("item_state", "activity_state", "week_count", "wish"):
            _delete(table, citizen)
        return
    _delete("item_state", citizen, "item", [item.id.hex for item in items])
    _delete("activity_state", citizen, "activity", list(scope.activities))
    _delete("week_count", citizen, "week", list(scope.weeks))
    if scope.wish:
        _delete("wish", citizen)


def _delete(table: str, citizen: UUID, column: str = "", values: list[str] | None = None) -> None:
    """Delete this citizen's rows, all or those that hold one of these values."""
    sql = f"DELETE FROM {table} WHERE municipality = ? AND citizen = ?"  # noqa: S608
    if not column:
        _rows(sql, citizen)
    elif values:
        _rows(f"{sql} AND {column} IN ({_marks(values)})", citizen, *values)


def _store(citizen: UUID, folded: fold.Folded) -> None:
    """Write the fold's result."""
    for item, it in folded.items.items():
        _insert(
            "item_state", citizen, item=item.hex, done_at=utc_text(it.done_at),
            revision=it.revision, confirmed_on=_day(it.confirmed_on),
            waived_on=_day(it.waived_on), waived_reason=it.waived_reason,
            is_removed=it.is_removed,
        )  # fmt: skip
    for activity, completion in folded.activities.items():
        _insert("activity_state", citizen, activity=activity,
                done_at=utc_text(completion.done_at), revision=completion.revision)  # fmt: skip
    for week, number in folded.weeks.items():
        _insert("week_count", citizen, week=week, count=number)
    if folded.wish is not None:
        topic, chosen_at = folded.wish
        _insert("wish", citizen, topic=topic, chosen_at=utc_text(chosen_at))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _insert(table: str, citizen: UUID, **values: Any) -> None:
    """Insert one row of this citizen; every column by name."""
    names = ", ".join(f'"{name}"' for name in ("municipality", "citizen", *values))
    sql = f"INSERT INTO {table} ({names}) VALUES (?, ?, {_marks(values)})"  # noqa: S608
    _rows(sql, citizen, *values.values())
