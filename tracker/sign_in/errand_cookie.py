"""What a browser keeps while it signs in elsewhere: signed, for ten minutes, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Request
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from tracker.sign_in.sessions import is_plain_loopback

SECURE, PLAIN = "__Host-jobvej-flow", "jobvej-flow"
LASTS = timedelta(minutes=10)
"""Time enough to find the phone with MitID."""


def give(
    request: Request, response: Response, what: dict[str, str], secret: bytes, now: datetime
) -> None:
    """Let the browser carry `what`; nobody can change it, and after ten minutes it is void."""
    until = int((now + LASTS).timestamp())
    is_plain = is_plain_loopback(request)
    response.set_cookie(
        PLAIN if is_plain else SECURE,
        _signer(secret).dumps({**what, "until": until}),
        max_age=int(LASTS.total_seconds()),
        secure=not is_plain,
        httponly=True,
        samesite="Lax",  # it must come along when the other service sends the browser back
        path="/",
    )


def read(request: Request, purpose: str, secret: bytes, now: datetime) -> dict[str, str] | None:
    """What was given for this purpose, or None: forged, too old, or for another purpose."""
    text = request.cookies.get(PLAIN if is_plain_loopback(request) else SECURE, "")
    try:
        what = _signer(secret).loads(text)
    except BadData:
        return None
    if what.pop("until") < now.timestamp() or what.get("purpose") != purpose:
        return None
    return {name: str(value) for name, value in what.items()}


def forget(request: Request, response: Response) -> None:
    """Take it away: it is good for one return only."""
    is_plain = is_plain_loopback(request)
    response.delete_cookie(
        PLAIN if is_plain else SECURE, path="/", secure=not is_plain, samesite="Lax"
    )


def _signer(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="jobvej-flow")
