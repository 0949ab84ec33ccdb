"""Tal for teamet: which numbers about forløb and talks a leader may see, decided on all at once.

No page, file, team or earlier month gives away what another hides: the numbers of every period
are judged together, with the sums and differences that a reader can form of them. There is no
table per consultant, and nothing behind a number to open.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tracker.appointments.talks import MODES
from tracker.figures.periods import Period
from tracker.figures.suppression import Figure, may_be_shown
from tracker.figures.team_history import History

ALL = ("", "")
Row = tuple[str, str]
"""A fact's attribute and what it is: `("team", id)`, `("template", id)`; ALL for everybody."""
Key = tuple[str, Row, str]
"""What is counted, of whom, in which period."""
Fact = Any
"""A PlanFact, TalkFact or WaivedFact."""
Shown = dict[Key, tuple[Fact, ...]]
"""The numbers that may be shown, with what they count."""


@dataclass(frozen=True)
class Figures:
    """The numbers that may be shown; any other answers None, and so does a count of nobody.

    If 0 were shown, a hidden number would have to be at least one, and five hidden numbers that
    add up to five would be one each.
    """

    shown: Shown

    def facts(self, measure: str, row: Row, period: Period) -> tuple[Fact, ...] | None:
        """What is counted, or None where that is hidden."""
        return self.shown.get((measure, row, period.code))

    def count(self, measure: str, row: Row, period: Period) -> int | None:
        """The number, or None where it is hidden."""
        facts = self.facts(measure, row, period)
        return None if facts is None else len(facts)


class Together:
    """Numbers that are judged together: older ones first, then the first rows.

    So what a new month brings hides no number that stood there before it, which somebody may
    have written down.
    """

    def __init__(self, periods: Sequence[Period]) -> None:
        months = tuple(month for period in periods for month in period.months)
        self._shown_periods = periods
        self._ever = Period("ever", "", tuple(sorted(set(months))))
        """What adding up all months tells; guarded like the rest, and shown nowhere."""
        self._periods = (*periods, self._ever)
        self._facts: dict[Key, list[Fact]] = {}
        self._guards: set[str] = set()
        self.totals: list[list[Key]] = []

    def count(
        self,
        measure: str,
        facts: Sequence[Fact],
        day: str,
        rows: Sequence[Row],
        *,
        but: str = "",
        is_shown: bool = True,
    ) -> None:
        """Count the facts of each row in the periods that their `day` falls in.

        Those whose day `but` falls in the same period are left out. What is not shown is guarded
        all the same: nothing that is shown may give it away.
        """
        kinds = dict.fromkeys(kind for kind, _ in rows)
        for period in self._periods:
            found: dict[Row, list[Fact]] = defaultdict(list)
            for fact in facts:
                is_before = bool(but) and period.holds(getattr(fact, but))
                if period.holds(getattr(fact, day)) and not is_before:
                    for kind in kinds:
                        found[kind, getattr(fact, kind) if kind else ""].append(fact)
            self._facts |= {(measure, row, period.code): found[row] for row in rows}
        if not is_shown:
            self._guards.add(measure)
        self._add_up(measure, rows)

    def _add_up(self, measure: str, rows: Sequence[Row]) -> None:
        """Everybody is the sum of the teams and of the forløb; a quarter that of its months."""
        for period in self._periods:
            for kind in dict.fromkeys(row[0] for row in rows if ALL in rows and row != ALL):
                parts = [(measure, row, period.code) for row in rows if row[0] == kind]
                self.totals.append([(measure, ALL, period.code), *parts])
            if len(period.months) > 1:
                for row in rows:
                    parts = [(measure, row, month) for month in period.months]
                    self.totals.append([(measure, row, period.code), *parts])

    def parts(self, whole: str, parts: Sequence[str], rows: Sequence[Row]) -> None:
        """Say that some measures add up to another, in every row and period."""
        for row in rows:
            for period in self._shown_periods:
                keys = [(one, row, period.code) for one in (whole, *parts)]
                self.totals.append([key for key in keys if key in self._facts])

    def shown(self) -> Shown:
        """The numbers that may be shown, with what they count."""
        rows = list(dict.fromkeys(row for _, row, _ in self._facts))
        ends = {period.code: (period.months[-1:], len(period.months)) for period in self._periods}

        def first(key: Key) -> tuple[Any, ...]:
            return *ends[key[2]], rows.index(key[1])

        figures = [
            Figure(
                key,
                frozenset(one.id for one in facts),
                frozenset(one.citizen for one in facts),
                is_public=key[0] not in self._guards and key[2] != self._ever.code,
            )
            for key, facts in sorted(self._facts.items(), key=lambda it: first(it[0]))
        ]
        may = may_be_shown(figures, self.totals)
        return {key: tuple(facts) for key, facts in self._facts.items() if facts and key in may}


