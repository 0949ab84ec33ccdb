"""Log på med MitID: to the broker and back; the first time, the code of the letter as well."""

from __future__ import annotations

import logging

from flask import abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access import ANYONE, Page
from tracker.errors import Refused
from tracker.forms import Form
from tracker.limits import code_for_all, code_per_address
from tracker.pages.sign_in import DEVICES, sign_in, wrong_code
from tracker.pages.single_sign_on import send_away, what_it_says
from tracker.people.citizens import find_by_code
from tracker.screen import back_to, with_form
from tracker.sign_in import errand_cookie, mitid
from tracker.sign_in.doors import doors
from tracker.sign_in.oidc import STOPPED, NotProven

page = Page("mitid", "/log-paa/mitid", ANYONE, scope="public")

log = logging.getLogger("jobvej")

AWAY, CODE = "mitid", "mitid-code"
"""What the browser is on its way to: the broker, or the page that asks for the code."""


@page.get("/")
def show() -> ResponseReturnValue:
    """Ask whose device it is, by two links: a form's way on would be stopped by `form-action`."""
    if doors().citizens is None:
        return back_to("sign_in.show")
    return render_template("mitid.html")


@page.get("/<device>/")
def go(device: str) -> ResponseReturnValue:
    """Send the browser to the broker."""
    door = doors().citizens
    if device not in DEVICES:
        abort(404)
    if door is None:
        return back_to("sign_in.show")
    try:
        return send_away(door.provider, {"purpose": AWAY, "device": device})
    except NotProven as problem:
        return back_to("sign_in.show", f"mitid-{problem.why}")


@page.get("/retur/")
def back() -> ResponseReturnValue:
    """Sign in the citizen of this MitID, or ask once for the code, which says whose tasks."""
    door = doors().citizens
    if door is None:
        return back_to("sign_in.show")
    kept = errand_cookie.read(request, AWAY, _secret(), g.now)
    try:
        claims = what_it_says(door.provider, kept)
        issuer = door.provider.client.issuer
        digest = mitid.identity_of(claims, door.level_claim, issuer, _secret())
    except NotProven as problem:
        log.info("sign-in elsewhere refused: %s", problem)
        response = back_to("sign_in.show", f"mitid-{problem.why}")
        errand_cookie.forget(request, response)
        return response
    device = kept["device"] if kept else ""
    citizen = mitid.citizen_of(digest)
    if citizen is None:
        response = redirect(url_for(".ask"), 303)
        what = {"purpose": CODE, "device": device, "digest": digest}
        errand_cookie.give(request, response, what, _secret(), g.now)
        return response
    response = sign_in(citizen.id, device)
    errand_cookie.forget(request, response)
    return response


@page.get("/kode/")
def ask() -> ResponseReturnValue:
    """The code of the letter, once."""
    if errand_cookie.read(request, CODE, _secret(), g.now) is None:
        return back_to("sign_in.show")
    return render_template("mitid_code.html", form=Form())


@page.post("/kode/")
@code_per_address
@code_for_all
@with_form("mitid_code.html")
def bind(form: Form) -> ResponseReturnValue:
    """Bind the MitID that was just used to the citizen of the code, and sign in."""
    kept = errand_cookie.read(request, CODE, _secret(), g.now)
    if kept is None:
        return back_to("sign_in.show", f"mitid-{STOPPED}")
    citizen = find_by_code(form.value("code"), secret=_secret(), now=g.now)
    if citizen is None:
        raise Refused({"code": wrong_code(form)})
    mitid.bind(citizen.id, kept["digest"], g.now)
    response = sign_in(citizen.id, kept["device"], "mitid-tilfoejet")
    errand_cookie.forget(request, response)
    return response


def _secret() -> bytes:
    secret: bytes = current_app.config["JOBVEJ_SECRET"]
    return secret
