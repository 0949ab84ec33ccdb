"""Din kalender: the citizen makes, renews and ends an address, and phones fetch from it."""

from __future__ import annotations

from typing import Any

from flask import Response, g, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.access import ANYONE, CITIZEN, Page, access
from tracker.appointments import calendars
from tracker.limits import calendars_per_address
from tracker.people import letters
from tracker.screen import back_to, or_404
from tracker.site import published

page = Page("calendar", "", CITIZEN, scope="own")


@page.get("/dine-opgaver/kalender/")
def show() -> ResponseReturnValue:
    """Whether there is an address; the address itself only just after it was made."""
    return render_template("calendar.html", **account())


def account() -> dict[str, Any]:
    """What the page tells the signed-in person, citizen or consultant."""
    token = letters.read(g.signed_in.token_digest, g.me.id, g.now)
    address = url_for("calendar.fetch", token=token, _external=True) if token else ""
    return {
        "given_on": calendars.given_on(g.me.id),
        "address": address,
        "subscribe": f"webcal:{address.partition(':')[2]}",
        "keeps_days": calendars.KEEPS.days,
    }


@page.post("/dine-opgaver/kalender/ny/")
def make() -> ResponseReturnValue:
    """Make the address, or another in its place."""
    give(calendars.CITIZEN)
    return back_to("calendar.show", "kalender-lavet")


def give(role: str) -> None:
    """Make the signed-in person's address and hold it for this browser a short while."""
    token = calendars.give(g.me.id, role, g.now)
    letters.keep(g.signed_in.token_digest, g.me.id, token, g.now)


@page.post("/dine-opgaver/kalender/slet/")
def remove() -> ResponseReturnValue:
    """End the address."""
    take()
    return back_to("calendar.show", "kalender-slettet")


def take() -> None:
    """End the signed-in person's address, here and on paper."""
    calendars.take(g.me.id)
    letters.forget(g.signed_in.token_digest, g.me.id)


@page.get("/kalender/<token>.ics")
@access(ANYONE, scope="calendar")
@calendars_per_address
def fetch(token: str) -> ResponseReturnValue:
    """The calendar, to whoever has its address; to others there is none."""
    found = or_404(calendars.read(token, g.now, published()))
    answer = Response(found, mimetype="text/calendar")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
