"""Slet for altid: the citizen asks, and all that is held about them is gone at once."""

from __future__ import annotations

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, Page
from tracker.errors import Refused
from tracker.forms import Form
from tracker.people import erasure
from tracker.screen import with_form
from tracker.sign_in import sessions

page = Page("erase_own", "/dine-opgaver/slet", CITIZEN, scope="own")

WORD = "slet"
"""Typed by hand, so that nobody erases everything by a slip of the thumb."""


@page.get("/")
def show() -> ResponseReturnValue:
    """What goes, what stays elsewhere, and that duties do not change."""
    return render_template("erase_own.html", form=Form())


@page.post("/")
@with_form("erase_own.html")
def erase(form: Form) -> ResponseReturnValue:
    """Erase the person in every table, and end this browser's session with the others."""
    if form.value("word").strip().casefold() != WORD:
        raise Refused({"word": "Skriv SLET, hvis du vil slette alt. Intet er slettet endnu."})
    erasure.erase(g.me.id, erasure.REQUEST, g.now)
    response = redirect(url_for("sign_in.show", besked="slettet-for-altid"), 303)
    sessions.COOKIE.take(request, response)
    return response
