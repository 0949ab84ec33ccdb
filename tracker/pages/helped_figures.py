"""Hjalp det?, for leaders: what readers answered, per lesson and month, and about nobody."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import LEADER, Page
from tracker.figures import helped
from tracker.figures.suppression import FEWEST
from tracker.site import published

page = Page("helped_figures", "/leder/hjalp-det", LEADER, scope="figures")


@page.get("/")
def show() -> ResponseReturnValue:
    """All figures on one page; there is nothing behind them to open."""
    return render_template(
        "helped_figures.html",
        courses=helped.read_figures(g.today, published()),
        shown_from=FEWEST,
        kept_months=helped.KEPT_MONTHS,
    )
