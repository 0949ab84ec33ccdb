"""Aftalen: the fields of a talk, shared with other pages; and one talk changed or called off."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page
from tracker.appointments import messages, talks
from tracker.appointments.series import RHYTHMS
from tracker.clock import local_date, local_moment, local_time
from tracker.enrolment.take_back import take_back
from tracker.errors import Refused
from tracker.forms import Form
from tracker.screen import back_to, or_404, with_form
from tracker.site import published

page = Page(
    "appointment",
    "/job/borgere/<uuid:citizen>/samtaler/<uuid:talk>",
    CONSULTANT,
    scope="responsible",
)

ONCE = "0"


@page.before_request
def find_talk() -> None:
    """The talk that the address names; 404 when it is not this citizen's."""
    named = request.view_args or {}
    g.talk = or_404(talks.find_talk(named["citizen"], named["talk"]))


@page.get("/ret/")
def show(citizen: UUID, talk: UUID) -> ResponseReturnValue:
    """Ret samtalen, with the fields as they were agreed on."""
    if g.talk.outcome is not None:
        return back_to("today.show", "samtale-slut")
    said = {
        "day": local_date(g.talk.starts_at),
        "clock": local_time(g.talk.starts_at).replace(".", ":"),
        "minutes": g.talk.minutes,
        "mode": g.talk.mode,
        "link": g.talk.link,
    }
    return render_template("appointment.html", form=Form(said))


@page.post("/ret/")
@with_form("appointment.html", starts_at="day", talk="day")
def replace(form: Form, citizen: UUID, talk: UUID) -> ResponseReturnValue:
    """Change the talk, and offer to take it back."""
    talks.replace_talk(talk, read_appointment(form), g.me.id, g.now)
    return back_to("today.show", "samtale-rettet", borger=citizen, samtale=talk)


@page.post("/aflys/")
def call_off(citizen: UUID, talk: UUID) -> ResponseReturnValue:
    """Call a talk off, or the rest of its series too, and offer to take it back."""
    whole = request.form.get("raekke") == "ja"
    try:
        talks.cancel_talk(talk, g.me.id, g.now, with_following=whole)
    except Refused:
        return back_to("today.show", "samtale-slut")
    return back_to("today.show", "samtale-aflyst", borger=citizen, samtale=talk)


@page.post("/fortryd/")
def put_back(citizen: UUID, talk: UUID) -> ResponseReturnValue:
    """Put a talk back that was called off, or changed; not past what came of the new one."""
    try:
        did = g.talk.outcome == talks.CANCELLED and take_back(
            citizen, "talk", str(talk), g.me.id, g.now, published()
        )
    except Refused:
        return back_to("today.show", "naeste-foerst")
    return back_to("today.show", "fortrudt" if did else "allerede-fortrudt")


def read_appointment(form: Form) -> talks.NewTalk:
    """The talk the fields describe. Raises Refused when any field of the form is wrong."""
    day, clock = form.day("day"), form.clock("clock")
    low, high = talks.SHORTEST, talks.LONGEST
    minutes = form.whole("minutes", low, high, f"Vælg mellem {low} og {high} minutter.")
    mode = form.choice("mode", talks.MODES, "Vælg, hvordan I taler sammen.")
    link = form.link("link")
    if mode and "link" not in form.errors and (wrong := talks.link_problem(link, mode)):
        form.errors["link"] = wrong
    weeks, until = _rhythm(form)
    form.refuse_errors()
    starts_at = local_moment(day, clock.hour, clock.minute)
    return talks.NewTalk(starts_at, minutes, mode, link, weeks, until)


def _rhythm(form: Form) -> tuple[int, date | None]:
    """How many weeks lie between talks, and the last day; (0, None) for a single talk."""
    repeat = form.value("repeat") or ONCE
    if repeat == ONCE:
        if form.value("until").strip():
            form.errors["until"] = "Vælg, hvor tit I taler sammen, eller slet slutdatoen."
        return 0, None
    if repeat not in {str(weeks) for weeks in RHYTHMS}:
        form.errors["repeat"] = "Vælg, hvor tit I taler sammen."
        return 0, None
    return int(repeat), form.day("until", "Skriv den sidste dato, fx 1.3.2027.")


def just_made(citizen: UUID | None) -> dict[str, Any]:
    """The talk or series that the address says was just made, to be seen once more.

    With the messages of the first, and whether a day that is off moved one to another weekday.
    """
    talk = talks.find_talk(citizen, Form(request.args).id("raekke")) if citizen else None
    if talk is None:
        return {}
    found = talks.series_of(talk)
    weekdays = {local_date(one.starts_at).weekday() for one in found}
    about = messages.about(found[0], published().municipality)
    return {"talks": found, "has_moved": len(weekdays) > 1, "messages": about}
