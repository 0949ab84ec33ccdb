"""Log på med MitID: to the broker and back; the first time, the code of the letter as well."""

from flask import current_app, g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import ANYONE, Page
from tracker.errors import Refused
from tracker.forms import Form
from tracker.limits import code_for_all, code_per_address
from tracker.pages.sign_in import sign_in, wrong_code
from tracker.pages.single_sign_on import refused
from tracker.people.citizens import find_by_code
from tracker.screen import back_to, with_form
from tracker.sign_in import errand, mitid
from tracker.sign_in.doors import doors
from tracker.sign_in.oidc import NotProven

page = Page("mitid", "/log-paa/mitid", ANYONE, scope="public")

AWAY, CODE = "mitid", "mitid-code"
"""What the browser is on its way to: the broker, or the page that asks for the code."""


@page.before_request
def find_door() -> ResponseReturnValue | None:
    """The broker; where there is none, the code is the only way."""
    g.door = doors().citizens
    return None if g.door else back_to("sign_in.show")


@page.errorhandler(NotProven)
def not_proven(problem: NotProven) -> ResponseReturnValue:
    """Back to signing in by code, with advice."""
    return refused(problem, "sign_in.show", "mitid")


@page.get("/")
def show() -> ResponseReturnValue:
    """Ask whose device it is, by two links: `form-action` would stop a form's redirect."""
    return render_template("mitid.html")


@page.get("/<any(egen, faelles):device>/")
def go(device: str) -> ResponseReturnValue:
    """Send the browser to the broker."""
    return errand.send_away(g.door.provider, {"purpose": AWAY, "device": device})


@page.get("/retur/")
def back() -> ResponseReturnValue:
    """Sign in the citizen of this MitID, or ask once for the code that says who it is."""
    kept, claims = errand.returned(g.door.provider, AWAY)
    issuer, secret = g.door.provider.client.issuer, current_app.config["JOBVEJ_SECRET"]
    digest = mitid.identity_of(claims, g.door.level_claim, issuer, secret)
    citizen = mitid.citizen_of(digest)
    if citizen is not None:
        return errand.over(sign_in(citizen.id, kept["device"]))
    what = {"purpose": CODE, "device": kept["device"], "digest": digest}
    return errand.carrying(what, back_to(".ask"))


@page.get("/kode/")
def ask() -> ResponseReturnValue:
    """The code of the letter, once."""
    errand.carried(CODE)
    return render_template("mitid_code.html", form=Form())


@page.post("/kode/")
@code_per_address
@code_for_all
@with_form("mitid_code.html")
def bind(form: Form) -> ResponseReturnValue:
    """Bind the MitID that was just used to the citizen of the code, and sign in."""
    kept, secret = errand.carried(CODE), current_app.config["JOBVEJ_SECRET"]
    citizen = find_by_code(form.value("code"), secret=secret, now=g.now)
    if citizen is None:
        raise Refused({"code": wrong_code(form)})
    mitid.bind(citizen.id, kept["digest"], g.now)
    return errand.over(sign_in(citizen.id, kept["device"], "mitid-tilfoejet"))
