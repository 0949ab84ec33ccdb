"""Ret forløbet: every plan of one citizen, changed by staff with who and why kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker import pauses, plan_moves, plans, plans_ahead, requests, weeks
from tracker.access import CONSULTANT, access
from tracker.clock import iso_week, local_date, week_words
from tracker.errors import Refused
from tracker.forms import Form
from tracker.pages.appointment import note_refusal
from tracker.pages.catalog_tasks import catalog_tasks
from tracker.plan_account import plan_accounts, take_over
from tracker.screen import back_to, form_again
from tracker.site import published
from tracker.summary import prepare_talk
from tracker.take_back import take_back
from tracker.undo import undoable

page = Blueprint("citizen_plan", __name__, url_prefix="/job/borgere/<uuid:citizen>/forloeb")

ADD, START, PAUSE, TARGET = "tilfoej", "start", "pause", "maal"
WEEKS_AHEAD = 6
NO_DAY = "Skriv datoen, fx 1.12.2026."
IN_ORDER = ("template", "template_2", "template_3")


@page.get("/")
@access(CONSULTANT, scope="page")
def show(citizen: UUID) -> ResponseReturnValue:
    """The page; `?byt=` opens one task with the list to swap it from."""
    return render_template("citizen_plan.html", form=Form(), **_account(citizen))


def _account(citizen: UUID, panel: str = "") -> dict[str, Any]:
    """What runs, what can be done, and what was done today; `panel` is the open form."""
    today, own = local_date(g.now), published().municipality
    weeks_ahead = [iso_week(today + timedelta(weeks=n)) for n in range(WEEKS_AHEAD)]
    return {
        "panel": panel,
        "swapped": request.args.get("byt", ""),
        "citizen": g.citizen,
        "preparation": prepare_talk(citizen, g.now, published()),
        "plans": plan_accounts(citizen, today, published()),
        "ahead": plans_ahead.ahead_of(citizen),
        "pauses": [
            (row.id, pauses.words(row, today)) for row in pauses.open_pauses(citizen, today)
        ],
        "undoable": undoable(citizen, g.now),
        "tasks": catalog_tasks(published()),
        "templates": [(plan.id, plan.title) for plan in published().plans],
        "reasons": [(one.code, one.label) for one in own.waive_reasons],
        "end_reasons": [(one.code, one.label) for one in own.end_reasons],
        "weeks": [(week, week_words(week)) for week in weeks_ahead],
    }


def _keep(
    citizen: UUID, form: Form, panel: object, notice: str, rule: Callable[[], object], **names: str
) -> ResponseReturnValue:
    """Let the rule do it and go back, or show the page with what to mend in its open form.

    `names` says beside which field a rule's sentence belongs.
    """
    try:
        form.refuse_errors()
        rule()
    except LookupError:
        abort(404)
    except Refused as refusal:
        note_refusal(form, refusal, names)
        return form_again("citizen_plan.html", form, **_account(citizen, str(panel)))
    return back_to("citizen_plan.show", notice, citizen=citizen)


@page.post("/opgave/")
@access(CONSULTANT, scope="page")
def add(citizen: UUID) -> ResponseReturnValue:
    """Add one task: from the catalog, or in our own words."""
    form = Form(request.form)
    task, title = form.value("task"), form.value("title").strip()
    if bool(task) == bool(title):
        form.errors["task"] = "Vælg en opgave fra listen, eller skriv en selv. Ikke begge dele."
    day = form.day("planned_on", NO_DAY) if form.value("planned_on").strip() else None
    return _keep(citizen, form, ADD, "opgave-tilfoejet", lambda: plans.add_item(
        citizen, task=task, title=title, planned_on=day, staff=g.me.id, now=g.now,
        published=published(),
    ), plan="task")  # fmt: skip


@page.post("/opgave/<uuid:item>/flyt/")
@access(CONSULTANT, scope="page")
def move(citizen: UUID, item: UUID) -> ResponseReturnValue:
    """Plan a task for another day."""
    form = Form(request.form)
    day = form.day("to_on", NO_DAY)
    return _keep(citizen, form, item, "flyttet", lambda: plan_moves.move(
        citizen, item, day, g.me.id, g.now,  # type: ignore[arg-type]
    ), planned_on="to_on")  # fmt: skip


@page.post("/opgave/<uuid:item>/byt/")
@access(CONSULTANT, scope="page")
def swap(citizen: UUID, item: UUID) -> ResponseReturnValue:
    """Put another task in its place."""
    form = Form(request.form)
    return _keep(citizen, form, item, "byttet", lambda: plan_moves.swap(
        citizen, item, form.value("other"), g.me.id, g.now, published(),
    ), task="other")  # fmt: skip


@page.post("/opgave/<uuid:item>/ikke-relevant/")
@access(CONSULTANT, scope="page")
def waive(citizen: UUID, item: UUID) -> ResponseReturnValue:
    """Ikke relevant: the task no longer counts, for a reason from the list."""
    form = Form(request.form)
    return _keep(citizen, form, item, "ikke-relevant", lambda: plans.waive(
        citizen, item, form.value("reason"), g.me.id, g.now, published=published(),
    ))  # fmt: skip


@page.post("/opgave/<uuid:item>/tag-ud/")
@access(CONSULTANT, scope="page")
def remove(citizen: UUID, item: UUID) -> ResponseReturnValue:
    """Take a task out of the plan."""
    return _keep(citizen, Form(), item, "taget-ud", lambda: plans.remove_item(
        citizen, item, g.me.id, g.now, published=published(),
    ))  # fmt: skip


@page.post("/opgave/<uuid:item>/saet-ind/")
@access(CONSULTANT, scope="page")
def restore(citizen: UUID, item: UUID) -> ResponseReturnValue:
    """Bring back what was taken out or put aside."""
    return _keep(citizen, Form(), item, "sat-ind", lambda: plans.restore(
        citizen, item, g.me.id, g.now, published=published(),
    ))  # fmt: skip


@page.post("/start/")
@access(CONSULTANT, scope="page")
def start(citizen: UUID) -> ResponseReturnValue:
    """Start one plan, or several in order."""
    form = Form(request.form)
    chosen = [published().plan(form.value(name)) for name in IN_ORDER if form.value(name)]
    templates = [one for one in chosen if one is not None]
    if not templates or len(templates) < len(chosen):
        form.errors["template"] = "Vælg et forløb fra listen."
    day = form.day("start_on", NO_DAY) if form.value("start_on").strip() else None
    return _keep(citizen, form, START, "forloeb-valgt", lambda: plans_ahead.start_in_order(
        citizen, templates, day, g.me.id, g.now,
    ))  # fmt: skip


@page.post("/<uuid:plan>/slut/")
@access(CONSULTANT, scope="page")
def end(citizen: UUID, plan: UUID) -> ResponseReturnValue:
    """End a plan today, for a reason from the list."""
    form = Form(request.form)
    codes = {one.code for one in published().municipality.end_reasons}
    reason = form.choice("end_reason", codes, "Vælg en grund fra listen.")
    return _keep(citizen, form, plan, "forloeb-slut", lambda: plans.end_plan(
        citizen, plan, g.now, reason, g.me.id,
    ))  # fmt: skip


@page.post("/<uuid:plan>/nyt/")
@access(CONSULTANT, scope="page")
def renew(citizen: UUID, plan: UUID) -> ResponseReturnValue:
    """Take over one thing that the template has got since the plan began."""
    form = Form(request.form)
    return _keep(citizen, form, plan, "taget-over", lambda: take_over(
        citizen, plan, form.value("kind"), form.value("key"), g.me.id, g.now, published(),
    ))  # fmt: skip


@page.post("/bagefter/<uuid:ahead>/tag-ud/")
@access(CONSULTANT, scope="page")
def drop(citizen: UUID, ahead: UUID) -> ResponseReturnValue:
    """Let a plan not follow after all."""
    plans_ahead.take_out(citizen, ahead, g.me.id, g.now)
    return back_to("citizen_plan.show", "taget-ud-forloeb", citizen=citizen)


@page.post("/pause/")
@access(CONSULTANT, scope="page")
def rest(citizen: UUID) -> ResponseReturnValue:
    """Sæt på pause: from a day to a day."""
    form = Form(request.form)
    first, last = form.day("from_on", NO_DAY), form.day("until_on", NO_DAY)
    return _keep(citizen, form, PAUSE, "pause-sat", lambda: pauses.set_pause(
        citizen, first, last, g.me.id, g.now,  # type: ignore[arg-type]
    ))  # fmt: skip


@page.post("/pause/<uuid:pause>/slut/")
@access(CONSULTANT, scope="page")
def end_rest(citizen: UUID, pause: UUID) -> ResponseReturnValue:
    """Slut pausen: what is left of it is given back."""
    return _keep(citizen, Form(), PAUSE, "pause-slut", lambda: pauses.end_pause(
        citizen, pause, g.me.id, g.now,
    ))  # fmt: skip


@page.post("/maal/")
@access(CONSULTANT, scope="page")
def target(citizen: UUID) -> ResponseReturnValue:
    """Agree on a number of applications a week."""
    form = Form(request.form)
    number = form.whole("per_week", 0, weeks.MOST, f"Skriv et tal fra 0 til {weeks.MOST}.")
    return _keep(citizen, form, TARGET, "maal-sat", lambda: weeks.set_target(
        citizen, form.value("from_week"), number, g.me.id, g.now,
    ))  # fmt: skip


@page.post("/oenske/<uuid:asked>/besvaret/")
@access(CONSULTANT, scope="page")
def answer(citizen: UUID, asked: UUID) -> ResponseReturnValue:
    """A request has been seen to; said on this page or before a talk."""
    try:
        requests.answer(citizen, asked, g.me.id, g.now)
        notice = "besvaret"
    except Refused:
        notice = "allerede-besvaret"
    is_talk = request.form.get("fra") == "samtale"
    return back_to("talk.show" if is_talk else "citizen_plan.show", notice, citizen=citizen)


@page.post("/fortryd/")
@access(CONSULTANT, scope="page")
def undo(citizen: UUID) -> ResponseReturnValue:
    """Take back one of today's actions; one that was taken back already is left as it is."""
    form = Form(request.form)
    try:
        kind, which = form.value("kind"), form.value("target")
        did = take_back(citizen, kind, which, g.me.id, g.now, published())
    except Refused as refusal:
        note_refusal(form, refusal, {})
        return form_again("citizen_plan.html", form, **_account(citizen))
    notice = "fortrudt" if did else "allerede-fortrudt"
    return back_to("citizen_plan.show", notice, citizen=citizen)
