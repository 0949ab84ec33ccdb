"""Tal for teamet as tables: what the page shows and the file holds, the same words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jobvej.catalog.published import Published
from tracker.appointments.talks import MODES
from tracker.clock import month_of
from tracker.figures.figures_table import HIDDEN, NONE, Cell, FiguresTable, lines_of
from tracker.figures.periods import Period, closed_periods
from tracker.figures.suppression import PERCENT_FROM
from tracker.figures.team_figures import ALL, Figures, Row, rows_of, team_figures
from tracker.figures.team_history import History, read_history
from tracker.models import Team

MOST = 10
"""Lines of a list of tasks."""
PLANS = (
    "Tallene er det, der skete i perioden. Et forløb, der blev startet i én måned, kan være "
    "færdigt i en anden. Dage går fra forløbets første dag til den sidste opgave, pauser med."
)
STEPS = {"given": "Startet", "begun": "Første opgave lavet", "finished": "Færdige"}
TALKS = {"held": "Afholdt", **MODES, "prepared": "Forberedt"}


@dataclass(frozen=True)
class TaskList:
    """A table of tasks, the most frequent first."""

    measure: str
    kind: str
    """The attribute of a fact that names the task."""
    id: str
    caption: str
    note: str
    column: str


STOPS = TaskList(
    "stopped",
    "stopped_at",
    "stop",
    "Her stoppede forløb",
    "Forløb, der blev afsluttet i perioden med åbne opgaver, efter den første opgave, der stod "
    "åben. Forløb, der gentager sig hver uge, er ikke med.",
    "Forløb",
)
WAIVED = TaskList(
    "waived",
    "task",
    "ikke-relevant",
    "Oftest »ikke relevant«",
    "Opgaver, der i perioden blev sat til »ikke relevant« og ikke er lavet siden.",
    "Gange",
)


@dataclass(frozen=True)
class TeamFigures:
    """Everything that was decided on for one day; each period is read out of it."""

    periods: tuple[Period, ...]
    """Empty where a municipality erases before a month is over."""
    figures: Figures
    history: History
    teams: tuple[tuple[Row, str], ...]
    """Everybody, then each team by name."""


def reasons_of(published: Published) -> dict[str, str]:
    """Code → words of why a forløb ended."""
    return {one.code: one.label for one in published.municipality.end_reasons}


def read_team_figures(today: date, published: Published) -> TeamFigures:
    """Read what happened, and judge the numbers of every closed period together."""
    rules = published.municipality
    kept = min(rules.state_retention_months, rules.log_retention_months)
    periods = closed_periods(today, kept)
    first = min((one.months[0] for one in periods), default=month_of(today))
    history = read_history(date.fromisoformat(f"{first}-01"), published)
    teams = [(("team", row.id.hex), row.name) for row in Team.here().order_by(Team.name)]
    reasons = [*reasons_of(published), *(one.reason for one in history.plans if one.ended_on)]
    figures = team_figures(
        history, periods, [row[1] for row, _ in teams], list(dict.fromkeys(reasons))
    )
    return TeamFigures(periods, figures, history, ((ALL, "Alle"), *teams))


def tables(found: TeamFigures, period: Period, published: Published) -> tuple[FiguresTable, ...]:
    """The tables of one period, in the order of the page."""
    templates = [(ALL, "Alle"), *_templates(found.history, published)]
    return (
        _plans(
            "forloeb-team", "Forløb pr. team", "Team", PLANS, found.teams, found.figures, period
        ),
        _plans("forloeb", "Hvert forløb", "Forløb", "", templates, found.figures, period),
        _tasks(STOPS, found, period, published),
        _reasons(found, period, published),
        _tasks(WAIVED, found, period, published),
        _talks(found, period),
    )


def _plans(
    id: str,
    caption: str,
    of: str,
    note: str,
    rows: Sequence[tuple[Row, str]],
    figures: Figures,
    period: Period,
) -> FiguresTable:
    """Begun, first task done, all tasks done, and how long that took."""
    counts = [[figures.count(one, row, period) for one in STEPS] for row, _ in rows]
    more = [[_days(figures, row, period)] for row, _ in rows]
    columns = (*STEPS.values(), "Dage til færdig, median")
    return FiguresTable(id, caption, of, note, columns, lines_of(_words(rows), counts, more))


def _days(figures: Figures, row: Row, period: Period) -> Cell:
    """Median days from the first day of a forløb to its last task."""
    if figures.count("finished", row, period) is None:
        return Cell(HIDDEN)
    days = figures.middle(
        "finished", row, period, lambda one: max(0, (one.finished_on - one.given_on).days)
    )
    return Cell(NONE if days is None else str(days))


def _talks(found: TeamFigures, period: Period) -> FiguresTable:
    """Talks held: how, how many were prepared, and the days between them."""
    figures = found.figures
    counts, more = [], []
    for row, _ in found.teams:
        counts.append([figures.count(one, row, period) for one in TALKS])
        more.append([_percent(figures, row, period), _days_between(figures, row, period)])
    note = (
        "Forberedt betyder, at siden blev åbnet med »Forbered samtale« samme dag. Dage siden sidst "
        "er fra den samme borgers samtale før. Procent står kun ved mindst "
        f"{PERCENT_FROM} samtaler."
    )
    columns = (*TALKS.values(), "Forberedt, procent", "Dage siden sidst, median")
    lines = lines_of(_words(found.teams), counts, more)
    return FiguresTable("samtaler", "Samtaler", "Team", note, columns, lines)


def _percent(figures: Figures, row: Row, period: Period) -> Cell:
    """The share of talks that were prepared; of few talks it would be a number about persons."""
    held, prepared = (figures.count(one, row, period) for one in ("held", "prepared"))
    if held is None or prepared is None:
        return Cell(HIDDEN)
    return Cell(str(round(100 * prepared / held)) if held >= PERCENT_FROM else NONE)


def _days_between(figures: Figures, row: Row, period: Period) -> Cell:
    """Median days since the same person's talk before."""
    if figures.count("again", row, period) is None:
        return Cell(HIDDEN)
    days = figures.middle("again", row, period, lambda one: int(one.days_since))
    return Cell(NONE if days is None else str(days))


