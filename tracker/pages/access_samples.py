"""Stikprøver, for the data protection officer: lines of the access log, drawn by chance."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access import DPO, Page
from tracker.clock import local_date
from tracker.figures import access_samples
from tracker.figures.access_samples import DAYS, SIZES
from tracker.figures.suppression import FEWEST
from tracker.forms import Form
from tracker.screen import or_404, with_form
from tracker.site import published

page = Page("access_samples", "/databeskyttelse", DPO, scope="samples")


def _page() -> dict[str, Any]:
    shown = access_samples.periods(local_date(g.now), published())
    asked = request.args.get("periode", "")
    period = next((one for one in shown if one.code == asked), next(iter(shown), None))
    return {
        "days": list(DAYS.items()),
        "sizes": [(size, f"{size} linjer") for size in SIZES],
        "drawn": access_samples.drawn(),
        "period": period,
        "period_choices": [(one.code, one.words) for one in shown],
        "chosen": Form({"periode": period.code if period else ""}),
        "table": access_samples.totals(shown, period) if period else None,
        "fewest": FEWEST,
    }


@page.get("/")
def show() -> ResponseReturnValue:
    """The form, the samples drawn so far, and how often pages were opened."""
    return render_template("access_samples.html", form=Form(), **_page())


@page.post("/")
@with_form("access_samples.html", _page)
def draw(form: Form) -> ResponseReturnValue:
    """Draw a sample, which is written down, and go to it; reloading draws no other."""
    days = form.choice("days", [str(one) for one in DAYS], "Vælg en periode.")
    size = form.choice("size", [str(one) for one in SIZES], "Vælg, hvor mange linjer.")
    form.refuse_errors()
    name = access_samples.draw(g.me.id, int(days), int(size), g.now)
    return redirect(url_for("access_samples.sample", name=name), 303)


@page.get("/stikproever/<name>/")
def sample(name: str) -> ResponseReturnValue:
    """One sample's lines."""
    found = or_404(access_samples.find(name))
    return render_template("access_sample.html", sample=found, lines=access_samples.lines(found))
