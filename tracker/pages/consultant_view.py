"""Det ser din jobkonsulent: the consultant's page before a call, to the citizen."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, Page
from tracker.account.summary import prepare_talk
from tracker.enrolment.plan_account import plan_accounts
from tracker.site import published

page = Page("consultant_view", "/dine-opgaver/det-ser-din-jobkonsulent", CITIZEN, scope="own")


@page.get("/")
def show() -> ResponseReturnValue:
    """The same account by the same function through the same template."""
    return render_template(
        "consultant_view.html",
        preparation=prepare_talk(g.me.id, g.now, published()),
        plans=plan_accounts(g.me.id, g.today, published()),
    )
