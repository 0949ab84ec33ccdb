"""A citizen's forløb: started from a template, week by week if it repeats, ended and reopened."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published, PublishedPlan
from tracker.clock import LONGEST_AHEAD, iso_week, local_date, week_start
from tracker.db import writing
from tracker.enrolment import pauses, repeats
from tracker.enrolment.plan_rows import insert_items, running
from tracker.errors import Refused
from tracker.events import state
from tracker.models import Plan, PlanItem
from tracker.models.plans import UNSAID
from tracker.workdays import last_of_week, on_or_after, workday

LONGEST_BACK = timedelta(days=182)
"""A plan that was begun on paper may be so old; last year's 2 January is a slip for this year's."""


def enrol(
    citizen: UUID, template: PublishedPlan, start_on: date, now: datetime, staff: UUID | None = None
) -> UUID:
    """Start a plan: copy the template's items, each with an id of its own and its working day.

    They are copied because editing a template later must not change what somebody has agreed to.
    Every item starts open, since all that is known happened before it existed. Raises Refused when
    the same plan is running already, or the day is too far away.
    """
    if is_running(citizen, template.id):
        raise Refused({"template": f"Forløbet »{template.title}« er allerede i gang."})
    if wrong := start_problem(start_on, now):
        raise Refused({"start_on": wrong})
    with writing():
        plan = Plan.create(
            citizen=citizen,
            template=template.id,
            title=template.title,
            citizen_title=template.citizen_title,
            shows_dates=template.show_dates,
            is_one_at_a_time=template.one_at_a_time,
            target_what=template.repeat.what if template.repeat else "",
            target_per_week=template.repeat.per_week if template.repeat else None,
            start_on=start_on,
            created_at=now,
            started_by=staff,
        )
        begins = pauses.first_day(citizen, start_on) if template.repeat else on_or_after(start_on)
        _copy_items(plan, template, begins, now)
        state.count(citizen)
        if template.repeat:
            _begin_week(plan, template, template.repeat.weeks, now)
    return plan.id


def start_problem(start_on: date, now: datetime) -> str:
    """Why no plan may begin on this day, or nothing."""
    if -LONGEST_BACK <= start_on - local_date(now) <= LONGEST_AHEAD:
        return ""
    return "Den første dag ligger langt fra i dag. Se efter, om året er rigtigt."


def resume(
    citizen: UUID, pause: UUID, staff: UUID | None, now: datetime, published: Published
) -> None:
    """End a pause today; if this week is no longer all pause, its tasks are added at once."""
    with writing():
        pauses.end_pause(citizen, pause, staff, now)
        begin_weeks(now, published, citizen)


def begin_weeks(now: datetime, published: Published, citizen: UUID | None = None) -> None:
    """Add this week's items to every repeating plan, or to one citizen's.

    Runs daily, and can safely run again.
    """
    whose = (Plan.citizen == citizen,) if citizen else ()
    for plan in Plan.here(Plan.ended_on.is_null(), Plan.start_on <= local_date(now), *whose):
        template = published.plan(plan.template)
        if template is not None and template.repeat is not None:
            _begin_week(plan, template, template.repeat.weeks, now)


def _begin_week(plan: Any, template: PublishedPlan, weeks: int, now: datetime) -> None:
    """Add this week's items to a plan that repeats for so many weeks, if they are due.

    A week that is all pause brings no tasks, so that nobody comes back to a pile; the plan still
    has as many weeks with tasks as was agreed.
    """
    today = local_date(now)
    monday, rests = week_start(today), pauses.days_of(plan.citizen)
    if (
        monday < plan.start_on  # its first week came as it was started
        or repeats.is_resting_week(monday, rests)
        or repeats.week_number(plan.start_on, today, rests) > weeks
    ):
        return
    start = on_or_after(monday)
    with writing():
        there = list(PlanItem.here(PlanItem.plan == plan.id))
        if not any(row.week == iso_week(start) for row in there):
            _copy_items(plan, template, start, now, first=len(there) + 1)
            state.count(plan.citizen)


def end_plan(
    citizen: UUID, plan: UUID, now: datetime, reason: str = UNSAID, staff: UUID | None = None
) -> None:
    """End a plan today: its items no longer count, and the time until erasure begins.

    `reason` is a code from the municipality's own list.
    """
    ended = {Plan.ended_on: local_date(now), Plan.ended_reason: reason, Plan.ended_by: staff}
    with writing():
        Plan.change(ended, Plan.citizen == citizen, Plan.id == plan, Plan.ended_on.is_null())
        state.count(citizen)


def reopen_plan(citizen: UUID, plan: UUID, published: Published) -> None:
    """Undo that a plan was ended; ticks made in the meantime count for it after all."""
    runs = {Plan.ended_on: None, Plan.ended_reason: "", Plan.ended_by: None}
    with writing():
        Plan.change(runs, Plan.citizen == citizen, Plan.id == plan)
        state.recompute(citizen, published)


def may_undo_start(citizen: UUID, plan: UUID) -> bool:
    """Whether starting a plan can be undone: staff started it, and nothing in it is done.

    A citizen's first plan can be ended but not undone: without any plan, nothing would say when the
    citizen is erased.
    """
    first = Plan.here(Plan.citizen == citizen).order_by(Plan.created_at).first()
    row = running(citizen).where(Plan.id == plan).first()
    if row is None or row.started_by is None or row.id == first.id:
        return False
    states = state.standing(citizen)
    items = PlanItem.here(PlanItem.plan == plan)
    return not any(states[item.id].done_at or states[item.id].confirmed_on for item in items)


def undo_start(citizen: UUID, plan: UUID, published: Published) -> None:
    """Undo that a plan was started, where `may_undo_start` allows it."""
    with writing():
        Plan.drop(Plan.citizen == citizen, Plan.id == plan)
        state.recompute(citizen, published)


def is_running(citizen: UUID, template: str) -> bool:
    """Whether a plan of this template runs."""
    return running(citizen).where(Plan.template == template).exists()


def running_plan(citizen: UUID) -> Any:
    """The running plan, the last one to begin if there are several; None without one."""
    return running(citizen).order_by(Plan.start_on.desc(), Plan.created_at.desc(), Plan.id).first()


def _copy_items(
    plan: Any, template: PublishedPlan, start: date, now: datetime, first: int = 1
) -> None:
    """Copy a template's items, for the week they begin in if the plan repeats."""
    week = iso_week(start) if template.repeat else ""
    last, rows = last_of_week(week_start(start)), []
    for item in template.items:
        key, day = item.key, workday(start, item.workday)
        if week:
            # A week that began late, or has a holiday, still ends on its last working day.
            key, day = f"{week}/{key}", max(start, min(day, last))
        words = {"task": item.task, "title": item.title, "do": item.do}
        rows.append({"key": key, "planned_on": day, **words})
    items = insert_items(plan.id, plan.citizen, now, rows, first)
    pauses.move_new(plan.citizen, items, now)
