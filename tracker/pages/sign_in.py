"""Log på: the citizen types the code of the letter and says whose device it is; and Log af."""

from uuid import UUID

from flask import current_app, g, render_template, request
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

page = Page("sign_in", "", ANYONE, scope="public")

DEVICES = ("egen", "faelles")
NO_CODE = "Skriv koden fra dit brev. Den har 10 tegn."
WRONG_CODE = "Koden passer ikke. Se på brevet igen. Koden har 10 tegn."


@page.get("/log-paa/")
def show() -> ResponseReturnValue:
    """The form; whoever is signed in already goes on to the tasks."""
    visitor = signed_in()
    if visitor and visitor.role == CITIZEN:
        return back_to("plan.show")
    return render_template("sign_in.html", form=Form())


@page.post("/log-paa/")
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


def begin_session(
    person: UUID, role: str, on_to: Response, *, is_shared_device: bool = False
) -> Response:
    """Sign this browser in, in place of whoever was before, and go on."""
    before = signed_in()
    if before:
        sessions.end(before.token_digest)
    token = sessions.start(person, role, is_shared_device=is_shared_device, now=g.now)
    sessions.set_cookie(request, on_to, token, sessions.lifetime(role, is_shared_device))
    return on_to


def sign_in(citizen: UUID, device: str, notice: str = "") -> Response:
    """Begin a session as long as the device allows, and go to the tasks."""
    tasks = back_to("plan.show", notice)
    return begin_session(citizen, CITIZEN, tasks, is_shared_device=device == "faelles")


@page.get("/log-af/")
def ask_leave() -> ResponseReturnValue:
    """Log af, for citizens and staff alike: ask; a link or a bookmark alone signs nobody out."""
    visitor = signed_in()
    if visitor is None:
        return back_to("sign_in.show")
    return render_template("sign_out.html")


@page.post("/log-af/")
def leave() -> ResponseReturnValue:
    """End this browser's session and take its cookie; other devices stay signed in."""
    visitor = signed_in()
    if visitor:
        sessions.end(visitor.token_digest)
    is_staff = visitor is not None and visitor.role != CITIZEN
    where = "staff_sign_in.show" if is_staff else "sign_in.show"
    response = back_to(where, "logget-af")
    sessions.COOKIE.take(request, response)
    return response
