"""Log på med kommunens login: to the municipality's own service and back again."""

import logging

from flask import current_app, g, request
from flask.typing import ResponseReturnValue

from tracker.access import ANYONE, Page
from tracker.pages.staff_sign_in import sign_in
from tracker.screen import back_to
from tracker.sign_in import errand, single_sign_on
from tracker.sign_in.doors import doors
from tracker.sign_in.oidc import NotProven

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
    """Back to the form, with advice."""
    return refused(problem, "staff_sign_in.show", "login")


@page.get("/")
def show() -> ResponseReturnValue:
    """Send the browser there. By a link, since `form-action` would stop a form's redirect."""
    videre = request.args.get("videre", "")
    return errand.send_away(g.door.provider, {"purpose": PURPOSE, "videre": videre})


def refused(problem: NotProven, form: str, prefix: str) -> ResponseReturnValue:
    """Back to a form, with advice; the errand is over."""
    log.info("sign-in elsewhere refused: %s", problem)
    return errand.over(back_to(form, f"{prefix}-{problem.why}"))


@page.get("/retur/")
def back() -> ResponseReturnValue:
    """Sign in whoever the service vouches for."""
    kept, claims = errand.returned(g.door.provider, PURPOSE)
    issuer, secret = g.door.provider.client.issuer, current_app.config["JOBVEJ_SECRET"]
    staff = single_sign_on.let_in(claims, g.door.groups, issuer, secret)
    return errand.over(sign_in(staff, kept["videre"]))
