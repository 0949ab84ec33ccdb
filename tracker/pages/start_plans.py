"""Start et forløb for dem, der er valgt: one template and one day for many, all or none."""

from __future__ import annotations

from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page
from tracker.forms import Form
from tracker.pages.chosen import read_chosen
from tracker.people import citizens
from tracker.screen import back_to, with_form
from tracker.site import published

page = Page("start_plans", "/job/borgere/start-forloeb", CONSULTANT, scope="team")


def _people() -> dict[str, Any]:
    return {"people": read_chosen()}


@page.post("/")
def ask() -> ResponseReturnValue:
    """Which forløb, and from when; nothing is changed yet."""
    people = read_chosen()
    if not people:
        return back_to("citizens.show", "vaelg-foerst")
    form = Form({"start_on": g.today})
    return render_template("start_plans.html", form=form, people=people)


@page.post("/gem/")
@with_form("start_plans.html", _people)
def start(form: Form) -> ResponseReturnValue:
    """Begin it for all, or say for whom it does not fit."""
    people = read_chosen()
    template = published().plan(form.value("template"))
    if template is None:
        form.errors["template"] = "Vælg et forløb."
    start_on = form.day("start_on")
    form.refuse_errors()
    assert template  # noqa: S101 - refuse_errors has seen to it
    citizens.start_plans(people, template, start_on, g.me.id, g.now)
    return back_to("citizens.show", "forloeb-startet")
