"""Those who were ticked on the list: a forløb or another jobkonsulent for many, all or none."""

from __future__ import annotations

from typing import Any

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page, chosen_citizens
from tracker.errors import Refused
from tracker.forms import Form
from tracker.pages.absence import hand_over
from tracker.pages.new_citizen import read_template
from tracker.people import citizens, readers
from tracker.people.caseload import by_name
from tracker.screen import back_to, or_404, with_form

page = Page("chosen", "/job/borgere", CONSULTANT, scope="team")

MOST = 500


def read_chosen() -> list[Any]:
    """Those who were ticked, by name; 404 when one does not answer for them all.

    A trial citizen is never among them: nothing is done to it together with real people.
    """
    sent = request.form.getlist("borger")
    if len(sent) > MOST:
        abort(413)
    found = or_404(chosen_citizens(g.me, sent, g.today))
    return by_name(person for person in found if person.trial_of is None)


def _people() -> dict[str, Any]:
    return {"people": read_chosen()}


@page.post("/start-forloeb/")
def ask_start() -> ResponseReturnValue:
    """Which forløb, and from when; nothing is changed yet."""
    if not read_chosen():
        return back_to("citizens.show", "vaelg-foerst")
    form = Form({"start_on": g.today})
    return render_template("chosen_start.html", form=form, **_people())


@page.post("/start-forloeb/gem/")
@with_form("chosen_start.html", _people)
def start(form: Form) -> ResponseReturnValue:
    """Begin it for all, or say for whom it does not fit."""
    people, start_on = read_chosen(), form.day("start_on")
    citizens.start_plans(people, read_template(form), start_on, g.me.id, g.now)
    return back_to("citizens.show", "forloeb-startet")


def _receivers() -> dict[str, Any]:
    """Who is given on, and whom to choose among."""
    return _people() | {"receivers": [(row.id, words) for row, words in readers.consultants()]}


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


@page.post("/giv-videre/")
@with_form("chosen_hand_over.html", _receivers)
def ask_hand_over(form: Form) -> ResponseReturnValue:
    """Who takes over, and from when; nothing is changed yet."""
    if not _of_own_team():
        return back_to("citizens.show", "vaelg-foerst")
    form = Form({"on_date": g.today})
    return render_template("chosen_hand_over.html", form=form, **_receivers())


@page.post("/giv-videre/gem/")
@with_form("chosen_hand_over.html", _receivers)
def give(form: Form) -> ResponseReturnValue:
    """Give them on; the page of handovers takes them back in one press."""
    return hand_over(form, _of_own_team())
