"""Signed-in browsers: who, on what kind of device, and until when."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import Request
from werkzeug.wrappers import Response

from tracker.db import writing
from tracker.errors import StoreUnavailable
from tracker.models import PageGrant, Session
from tracker.sign_in.cookies import Cookie

CITIZEN = "citizen"
COOKIE = Cookie("__Host-jobvej", "jobvej-session")


@dataclass(frozen=True)
class Lifetime:
    """How long a browser stays signed in, from sign-in and from its last page."""

    absolute: timedelta
    idle: timedelta | None
    touch_every: timedelta
    """`seen_at` is written no oftener than this, so that reading a page is no write."""


OWN_DEVICE = Lifetime(timedelta(days=90), None, timedelta(days=1))
SHARED_DEVICE = Lifetime(timedelta(hours=8), timedelta(minutes=30), timedelta(minutes=1))
"""Staff too: a working day on a municipal computer others pass by."""


def digest(token: str) -> str:
    """What the table keeps of a token: whoever reads the database cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def lifetime(role: str, is_shared_device: bool) -> Lifetime:
    """The rule for this kind of person and device."""
    is_own_device = role == CITIZEN and not is_shared_device
    return OWN_DEVICE if is_own_device else SHARED_DEVICE


def ends_in(session: Session, now: datetime) -> int | None:
    """Seconds until it ends for whoever uses it too; None on an own device, which has months.

    Counted here, since a device's own clock may be wrong.
    """
    if lifetime(session.role, session.is_shared_device) is OWN_DEVICE:
        return None
    return int((session.expires_at - now).total_seconds())


def start(person: UUID, role: str, *, is_shared_device: bool, now: datetime) -> str:
    """Sign a browser in and return its token, which is kept nowhere else.

    Expired sessions are deleted in the same transaction, so that none is kept longer than promised.
    """
    token = secrets.token_urlsafe(32)
    rule = lifetime(role, is_shared_device)
    with writing():
        forget(Session.expires_at <= now)
        Session.create(
            token_digest=digest(token),
            person=person,
            role=role,
            is_shared_device=is_shared_device,
            created_at=now,
            seen_at=now,
            expires_at=now + rule.absolute,
        )
    return token


def find(token: str, now: datetime) -> Session | None:
    """The signed-in browser behind a token, or None once it has expired."""
    row: Session | None = Session.here(Session.token_digest == digest(token)).get_or_none()
    if row is None or row.expires_at <= now:
        return None
    rule = lifetime(row.role, row.is_shared_device)
    if rule.idle is not None and row.seen_at + rule.idle <= now:
        return None
    if now - row.seen_at >= rule.touch_every:
        # While somebody writes a page is not kept waiting for this: the next one notes it.
        is_late = rule.idle is not None and now - row.seen_at >= rule.idle / 6
        _touch(row.token_digest, now, waits=is_late)
    return row


def end(token_digest: str) -> None:
    """Sign one browser out, and take back what it was allowed to read."""
    with writing():
        forget(Session.token_digest == token_digest)


def end_all(person: UUID) -> None:
    """Sign a person out everywhere; a new code must shut out whoever holds the old one."""
    with writing():
        forget(Session.person == person)


def set_cookie(request: Request, response: Response, token: str, rule: Lifetime) -> None:
    """Give the browser its token; only a device of one's own keeps it after the browser closes."""
    COOKIE.give(request, response, token, rule.absolute if rule.idle is None else None)


def _touch(token_digest: str, now: datetime, *, waits: bool) -> None:
    """Note that the browser is in use; a page that only reads must not fail on it."""
    try:
        with writing(waits=waits):
            Session.change({Session.seen_at: now}, Session.token_digest == token_digest)
    except StoreUnavailable:
        return


def forget(condition: object) -> int:
    """Delete the sessions that fit, with their grants; returns how many. In a transaction."""
    gone = [row.token_digest for row in Session.here(condition)]
    PageGrant.drop(PageGrant.token_digest.in_(gone))
    return Session.drop(condition)
