"""Keeps the state tables equal to the fold over a citizen's events and plan changes.

Always all of one citizen's, so that nothing has to know what an event may touch; only rows that
come out otherwise are written. Hand-written SQL: this runs for every batch a phone sends, and
building queries took five times as long as running them (`bench/events.py`).
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.clock import local_date
from tracker.db import run_here
from tracker.events import fold
from tracker.events.fold import Completion, ItemResult
from tracker.models import ItemState, WebinarSignup
from tracker.models.plans import week_of
from tracker.table import utc_text

ACTIVITY, ITEM, WEEK, WISH = "activity:", "item:", "week:", "wish"


def items_of(citizen: UUID, published: Published) -> list[fold.Item]:
    """All of a citizen's items, those of ended plans too, by plan start and position."""
    rows = run_here(
        "SELECT i.id, i.task, i.created_at, p.ended_on, i.plan, i.key "
        "FROM plan_item i JOIN plan p ON p.municipality = i.municipality AND p.id = i.plan "
        "WHERE i.municipality = ? AND i.citizen = ? ORDER BY p.start_on, i.position, i.id",
        citizen.hex,
    )
    return [
        fold.Item(
            UUID(id),
            published.current(task),
            datetime.fromisoformat(created_at),
            date.fromisoformat(ended_on) if ended_on else None,
            UUID(plan),
            week_of(key),
        )
        for id, task, created_at, ended_on, plan, key in rows
    ]


def changes_of(citizen: UUID) -> list[fold.Step]:
    """Every change to the items of a citizen's plans, in their order."""
    rows = run_here(
        "SELECT id, item, kind, reason, changed_at, counter FROM plan_change "
        "WHERE municipality = ? AND citizen = ? ORDER BY changed_at, counter",
        citizen.hex,
    )
    return [
        fold.Step(
            datetime.fromisoformat(at), False, counter, id, kind, ITEM + item, {"reason": reason}
        )
        for id, item, kind, reason, at, counter in rows
    ]


def webinars_of(citizen: UUID, published: Published) -> set[str]:
    """The webinars a citizen signed up for, by the ids in use."""
    rows = WebinarSignup.here(WebinarSignup.citizen == citizen)
    return {published.current(row.webinar) for row in rows}


def standing(citizen: UUID) -> dict[UUID, Any]:
    """How each item of a citizen stands, removed ones too."""
    return {row.item: row for row in ItemState.here(ItemState.citizen == citizen)}


def recompute(citizen: UUID, published: Published, stored: int = 0) -> None:
    """Update state tables and list line from the rows; `stored` new events are added to the seq.

    Belongs inside the transaction that changed the rows.
    """
    steps = (*changes_of(citizen), *_events(citizen, published))
    folded = fold.fold(items_of(citizen, published), steps)
    items = [(item, *vars(result).values()) for item, result in folded.items.items()]
    done = [(one, *vars(result).values()) for one, result in folded.activities.items()]
    _hold("item_state", citizen, ("item", *ItemResult.__dataclass_fields__), items)
    _hold("activity_state", citizen, ("activity", *Completion.__dataclass_fields__), done)
    _hold("week_count", citizen, ("week", "count"), folded.weeks.items())
    _hold("wish", citizen, ("chosen_at", "topic"), [folded.wish[::-1]] if folded.wish else [])
    count(citizen, stored)


def count(citizen: UUID, stored: int = 0) -> None:
    """Update the list line: how many items count and are done, the last day, the seq.

    An item that is waived, or that a pause left no day of its week, counts if it is done; plans
    that have ended do not count.
    """
    ((items, done),) = run_here(
        "SELECT COUNT(*), COUNT(s.done_at) FROM item_state s "
        "JOIN plan_item i ON i.municipality = s.municipality AND i.id = s.item "
        "JOIN plan p ON p.municipality = i.municipality AND p.id = i.plan "
        "WHERE s.municipality = ? AND s.citizen = ? AND p.ended_on IS NULL "
        "AND NOT s.is_removed AND (s.done_at IS NOT NULL OR s.waived_on IS NULL "
        "AND (i.planned_on IS NOT NULL OR i.key NOT LIKE '____-W__/%'))",
        citizen.hex,
    )
    ((last,),) = run_here(
        "SELECT MAX(done_at) FROM (SELECT municipality, citizen, done_at FROM item_state "
        "UNION ALL SELECT municipality, citizen, done_at FROM activity_state) AS done "
        "WHERE municipality = ? AND citizen = ?",
        citizen.hex,
    )
    last_on = local_date(datetime.fromisoformat(last)).isoformat() if last else None
    run_here(
        "INSERT INTO citizen_summary (municipality, citizen, seq, items, done, last_on) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (municipality, citizen) DO UPDATE SET "
        "seq = citizen_summary.seq + excluded.seq, items = excluded.items, done = excluded.done, "
        "last_on = excluded.last_on",
        *(citizen.hex, stored, items, done, last_on),
    )


def _events(citizen: UUID, published: Published) -> list[fold.Step]:
    """All of a citizen's events, with aliases followed."""
    rows = run_here(
        "SELECT id, kind, subject, effective_at, counter, data FROM event "
        "WHERE municipality = ? AND citizen = ?",
        citizen.hex,
    )
    events = []
    for id, kind, subject, at, counter, data in rows:
        if subject.startswith(ACTIVITY):
            subject = ACTIVITY + published.current(subject[len(ACTIVITY) :])
        when = datetime.fromisoformat(at)
        events.append(fold.Step(when, True, counter, id, kind, subject, json.loads(data)))
    return events


def _hold(table: str, citizen: UUID, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    """Make a table hold exactly these rows of a citizen; rows that are there already stay.

    The first column tells a citizen's rows apart; it is never empty.
    """
    names = ", ".join(f'"{name}"' for name in columns)
    mine = f"FROM {table} WHERE municipality = ? AND citizen = ?"
    wanted = {tuple(map(_stored, row)) for row in rows}
    held = set(run_here(f"SELECT {names} {mine}", citizen.hex))
    for row in held - wanted:
        run_here(f"DELETE {mine} AND {columns[0]} = ?", citizen.hex, row[0])
    marks = ", ".join("?" for _ in columns)
    for row in wanted - held:
        run_here(
            f"INSERT INTO {table} (municipality, citizen, {names}) VALUES (?, ?, {marks})",  # noqa: S608
            citizen.hex,
            *row,
        )


def _stored(value: Any) -> Any:
    """A value as its column keeps it."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return utc_text(value)
    return value.isoformat() if isinstance(value, date) else value
