"""Plans in order: the next starts by itself after the last day of those before it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published, PublishedPlan
from tracker.clock import local_date, short_date
from tracker.db import writing
from tracker.enrolment import pauses, plans, repeats, undone
from tracker.enrolment.plan_rows import running
from tracker.errors import Refused
from tracker.events import state
from tracker.models import PlanAhead, PlanItem


def start_in_order(
    citizen: UUID,
    templates: Sequence[PublishedPlan],
    start_on: date | None,
    staff: UUID,
    now: datetime,
) -> None:
    """Start the first plan on a day and let the others follow; without a day, all of them follow.

    Those that follow are copied from their templates when they start, and pauses move them. Raises
    Refused when a plan is running or chosen already, or when there is nothing to follow.
    """
    under_way = list(running(citizen))
    taken = {row.template for row in (*under_way, *ahead_of(citizen))}
    for template in templates:
        if template.id in taken:
            raise Refused({"template": f"Forløbet »{template.title}« er allerede valgt."})
        taken.add(template.id)
    if start_on is None and not under_way:
        raise Refused({"start_on": "Skriv den første dag, fx 1.12.2026."})
    with writing():
        if start_on is not None:
            plans.enrol(citizen, templates[0], start_on, now, staff)
        for template in templates if start_on is None else templates[1:]:
            PlanAhead.create(
                citizen=citizen,
                template=template.id,
                title=template.title,
                position=1 + max((row.position for row in ahead_of(citizen)), default=0),
                chosen_by=staff,
                chosen_at=now,
            )


def take_out(citizen: UUID, ahead: UUID, staff: UUID | None, now: datetime) -> None:
    """Drop a plan that was to follow; does nothing if there is none."""
    with writing():
        for row in PlanAhead.here(PlanAhead.citizen == citizen, PlanAhead.id == ahead):
            PlanAhead.drop(PlanAhead.id == row.id)
            undone.keep(citizen, f"Valgt til bagefter: {row.title}", staff, now)


def begin_next(now: datetime, published: Published) -> None:
    """Start the plans whose turn it is. Runs daily, and can safely run again.

    A plan follows a running one. If the last one was ended by hand, somebody has decided so, and
    what was to follow it waits.
    """
    today = local_date(now)
    for row in PlanAhead.here().order_by(PlanAhead.citizen, PlanAhead.position):
        begins = next_begins(row.citizen, today, published)
        template = published.plan(row.template)
        if template is None or begins is None or begins > today:
            continue
        with writing():
            PlanAhead.drop(PlanAhead.id == row.id)
            if not plans.is_running(row.citizen, row.template):
                plans.enrol(row.citizen, template, begins, now, row.chosen_by)


def ahead_of(citizen: UUID) -> list[Any]:
    """The plans chosen to follow, in their order."""
    return list(PlanAhead.here(PlanAhead.citizen == citizen).order_by(PlanAhead.position))


def next_begins(citizen: UUID, earliest: date, published: Published) -> date | None:
    """The working day after the last day of the plans that run, or the earliest day there is.

    None when none runs.
    """
    days = [last_day(plan, published) for plan in running(citizen)]
    if not days:
        return None
    return pauses.first_day(citizen, max(*days, earliest - timedelta(days=1)) + timedelta(days=1))


def words(citizen: UUID, today: date, published: Published) -> tuple[str, ...]:
    """`To ansøgninger om ugen (fra 7. dec.)`: what follows, the first with its day."""
    rows = ahead_of(citizen)
    begins = next_begins(citizen, today + timedelta(days=1), published) if rows else None
    first = f" (fra {short_date(begins)})" if begins else ""
    return tuple(row.title + (first if row is rows[0] else "") for row in rows)


def last_day(plan: Any, published: Published) -> date:
    """The last day a plan asks for something: of its items, or of the last of its weeks."""
    if monday := repeats.planned_until(plan, published, pauses.days_of(plan.citizen)):
        return monday + timedelta(days=4)
    standing = state.standing(plan.citizen)
    items = PlanItem.here(PlanItem.plan == plan.id, PlanItem.planned_on.is_null(False))
    days = [row.planned_on for row in items if not standing[row.id].is_removed]
    return max(days, default=plan.start_on)
