"""Det ser din jobkonsulent: the consultant's page before a call, to the citizen."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, access
from tracker.clock import local_date
from tracker.plan_account import plan_accounts
from tracker.site import published
from tracker.summary import prepare_talk

page = Blueprint("consultant_view", __name__, url_prefix="/dine-opgaver/det-ser-din-jobkonsulent")


@page.get("/")
@access(CITIZEN, scope="own")
def show() -> ResponseReturnValue:
    """The same account by the same function through the same template."""
    return render_template(
        "consultant_view.html",
        preparation=prepare_talk(g.me.id, g.now, published()),
        plans=plan_accounts(g.me.id, local_date(g.now), published()),
    )
