"""Ret mødet: one meeting of a job club on another day, at another time or in another way."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page
from tracker.forms import Form
from tracker.gatherings import club_meetings
from tracker.gatherings.club_meetings import OneMeeting
from tracker.gatherings.clubs import MODES
from tracker.screen import back_to, or_404, with_form

page = Page("club_meeting", "/job/jobklubber/<uuid:club>/moeder/<day>", CONSULTANT, scope="club")


@page.before_request
def find_meeting() -> None:
    """The meeting that the address names by the day the rule says; 404 for any other."""
    try:
        day = date.fromisoformat((request.view_args or {})["day"])
    except ValueError:
        abort(404)
    g.meeting = or_404(club_meetings.find_meeting(g.club, day, g.now))


def _choices() -> dict[str, Any]:
    return {"club": g.club, "meeting": g.meeting, "modes": MODES.items()}


@page.get("/")
def show(club: UUID, day: str) -> ResponseReturnValue:
    """The form with how the meeting stands."""
    one = g.meeting
    form = Form(vars(one) | {"held_on": one.on, "clock": one.starts.isoformat("minutes")})
    return render_template("club_meeting.html", form=form, **_choices())


@page.post("/")
@with_form("club_meeting.html", _choices)
def change(form: Form, club: UUID, day: str) -> ResponseReturnValue:
    """Hold this one meeting otherwise."""
    held_on, starts = form.day("held_on"), form.clock("clock")
    mode = form.choice("mode", MODES, "Vælg, hvordan I mødes.")
    place, link = form.text("place", "place"), form.link("link")
    form.refuse_errors()
    new = OneMeeting(held_on, starts, mode, place, link)
    club_meetings.change_meeting(g.meeting, new, g.me.id, g.now)
    return back_to("club.show", "moede-rettet", club=club)


@page.post("/aflys/")
def cancel(club: UUID, day: str) -> ResponseReturnValue:
    """Cancel this one meeting; it stays on the pages as cancelled, with the way back."""
    club_meetings.cancel_meeting(g.meeting, g.me.id, g.now)
    return back_to("club.show", "moede-aflyst", club=club)


@page.post("/fortryd/")
def put_back(club: UUID, day: str) -> ResponseReturnValue:
    """Take back what was last done to this meeting."""
    club_meetings.put_back(g.meeting, g.me.id, g.now)
    return back_to("club.show", "fortrudt", club=club)
