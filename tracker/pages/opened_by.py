"""Hvem har åbnet din side: day, role, team and purpose, for the citizen to read."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, access, openings
from tracker.site import published

page = Blueprint("opened_by", __name__, url_prefix="/dine-opgaver/hvem-har-aabnet")


@page.get("/")
@access(CITIZEN, scope="own")
def show() -> ResponseReturnValue:
    """Every opening that is still kept, newest first."""
    municipality = published().municipality
    return render_template(
        "opened_by.html",
        openings=openings(g.me.id, with_names=municipality.show_staff_names),
        months=municipality.log_retention_months,
    )
