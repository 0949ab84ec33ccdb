"""The months and quarters that figures are shown for: over, and still wholly in the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.clock import month_of, month_words, months_after

MOST_MONTHS = 6
"""Further back there is nothing left to count in most municipalities."""


@dataclass(frozen=True)
class Period:
    """A month, or a quarter that consists of three of them."""

    code: str
    """`2026-11` or `2026-K3`: what an address and a file name say."""
    words: str
    """`november 2026` or `3. kvartal 2026`."""
    months: tuple[str, ...]

    def holds(self, day: date | None) -> bool:
        """Whether something happened in it."""
        return day is not None and month_of(day) in self.months


def closed_periods(today: date, kept_months: int) -> tuple[Period, ...]:
    """Months that are over and from which nothing is erased yet, newest first, then quarters.

    A month that runs would tell each day what one person did since yesterday, and so would one
    that is being erased.
    """
    months: list[str] = []
    first = months_after(today.replace(day=1), -1)
    while months_after(first, kept_months) > today and len(months) < MOST_MONTHS:
        months.append(month_of(first))
        first = months_after(first, -1)
    return (*(Period(month, month_words(month), (month,)) for month in months), *_quarters(months))


def _quarters(months: Sequence[str]) -> list[Period]:
    """The quarters all of whose months are there."""
    found = []
    for month in months:
        year, number = int(month[:4]), int(month[5:])
        if number % 3:
            continue
        parts = tuple(f"{year}-{one:02d}" for one in (number - 2, number - 1, number))
        if all(part in months for part in parts):
            quarter = number // 3
            found.append(Period(f"{year}-K{quarter}", f"{quarter}. kvartal {year}", parts))
    return found
