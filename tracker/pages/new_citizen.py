"""Ny borger: name, reference and forløb; the answer is the letter with the code."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import current_app, g, render_template
from flask.typing import ResponseReturnValue

from jobvej.catalog.published import PublishedPlan
from tracker.access import CONSULTANT, Page, visible_citizen
from tracker.errors import Refused
from tracker.forms import Form
from tracker.people import citizens, letters
from tracker.screen import back_to, with_form
from tracker.site import published

page = Page("new_citizen", "/job/borgere/ny", CONSULTANT, scope="team")


@page.get("/")
def show() -> ResponseReturnValue:
    """The form; its id is made here, so that sending it twice makes one citizen."""
    form = Form({"citizen": uuid4(), "start_on": g.today})
    return render_template("new_citizen.html", form=form)


@page.post("/")
@with_form("new_citizen.html")
def make(form: Form) -> ResponseReturnValue:
    """Take the citizen in and go to the letter; reloading the letter makes nothing new."""
    citizen = form.id("citizen", "Åbn siden igen, og skriv en gang til.")
    if visible_citizen(g.me, citizen, g.today) is None:
        letters.keep(g.signed_in.token_digest, citizen, _register(form, citizen), g.now)
    return back_to("citizen.letter", citizen=citizen)


def read_template(form: Form) -> PublishedPlan:
    """The forløb that was chosen. Read last: raises Refused for every field that is wrong."""
    template = published().plan(form.value("template"))
    if template is None:
        raise Refused({**form.errors, "template": "Vælg et forløb."})
    form.refuse_errors()
    return template


def _register(form: Form, citizen: UUID) -> str:
    """The new citizen's code. Raises Refused with every field that is wrong."""
    levels = {one.code for one in published().municipality.support_levels}
    return citizens.register(
        display_name=form.text("display_name", "display_name"),
        reference=form.text("reference", "reference"),
        team=g.me.team,
        consultant=g.me.id,
        support_level=form.choice("support_level", levels, "Vælg hjælp undervejs."),
        start_on=form.day("start_on"),
        template=read_template(form),
        citizen_id=citizen,
        now=g.now,
        secret=current_app.config["JOBVEJ_SECRET"],
        published=published(),
        by=g.me.id,
    )
