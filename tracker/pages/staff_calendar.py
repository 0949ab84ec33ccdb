"""Din kalender for consultants: the same, with the first names of those they talk with."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page
from tracker.appointments import calendars
from tracker.pages.calendar import account, give, take
from tracker.screen import back_to

page = Page("staff_calendar", "/job/kalender", CONSULTANT, scope="self")


@page.get("/")
def show() -> ResponseReturnValue:
    """Whether there is an address; the address itself only just after it was made."""
    return render_template("staff_calendar.html", **account())


@page.post("/ny/")
def make() -> ResponseReturnValue:
    """Make the address, or another in its place."""
    give(calendars.CONSULTANT)
    return back_to("staff_calendar.show", "kalender-lavet")


@page.post("/slet/")
def remove() -> ResponseReturnValue:
    """End the address."""
    take()
    return back_to("staff_calendar.show", "kalender-slettet")
