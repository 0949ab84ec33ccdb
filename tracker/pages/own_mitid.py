"""Dit MitID: whether the citizen can sign in by it, and taking it away."""

from __future__ import annotations

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, Page
from tracker.screen import back_to
from tracker.sign_in import mitid

page = Page("own_mitid", "/dine-opgaver/mitid", CITIZEN, scope="own")


@page.get("/")
def show() -> ResponseReturnValue:
    """What is kept, and who took it away where somebody did."""
    return render_template("own_mitid.html", binding=mitid.binding(g.me.id))


@page.post("/fjern/")
def remove() -> ResponseReturnValue:
    """Take it away; signing in by MitID and code once more brings it back."""
    gone = mitid.remove(g.me.id, None, g.now)
    return back_to(".show", "mitid-fjernet" if gone else "")
