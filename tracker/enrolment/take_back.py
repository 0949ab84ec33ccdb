"""What was done for one citizen today, and how each kind of change is undone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.appointments import talks
from tracker.clock import local_date, start_of_day
from tracker.db import reading, writing
from tracker.enrolment import pauses, plan_items, plans, plans_ahead, requests, undone, weeks
from tracker.enrolment.history import YOU, Change, changes
from tracker.events import progress, state

OF_ITEMS = ("waived", "removed", "added", "moved")
HAS_NO_TRACE = ("talk", "ended", "started", "pause", "pause_ended", "target", "request")
"""Kinds whose undoing deletes or clears the very row that told of them."""


def undoable(
    citizen: UUID, as_of: datetime, published: Published, *, is_own: bool = False
) -> tuple[Change, ...]:
    """Today's changes by staff that can still be undone, latest first.

    With `is_own`, those by the citizen: each side undoes its own.
    """
    today = local_date(as_of)
    latest: dict[tuple[str, Any], Change] = {}
    with reading():
        for one in changes(citizen, published, start_of_day(today)):
            if one.on == today:
                # Of several of one kind the last is told; taking it back takes back all of them.
                latest.setdefault((one.kind, one.target), one)
        items = plan_items.standing_today(citizen, as_of)
        states = state.standing(citizen)

        def stands(one: Change) -> bool:
            if one.kind in OF_ITEMS:
                is_out = states[one.target].is_removed
                return (one.target, one.kind) in items and is_out == (one.kind == "removed")
            if one.kind == "confirmed":
                return states[one.target].confirmed_on is not None
            if one.kind == "started":
                return plans.may_undo_start(citizen, one.target)
            return one.kind in (*HAS_NO_TRACE, "ahead")

        return tuple(one for one in latest.values() if (one.who == YOU) == is_own and stands(one))


def take_back(
    citizen: UUID, kind: str, target: str, staff: UUID | None, now: datetime, published: Published
) -> bool:
    """Undo one change that `undoable` named; False, and nothing done, if it cannot be any more.

    `staff` is None when the citizen does it. Raises Refused when something that was built on the
    change must be undone first.
    """
    known = {
        (one.kind, str(one.target)): one.what
        for one in undoable(citizen, now, published, is_own=staff is None)
    }
    if (kind, target) not in known:
        return False
    one = UUID(target)
    undo: dict[str, Any] = {
        "waived": lambda: plan_items.restore(citizen, one, staff, now, published=published),
        "removed": lambda: plan_items.restore(citizen, one, staff, now, published=published),
        "added": lambda: plan_items.remove(citizen, one, staff, now, published=published),
        "moved": lambda: plan_items.undo_move(citizen, one, staff, now),
        "confirmed": lambda: progress.say(
            citizen, "unconfirmed", f"item:{one}", now, published, staff
        ),
        "talk": lambda: talks.undo_end(one, now),
        "ended": lambda: plans.reopen_plan(citizen, one, published),
        "started": lambda: plans.undo_start(citizen, one, published),
        "ahead": lambda: plans_ahead.take_out(citizen, one, staff, now),
        "pause": lambda: pauses.undo_set(citizen, one),
        "pause_ended": lambda: pauses.undo_end(citizen, one),
        "target": lambda: weeks.undo_target(citizen, one),
        "request": lambda: requests.undo_answer(citizen, one),
    }
    with writing():
        undo[kind]()
        if kind in HAS_NO_TRACE:
            undone.keep(citizen, known[kind, target], staff, now)
    return True