def _reasons(found: TeamFigures, period: Period, published: Published) -> FiguresTable:
    """Why forløb ended."""
    words = reasons_of(published)
    seen = {plan.reason for plan in found.history.plans if plan.ended_on}
    codes = [*words, *sorted(seen - set(words))]
    measures = ["ended", *(f"reason {code}" for code in codes)]
    counts = [[found.figures.count(one, row, period) for one in measures] for row, _ in found.teams]
    columns = ("Afsluttet", *((words.get(code) or code).capitalize() for code in codes))
    note = "Hvert forløb tæller én gang, i den periode, hvor det blev afsluttet."
    lines = lines_of(_words(found.teams), counts)
    return FiguresTable("afsluttet", "Derfor sluttede forløb", "Team", note, columns, lines)


def _tasks(
    what: TaskList, found: TeamFigures, period: Period, published: Published
) -> FiguresTable:
    """The tasks with the largest numbers; own tasks have no number, their words are people's."""
    facts = found.history.waived if what.measure == "waived" else found.history.plans
    counted = [
        (found.figures.count(what.measure, row, period) or 0, _title(row[1], published), row)
        for row in rows_of(what.kind, facts)
    ]
    most = sorted((one for one in counted if one[0] and one[1]), key=lambda one: (-one[0], one[1]))
    rows = [(row, title) for _, title, row in most[:MOST]]
    counts: list[list[int | None]] = [[count] for count, _, _ in most[:MOST]]
    lines = lines_of(_words(rows), counts)
    return FiguresTable(what.id, what.caption, "Opgave", what.note, (what.column,), lines)


def _title(task: str, published: Published) -> str:
    """A task's words, or empty for one that the catalog no longer knows."""
    found = published.activity(task)
    return found[1].title if found else ""


def _templates(history: History, published: Published) -> list[tuple[Row, str]]:
    """Each forløb that somebody has had, in the catalog's order, former ones last."""
    order = [plan.id for plan in published.plans]
    titles = {plan.template: plan.title for plan in history.plans}
    titles |= {plan.id: plan.title for plan in published.plans if plan.id in titles}
    known = sorted(titles, key=lambda id: (order.index(id) if id in order else len(order), id))
    return [(("template", id), titles[id]) for id in known]


def _words(rows: Sequence[tuple[Row, str]]) -> list[str]:
    return [words for _, words in rows]
