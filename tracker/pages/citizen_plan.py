"""Ret forløbet: every plan of one citizen, changed by staff with who and why kept."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page
from tracker.account.summary import prepare_talk
from tracker.clock import iso_week, week_words
from tracker.enrolment import pauses, plan_items, plans, plans_ahead, requests, weeks
from tracker.enrolment.plan_account import plan_accounts, take_over
from tracker.enrolment.take_back import take_back, undoable
from tracker.errors import Refused
from tracker.forms import Form
from tracker.screen import back_to, with_form
from tracker.site import published

page = Page("citizen_plan", "/job/borgere/<uuid:citizen>/forloeb", CONSULTANT, scope="changes")

WEEKS_AHEAD = 6
IN_ORDER = ("template", "template_2", "template_3")


@page.get("/")
def show(citizen: UUID) -> ResponseReturnValue:
    """The page; `?byt=` opens one task with the list to swap it from."""
    return render_template("citizen_plan.html", form=Form(), **_account())


def _account() -> dict[str, Any]:
    """What runs, what can be done, and what was done today."""
    citizen = g.citizen.id
    weeks_ahead = [iso_week(g.today + timedelta(weeks=n)) for n in range(WEEKS_AHEAD)]
    return {
        "swapped": request.args.get("byt", ""),
        "preparation": prepare_talk(citizen, g.now, published()),
        "plans": plan_accounts(citizen, g.today, published()),
        "ahead": plans_ahead.ahead_of(citizen),
        "undoable": undoable(citizen, g.now, published()),
        "weeks": [(week, week_words(week)) for week in weeks_ahead],
    }


_form = partial(with_form, "citizen_plan.html", _account)


def _back(citizen: UUID, notice: str) -> ResponseReturnValue:
    return back_to("citizen_plan.show", notice, citizen=citizen)


def read_task(form: Form) -> dict[str, Any]:
    """The task to add, from the catalog or in own words, and its day. Raises Refused."""
    task, title = form.value("task"), form.value("title").strip()
    if bool(task) == bool(title):
        form.errors["task"] = "Vælg en opgave fra listen, eller skriv en selv. Ikke begge dele."
    planned_on = form.day_or_none("planned_on")
    form.refuse_errors()
    return {"task": task, "title": title, "planned_on": planned_on}


@page.post("/opgave/")
@_form("tilfoej", plan="task")
def add(form: Form, citizen: UUID) -> ResponseReturnValue:
    """Add one task: from the catalog, or in our own words."""
    task = read_task(form)
    plan_items.add(citizen, **task, staff=g.me.id, now=g.now, published=published())
    return _back(citizen, "opgave-tilfoejet")


@page.post("/opgave/<uuid:item>/flyt/")
@_form("{item}", planned_on="to_on")
def move(form: Form, citizen: UUID, item: UUID) -> ResponseReturnValue:
    """Plan a task for another day."""
    day = form.day("to_on")
    form.refuse_errors()
    plan_items.move(citizen, item, day, g.me.id, g.now)
    return _back(citizen, "flyttet")


@page.post("/opgave/<uuid:item>/byt/")
@_form("{item}", task="other")
def swap(form: Form, citizen: UUID, item: UUID) -> ResponseReturnValue:
    """Put another task in its place."""
    plan_items.swap(citizen, item, form.value("other"), g.me.id, g.now, published())
    return _back(citizen, "byttet")


@page.post("/opgave/<uuid:item>/ikke-relevant/")
@_form("{item}")
def waive(form: Form, citizen: UUID, item: UUID) -> ResponseReturnValue:
    """Ikke relevant: the task no longer counts, for a reason from the list."""
    plan_items.waive(citizen, item, form.value("reason"), g.me.id, g.now, published=published())
    return _back(citizen, "ikke-relevant")


@page.post("/opgave/<uuid:item>/tag-ud/")
@_form("{item}")
def remove(form: Form, citizen: UUID, item: UUID) -> ResponseReturnValue:
    """Take a task out of the plan."""
    plan_items.remove(citizen, item, g.me.id, g.now, published=published())
    return _back(citizen, "taget-ud")


@page.post("/opgave/<uuid:item>/saet-ind/")
@_form("{item}")
def restore(form: Form, citizen: UUID, item: UUID) -> ResponseReturnValue:
    """Bring back what was taken out or put aside."""
    plan_items.restore(citizen, item, g.me.id, g.now, published=published())
    return _back(citizen, "sat-ind")


@page.post("/start/")
@_form("start")
def start(form: Form, citizen: UUID) -> ResponseReturnValue:
    """Start one plan, or several in order."""
    chosen = [published().plan(form.value(name)) for name in IN_ORDER if form.value(name)]
    templates = [one for one in chosen if one is not None]
    if not templates or len(templates) < len(chosen):
        form.errors["template"] = "Vælg et forløb fra listen."
    day = form.day_or_none("start_on")
    form.refuse_errors()
    plans_ahead.start_in_order(citizen, templates, day, g.me.id, g.now)
    return _back(citizen, "forloeb-valgt")


@page.post("/<uuid:plan>/slut/")
@_form("{plan}")
def end(form: Form, citizen: UUID, plan: UUID) -> ResponseReturnValue:
    """End a plan today, for a reason from the list."""
    codes = {one.code for one in published().municipality.end_reasons}
    reason = form.choice("end_reason", codes, "Vælg en grund fra listen.")
    form.refuse_errors()
    plans.end_plan(citizen, plan, g.now, reason, g.me.id)
    return _back(citizen, "forloeb-slut")


@page.post("/<uuid:plan>/nyt/")
@_form("{plan}")
def renew(form: Form, citizen: UUID, plan: UUID) -> ResponseReturnValue:
    """Take over one change made to the template since the plan began."""
    kind, key = form.value("kind"), form.value("key")
    take_over(citizen, plan, kind, key, g.me.id, g.now, published())
    return _back(citizen, "taget-over")


@page.post("/bagefter/<uuid:ahead>/tag-ud/")
def drop(citizen: UUID, ahead: UUID) -> ResponseReturnValue:
    """Take out a plan that was to follow this one."""
    plans_ahead.take_out(citizen, ahead, g.me.id, g.now)
    return _back(citizen, "taget-ud-forloeb")


@page.post("/pause/")
@_form("pause")
def rest(form: Form, citizen: UUID) -> ResponseReturnValue:
    """Sæt på pause: from a day to a day."""
    first, last = form.day("from_on"), form.day("until_on")
    form.refuse_errors()
    pauses.set_pause(citizen, first, last, g.me.id, g.now)
    return _back(citizen, "pause-sat")


@page.post("/pause/<uuid:pause>/slut/")
@_form("pause")
def end_rest(form: Form, citizen: UUID, pause: UUID) -> ResponseReturnValue:
    """Slut pausen: what is left of it is given back."""
    plans.resume(citizen, pause, g.me.id, g.now, published())
    return _back(citizen, "pause-slut")


@page.post("/maal/")
@_form("maal")
def target(form: Form, citizen: UUID) -> ResponseReturnValue:
    """Agree on a number of applications a week."""
    number = form.whole("per_week", 0, weeks.MOST, f"Skriv et tal fra 0 til {weeks.MOST}.")
    form.refuse_errors()
    weeks.set_target(citizen, form.value("from_week"), number, g.me.id, g.now)
    return _back(citizen, "maal-sat")


@page.post("/oenske/<uuid:asked>/besvaret/")
def answer(citizen: UUID, asked: UUID) -> ResponseReturnValue:
    """A request has been seen to."""
    try:
        requests.answer(citizen, asked, g.me.id, g.now)
    except Refused:
        return _back_there(citizen, "allerede-besvaret")
    return _back_there(citizen, "besvaret")


@page.post("/fortryd/")
def undo(citizen: UUID) -> ResponseReturnValue:
    """Take back one of today's actions; one that was taken back already is left as it is."""
    kind, target = request.form.get("kind", ""), request.form.get("target", "")
    try:
        did = take_back(citizen, kind, target, g.me.id, g.now, published())
    except Refused:
        return _back_there(citizen, "naeste-foerst")
    return _back_there(citizen, "fortrudt" if did else "allerede-fortrudt")


def _back_there(citizen: UUID, notice: str) -> ResponseReturnValue:
    """To the page that has the button: this one, or the one before a talk."""
    is_talk = request.form.get("fra") == "samtale"
    return back_to("talk.show" if is_talk else "citizen_plan.show", notice, citizen=citizen)
