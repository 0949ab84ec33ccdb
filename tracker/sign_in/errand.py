"""Signing in elsewhere: what a browser carries there and back, signed, for ten minutes."""

from datetime import timedelta
from typing import Any

from flask import current_app, g, redirect, request, url_for
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from tracker.sign_in.cookies import Cookie
from tracker.sign_in.oidc import STOPPED, Errand, NotProven, Provider

COOKIE = Cookie("__Host-jobvej-flow", "jobvej-flow")
LASTS = timedelta(minutes=10)
"""Time enough to find the phone with MitID."""


def send_away(provider: Provider, what: dict[str, str]) -> Response:
    """Send the browser to a service elsewhere. Raises NotProven when that does not answer."""
    errand = Errand.new()
    address = provider.address(errand, url_for(".back", _external=True), g.now)
    return carrying({**what, **vars(errand)}, redirect(address, 303))


def returned(provider: Provider, purpose: str) -> tuple[dict[str, str], dict[str, Any]]:
    """What the browser left for, and what the service says of who came back. Raises NotProven."""
    kept = carried(purpose)
    errand = Errand(kept["state"], kept["nonce"], kept["verifier"])
    back = url_for(".back", _external=True)
    return kept, provider.prove(request.args, errand, back, g.now)


def carrying(what: dict[str, str], response: Response) -> Response:
    """The answer, with `what` for the browser to carry; it is signed, and soon expires."""
    until = int((g.now + LASTS).timestamp())
    COOKIE.give(request, response, _signer().dumps({**what, "until": until}), LASTS)
    return response


def carried(purpose: str) -> dict[str, str]:
    """What this browser was sent away with. Raises NotProven if forged, too old or another's."""
    try:
        what: dict[str, Any] = _signer().loads(COOKIE.read(request))
    except BadData:
        what = {}
    if what.pop("until", 0) < g.now.timestamp() or what["purpose"] != purpose:
        raise NotProven(STOPPED, "no errand, or an old one")
    return what


def over(response: Response) -> Response:
    """The answer, with the errand's cookie taken away: it is good for one return only."""
    COOKIE.take(request, response)
    return response


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["JOBVEJ_SECRET"], salt="jobvej-flow")
