"""Tal for teamet: a leader's numbers of one month or quarter, on a page and in a file."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import LEADER, access
from tracker.clock import local_date
from tracker.figures_table import as_csv
from tracker.forms import Form
from tracker.site import published
from tracker.suppression import FEWEST
from tracker.team_tables import TeamFigures, read_team_figures, tables

page = Blueprint("team_figures", __name__, url_prefix="/leder/tal")

KEPT = "jobvej.team_figures"


def _todays() -> TeamFigures:
    """The day's numbers, judged once: what is late shows tomorrow, with everything else."""
    day = (local_date(g.now), published().build)
    kept: tuple[object, TeamFigures] | None = current_app.extensions.get(KEPT)
    if kept is None or kept[0] != day:
        kept = day, read_team_figures(day[0], published())
        current_app.extensions[KEPT] = kept
    return kept[1]


@page.get("/")
@access(LEADER, scope="figures")
def show() -> ResponseReturnValue:
    """All tables of one period; nothing to open behind a number."""
    found = _todays()
    period = found.period(request.args.get("periode", ""))
    return render_template(
        "team_figures.html",
        period_choices=[(one.code, one.words) for one in found.periods],
        period=period,
        fewest=FEWEST,
        form=Form({"periode": period.code if period else ""}),
        tables=tables(found, period, published()) if period else (),
    )


@page.get("/fil/")
@access(LEADER, scope="figures")
def file() -> ResponseReturnValue:
    """The same tables for a spreadsheet."""
    found = _todays()
    period = found.period(request.args.get("periode", ""))
    if period is None:
        abort(404)
    response = Response(as_csv(tables(found, period, published()), period.words))
    response.mimetype = "text/csv"
    response.headers["Content-Disposition"] = f'attachment; filename="tal-{period.code}.csv"'
    return response
