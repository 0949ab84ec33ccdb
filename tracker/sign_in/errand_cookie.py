"""What a browser carries while it signs in elsewhere: signed, and valid for ten minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Request
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from tracker.sign_in.cookies import Cookie

COOKIE = Cookie("__Host-jobvej-flow", "jobvej-flow")
LASTS = timedelta(minutes=10)
"""Time enough to find the phone with MitID."""


def give(
    request: Request, response: Response, what: dict[str, str], secret: bytes, now: datetime
) -> None:
    """Let the browser carry `what`; nobody can change it, and after ten minutes it is void."""
    until = int((now + LASTS).timestamp())
    COOKIE.give(request, response, _signer(secret).dumps({**what, "until": until}), LASTS)


def read(request: Request, purpose: str, secret: bytes, now: datetime) -> dict[str, str] | None:
    """What was given for this purpose, or None: forged, too old, or for another purpose."""
    try:
        what = _signer(secret).loads(COOKIE.read(request))
    except BadData:
        return None
    if what.pop("until") < now.timestamp() or what.get("purpose") != purpose:
        return None
    return {name: str(value) for name, value in what.items()}


def _signer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="jobvej-flow")
