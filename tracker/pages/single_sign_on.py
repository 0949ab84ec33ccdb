"""Log på med kommunens login: to the municipality's own service and back again."""

from __future__ import annotations

import logging
from typing import Any

from flask import current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from tracker.access import ANYONE, Page
from tracker.pages.staff_sign_in import sign_in
from tracker.screen import back_to
from tracker.sign_in import errand_cookie, single_sign_on
from tracker.sign_in.doors import doors
from tracker.sign_in.oidc import STOPPED, Errand, NotProven, Provider

page = Page("single_sign_on", "/job/log-paa/kommune", ANYONE, scope="public")

log = logging.getLogger("jobvej")

PURPOSE = "staff"


@page.before_request
def find_door() -> ResponseReturnValue | None:
    """The municipality's service; where there is none, the form is the only way."""
    g.door = doors().staff
    return None if g.door else back_to("staff_sign_in.show")


@page.errorhandler(NotProven)
def not_proven(problem: NotProven) -> ResponseReturnValue:
    """Back to the form, with what to do."""
    return refused(problem, "staff_sign_in.show", "login")


@page.get("/")
def show() -> ResponseReturnValue:
    """Send the browser there. A link and no form: `form-action` would stop the way on."""
    what = {"purpose": PURPOSE, "videre": request.args.get("videre", "")}
    return send_away(g.door.provider, what)


def send_away(provider: Provider, what: dict[str, str]) -> ResponseReturnValue:
    """On to a service elsewhere, with a note of what for. Raises NotProven when it is away."""
    errand = Errand.new()
    address = provider.address(errand, url_for(".back", _external=True), g.now)
    response = redirect(address, 303)
    what = {**what, **vars(errand)}
    errand_cookie.give(request, response, what, current_app.config["JOBVEJ_SECRET"], g.now)
    return response


def errand_of(purpose: str) -> dict[str, str]:
    """What this browser is on its way for. Raises NotProven when that is nothing, or too old."""
    kept = errand_cookie.read(request, purpose, current_app.config["JOBVEJ_SECRET"], g.now)
    if kept is None:
        raise NotProven(STOPPED, "no errand, or an old one")
    return kept


def what_it_says(provider: Provider, kept: dict[str, str]) -> dict[str, Any]:
    """What the service says of whoever came back. Raises NotProven."""
    errand = Errand(kept["state"], kept["nonce"], kept["verifier"])
    return provider.prove(request.args, errand, url_for(".back", _external=True), g.now)


def refused(problem: NotProven, form: str, prefix: str) -> ResponseReturnValue:
    """Back to a form with what to do; the errand is over."""
    log.info("sign-in elsewhere refused: %s", problem)
    return over(back_to(form, f"{prefix}-{problem.why}"))


def over(response: Response) -> Response:
    """The answer, with the errand's cookie taken away: it is good for one return only."""
    errand_cookie.COOKIE.take(request, response)
    return response


@page.get("/retur/")
def back() -> ResponseReturnValue:
    """Sign in whoever the service vouches for."""
    kept = errand_of(PURPOSE)
    claims = what_it_says(g.door.provider, kept)
    issuer, secret = g.door.provider.client.issuer, current_app.config["JOBVEJ_SECRET"]
    staff = single_sign_on.let_in(claims, g.door.groups, issuer, secret)
    return over(sign_in(staff, kept["videre"]))
