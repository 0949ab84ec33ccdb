"""The weeks of a plan that repeats: which one it is in, which is the last, whether more follow."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from jobvej.catalog.published import Published
from tracker.clock import week_start
from tracker.workdays import Span, on_or_after, working_days


def is_resting_week(monday: date, rests: Collection[Span]) -> bool:
    """Whether no working day of a week is left: it is all in a pause, or all closed."""
    return not working_days(monday, monday + timedelta(days=4), rests)


def first_week(start_on: date) -> date:
    """The Monday of the week in which a plan that repeats has its first working day."""
    return week_start(on_or_after(start_on))


def week_number(start_on: date, day: date, rests: Collection[Span]) -> int:
    """Which of its weeks a repeating plan is in: 1 is that of its first working day.

    Weeks that lie wholly in a pause are left out.
    """
    week, last, number = first_week(start_on), week_start(day), 0
    while week <= last:
        number += not is_resting_week(week, rests)
        week += timedelta(weeks=1)
    return number


def last_week(start_on: date, number: int, rests: Collection[Span]) -> date:
    """The Monday of the last of so many weeks, not counting weeks without a working day left."""
    monday, left = first_week(start_on), number
    while left := left - (not is_resting_week(monday, rests)):
        monday += timedelta(weeks=1)
    return monday


def total(plan: Any, published: Published) -> int:
    """How many weeks a plan repeats; 0 for one that does not, or whose template is gone."""
    template = published.plan(plan.template)
    return template.repeat.weeks if template and template.repeat else 0


def planned_until(plan: Any, published: Published, rests: Collection[Span]) -> date | None:
    """The Monday of the last week of a plan that repeats; None for any other."""
    number = total(plan, published)
    return last_week(plan.start_on, number, rests) if number else None


def comes_again(plan: Any, today: date, published: Published, rests: Collection[Span]) -> bool:
    """Whether next Monday brings a new set of tasks."""
    monday = week_start(today) + timedelta(weeks=1)
    week = week_number(plan.start_on, today, rests)
    return week < total(plan, published) and not is_resting_week(monday, rests)
