"""A series of talks: every second or fourth week until a day, never on a day that is off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from tracker.clock import long_date
from tracker.errors import Refused
from tracker.workdays import on_or_after

RHYTHMS = (2, 4)
"""How many weeks may lie between two talks."""
LONGEST_WEEKS = 26
"""How far ahead a series may reach: half a year is as long as anybody can promise a Tuesday."""

LONGEST_BREAK = 10
"""No run of Danish holidays and weekends is longer than so many days."""


@dataclass(frozen=True)
class SeriesDay:
    """One talk's day."""

    planned: date
    """The day the rhythm falls on."""
    on: date
    """The same, or the next working day."""

    @property
    def is_moved(self) -> bool:
        """Whether the planned day is off."""
        return self.on != self.planned

    @property
    def words(self) -> str:
        """`torsdag 24. december er en fridag, så den bliver mandag 28. december`."""
        return f"{long_date(self.planned)} er en fridag, så den bliver {long_date(self.on)}"


def series_days(first: date, weeks: int, until: date) -> tuple[SeriesDay, ...]:
    """The days of a series; `until` bounds the rhythm, so the last may be moved past it.

    Raises Refused when the rhythm is unknown, or the end too early or too far away.
    """
    if weeks not in RHYTHMS:
        raise Refused({"repeat": "Vælg hver 2. eller hver 4. uge."})
    if until < first + timedelta(weeks=weeks):
        raise Refused({"until": "Vælg en slutdato, så der er plads til mindst to samtaler."})
    if until > first + timedelta(weeks=LONGEST_WEEKS):
        raise Refused({"until": f"Vælg en slutdato højst {LONGEST_WEEKS} uger frem."})
    found, day = [], first
    while day <= until:
        found.append(SeriesDay(day, on_or_after(day)))
        day += timedelta(weeks=weeks)
    return tuple(found)


def moved_days(days: Sequence[date]) -> tuple[SeriesDay, ...]:
    """Those days of a whole series that holidays moved, told from its days alone.

    Empty when the days are no series: some were called off or given another time.
    """
    for back, weeks in product(range(LONGEST_BREAK), RHYTHMS):
        first = days[0] - timedelta(days=back)
        planned = [first + timedelta(weeks=weeks * number) for number in range(len(days))]
        if [on_or_after(day) for day in planned] == list(days):
            found = (SeriesDay(*pair) for pair in zip(planned, days, strict=True))
            return tuple(day for day in found if day.is_moved)
    return ()
