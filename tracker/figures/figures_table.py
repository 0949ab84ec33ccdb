"""A table of figures: numbers with bars on a page, and the very same in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.csv_table import write_table

HIDDEN, NONE = "skjult", "–"


@dataclass(frozen=True)
class Cell:
    """One number as it is read."""

    text: str
    """The number, `skjult`, or a dash where there is nothing to compute."""
    width: float = 0
    """Of its bar, in percent of the table's largest number; 0 for none."""


@dataclass(frozen=True)
class Line:
    """One row: a team, a forløb or a task."""

    words: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class FiguresTable:
    """A table as it is read."""

    id: str
    caption: str
    of: str
    """What a row is: the head of the first column."""
    note: str
    """What the numbers mean; empty where the table above has said it."""
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def lines_of(
    words: Sequence[str],
    counts: Sequence[Sequence[int | None]],
    more: Sequence[Sequence[Cell]] | None = None,
) -> tuple[Line, ...]:
    """Counts with a bar each, then the cells without."""
    largest = max((one or 0 for line in counts for one in line), default=0)
    found = []
    for index, one in enumerate(words):
        cells = [_count(number, largest) for number in counts[index]]
        found.append(Line(one, (*cells, *(more[index] if more else ()))))
    return tuple(found)


def _count(number: int | None, largest: int) -> Cell:
    if number is None:
        return Cell(HIDDEN)
    return Cell(str(number), round(100 * number / largest, 2) if number else 0)


def as_csv(all_tables: Sequence[FiguresTable], period: str) -> bytes:
    """The same tables for a spreadsheet: one number a line."""
    return write_table(
        ("Periode", "Tabel", "Række", "Tal", "Værdi"),
        (
            (period, table.caption, line.words, column, cell.text)
            for table in all_tables
            for line in table.lines
            for column, cell in zip(table.columns, line.cells, strict=True)
        ),
    )
