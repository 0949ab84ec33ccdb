"""Log på med kommunens login: to the municipality's own service and back again."""

from __future__ import annotations

import logging
from typing import Any

from flask import current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access import ANYONE, Page
from tracker.pages.staff_sign_in import sign_in
from tracker.screen import back_to
from tracker.sign_in import errand_cookie, single_sign_on
from tracker.sign_in.doors import doors
from tracker.sign_in.oidc import STOPPED, Errand, NotProven, Provider

page = Page("single_sign_on", "/job/log-paa/kommune", ANYONE, scope="public")

log = logging.getLogger("jobvej")

PURPOSE = "staff"


@page.get("/")
def show() -> ResponseReturnValue:
    """Send the browser there. A link and no form: `form-action` would stop the way on."""
    door = doors().staff
    if door is None:
        return back_to("staff_sign_in.show")
    what = {"purpose": PURPOSE, "videre": request.args.get("videre", "")}
    try:
        return send_away(door.provider, what)
    except NotProven as problem:
        return back_to("staff_sign_in.show", f"login-{problem.why}")


def send_away(provider: Provider, what: dict[str, str]) -> ResponseReturnValue:
    """On to a service elsewhere, with a note of what for. Raises NotProven when it is away."""
    errand = Errand.new()
    address = provider.address(errand, url_for(".back", _external=True), g.now)
    response = redirect(address, 303)
    what = {**what, **vars(errand)}
    errand_cookie.give(request, response, what, current_app.config["JOBVEJ_SECRET"], g.now)
    return response


def what_it_says(provider: Provider, kept: dict[str, str] | None) -> dict[str, Any]:
    """What the service says of whoever came back. Raises NotProven."""
    if kept is None:
        raise NotProven(STOPPED, "no errand, or an old one")
    errand = Errand(kept["state"], kept["nonce"], kept["verifier"])
    return provider.prove(request.args, errand, url_for(".back", _external=True), g.now)


@page.get("/retur/")
def back() -> ResponseReturnValue:
    """Sign in whoever the service vouches for; else back to the form, with what to do."""
    door = doors().staff
    if door is None:
        return back_to("staff_sign_in.show")
    secret = current_app.config["JOBVEJ_SECRET"]
    kept = errand_cookie.read(request, PURPOSE, secret, g.now)
    try:
        claims = what_it_says(door.provider, kept)
        staff = single_sign_on.let_in(claims, door.groups, door.provider.client.issuer, secret)
    except NotProven as problem:
        log.info("sign-in elsewhere refused: %s", problem)
        response = back_to("staff_sign_in.show", f"login-{problem.why}")
    else:
        response = sign_in(staff, kept["videre"] if kept else "")
    errand_cookie.forget(request, response)
    return response
