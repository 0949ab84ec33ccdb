"""Ret oplysninger: a citizen's name, reference and help along the way, put right."""

from __future__ import annotations

from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page
from tracker.forms import Form
from tracker.people import citizens
from tracker.screen import back_to, with_form
from tracker.site import published

page = Page(
    "citizen_details", "/job/borgere/<uuid:citizen>/oplysninger", CONSULTANT, scope="responsible"
)


@page.get("/")
def show(citizen: UUID) -> ResponseReturnValue:
    """The form, with what stands there now."""
    fields = ("display_name", "reference", "support_level")
    form = Form({field: getattr(g.citizen, field) for field in fields})
    return render_template("citizen_details.html", form=form)


@page.post("/")
@with_form("citizen_details.html")
def correct(form: Form, citizen: UUID) -> ResponseReturnValue:
    """Put it right; the citizen reads what stood there before."""
    name = form.text("display_name", "display_name")
    reference = form.text("reference", "reference")
    levels = {one.code for one in published().municipality.support_levels}
    level = form.choice("support_level", levels, "Vælg hjælp undervejs.")
    form.refuse_errors()
    citizens.correct(
        citizen, name, reference, level, staff=g.me.id, now=g.now, published=published()
    )
    return back_to("citizen_plan.show", "rettet", citizen=citizen)
