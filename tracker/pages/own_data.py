"""Dine oplysninger: what is held about a citizen, for them to read, take along and erase."""

import json

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, Page
from tracker.appointments import case_notes
from tracker.enrolment import history
from tracker.errors import Refused
from tracker.forms import Form
from tracker.openings import openings
from tracker.people import erasure, handovers
from tracker.people.own_data import everything_about
from tracker.people.readers import who_may_read
from tracker.people.staff import shown_names
from tracker.screen import back_to, download, with_form
from tracker.sign_in import mitid, sessions
from tracker.site import published

page = Page("own_data", "/dine-opgaver", CITIZEN, scope="own")

WORD = "slet"
"""Typed by hand, so that nobody erases everything by a slip of the thumb."""


@page.get("/hent/")
def show() -> ResponseReturnValue:
    """Hent dine oplysninger: table by table, in words."""
    held = everything_about(g.me.id, published())
    return render_template("own_data.html", held=[one for one in held if one.rows])


@page.get("/hent/oplysninger.json")
def file() -> ResponseReturnValue:
    """The same, every column of it, for a program; also tables that hold nothing."""
    rows = {one.table: one.rows for one in everything_about(g.me.id, published())}
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    return download("oplysninger.json", text, "application/json")


@page.get("/aendringer/")
def changes() -> ResponseReturnValue:
    """Hvad er ændret: by whom and why, as long as it is kept, the newest first."""
    return render_template("changes.html", changes=history.changes(g.me.id, published()))


@page.get("/hvem-har-aabnet/")
def opened_by() -> ResponseReturnValue:
    """Hvem har åbnet din side: who may, and every opening and note that is kept, newest first."""
    with_names = published().municipality.show_staff_names
    return render_template(
        "opened_by.html",
        openings=openings(g.me.id),
        names=shown_names(with_names),
        notes=case_notes.notes_of(g.me.id, with_names=with_names),
        who=who_may_read(g.me, g.today, with_names=with_names),
        handovers=handovers.history(g.me.id),
    )


@page.get("/mitid/")
def own_mitid() -> ResponseReturnValue:
    """Dit MitID: what is kept, and who took it away where somebody did."""
    return render_template("own_mitid.html", binding=mitid.binding(g.me.id))


@page.post("/mitid/fjern/")
def remove_mitid() -> ResponseReturnValue:
    """Take it away; signing in by MitID and code once more brings it back."""
    gone = mitid.remove(g.me.id, None, g.now)
    return back_to(".own_mitid", "mitid-fjernet" if gone else "")


@page.get("/slet/")
def ask_erase() -> ResponseReturnValue:
    """Slet for altid: what goes, what stays elsewhere, and that duties do not change."""
    return render_template("erase_own.html", form=Form())


@page.post("/slet/")
@with_form("erase_own.html")
def erase(form: Form) -> ResponseReturnValue:
    """Erase the person in every table, and end this browser's session with the others."""
    if form.value("word").strip().casefold() != WORD:
        raise Refused({"word": "Skriv SLET, hvis du vil slette alt. Intet er slettet endnu."})
    erasure.erase(g.me.id, erasure.REQUEST, g.now)
    response = back_to("sign_in.show", "slettet-for-altid")
    sessions.COOKIE.take(request, response)
    return response
