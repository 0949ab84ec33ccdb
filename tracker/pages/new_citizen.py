"""Ny borger: name, reference and forløb; the answer is the letter with the code."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page, visible_citizen
from tracker.forms import Form
from tracker.people import citizens, letters
from tracker.screen import with_form
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
    return redirect(url_for("new_code.letter", citizen=citizen), 303)


def _register(form: Form, citizen: UUID) -> str:
    """The new citizen's code. Raises Refused with every field that is wrong."""
    name = form.text("display_name", "display_name")
    reference = form.text("reference", "reference")
    levels = {one.code for one in published().municipality.support_levels}
    level = form.choice("support_level", levels, "Vælg hjælp undervejs.")
    template = published().plan(form.value("template"))
    if template is None:
        form.errors["template"] = "Vælg et forløb."
    start_on = form.day("start_on")
    form.refuse_errors()
    assert template  # noqa: S101 - refuse_errors has seen to it
    one = citizens.Newcomer(name, reference, level, template, start_on)
    secret = current_app.config["JOBVEJ_SECRET"]
    return citizens.register(one, citizen, g.me, g.now, secret, published())
