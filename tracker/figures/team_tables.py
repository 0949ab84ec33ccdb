"""Tal for teamet as tables: what the page shows and the file holds, the same words and numbers."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from jobvej.catalog.names import danish_order
from jobvej.catalog.published import Published
from tracker.access import CONSULTANT
from tracker.appointments.talks import MODES
from tracker.clock import month_of
from tracker.csv_table import write_table
from tracker.figures.periods import Period, closed_periods
from tracker.figures.suppression import PERCENT_FROM
from tracker.figures.team_figures import ALL, Fact, Figures, Row, rows_of, team_figures
from tracker.figures.team_history import History, read_history
from tracker.models import Staff, Team

FEWEST_CONSULTANTS = 2
"""Consultants behind a row; a team of one stands in the row of the smallest other."""
MOST = 10
"""Lines of a list of tasks."""
STEPS = {"given": "Startet", "begun": "Første opgave lavet", "finished": "Færdige"}
TALKS = {"held": "Afholdt", **MODES, "prepared": "Forberedt"}
HIDDEN, NONE = "skjult", "–"
"""What stands for a number that may not be shown, and where there is nothing to compute."""
Rows = Sequence[tuple[Row, str]]
"""What each line is of, and its words."""
Columns = Mapping[str, Callable[[Row], str]]
"""Columns that are no counts, and what stands in them."""
Filled = tuple[tuple[str, ...], tuple["Line", ...]]
"""The columns of a table, and its lines."""


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
    """A table as it is read: numbers with bars on the page, and the very same in the file."""

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


@dataclass(frozen=True)
class TeamFigures:
    """Everything that was decided on for one day; each period is read out of it."""

    periods: tuple[Period, ...]
    """Empty where a municipality erases before a month is over."""
    figures: Figures
    history: History
    teams: tuple[tuple[Row, str], ...]
    """Everybody, then the teams by name."""


def read_team_figures(today: date, published: Published) -> TeamFigures:
    """Read what happened, and judge the numbers of every closed period together."""
    rules = published.municipality
    periods = closed_periods(today, min(rules.state_retention_months, rules.log_retention_months))
    first = min((one.months[0] for one in periods), default=month_of(today))
    teams = _teams()
    row_of = {team.id.hex: many[0].id.hex for many in teams for team in many}
    history = read_history(date.fromisoformat(f"{first}-01"), published, row_of)
    ids = [many[0].id.hex for many in teams] if len(teams) > 1 else []
    figures = team_figures(history, periods, ids, list(_reasons(history, published)))
    names = [" og ".join(one.name for one in many) for many in teams]
    rows = [(("team", id), name) for id, name in zip(ids, names, strict=False)]
    return TeamFigures(periods, figures, history, ((ALL, "Alle"), *rows))


def _teams() -> list[list[Any]]:
    """The teams of each row, by name: what one consultant does is no row of its own."""
    people = Counter(row.team for row in Staff.here(Staff.role == CONSULTANT, Staff.is_active))
    rows: list[list[Any]] = [[]]
    for team in sorted(Team.here(), key=lambda team: (people[team.id], team.name)):
        if sum(people[one.id] for one in rows[-1]) >= FEWEST_CONSULTANTS:
            rows.append([])
        rows[-1].append(team)
    if len(rows) > 1 and sum(people[one.id] for one in rows[-1]) < FEWEST_CONSULTANTS:
        rows[-2:] = [rows[-2] + rows[-1]]
    named = [sorted(many, key=lambda team: danish_order(team.name)) for many in rows if many]
    return sorted(named, key=lambda many: danish_order(many[0].name))


def tables(found: TeamFigures, period: Period, published: Published) -> tuple[FiguresTable, ...]:
    """The tables of one period, in the order of the page."""
    history, teams, read = found.history, found.teams, _Reader(found.figures, period, published)
    templates = [(ALL, "Alle"), *read.told(_templates(history, published))]
    exits = {"ended": "Afsluttet"}
    exits |= {f"reason {code}": words for code, words in _reasons(history, published).items()}
    steps = {"Dage til færdig, median": read.days_to_the_end}
    held = {
        "Forberedt, procent": read.percent_prepared,
        "Dage siden sidst, median": read.days_between,
    }
    return (
        FiguresTable("forloeb-team", "Forløb pr. team", "Team",
                     *read.filled(teams, STEPS, steps)),
        FiguresTable("forloeb", "Hvert forløb", "Forløb",
                     *read.filled(templates, STEPS, steps)),
        FiguresTable("stop", "Her stoppede forløb", "Opgave",
                     *read.most("stopped", rows_of("stopped_at", history.plans), "Forløb")),
        FiguresTable("afsluttet", "Derfor sluttede forløb", "Team",
                     *read.filled(teams, exits, {})),
        FiguresTable("ikke-relevant", "Oftest »ikke relevant«", "Opgave",
                     *read.most("waived", rows_of("task", history.waived), "Gange")),
        FiguresTable("samtaler", "Samtaler", "Team",
                     *read.filled(teams, TALKS, held)),
    )  # fmt: skip


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


@dataclass(frozen=True)
class _Reader:
    """Reads the numbers of one period that may be shown."""

    figures: Figures
    period: Period
    published: Published

    def count(self, measure: str, row: Row) -> int | None:
        """The number, or None where it is hidden."""
        return self.figures.count(measure, row, self.period)

    def told(self, rows: Rows) -> Rows:
        """The rows with a number that may be shown: a list of hidden ones hides the others."""
        return [row for row in rows if any(self.count(step, row[0]) for step in STEPS)]

    def filled(self, rows: Rows, counted: dict[str, str], computed: Columns) -> Filled:
        """The columns of counts and those beside them, and a line of each row."""
        lines = [
            Line(
                words,
                tuple(self.count(measure, row) for measure in counted),
                tuple(compute(row) for compute in computed.values()),
            )
            for row, words in rows
        ]
        return (*counted.values(), *computed), tuple(lines)

    def most(self, measure: str, rows: Sequence[Row], column: str) -> Filled:
        """The tasks with the largest numbers; own tasks have none, their words are people's."""
        numbers = [(self.count(measure, row), row) for row in rows]
        titled = [
            (number, _title(row[1], self.published), row) for number, row in numbers if number
        ]
        largest = sorted((-number, title, row) for number, title, row in titled if title)
        tasks = [(row, title) for _, title, row in largest[:MOST]]
        return self.filled(tasks, {measure: column}, {})

    def days_to_the_end(self, row: Row) -> str:
        """Median days from the first day of a forløb to its last task."""
        return self._median("finished", row, lambda one: one.days)

    def days_between(self, row: Row) -> str:
        """Median days since the same person's talk before."""
        return self._median("again", row, lambda one: one.days_since)

    def _median(self, measure: str, row: Row, days: Callable[[Fact], int]) -> str:
        """The median in whole days, of facts that may be shown."""
        facts = self.figures.facts(measure, row, self.period)
        return HIDDEN if facts is None else str(round(median(map(days, facts))))

    def percent_prepared(self, row: Row) -> str:
        """The share of talks that were prepared; of few it would be a number about persons."""
        held, prepared = self.count("held", row), self.count("prepared", row)
        if held is None or prepared is None:
            return HIDDEN
        return str(round(100 * prepared / held)) if held >= PERCENT_FROM else NONE


def _reasons(history: History, published: Published) -> dict[str, str]:
    """Code → words of why forløb end, and of reasons that the list no longer has."""
    listed = {one.code: one.label.capitalize() for one in published.municipality.end_reasons}
    seen = sorted({plan.reason for plan in history.plans if plan.ended_on} - set(listed))
    return listed | {code: code.capitalize() for code in seen}


def _title(task: str, published: Published) -> str:
    """A task's words, or empty for one that the catalog no longer knows."""
    found = published.activity(task)
    return found[1].title if found else ""


def _templates(history: History, published: Published) -> Rows:
    """Each forløb that somebody has had, in the catalog's order, former ones last."""
    had = {plan.template: plan.title for plan in history.plans}
    listed = {plan.id: plan.title for plan in published.plans if plan.id in had}
    former = {id: had[id] for id in sorted(had.keys() - listed.keys())}
    return [(("template", id), title) for id, title in (listed | former).items()]
