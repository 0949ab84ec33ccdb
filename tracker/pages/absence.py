"""Fravær: who covers for whom, all citizens handed over at once, and taking back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page
from tracker.forms import Form
from tracker.people import handovers, readers
from tracker.people.staff import active_consultant
from tracker.screen import back_to, with_form

page = Page("absence", "/job/fravaer", CONSULTANT, scope="team")

NAMED = 5
"""So many names stand in a line; more are counted."""


def _lists() -> dict[str, Any]:
    """Who is away and who covers, what was handed over, and the choices of the forms."""
    begins = {"staff": g.me.id, "from_on": g.today, "giver": g.me.id, "on_date": g.today}
    everyone = readers.consultants()
    names = {row.id: words for row, words in everyone}
    return {
        "absences": readers.absences(g.me.team, g.today),
        "handed_over": handovers.to_take_back(g.me.team, g.today),
        "named": NAMED,
        "names": names,
        "team": [(row.id, row.name) for row, _ in everyone if row.team == g.me.team],
        "everyone": list(names.items()),
        "fresh": Form(begins),
    }


@page.get("/")
def show() -> ResponseReturnValue:
    """The page; its forms begin with oneself and today."""
    lists = _lists()
    return render_template("absence.html", form=lists["fresh"], **lists)


def _of_team(form: Form, name: str) -> UUID:
    """A consultant of one's own team; nobody decides for another team."""
    chosen = form.id(name)
    person = active_consultant(chosen)
    if person is None or person.team != g.me.team:
        form.errors[name] = "Vælg en fra teamet."
    return chosen


@page.post("/")
@with_form("absence.html", _lists, panel="vaek")
def make(form: Form) -> ResponseReturnValue:
    """Let somebody cover for a member of the team."""
    staff = _of_team(form, "staff")
    cover = form.id("cover", "Vælg en anden jobkonsulent, der afløser.")
    from_on, until_on = form.day("from_on"), form.day("until_on")
    form.refuse_errors()
    readers.set_absence(staff, cover, from_on, until_on, g.me.id, g.today)
    return back_to("absence.show", "fravaer-gemt")


@page.post("/<uuid:absence>/slut/")
def end(absence: UUID) -> ResponseReturnValue:
    """End it at once, or take back what has not begun."""
    if absence not in {row.id for row in readers.absences(g.me.team, g.today)}:
        abort(404)
    readers.end_absence(absence, g.today)
    return back_to("absence.show", "fravaer-slut")


@page.post("/giv-videre/")
@with_form("absence.html", _lists, panel="stopper")
def hand_over_all(form: Form) -> ResponseReturnValue:
    """Hand all citizens of a member of the team over to somebody else, from a date."""
    return hand_over(form, handovers.citizens_of(_of_team(form, "giver")))


def hand_over(form: Form, citizens: Sequence[Any]) -> ResponseReturnValue:
    """Hand citizens over as the form says, and go to the page that can take it back."""
    to = form.id("to", "Vælg en anden jobkonsulent, der tager over.")
    on_date = form.day("on_date")
    form.refuse_errors()
    handovers.hand_over(citizens, to, on_date, g.me.id, g.now)
    return back_to("absence.show", "givet-videre")


@page.post("/fortryd/")
def take_back() -> ResponseReturnValue:
    """Take back one line of handovers, all of it or nothing."""
    groups = handovers.to_take_back(g.me.team, g.today)
    known = {str(row.id) for group in groups for row, _ in group}
    chosen = request.form.getlist("handover")[:1000]
    if not chosen or not known.issuperset(chosen):
        return back_to("absence.show", "allerede-fortrudt")
    for one in chosen:
        handovers.take_back(UUID(one), g.now)
    return back_to("absence.show", "fortrudt")
