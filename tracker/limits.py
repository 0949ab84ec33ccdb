"""How often one may try: kept in memory, so that no address of a visitor is ever stored."""

from __future__ import annotations

from flask import Response, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

FAILED = 422
"""What a sign-in page answers when the code or the password does not fit."""

limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=True)


def has_failed(response: Response) -> bool:
    """Only failed tries count: a library's computers share one address."""
    return response.status_code == FAILED


def is_missing(response: Response) -> bool:
    """Only addresses that lead nowhere count: a firm's calendar fetches for many at once."""
    return response.status_code == 404


def everybody() -> str:
    """One counter for all: guessing from many addresses at once is still guessing."""
    return "everybody"


def sign_in_name() -> str:
    """The account that is being tried, from whatever address."""
    return request.form.get("name", "")[:60].strip().casefold()


def person() -> str:
    """The signed-in person, or the address of one who is not."""
    visitor = g.get("signed_in")
    return str(visitor.person) if visitor else get_remote_address()


code_per_address = limiter.limit("20 per 15 minutes", methods=["POST"], deduct_when=has_failed)
code_for_all = limiter.limit(
    "600 per hour", methods=["POST"], key_func=everybody, deduct_when=has_failed
)
password_per_address = limiter.limit("20 per 15 minutes", methods=["POST"], deduct_when=has_failed)
password_per_account = limiter.limit(
    "10 per 15 minutes", methods=["POST"], key_func=sign_in_name, deduct_when=has_failed
)
events_per_person = limiter.limit("120 per minute", key_func=person)
answers_per_address = limiter.limit("60 per 15 minutes")
"""A class of twenty may answer three lessons at once; a counter cannot be filled by hand."""
probes = limiter.limit("60 per minute")
calendars_per_address = limiter.limit("20 per 15 minutes", deduct_when=is_missing)
