"""Hvem kan se siden: who else reads about one citizen, and who takes over."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page
from tracker.forms import Form
from tracker.pages.absence import hand_over
from tracker.people import handovers, readers
from tracker.screen import back_to, with_form

page = Page("readers", "/job/borgere/<uuid:citizen>/adgang", CONSULTANT, scope="own_team")


def _lists() -> dict[str, Any]:
    """Who reads, who takes over, and whom to choose among."""
    everyone = readers.consultants()
    reading = readers.readers_of(g.citizen)
    taken = {g.citizen.consultant, *(row.staff for row in reading)}
    return {
        "names": {row.id: words for row, words in everyone},
        "reading": reading,
        "waiting": handovers.waiting_for(g.citizen.id),
        "others": [
            (row.id, words)
            for row, words in everyone
            if row.id not in taken and row.team != g.citizen.team
        ],
        "receivers": [(row.id, words) for row, words in everyone if row.id != g.citizen.consultant],
    }


@page.get("/")
def show(citizen: UUID) -> ResponseReturnValue:
    """The page; nothing of what the citizen has done stands here."""
    form = Form({"on_date": g.today})
    return render_template("readers.html", form=form, **_lists())


@page.post("/laeser/")
@with_form("readers.html", _lists)
def add(form: Form, citizen: UUID) -> ResponseReturnValue:
    """Let one more consultant read."""
    reader = form.id("reader", "Vælg en jobkonsulent fra listen.")
    form.refuse_errors()
    readers.add_reader(citizen, reader, g.me.id, g.today)
    return back_to("readers.show", "laeser-med", citizen=citizen)


@page.post("/laeser/fjern/")
def remove(citizen: UUID) -> ResponseReturnValue:
    """Take it back; giving it again is one press."""
    readers.remove_reader(citizen, Form(request.form).id("reader"), g.me.id, g.now)
    return back_to("readers.show", "laeser-ikke", citizen=citizen)


@page.post("/giv-videre/")
@with_form("readers.html", _lists)
def give(form: Form, citizen: UUID) -> ResponseReturnValue:
    """Give the citizen another consultant from a date; the page of handovers can take it back."""
    return hand_over(form, [g.citizen])
