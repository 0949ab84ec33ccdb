"""Danish working days: the days on which a plan asks for something."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

Span = tuple[date, date]
"""First and last day of a pause."""


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    """Danish public holidays of one year, and 5 June, 24 and 31 December: offices are closed."""
    return frozenset(country_holidays("DK", years=year, categories=("public", "optional")))


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no day that is off."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def on_or_after(day: date) -> date:
    """The day itself, or the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def on_or_before(day: date) -> date:
    """The day itself, or the working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def last_of_week(monday: date) -> date:
    """The last working day of a week: its Friday, or Wednesday 23 December."""
    return on_or_before(monday + timedelta(days=4))


def workday(start: date, number: int) -> date:
    """The date of working day `number` of a plan; 1 is the start or the next working day."""
    return workdays_after(on_or_after(start), number - 1)


def workdays_before(day: date, number: int) -> date:
    """The working day that lies `number` working days before this day."""
    for _ in range(number):
        day = on_or_before(day - timedelta(days=1))
    return day


def workdays_after(day: date, number: int) -> date:
    """The day itself for 0, else the working day that lies `number` working days after it."""
    for _ in range(number):
        day = on_or_after(day + timedelta(days=1))
    return day


def working_days(first: date, last: date, pauses: Collection[Span] = ()) -> int:
    """How many working days lie from one day to another, both counted, outside these pauses.

    From a plan's first day it is which working day a date is: 0 before the first, and a weekend
    or a pause keeps the number of the day before it.
    """
    number, current = 0, on_or_after(first)
    while current <= last:
        number += not is_in(pauses, current)
        current = on_or_after(current + timedelta(days=1))
    return number


def is_in(pauses: Collection[Span], day: date) -> bool:
    """Whether a day lies in one of these pauses."""
    return any(first <= day <= last for first, last in pauses)
