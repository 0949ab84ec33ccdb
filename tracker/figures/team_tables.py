"""Tal for teamet as tables: what the page shows and the file holds, the same words and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from statistics import median
from typing import Any

from jobvej.catalog.names import danish_order
from jobvej.catalog.published import Published
from tracker.access import CONSULTANT
from tracker.appointments.talks import MODES
from tracker.clock import month_of
from tracker.figures.figures_table import HIDDEN, NONE, FiguresTable, Line
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
Rows = Sequence[tuple[Row, str]]
"""What each line is of, and its words."""
Computed = Callable[[Figures, Row, Period], str]
"""What stands in a column that is no count."""


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
    history, teams = found.history, found.teams
    templates = [(ALL, "Alle"), *_told(found.figures, period, _templates(history, published))]
    exits = {"ended": "Afsluttet"}
    exits |= {f"reason {code}": words for code, words in _reasons(history, published).items()}
    filled = partial(_filled, found.figures, period)
    most = partial(_most, found.figures, period, published)
    return (
        FiguresTable("forloeb-team", "Forløb pr. team", "Team",
                     *filled(teams, STEPS, OF_STEPS)),
        FiguresTable("forloeb", "Hvert forløb", "Forløb",
                     *filled(templates, STEPS, OF_STEPS)),
        FiguresTable("stop", "Her stoppede forløb", "Opgave",
                     *most("stopped", rows_of("stopped_at", history.plans), "Forløb")),
        FiguresTable("afsluttet", "Derfor sluttede forløb", "Team",
                     *filled(teams, exits, {})),
        FiguresTable("ikke-relevant", "Oftest »ikke relevant«", "Opgave",
                     *most("waived", rows_of("task", history.waived), "Gange")),
        FiguresTable("samtaler", "Samtaler", "Team",
                     *filled(teams, TALKS, OF_HELD)),
    )  # fmt: skip


def _filled(
    figures: Figures,
    period: Period,
    rows: Rows,
    counted: dict[str, str],
    computed: dict[str, Computed],
) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """The columns, and a line of each row."""
    lines = [
        Line(
            words,
            tuple(figures.count(measure, row, period) for measure in counted),
            tuple(compute(figures, row, period) for compute in computed.values()),
        )
        for row, words in rows
    ]
    return (*counted.values(), *computed), tuple(lines)


def _most(
    figures: Figures,
    period: Period,
    published: Published,
    measure: str,
    rows: Sequence[Row],
    column: str,
) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """The tasks with the largest numbers; own tasks have none, their words are people's."""
    numbers = [(figures.count(measure, row, period), row) for row in rows]
    titled = [(number, _title(row[1], published), row) for number, row in numbers if number]
    largest = sorted((-number, title, row) for number, title, row in titled if title)
    tasks = [(row, title) for _, title, row in largest[:MOST]]
    return _filled(figures, period, tasks, {measure: column}, {})


def _days_to_the_end(figures: Figures, row: Row, period: Period) -> str:
    """Median days from the first day of a forløb to its last task."""
    return _middle(figures.facts("finished", row, period), lambda one: one.days)


def _days_between(figures: Figures, row: Row, period: Period) -> str:
    """Median days since the same person's talk before."""
    return _middle(figures.facts("again", row, period), lambda one: one.days_since)


def _middle(facts: Sequence[Fact] | None, days: Callable[[Fact], int]) -> str:
    """The median in whole days, of facts that may be shown."""
    return HIDDEN if facts is None else str(round(median(map(days, facts))))


def _percent_prepared(figures: Figures, row: Row, period: Period) -> str:
    """The share of talks that were prepared; of few talks it would be a number about persons."""
    held, prepared = (figures.count(one, row, period) for one in ("held", "prepared"))
    if held is None or prepared is None:
        return HIDDEN
    return str(round(100 * prepared / held)) if held >= PERCENT_FROM else NONE


OF_STEPS: dict[str, Computed] = {"Dage til færdig, median": _days_to_the_end}
OF_HELD: dict[str, Computed] = {
    "Forberedt, procent": _percent_prepared,
    "Dage siden sidst, median": _days_between,
}
"""The columns beside the counts."""


def _reasons(history: History, published: Published) -> dict[str, str]:
    """Code → words of why forløb end, and of reasons that the list no longer has."""
    listed = {one.code: one.label.capitalize() for one in published.municipality.end_reasons}
    seen = sorted({plan.reason for plan in history.plans if plan.ended_on} - set(listed))
    return listed | {code: code.capitalize() for code in seen}


def _told(figures: Figures, period: Period, rows: Rows) -> Rows:
    """The rows with a number that may be shown: a list of hidden ones hides the others."""
    return [row for row in rows if any(figures.count(step, row[0], period) for step in STEPS)]


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
