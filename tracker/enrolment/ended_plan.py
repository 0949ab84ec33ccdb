"""Erases one ended plan of somebody who has others: what belonged to it goes, the rest stays."""

from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.clock import iso_week, local_date
from tracker.db import writing
from tracker.events import fold, state
from tracker.events.state import ACTIVITY, ITEM
from tracker.models import Event, Pause, Plan, Request, Talk, Undone, WeeklyTarget


def erase_plan(plan: Any, published: Published) -> None:
    """Erase a plan of somebody who has others: its items, and what was done and said during it.

    What belongs to a remaining plan is kept: the events of its items, and whatever happened with
    its tasks, weeks, wishes and talks after it began.
    """
    citizen = plan.citizen
    staying = [item for item in state.items_of(citizen, published) if item.plan != plan.id]
    others = Plan.here(Plan.citizen == citizen, Plan.id != plan.id)
    began = min(row.created_at for row in others)
    with writing():
        for row in Event.here(Event.citizen == citizen):
            is_old = local_date(row.effective_at) <= plan.ended_on
            if is_old and not _stays(row, staying, began, published):
                Event.drop(Event.citizen == citizen, Event.id == row.id)
        for talk in Talk.here(Talk.citizen == citizen):
            is_old = local_date(talk.starts_at) <= plan.ended_on
            if is_old and talk.starts_at < began:
                Talk.drop(Talk.id == talk.id)
        _drop_arrangements(citizen, began)
        Plan.drop(Plan.id == plan.id)
        state.recompute(citizen, published)


def _drop_arrangements(citizen: UUID, began: datetime) -> None:
    """Drop what was arranged or undone before the remaining plans began, unless it still holds."""
    first = local_date(began)
    Pause.drop(Pause.citizen == citizen, Pause.until_on < first)
    Request.drop(Request.citizen == citizen, Request.made_on < first)
    Undone.drop(Undone.citizen == citizen, Undone.undone_on < first)
    rows = WeeklyTarget.here(WeeklyTarget.citizen == citizen)
    # The number that holds today may have been agreed on long ago.
    for row, after in pairwise(rows.order_by(WeeklyTarget.from_week, WeeklyTarget.set_at)):
        if after.from_week <= iso_week(first):
            WeeklyTarget.drop(WeeklyTarget.id == row.id)


def _stays(event: Any, staying: list[fold.Item], began: datetime, published: Published) -> bool:
    """Whether an event belongs to a plan that remains."""
    if event.subject.startswith(ITEM):
        return any(event.subject == f"{ITEM}{item.id}" for item in staying)
    if not event.subject.startswith(ACTIVITY):
        return bool(event.effective_at >= began)
    lesson = published.lesson_of(event.subject[len(ACTIVITY) :])
    task = published.current(event.subject[len(ACTIVITY) :])
    if lesson is not None and lesson.task is not None:
        task = lesson.task.id
    return any(i.task == task and i.created_at <= event.effective_at for i in staying)
