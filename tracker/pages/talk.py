"""Før samtalen: what to know before a call, and what is agreed in it."""

from typing import Any
from uuid import UUID, uuid4

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page, access
from tracker.account.summary import prepare_talk
from tracker.appointments import calls, diary, talks
from tracker.clock import local_date
from tracker.enrolment import plan_items
from tracker.enrolment.standing import read_standing
from tracker.enrolment.take_back import undoable
from tracker.errors import Refused
from tracker.events import progress
from tracker.forms import Form
from tracker.openings import purposes_of
from tracker.pages.appointment import just_made, read_appointment
from tracker.pages.citizen_plan import read_task
from tracker.screen import back_to, or_404, with_form
from tracker.site import published

page = Page("talk", "/job/borgere/<uuid:citizen>/samtale", CONSULTANT, scope="changes")


@page.get("/")
@access(CONSULTANT, scope="page")
def show(citizen: UUID) -> ResponseReturnValue:
    """The page before the call; one screen, one sheet of paper."""
    form = Form({"minutes": talks.USUAL, "mode": talks.PHONE})
    return render_template("talk.html", form=form, **_account())


def _account() -> dict[str, Any]:
    """What is known, what can be done, and what was done today."""
    citizen = g.citizen.id
    standing = read_standing(citizen)
    preparation = prepare_talk(citizen, g.now, published())
    planned = preparation.known.talk
    return {
        "preparation": preparation,
        "talk": planned if planned and _is_due(planned) else None,
        "planned": planned,
        "new": uuid4(),
        "more_to_come": planned and diary.with_more_to_come([planned]),
        "opened_for": purposes_of(g.me.id, citizen, g.today),
        "undoable": undoable(citizen, g.now, published()),
        "open_items": [item for item, state in standing.items if state.is_open],
        "unconfirmed": [
            item
            for item, state in standing.items
            if state.state == "done" and state.confirmed_on is None
        ],
        "made": just_made(citizen),
    }


def _is_due(talk: Any) -> bool:
    """Whether the form ends this talk: today's or an earlier one, never one that lies ahead."""
    return local_date(talk.starts_at) <= g.today


@page.post("/afslut/")
@with_form("talk.html", _account, "afslut", starts_at="day")
def end(form: Form, citizen: UUID) -> ResponseReturnValue:
    """End the talk: how it went, the next step, the next talk; all or nothing."""
    outcome = form.choice("outcome", (talks.HELD, talks.NOT_REACHED), "Vælg, hvordan det gik.")
    agreed = form.text("agreed", "agreed")
    wants_next = any(form.value(name).strip() for name in ("day", "clock", "link", "until"))
    following = read_appointment(form) if wants_next else None
    new = None if form.value("talk") else form.id("new")
    form.refuse_errors()
    talk = calls.make(new, citizen, g.me.id, g.now) if new else _named_talk(citizen)
    made = talks.end_talk(talk, outcome, agreed, following, g.me.id, g.now)
    return back_to("talk.show", "samtale-afsluttet", citizen=citizen, raekke=made)


@page.post("/ingen/")
def none(citizen: UUID) -> ResponseReturnValue:
    """Der var ingen samtale: the talk that opening the page made is taken out again."""
    try:
        calls.drop(_named_talk(citizen), g.me.id, g.now)
    except Refused:
        return back_to("talk.show", "samtale-slut", citizen=citizen)
    return back_to("talk.show", "ingen-samtale", citizen=citizen)


def _named_talk(citizen: UUID) -> UUID:
    """The talk that the form names; 404 when it is not this citizen's."""
    talk = Form(request.form).id("talk")
    or_404(talks.find_talk(citizen, talk))
    return talk


@page.post("/opgave/")
@with_form("talk.html", _account, "tilfoej", plan="task")
def add(form: Form, citizen: UUID) -> ResponseReturnValue:
    """Add one task: from the catalog, or in our own words."""
    task = read_task(form)
    plan_items.add(citizen, **task, staff=g.me.id, now=g.now, published=published())
    return back_to("talk.show", "opgave-tilfoejet", citizen=citizen)


@page.post("/gennemgaaet/")
@with_form("talk.html", _account, "gennemgaaet")
def confirm(form: Form, citizen: UUID) -> ResponseReturnValue:
    """Vi har gennemgået den: for each task that was chosen."""
    chosen = request.form.getlist("items")[:100]
    if not chosen:
        raise Refused({"items": "Vælg mindst én opgave."})
    for item in chosen:
        said = (citizen, "confirmed", f"item:{item}", g.now, published(), g.me.id)
        if not progress.say(*said):
            abort(404)  # not this citizen's; none of them is kept then
    return back_to("talk.show", "gennemgaaet", citizen=citizen)


@page.post("/ikke-relevant/")
@with_form("talk.html", _account, "ikke-relevant")
def waive(form: Form, citizen: UUID) -> ResponseReturnValue:
    """Ikke relevant: the task no longer counts, for a reason from the list."""
    item = form.id("item", "Vælg en opgave.")
    reasons = {one.code for one in published().municipality.waive_reasons}
    reason = form.choice("reason", reasons, "Vælg en grund fra listen.")
    form.refuse_errors()
    plan_items.waive(citizen, item, reason, g.me.id, g.now, published=published())
    return back_to("talk.show", "ikke-relevant", citizen=citizen)
