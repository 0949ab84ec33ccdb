"""Dine opgaver: how far, what is next, the talk, the week's number, and every tick."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker import progress
from tracker.access import CITIZEN, access
from tracker.own_clubs import own_joined
from tracker.own_plan import own_plan
from tracker.screen import back_to
from tracker.site import published

page = Blueprint("plan", __name__, url_prefix="/dine-opgaver")

BUTTONS = (0, 1, 2, 3)
MOST = 20


@page.get("/")
@access(CITIZEN, scope="own")
def show() -> ResponseReturnValue:
    """The page; `epoch` and `seq` tell the device whether the store knows all it has sent."""
    return render_template(
        "plan.html",
        plan=own_plan(g.me.id, g.now, published()),
        joined=own_joined(g.me.id, g.now, published()),
        epoch=progress.epoch(),
        seq=progress.seq(g.me.id),
        is_shared=g.signed_in.is_shared_device,
        buttons=BUTTONS,
        more=range(max(BUTTONS) + 1, MOST + 1),
        topics=published().municipality.wish_topics,
    )


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
