"""Giv dem, der er valgt, videre: one colleague and one day for many, all or none."""

from __future__ import annotations

from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page
from tracker.errors import Refused
from tracker.forms import Form
from tracker.pages.chosen import read_chosen
from tracker.people import handovers, readers
from tracker.screen import back_to, with_form

page = Page("hand_over", "/job/borgere/giv-videre", CONSULTANT, scope="team")


def _lists() -> dict[str, Any]:
    """Who is given on, and whom to choose among."""
    everyone = readers.consultants()
    return {"people": read_chosen(), "receivers": [(row.id, words) for row, words in everyone]}


def _of_own_team() -> list[Any]:
    """Those who were ticked. Raises Refused for one of another team, whom that team gives on."""
    people = read_chosen()
    for one in people:
        if one.team != g.me.team:
            words = (
                f"{one.display_name} hører til et andet team, og det giver selv borgeren videre."
            )
            raise Refused({"citizens": words})
    return people


@page.post("/")
@with_form("hand_over.html", _lists)
def ask(form: Form) -> ResponseReturnValue:
    """Who takes over, and from when; nothing is changed yet."""
    if not _of_own_team():
        return back_to("citizens.show", "vaelg-foerst")
    return render_template("hand_over.html", form=Form({"on_date": g.today}), **_lists())


@page.post("/gem/")
@with_form("hand_over.html", _lists)
def give(form: Form) -> ResponseReturnValue:
    """Give them on; the page of handovers takes them back in one press."""
    people = _of_own_team()
    to = form.id("to", "Vælg en anden jobkonsulent, der tager over.")
    on_date = form.day("on_date")
    form.refuse_errors()
    handovers.hand_over(people, to, on_date, g.me.id, g.now)
    return back_to("absence.show", "givet-videre")
