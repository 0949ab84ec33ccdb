"""Applications per week: the number a citizen types, beside the plan's target."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.clock import iso_week, monday_of, week_words
from tracker.models import WeekCount
from tracker.workdays import on_or_after

SHOWN = 4
"""So many weeks say how it goes; more would be a ledger."""


def counts_of(citizen: UUID) -> dict[str, int]:
    """What the citizen has typed, by week; a missing week is not zero."""
    return {row.week: row.count for row in WeekCount.here(WeekCount.citizen == citizen)}


def target(plan: Any) -> str:
    """`Mål fra uge 49: 2 om ugen.`; empty when no plan runs that asks for a number."""
    if plan is None or plan.ended_on is not None or plan.target_per_week is None:
        return ""
    return f"Mål fra {week_words(iso_week(plan.start_on))}: {plan.target_per_week} om ugen."


def number(plan: Any, today: date) -> int:
    """Which week of a repeating plan a date is in; 1 is the week of its first working day."""
    first = monday_of(iso_week(on_or_after(plan.start_on)))
    return (monday_of(iso_week(today)) - first).days // 7 + 1


def total(plan: Any, published: Published) -> int:
    """How many weeks a plan repeats; 0 for one that does not, or whose template is gone."""
    template = published.plan(plan.template)
    return template.repeat.weeks if template and template.repeat else 0


def comes_again(plan: Any, today: date, published: Published) -> bool:
    """Whether next Monday brings a new set of tasks."""
    return number(plan, today) < total(plan, published)


def lines(plan: Any, counts: dict[str, int], today: date) -> tuple[str, ...]:
    """`Uge 49: 1`, newest first; `ikke skrevet` only for a past week with a target."""
    first = iso_week(plan.start_on) if target(plan) else "9999"
    monday = monday_of(iso_week(today))
    found = []
    for back in range(SHOWN):
        week = iso_week(monday - timedelta(weeks=back))
        words = week_words(week).capitalize()
        if week in counts:
            found.append(f"{words}: {counts[week]}")
        elif back and week >= first:
            found.append(f"{words}: ikke skrevet")
    return tuple(found)
