"""Hvad er ændret: what changed in the citizen's forløb, by whom and why, for them to read."""

from __future__ import annotations

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, Page
from tracker.enrolment.history import changes
from tracker.site import published

page = Page("changes", "/dine-opgaver/aendringer", CITIZEN, scope="own")


@page.get("/")
def show() -> ResponseReturnValue:
    """Every change that is still kept, the newest first."""
    return render_template("changes.html", changes=changes(g.me.id, published()))
