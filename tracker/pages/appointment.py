"""When, how and how often to talk: the fields that today's page and the end of a talk share."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import request

from tracker.appointments import messages, talks
from tracker.appointments.series import RHYTHMS
from tracker.clock import local_date, local_moment
from tracker.forms import Form
from tracker.site import published

ONCE = "0"


def read_appointment(form: Form) -> talks.NewTalk:
    """The talk that the fields say. Raises Refused when one of the form's fields is wrong."""
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
    """Every so many weeks until a day; (0, None) for once."""
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
