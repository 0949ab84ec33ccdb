"""Dine opgaver: how far, what is next, the talk, the week's number, and every tick."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, Page
from tracker.account.own_plan import own_plan
from tracker.appointments.talks import HOW
from tracker.enrolment import own_tasks, pauses, plans, requests, weeks
from tracker.enrolment.take_back import take_back as undo_own
from tracker.enrolment.take_back import undoable
from tracker.events import progress
from tracker.forms import Form
from tracker.gatherings.own_clubs import own_clubs
from tracker.gatherings.webinars import own_webinars
from tracker.screen import back_to, with_form
from tracker.site import published

page = Page("plan", "/dine-opgaver", CITIZEN, scope="own")


@page.get("/")
def show() -> ResponseReturnValue:
    """The page; `epoch` and `seq` tell the device whether the store knows all it has sent."""
    return render_template("plan.html", form=Form(), **_account())


def _account() -> dict[str, Any]:
    """What the page shows."""
    return {
        "plan": own_plan(g.me.id, g.now, published()),
        "clubs": own_clubs(g.me.id, g.now),
        "webinars": [one for one in own_webinars(g.me.id, g.now, published()) if not one.is_over],
        "epoch": progress.epoch(),
        "seq": progress.seq(g.me.id),
        "most": weeks.MOST,
        "how": HOW,
        "asks": requests.BUTTONS,
        "undoable": undoable(g.me.id, g.now, published(), is_own=True),
    }


_form = partial(with_form, "plan.html", _account)


def _say(kind: str, subject: str, **data: Any) -> ResponseReturnValue:
    """Record one act of a form, as the device does, and go back to the page.

    An item that is not this citizen's is a 404, whether it exists or not.
    """
    if not progress.say(g.me.id, kind, subject, g.now, published(), **data):
        abort(404 if subject.startswith("item:") else 400)
    return back_to("plan.show", "gemt")


@page.post("/opgave/<uuid:item>/gjort/")
def done(item: UUID) -> ResponseReturnValue:
    """Jeg har gjort det; also »Det gælder stadig«. Of the task as it stood on the page."""
    return _say("completed", f"item:{item}", revision=request.form.get("revision", ""))


@page.post("/opgave/<uuid:item>/fortryd/")
def undo(item: UUID) -> ResponseReturnValue:
    """Take a tick back."""
    return _say("reopened", f"item:{item}")


@page.post("/uge/<week>/")
def week(week: str) -> ResponseReturnValue:
    """How many applications were sent in a week, by the person's own count."""
    text = request.form.get("count") or request.form.get("flere", "")
    if not text.isdecimal() or len(text) > 2:
        abort(400)
    return _say("week_counted", f"week:{week}", week=week, count=int(text))


@page.post("/oenske/")
def wish() -> ResponseReturnValue:
    """What to talk about next time; an empty choice takes the wish back."""
    return _say("wish_set", "wish", topic=request.form.get("topic") or None)


@page.post("/pause/")
@_form("pause")
def rest(form: Form) -> ResponseReturnValue:
    """Jeg har brug for en pause: from a day to a day, and never why."""
    first = form.day("from_on", "Skriv første dag, fx 1.12.2026.")
    last = form.day("until_on", "Skriv sidste dag, fx 8.12.2026.")
    form.refuse_errors()
    pauses.set_pause(g.me.id, first, last, None, g.now)
    return back_to("plan.show", "pause")


@page.post("/pause/<uuid:pause>/slut/")
@_form()
def end_rest(form: Form, pause: UUID) -> ResponseReturnValue:
    """Slut pausen: what is left of it is given back."""
    plans.resume(g.me.id, pause, None, g.now, published())
    return back_to("plan.show", "pause-slut")


@page.post("/egen-opgave/")
@_form("egen", plan="title")
def add(form: Form) -> ResponseReturnValue:
    """Add a short task of one's own."""
    title, day = form.text("title", "own_task"), form.day_or_none("planned_on")
    form.refuse_errors()
    own_tasks.add(g.me.id, title, day, g.now, published())
    return back_to("plan.show", "egen-opgave")


@page.post("/opgave-fra-kursus/")
@_form("egen", plan="title", task="title")
def add_from_course(form: Form) -> ResponseReturnValue:
    """Tilføj til dine opgaver: the task of a lesson that was no part of the plan."""
    own_tasks.add_from_course(g.me.id, form.value("task"), g.now, published())
    return back_to("plan.show", "opgave-fra-kursus")


@page.post("/egen-opgave/<uuid:item>/flyt/")
@_form("{item}", planned_on="to_on")
def move(form: Form, item: UUID) -> ResponseReturnValue:
    """Move a task of one's own to another day."""
    day = form.day("to_on")
    form.refuse_errors()
    own_tasks.move(g.me.id, item, day, g.now)
    return back_to("plan.show", "flyttet")


@page.post("/egen-opgave/<uuid:item>/tag-af/")
@_form("{item}")
def take_off(form: Form, item: UUID) -> ResponseReturnValue:
    """Take a task of one's own off the list."""
    own_tasks.take_off(g.me.id, item, g.now, published())
    return back_to("plan.show", "taget-af")


@page.post("/bed-om/")
@_form()
def ask(form: Form) -> ResponseReturnValue:
    """Ring til mig, Jeg vil hellere mødes, Jeg kan ikke den dag."""
    talk = form.id("talk") if form.value("talk") else None
    form.refuse_errors()
    requests.make(g.me.id, form.value("kind"), talk, g.now)
    return back_to("plan.show", "bedt")


@page.post("/bed-om/<uuid:asked>/tag-tilbage/")
@_form()
def ask_no_more(form: Form, asked: UUID) -> ResponseReturnValue:
    """Take back what was asked for."""
    requests.take_back(g.me.id, asked)
    return back_to("plan.show", "taget-tilbage")


@page.post("/fortryd/")
def take_back() -> ResponseReturnValue:
    """Take back one of today's own changes; one that was taken back already is left as it is."""
    kind, which = request.form.get("kind", ""), request.form.get("target", "")
    did = undo_own(g.me.id, kind, which, None, g.now, published())
    return back_to("plan.show", "fortrudt" if did else "allerede-fortrudt")
