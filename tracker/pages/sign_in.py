"""Log på: the citizen types the code of the letter and says whose device it is."""

from __future__ import annotations

from uuid import UUID

from flask import current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from tracker.access import ANYONE, CITIZEN, Page, signed_in
from tracker.errors import Refused
from tracker.forms import Form
from tracker.limits import code_for_all, code_per_address
from tracker.people.citizens import find_by_code
from tracker.screen import back_to, with_form
from tracker.sign_in import sessions
from tracker.sign_in.codes import normalise_code

page = Page("sign_in", "/log-paa", ANYONE, scope="public")

DEVICES = ("egen", "faelles")
NO_CODE = "Skriv koden fra dit brev. Den har 10 tegn."
WRONG_CODE = "Koden passer ikke. Se på brevet igen. Koden har 10 tegn."


@page.get("/")
def show() -> ResponseReturnValue:
    """The form; whoever is signed in already goes on to the tasks."""
    visitor = signed_in()
    if visitor and visitor.role == CITIZEN:
        return redirect(url_for("plan.show"), 303)
    return render_template("sign_in.html", form=Form())


@page.post("/")
@code_per_address
@code_for_all
@with_form("sign_in.html")
def enter(form: Form) -> ResponseReturnValue:
    """Sign in when the code fits; else the form again, with the code as it was typed."""
    device = form.choice("enhed", DEVICES, "Vælg, om enheden er din egen eller en fælles enhed.")
    if not normalise_code(form.value("code")):
        form.errors["code"] = wrong_code(form)
    form.refuse_errors()
    citizen = find_by_code(
        form.value("code"), secret=current_app.config["JOBVEJ_SECRET"], now=g.now
    )
    if citizen is None:
        raise Refused({"code": wrong_code(form)})
    return sign_in(citizen.id, device)


def wrong_code(form: Form) -> str:
    """What to do about the code that was typed, or was not."""
    return WRONG_CODE if form.value("code").strip() else NO_CODE


def sign_in(citizen: UUID, device: str, notice: str = "") -> Response:
    """Begin a session in this browser, as long as the device allows, and go to the tasks."""
    before = signed_in()
    if before:
        sessions.end(before.token_digest)
    is_shared = device == "faelles"
    token = sessions.start(citizen, CITIZEN, is_shared_device=is_shared, now=g.now)
    response = back_to("plan.show", notice)
    sessions.set_cookie(request, response, token, sessions.lifetime(CITIZEN, is_shared))
    return response
