"""Log på for ansatte: name and password, where the municipality has no common sign-in."""

import re
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from tracker.access import ANYONE, Page, signed_in
from tracker.errors import Refused
from tracker.forms import Form
from tracker.limits import password_per_account, password_per_address
from tracker.pages.sign_in import begin_session
from tracker.people.staff import check_password
from tracker.screen import FIRST_PAGES, with_form
from tracker.sign_in.doors import doors

page = Page("staff_sign_in", "/job/log-paa", ANYONE, scope="public")


def _goes_on_to(back: str, role: str) -> str:
    """The page that was asked for before signing in, if it is one of the role's; else its first."""
    first = url_for(FIRST_PAGES[role][0])
    own = first.split("/")[1]
    return back if re.fullmatch(rf"/{own}/[a-z0-9/-]*", back) else first


@page.get("/")
def show() -> ResponseReturnValue:
    """The form; whoever is signed in already goes on."""
    form = Form(request.args)
    visitor = signed_in()
    if visitor and visitor.role in FIRST_PAGES:
        return redirect(_goes_on_to(form.value("videre"), visitor.role), 303)
    return render_template("staff_sign_in.html", form=form)


@page.post("/")
@password_per_address
@password_per_account
@with_form("staff_sign_in.html")
def enter(form: Form) -> ResponseReturnValue:
    """Sign in when name and password fit."""
    if not doors().passwords:
        abort(404)
    staff = check_password(form.value("name"), form.value("password"))
    if staff is None:
        raise Refused({"name": "Brugernavn og adgangskode passer ikke sammen. Skriv begge igen."})
    return sign_in(staff, form.value("videre"))


def sign_in(staff: Any, back: str) -> Response:
    """Begin a session for a working day, and go on to the page that was asked for."""
    return begin_session(staff.id, staff.role, redirect(_goes_on_to(back, staff.role), 303))
