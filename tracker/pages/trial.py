"""Prøv som borger: one press makes an own trial citizen, one wipes it."""

from typing import Any

from flask import current_app, g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, CONSULTANT, Page
from tracker.forms import Form
from tracker.pages.new_citizen import read_template
from tracker.pages.sign_in import begin_session
from tracker.people import letters, trial
from tracker.screen import back_to, with_form
from tracker.site import published

page = Page("trial", "/job/proev-som-borger", CONSULTANT, scope="team")

FIRST_CHOICE = "job-14-dage"


def _lists() -> dict[str, Any]:
    """The trial citizen, if there is one, and how long it is kept."""
    return {"citizen": trial.trial_of(g.me.id), "days": trial.KEPT.days}


@page.get("/")
def show() -> ResponseReturnValue:
    """Make one, or switch to it and wipe it."""
    form = Form({"template": FIRST_CHOICE})
    return render_template("trial.html", form=form, **_lists())


@page.post("/")
@with_form("trial.html", _lists)
def make(form: Form) -> ResponseReturnValue:
    """Invent the citizen; its letter has the code."""
    secret = current_app.config["JOBVEJ_SECRET"]
    citizen, code = trial.make_trial(g.me, read_template(form), g.now, secret, published())
    letters.keep(g.signed_in.token_digest, citizen, code, g.now)
    return back_to("trial.show", "proeve-lavet")


@page.post("/skift/")
def switch() -> ResponseReturnValue:
    """Go on in this browser as the trial citizen: one cookie, so the staff session ends."""
    citizen = trial.trial_of(g.me.id)
    if citizen is None:
        return back_to("trial.show")
    return begin_session(citizen.id, CITIZEN, back_to("plan.show"), is_shared_device=True)


@page.post("/slet/")
def wipe() -> ResponseReturnValue:
    """Erase it with all it did."""
    trial.wipe_trial(g.me.id, g.now)
    return back_to("trial.show", "proeve-slettet")
