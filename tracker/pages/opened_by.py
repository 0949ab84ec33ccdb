"""Hvem har åbnet din side: day, role, team and purpose, and every note that was made."""

from __future__ import annotations

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, Page
from tracker.appointments import case_notes
from tracker.openings import openings
from tracker.people.handovers import history
from tracker.people.readers import who_may_read
from tracker.people.staff import shown_names
from tracker.site import published

page = Page("opened_by", "/dine-opgaver/hvem-har-aabnet", CITIZEN, scope="own")


@page.get("/")
def show() -> ResponseReturnValue:
    """Who may read the page, and every opening and note that is still kept, newest first."""
    with_names = published().municipality.show_staff_names
    return render_template(
        "opened_by.html",
        openings=openings(g.me.id),
        names=shown_names(with_names),
        notes=case_notes.notes_of(g.me.id, with_names=with_names),
        who=who_may_read(g.me, g.today, with_names=with_names),
        handovers=history(g.me.id),
    )
