"""Webinarer: sign up, take part by the link of the day, and say that one was there."""

from typing import Any

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, Page
from tracker.events import progress
from tracker.gatherings import webinars
from tracker.screen import back_to
from tracker.site import published

page = Page("webinars", "/dine-opgaver/webinarer", CITIZEN, scope="own")


@page.get("/")
def show() -> ResponseReturnValue:
    """Those to come, then those that were held, the latest first."""
    found = webinars.own_webinars(g.me.id, g.now, published())
    return render_template(
        "webinars.html",
        ahead=[one for one in found if not one.is_over],
        held=[one for one in reversed(found) if one.is_over],
    )


def _own_webinar(webinar: str) -> Any:
    """A webinar that the municipality takes sign-ups for itself; 404 for any other."""
    found = published().webinar(webinar)
    if found is None or found.sign_up_url:
        abort(404)
    return found


@page.post("/<webinar>/tilmeld/")
def sign_up(webinar: str) -> ResponseReturnValue:
    """Tilmeld mig, as long as it has not been held."""
    found = _own_webinar(webinar)
    if webinars.is_over(found, g.now):
        abort(404)
    webinars.sign_up(g.me.id, found, g.now)
    return back_to("webinars.show", "tilmeldt")


@page.post("/<webinar>/meld-fra/")
def sign_off(webinar: str) -> ResponseReturnValue:
    """Meld mig fra."""
    webinars.sign_off(g.me.id, _own_webinar(webinar), published())
    return back_to("webinars.show", "frameldt")


@page.post("/<webinar>/var-med/")
def attended(webinar: str) -> ResponseReturnValue:
    """Jeg var med: the same activity as seeing the recording."""
    found = _own_webinar(webinar)
    if not webinars.is_over(found, g.now):
        abort(404)
    webinars.sign_up(g.me.id, found, g.now)
    _say("completed", found, revision=found.lesson.video.revision)
    return back_to("webinars.show", "var-med")


@page.post("/<webinar>/fortryd/")
def undo(webinar: str) -> ResponseReturnValue:
    """Take that back."""
    _say("reopened", _own_webinar(webinar))
    return back_to("webinars.show", "fortrudt")


def _say(kind: str, webinar: Any, **data: Any) -> None:
    """Record one act on the webinar's activity, as the device does."""
    subject = f"activity:{webinars.activity_of(webinar)}"
    progress.say(g.me.id, kind, subject, g.now, published(), **data)
