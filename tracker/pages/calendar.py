"""Din kalender: citizens and consultants make, renew and end an address that phones fetch from."""

from flask import Response, g, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.access import ANYONE, CITIZEN, CONSULTANT, Page, access
from tracker.appointments import calendars
from tracker.limits import calendars_per_address
from tracker.people import letters
from tracker.screen import back_to, or_404
from tracker.site import published

page = Page("calendar", "/kalender", CITIZEN, CONSULTANT, scope="own")


@page.get("/")
def show() -> ResponseReturnValue:
    """Whether there is an address; the address itself only just after it was made."""
    token = letters.read(g.signed_in.token_digest, g.me.id, g.now)
    address = url_for(".fetch", token=token, _external=True) if token else ""
    return render_template(
        "calendar.html",
        given_on=calendars.given_on(g.me.id),
        address=address,
        subscribe=f"webcal:{address.partition(':')[2]}",
        keeps_days=calendars.KEEPS.days,
    )


@page.post("/ny/")
def make() -> ResponseReturnValue:
    """Make the address, or another in its place, and hold it for this browser a short while."""
    token = calendars.give(g.me.id, g.signed_in.role, g.now)
    letters.keep(g.signed_in.token_digest, g.me.id, token, g.now)
    return back_to(".show", "kalender-lavet")


@page.post("/slet/")
def remove() -> ResponseReturnValue:
    """End the address."""
    calendars.take(g.me.id)
    letters.forget(g.signed_in.token_digest, g.me.id)
    return back_to(".show", "kalender-slettet")


@page.get("/<token>.ics")
@access(ANYONE, scope="calendar")
@calendars_per_address
def fetch(token: str) -> ResponseReturnValue:
    """The calendar, to whoever has its address; to others there is none."""
    found = or_404(calendars.read(token, g.now, published()))
    answer = Response(found, mimetype="text/calendar")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
