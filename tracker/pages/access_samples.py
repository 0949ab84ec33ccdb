"""Stikprøver, for the data protection officer: lines of the access log, drawn by chance."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import DPO, Page
from tracker.figures.access_samples import DAYS, SIZES, draw
from tracker.forms import Form
from tracker.limits import FAILED

page = Page("access_samples", "/databeskyttelse", DPO, scope="samples")


@page.get("/")
def show() -> ResponseReturnValue:
    """The form, and the sample that it asks for; asking again draws another."""
    form, sample = Form(request.args), None
    if "days" in form.sent:
        days = form.choice("days", [str(one) for one in DAYS], "Vælg en periode.")
        size = form.choice("size", [str(one) for one in SIZES], "Vælg, hvor mange linjer.")
        if not form.errors:
            sample = draw(int(days), int(size), g.today)
    shown = render_template(
        "access_samples.html",
        form=form,
        days=list(DAYS.items()),
        sizes=[(size, f"{size} linjer") for size in SIZES],
        sample=sample,
    )
    return shown, FAILED if form.errors else 200
