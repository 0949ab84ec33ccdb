"""Taking back one of today's actions, by the rule that fits its kind; for every page alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.appointments import talks
from tracker.db import writing
from tracker.enrolment import pauses, plan_moves, plans, plans_ahead, requests, undone, weeks
from tracker.enrolment.undo import undoable
from tracker.errors import Refused
from tracker.events import progress

HAS_NO_TRACE = ("talk", "plan", "started", "pause", "pause_ended", "target", "request")
"""Kinds whose undoing deletes or clears the very row that told of them."""


def take_back(
    citizen: UUID, kind: str, target: str, staff: UUID | None, now: datetime, published: Published
) -> bool:
    """Undo one action as `undoable` names it; False when it no longer stands, and nothing is done.

    `staff` is None for what the citizen takes back of their own. Raises Refused when something
    that was built on it must be taken back first.
    """
    known = {
        (one.kind, str(one.target)): one.words
        for one in undoable(citizen, now, is_own=staff is None)
    }
    if (kind, target) not in known:
        return False
    one = UUID(target)
    undo: dict[str, Any] = {
        "waived": lambda: plans.restore(citizen, one, staff, now, published=published),
        "removed": lambda: plans.restore(citizen, one, staff, now, published=published),
        "added": lambda: plans.remove_item(citizen, one, staff, now, published=published),
        "moved": lambda: plan_moves.undo_move(citizen, one, staff, now),
        "swapped": lambda: plan_moves.undo_swap(citizen, one, staff, now, published),
        "confirmed": lambda: _unconfirm(citizen, one, staff, now, published),
        "talk": lambda: talks.undo_end(one, now),
        "plan": lambda: plans.reopen_plan(citizen, one, published),
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


def _unconfirm(
    citizen: UUID, item: UUID, staff: UUID | None, now: datetime, published: Published
) -> None:
    """An event of staff, as confirming was one."""
    if not progress.say(citizen, "unconfirmed", f"item:{item}", now, published, staff):
        raise Refused({"item": "Opgaven findes ikke i forløbet."})
