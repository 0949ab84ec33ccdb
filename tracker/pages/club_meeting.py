"""Ret mødet: one meeting of a job club on another day, at another time or in another way."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, access
from tracker.clock import local_time
from tracker.errors import Refused
from tracker.forms import Form
from tracker.gatherings import club_meetings
from tracker.gatherings.club_meetings import Meeting, OneMeeting
from tracker.gatherings.clubs import MODES
from tracker.pages.appointment import note_refusal
from tracker.screen import back_to, form_again

page = Blueprint("club_meeting", __name__, url_prefix="/job/jobklubber/<uuid:club>/moeder/<day>")


def _meeting(day: str) -> Meeting:
    """The meeting that the address names by the day the rule says; 404 for any other."""
    try:
        found = club_meetings.find_meeting(g.club, date.fromisoformat(day), g.now)
    except ValueError:
        found = None
    if found is None:
        abort(404)
    return found


def _choices(meeting: Meeting) -> dict[str, Any]:
    return {
        "club": g.club,
        "meeting": meeting,
        "modes": [(code, label, "") for code, label in MODES.items()],
    }


@page.get("/")
@access(CONSULTANT, scope="club")
def show(club: UUID, day: str) -> ResponseReturnValue:
    """The form with how the meeting stands."""
    one = _meeting(day)
    form = Form(
        {
            "held_on": one.on.isoformat(),
            "clock": local_time(one.starts_at).replace(".", ":"),
            "mode": one.mode,
            "place": one.place,
            "link": one.link,
        }
    )
    return render_template("club_meeting.html", form=form, **_choices(one))


@page.post("/")
@access(CONSULTANT, scope="club")
def change(club: UUID, day: str) -> ResponseReturnValue:
    """Hold this one meeting otherwise."""
    one, form = _meeting(day), Form(request.form)
    held_on = form.day("held_on", "Skriv datoen, fx 1.12.2026.")
    starts = form.clock("clock", "Skriv klokkeslættet, fx 10.00.")
    mode = form.choice("mode", MODES, "Vælg, hvordan I mødes.")
    place, link = form.text("place", "place"), form.link("link")
    try:
        form.refuse_errors()
        assert held_on and starts  # noqa: S101 - refuse_errors has seen to it
        new = OneMeeting(held_on, starts, mode, place, link)
        club_meetings.change_meeting(one, new, g.me.id, g.now)
    except Refused as refusal:
        note_refusal(form, refusal, {})
        return form_again("club_meeting.html", form, **_choices(one))
    return back_to("club.show", "moede-rettet", club=club)


@page.post("/aflys/")
@access(CONSULTANT, scope="club")
def cancel(club: UUID, day: str) -> ResponseReturnValue:
    """Cancel this one meeting; it stays on the pages as cancelled, with the way back."""
    club_meetings.cancel_meeting(_meeting(day), g.me.id, g.now)
    return back_to("club.show", "moede-aflyst", club=club)


@page.post("/fortryd/")
@access(CONSULTANT, scope="club")
def put_back(club: UUID, day: str) -> ResponseReturnValue:
    """Take back what was last done to this meeting."""
    club_meetings.put_back(_meeting(day), g.me.id, g.now)
    return back_to("club.show", "fortrudt", club=club)
