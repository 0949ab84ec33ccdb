"""Danish working days: the days on which a plan asks for something."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

from jobvej.catalog.model import Closing

Span = tuple[date, date]
"""First and last day of a pause."""

_closed: dict[date, str] = {}
"""The municipality's own days off, each with its reason, as the build in use says them."""


def close(closings: Iterable[Closing]) -> None:
    """Let these days be off too, and no others: those of the municipality that is served here.

    What is kept (the days of a plan's items, of talks, of meetings that were moved) stays where it
    is. What is still to be placed steps aside, and what is counted is counted by these days.
    """
    global _closed
    _closed = {day: one.why for one in closings for day in one.days}


def why_closed(day: date) -> str:
    """Why the municipality is closed on this day of its own choice; empty where it is not."""
    return _closed.get(day, "")


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    """Danish public holidays of one year, and 5 June, 24 and 31 December: offices are closed."""
    return frozenset(country_holidays("DK", years=year, categories=("public", "optional")))


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no day that is off."""
    return day.weekday() < 5 and day not in _closed and day not in _holidays(day.year)


def closed_days(first: date, last: date) -> int:
    """How many days between two, both counted, are off by the municipality's choice alone."""
    days = (day for day in _closed if first <= day <= last)
    return sum(day.weekday() < 5 and day not in _holidays(day.year) for day in days)


def off_words(day: date) -> str:
    """`Vi har lukket den dag (personaledag).`, or `Det er en fridag.`; empty on a working day."""
    if why := why_closed(day):
        return f"Vi har lukket den dag ({why})."
    return "" if is_working_day(day) else "Det er en fridag."


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
    """The last working day of a week: its Friday, or Wednesday 23 December.

    Its Friday as well where no day of it is a working day: what was planned for it stays in it.
    """
    friday = monday + timedelta(days=4)
    return on_or_before(friday) if working_days(monday, friday) else friday


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
