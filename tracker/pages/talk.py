"""Før samtalen: what to know before a call, and what is agreed in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, access, purposes_of
from tracker.account.standing import read_standing
from tracker.account.summary import prepare_talk
from tracker.appointments import calls, diary, talks
from tracker.clock import local_date
from tracker.db import writing
from tracker.enrolment import plans
from tracker.enrolment.take_back import take_back
from tracker.enrolment.undo import undoable
from tracker.errors import Refused
from tracker.events import progress
from tracker.forms import Form
from tracker.pages.appointment import choices, just_made, note_refusal, read_appointment
from tracker.pages.catalog_tasks import catalog_tasks
from tracker.screen import back_to, form_again
from tracker.site import published

page = Blueprint("talk", __name__, url_prefix="/job/borgere/<uuid:citizen>/samtale")

END, ADD, CONFIRM, WAIVE = "afslut", "tilfoej", "gennemgaaet", "ikke-relevant"


@page.get("/")
@access(CONSULTANT, scope="page")
def show(citizen: UUID) -> ResponseReturnValue:
    """The page before the call; one screen, one sheet of paper."""
    form = Form({"minutes": "15", "mode": talks.PHONE})
    return render_template("talk.html", form=form, **_account(citizen))


def _account(citizen: UUID, panel: str = "") -> dict[str, Any]:
    """What is known, what can be done, and what was done today; `panel` is the open form."""
    standing = read_standing(citizen)
    preparation = prepare_talk(citizen, g.now, published())
    planned = talks.find_talk(citizen, preparation.talk) if preparation.talk else None
    return {
        "panel": panel,
        "preparation": preparation,
        "talk": planned if planned and _is_due(planned) else None,
        "planned": planned,
        "more_to_come": planned and diary.with_more_to_come([planned]),
        "opened_for": purposes_of(g.me.id, citizen, local_date(g.now)),
        "undoable": undoable(citizen, g.now),
        "open_items": [(item.id, item.title) for item, state in standing.items if state.is_open],
        "unconfirmed": [
            item
            for item, state in standing.items
            if state.state == "done" and state.confirmed_on is None
        ],
        "tasks": catalog_tasks(published()),
        "reasons": [(one.code, one.label) for one in published().municipality.waive_reasons],
        "made": just_made(citizen),
        **choices(),
    }


def _is_due(talk: Any) -> bool:
    """Whether ending ends this talk: today's or an earlier one. One that lies ahead stays."""
    return local_date(talk.starts_at) <= local_date(g.now)


@page.post("/afslut/")
@access(CONSULTANT, scope="page")
def end(citizen: UUID) -> ResponseReturnValue:
    """End the talk: how it went, the next step, the next talk; all or nothing."""
    form = Form(request.form)
    outcome = form.choice("outcome", (talks.HELD, talks.NOT_REACHED), "Vælg, hvordan det gik.")
    agreed = form.text("agreed", "agreed")
    wants_next = any(form.value(name).strip() for name in ("day", "clock", "link", "until"))
    following = read_appointment(form) if wants_next else None
    try:
        form.refuse_errors()
        with writing():
            talk = _talk_to_end(citizen, form.value("talk"))
            made = talks.end_talk(talk, outcome, agreed, following, g.me.id, g.now)
    except Refused as refusal:
        note_refusal(form, refusal, {"starts_at": "day"})
        return form_again("talk.html", form, **_account(citizen, END))
    return back_to("talk.show", "samtale-afsluttet", citizen=citizen, raekke=made)


@page.post("/ingen/")
@access(CONSULTANT, scope="page")
def none(citizen: UUID) -> ResponseReturnValue:
    """Der var ingen samtale: the talk that opening the page made is taken out again."""
    try:
        calls.drop(_named_talk(citizen, request.form.get("talk", "")))
    except Refused:
        return back_to("talk.show", "samtale-slut", citizen=citizen)
    return back_to("talk.show", "ingen-samtale", citizen=citizen)


