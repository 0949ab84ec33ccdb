"""A table of figures: numbers with bars on a page, and the very same in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.csv_table import write_table

HIDDEN, NONE = "skjult", "–"
"""What stands for a number that may not be shown, and where there is nothing to compute."""


@dataclass(frozen=True)
class Line:
    """One row: a team, a forløb or a task."""

    words: str
    counts: tuple[int | None, ...]
    """Each with a bar; None for one that may not be shown."""
    more: tuple[str, ...] = ()
    """What is computed of the counts."""

    @property
    def texts(self) -> list[str]:
        """All its numbers as they are read."""
        return [*(HIDDEN if one is None else str(one) for one in self.counts), *self.more]


@dataclass(frozen=True)
class FiguresTable:
    """A table as it is read."""

    id: str
    caption: str
    of: str
    """What a row is: the head of the first column."""
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def largest(self) -> int:
        """The count whose bar is as wide as its column."""
        return max((one or 0 for line in self.lines for one in line.counts), default=0)


def as_csv(all_tables: Sequence[FiguresTable], period: str) -> bytes:
    """The same tables for a spreadsheet: one number a line."""
    return write_table(
        ("Periode", "Tabel", "Række", "Tal", "Værdi"),
        (
            (period, table.caption, line.words, column, text)
            for table in all_tables
            for line in table.lines
            for column, text in zip(table.columns, line.texts, strict=True)
        ),
    )
