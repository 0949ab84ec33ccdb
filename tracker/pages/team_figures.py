"""Tal for teamet: a leader's numbers of one month or quarter, on a page and in a file."""

from collections.abc import Iterable

from flask import current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import LEADER, Page
from tracker.figures.periods import Period
from tracker.figures.suppression import FEWEST, PERCENT_FROM
from tracker.figures.team_tables import FiguresTable, as_csv, read_team_figures, tables
from tracker.forms import Form
from tracker.screen import download, or_404
from tracker.site import published

page = Page("team_figures", "/leder/tal", LEADER, scope="figures")

KEPT = "jobvej.team_figures"


def _todays() -> dict[Period, tuple[FiguresTable, ...]]:
    """Judged once a day: what is late shows tomorrow, with everything else.

    Nothing but what may be shown stays in memory.
    """
    today, catalog = g.today, published()
    kept_for, shown = current_app.extensions.get(KEPT, (None, {}))
    if kept_for != (today, catalog.build):
        found = read_team_figures(today, catalog)
        shown = {period: tables(found, period, catalog) for period in found.periods}
        current_app.extensions[KEPT] = (today, catalog.build), shown
    return shown


def _asked(periods: Iterable[Period]) -> Period | None:
    """The period that was asked for, else the newest month; None where there is none."""
    by_code = {one.code: one for one in periods}
    return by_code.get(request.args.get("periode", ""), next(iter(periods), None))


@page.get("/")
def show() -> ResponseReturnValue:
    """All tables of one period; nothing to open behind a number."""
    shown = _todays()
    period = _asked(shown)
    return render_template(
        "team_figures.html",
        periods=shown,
        period=period,
        fewest=FEWEST,
        percent_from=PERCENT_FROM,
        form=Form({"periode": period.code if period else ""}),
        tables=shown[period] if period else (),
    )


@page.get("/fil/")
def file() -> ResponseReturnValue:
    """The same tables for a spreadsheet."""
    shown = _todays()
    period = or_404(_asked(shown))
    return download(f"tal-{period.code}.csv", as_csv(shown[period], period.words))