def _talk_to_end(citizen: UUID, sent: str) -> UUID:
    """The talk the form names, or a call where the one agreed on lies ahead."""
    return _named_talk(citizen, sent) if sent else calls.make(citizen, g.me.id, g.now)


def _named_talk(citizen: UUID, sent: str) -> UUID:
    """The talk that a form names; 404 when it is not this citizen's."""
    try:
        talk = talks.find_talk(citizen, UUID(sent))
    except ValueError:
        talk = None
    if talk is None:
        abort(404)
    return UUID(str(talk.id))


@page.post("/opgave/")
@access(CONSULTANT, scope="page")
def add(citizen: UUID) -> ResponseReturnValue:
    """Add one task: from the catalog, or in our own words."""
    form = Form(request.form)
    task, title = form.value("task"), form.value("title").strip()
    if bool(task) == bool(title):
        form.errors["task"] = "Vælg en opgave fra listen, eller skriv en selv. Ikke begge dele."
    wants_day = form.value("planned_on").strip()
    day = form.day("planned_on", "Skriv datoen, fx 1.12.2026.") if wants_day else None
    try:
        form.refuse_errors()
        plans.add_item(
            citizen,
            task=task,
            title=title,
            planned_on=day,
            staff=g.me.id,
            now=g.now,
            published=published(),
        )
    except Refused as refusal:
        note_refusal(form, refusal, {"plan": "task"})
        return form_again("talk.html", form, **_account(citizen, ADD))
    return back_to("talk.show", "opgave-tilfoejet", citizen=citizen)


@page.post("/gennemgaaet/")
@access(CONSULTANT, scope="page")
def confirm(citizen: UUID) -> ResponseReturnValue:
    """Vi har gennemgået den: for each task that was chosen."""
    form = Form(request.form)
    chosen = request.form.getlist("items")[:100]
    if not chosen:
        form.errors["items"] = "Vælg mindst én opgave."
        return form_again("talk.html", form, **_account(citizen, CONFIRM))
    _say_as_staff(citizen, "confirmed", chosen)
    return back_to("talk.show", "gennemgaaet", citizen=citizen)


def _say_as_staff(citizen: UUID, kind: str, items: list[str]) -> None:
    """Record what staff say of items, all or nothing; 404 when one is not this citizen's."""
    with writing():
        events = [
            progress.IncomingEvent(uuid4(), kind, f"item:{item}", g.now, number, {})
            for number, item in enumerate(items, start=progress.seq(citizen))
        ]
        verdicts = progress.record(
            citizen, events, sent_at=g.now, now=g.now, published=published(), staff=g.me.id
        )
        if any(one.verdict not in ("stored", "known") for one in verdicts):
            abort(404)


@page.post("/ikke-relevant/")
@access(CONSULTANT, scope="page")
def waive(citizen: UUID) -> ResponseReturnValue:
    """Ikke relevant: the task no longer counts, for a reason from the list."""
    form = Form(request.form)
    item = form.id("item", "Vælg en opgave.")
    reason = form.choice(
        "reason",
        {one.code for one in published().municipality.waive_reasons},
        "Vælg en grund fra listen.",
    )
    try:
        form.refuse_errors()
        assert item  # noqa: S101 - refuse_errors has seen to it
        plans.waive(citizen, item, reason, g.me.id, g.now, published=published())
    except Refused as refusal:
        note_refusal(form, refusal, {})
        return form_again("talk.html", form, **_account(citizen, WAIVE))
    return back_to("talk.show", "ikke-relevant", citizen=citizen)


@page.post("/fortryd/")
@access(CONSULTANT, scope="page")
def undo(citizen: UUID) -> ResponseReturnValue:
    """Take back one of today's actions; one that was taken back already is left as it is."""
    kind, target = request.form.get("kind", ""), request.form.get("target", "")
    try:
        did = take_back(citizen, kind, target, g.me.id, g.now, published())
    except Refused:
        return back_to("talk.show", "naeste-foerst", citizen=citizen)
    return back_to("talk.show", "fortrudt" if did else "allerede-fortrudt", citizen=citizen)
