"""Tal for teamet: a leader's numbers of one month or quarter, on a page and in a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import LEADER, Page
from tracker.figures.figures_table import FiguresTable, as_csv
from tracker.figures.periods import Period
from tracker.figures.suppression import FEWEST
from tracker.figures.team_tables import read_team_figures, tables
from tracker.forms import Form
from tracker.screen import download, or_404
from tracker.site import published

page = Page("team_figures", "/leder/tal", LEADER, scope="figures")

KEPT = "jobvej.team_figures"


@dataclass(frozen=True)
class _Todays:
    """A day's numbers: nothing but what may be shown stays in memory."""

    day: date
    build: str
    periods: tuple[Period, ...]
    tables: dict[str, tuple[FiguresTable, ...]]

    def period(self) -> Period | None:
        """The one that was asked for, else the newest month."""
        asked = request.args.get("periode", "")
        newest = next(iter(self.periods), None)
        return next((one for one in self.periods if one.code == asked), newest)


def _todays() -> _Todays:
    """Judged once a day: what is late shows tomorrow, with everything else."""
    today, catalog = g.today, published()
    kept: _Todays | None = current_app.extensions.get(KEPT)
    if kept is None or (kept.day, kept.build) != (today, catalog.build):
        found = read_team_figures(today, catalog)
        shown = {one.code: tables(found, one, catalog) for one in found.periods}
        kept = _Todays(today, catalog.build, found.periods, shown)
        current_app.extensions[KEPT] = kept
    return kept


@page.get("/")
def show() -> ResponseReturnValue:
    """All tables of one period; nothing to open behind a number."""
    found = _todays()
    period = found.period()
    return render_template(
        "team_figures.html",
        periods=found.periods,
        period=period,
        fewest=FEWEST,
        form=Form({"periode": period.code if period else ""}),
        tables=found.tables[period.code] if period else (),
    )


@page.get("/fil/")
def file() -> ResponseReturnValue:
    """The same tables for a spreadsheet."""
    found = _todays()
    period = or_404(found.period())
    return download(f"tal-{period.code}.csv", as_csv(found.tables[period.code], period.words))