def team_figures(
    history: History, periods: Sequence[Period], teams: Sequence[str], reasons: Sequence[str]
) -> Figures:
    """All numbers that may be shown, for all periods; `teams` and `reasons` by id and code."""
    of_teams = [ALL, *(("team", team) for team in teams)]
    return Figures(
        {
            **_plans(history, periods, of_teams),
            **_ends(history, periods, of_teams, reasons),
            **_talks(history, periods, of_teams),
            **_waived(history, periods),
        }
    )


def rows_of(kind: str, facts: Iterable[Fact]) -> list[Row]:
    """The rows that facts fall into, e.g. each forløb, in a steady order."""
    return [(kind, one) for one in sorted({getattr(fact, kind) for fact in facts}) if one]


def _plans(history: History, periods: Sequence[Period], teams: Sequence[Row]) -> Shown:
    """Begun, first task done, all tasks done: each in the period in which it happened."""
    rows = [*teams, *rows_of("template", history.plans)]
    steps = {"given": "given_on", "begun": "begun_on", "finished": "finished_on"}
    together = Together(periods)
    for measure, day in steps.items():
        together.count(measure, history.plans, day, rows)
    for (measure, day), (_, later) in pairwise(steps.items()):
        together.count(f"{measure} only", history.plans, day, rows, but=later, is_shown=False)
    return together.shown()


def _ends(
    history: History, periods: Sequence[Period], teams: Sequence[Row], reasons: Sequence[str]
) -> Shown:
    """Forløb that ended, why, and at which task those stopped that were not finished."""
    together = Together(periods)
    together.count("ended", history.plans, "ended_on", teams)
    tasks = rows_of("stopped_at", history.plans)
    together.count("stopped", history.plans, "ended_on", tasks)
    for code in reasons:
        why = [plan for plan in history.plans if plan.reason == code]
        together.count(f"reason {code}", why, "ended_on", teams)
    together.parts("ended", [f"reason {code}" for code in reasons], teams)
    elsewhere = [plan for plan in history.plans if not plan.stopped_at]
    together.count("stopped nowhere", elsewhere, "ended_on", [ALL], is_shown=False)
    for period in periods:
        parts = [("stopped", task, period.code) for task in tasks]
        rest = ("stopped nowhere", ALL, period.code)
        together.totals.append([("ended", ALL, period.code), *parts, rest])
    return together.shown()


def _talks(history: History, periods: Sequence[Period], teams: Sequence[Row]) -> Shown:
    """Talks held, how, how many were prepared, and those that had one before them."""
    talks = history.talks
    together = Together(periods)
    together.count("held", talks, "held_on", teams)
    together.count("prepared", [one for one in talks if one.is_prepared], "held_on", teams)
    unprepared = [one for one in talks if not one.is_prepared]
    together.count("unprepared", unprepared, "held_on", teams, is_shown=False)
    for mode in MODES:
        together.count(mode, [one for one in talks if one.mode == mode], "held_on", teams)
    again = [one for one in talks if one.days_since is not None]
    together.count("again", again, "held_on", teams)
    together.parts("held", tuple(MODES), teams)
    return together.shown()


def _waived(history: History, periods: Sequence[Period]) -> Shown:
    """Tasks that were set to not relevant."""
    together = Together(periods)
    rows = rows_of("task", history.waived)
    together.count("waived", history.waived, "waived_on", rows)
    return together.shown()
