"""Dine opgaver: how far, what is next, the talk, the week's number, and every tick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, access
from tracker.account.own_plan import own_plan
from tracker.enrolment import own_tasks, pauses, requests
from tracker.enrolment.take_back import take_back as undo_own
from tracker.enrolment.undo import undoable
from tracker.errors import Refused
from tracker.events import progress
from tracker.forms import Form
from tracker.gatherings.own_clubs import own_joined
from tracker.pages.appointment import note_refusal
from tracker.screen import back_to, form_again
from tracker.site import published

page = Blueprint("plan", __name__, url_prefix="/dine-opgaver")

BUTTONS = (0, 1, 2, 3)
MOST = 20
NO_DAY = "Skriv datoen, fx 1.12.2026."
PAUSE, OWN = "pause", "egen"


@page.get("/")
@access(CITIZEN, scope="own")
def show() -> ResponseReturnValue:
    """The page; `epoch` and `seq` tell the device whether the store knows all it has sent."""
    return render_template("plan.html", form=Form(), **_account())


def _account(panel: str = "") -> dict[str, Any]:
    """What the page shows; `panel` is the form that stands open."""
    return {
        "panel": panel,
        "plan": own_plan(g.me.id, g.now, published()),
        "joined": own_joined(g.me.id, g.now, published()),
        "epoch": progress.epoch(),
        "seq": progress.seq(g.me.id),
        "is_shared": g.signed_in.is_shared_device,
        "buttons": BUTTONS,
        "more": range(max(BUTTONS) + 1, MOST + 1),
        "topics": published().municipality.wish_topics,
        "undoable": undoable(g.me.id, g.now, is_own=True),
    }


def _say(kind: str, subject: str, **data: Any) -> ResponseReturnValue:
    """Record one act of a form, as the device does, and go back to the page.

    An item that is not this citizen's is a 404, whether it exists or not.
    """
    # A page has no device counter; the number of events so far keeps two posts in order.
    counter = progress.seq(g.me.id)
    event = progress.IncomingEvent(uuid4(), kind, subject, g.now, counter, data)
    [verdict] = progress.record(g.me.id, [event], sent_at=g.now, now=g.now, published=published())
    if verdict.verdict not in ("stored", "known"):
        abort(404 if subject.startswith("item:") else 400)
    return back_to("plan.show", "gemt")


@page.post("/opgave/<uuid:item>/gjort/")
@access(CITIZEN, scope="own")
def done(item: UUID) -> ResponseReturnValue:
    """Jeg har gjort det; also »Det gælder stadig«."""
    return _say("completed", f"item:{item}", revision=_revision(item))


def _revision(item: UUID) -> str:
    """What the citizen met: the revision of the task as it is now."""
    plan = own_plan(g.me.id, g.now, published())
    every = (one for group in (*plan.groups, *plan.earlier) for one in group.items)
    return next((one.revision for one in every if one.id == item), "")


@page.post("/opgave/<uuid:item>/fortryd/")
@access(CITIZEN, scope="own")
def undo(item: UUID) -> ResponseReturnValue:
    """Take a tick back."""
    return _say("reopened", f"item:{item}")


@page.post("/uge/<week>/")
@access(CITIZEN, scope="own")
def week(week: str) -> ResponseReturnValue:
    """How many applications were sent in a week, by the person's own count."""
    text = request.form.get("count") or request.form.get("flere", "")
    if not text.isdecimal() or len(text) > 2:
        abort(400)
    return _say("week_counted", f"week:{week}", week=week, count=int(text))


@page.post("/oenske/")
@access(CITIZEN, scope="own")
def wish() -> ResponseReturnValue:
    """What to talk about next time; an empty choice takes the wish back."""
    return _say("wish_set", "wish", topic=request.form.get("topic") or None)


def _keep(
    form: Form, panel: object, notice: str, rule: Callable[[], object], **names: str
) -> ResponseReturnValue:
    """Let the rule do it and go back, or show the page with what to mend in its open form.

    What is not this citizen's is a 404, whether it exists or not.
    """
    try:
        form.refuse_errors()
        rule()
    except LookupError:
        abort(404)
    except Refused as refusal:
        note_refusal(form, refusal, names)
        return form_again("plan.html", form, **_account(str(panel)))
    return back_to("plan.show", notice)


@page.post("/pause/")
@access(CITIZEN, scope="own")
def rest() -> ResponseReturnValue:
    """Jeg har brug for en pause: from a day to a day, and never why."""
    form = Form(request.form)
    first = form.day("from_on", "Skriv første dag, fx 1.12.2026.")
    last = form.day("until_on", "Skriv sidste dag, fx 8.12.2026.")
    return _keep(form, PAUSE, "pause", lambda: pauses.set_pause(
        g.me.id, first, last, None, g.now,  # type: ignore[arg-type]
    ))  # fmt: skip


@page.post("/pause/<uuid:pause>/slut/")
@access(CITIZEN, scope="own")
def end_rest(pause: UUID) -> ResponseReturnValue:
    """Slut pausen: what is left of it is given back."""
    return _keep(Form(), "", "pause-slut", lambda: pauses.end_pause(g.me.id, pause, None, g.now))


@page.post("/egen-opgave/")
@access(CITIZEN, scope="own")
def add() -> ResponseReturnValue:
    """An own short task."""
    form = Form(request.form)
    title = form.text("title", "own_task")
    day = form.day("planned_on", NO_DAY) if form.value("planned_on").strip() else None
    return _keep(form, OWN, "egen-opgave", lambda: own_tasks.add(
        g.me.id, title, day, g.now, published(),
    ), plan="title")  # fmt: skip


@page.post("/egen-opgave/<uuid:item>/flyt/")
@access(CITIZEN, scope="own")
def move(item: UUID) -> ResponseReturnValue:
    """An own task to another day."""
    form = Form(request.form)
    day = form.day("to_on", NO_DAY)
    return _keep(form, item, "flyttet", lambda: own_tasks.move(
        g.me.id, item, day, g.now,  # type: ignore[arg-type]
    ), planned_on="to_on")  # fmt: skip


@page.post("/egen-opgave/<uuid:item>/tag-af/")
@access(CITIZEN, scope="own")
def take_off(item: UUID) -> ResponseReturnValue:
    """An own task off the list."""
    return _keep(Form(), item, "taget-af", lambda: own_tasks.take_off(
        g.me.id, item, g.now, published(),
    ))  # fmt: skip


@page.post("/bed-om/")
@access(CITIZEN, scope="own")
def ask() -> ResponseReturnValue:
    """Ring til mig, Jeg vil hellere mødes, Jeg kan ikke den dag."""
    form = Form(request.form)
    talk = form.id("talk", "Indlæs siden igen.") if form.value("talk") else None
    return _keep(form, "", "bedt", lambda: requests.make(
        g.me.id, form.value("kind"), talk, g.now,
    ))  # fmt: skip


@page.post("/bed-om/<uuid:asked>/tag-tilbage/")
@access(CITIZEN, scope="own")
def ask_no_more(asked: UUID) -> ResponseReturnValue:
    """What was asked for is taken back."""
    return _keep(Form(), "", "taget-tilbage", lambda: requests.take_back(g.me.id, asked))


@page.post("/fortryd/")
@access(CITIZEN, scope="own")
def take_back() -> ResponseReturnValue:
    """Take back one of today's own changes; one that was taken back already is left as it is."""
    form = Form(request.form)
    kind, which = form.value("kind"), form.value("target")
    did = undo_own(g.me.id, kind, which, None, g.now, published())
    return back_to("plan.show", "fortrudt" if did else "allerede-fortrudt")
