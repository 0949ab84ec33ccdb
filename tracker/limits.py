"""How often one may try: kept in memory, so that no address of a visitor is ever stored."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address

from flask import Response, g, request
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address

from tracker.errors import error_page
from tracker.forms import Form
from tracker.people.staff import as_known

FAILED = 422
"""What a sign-in page answers when the code or the password does not fit."""


def address() -> str:
    """Where a request comes from; of IPv6 the network, since one line has 2 to the 64 addresses."""
    told = get_remote_address()
    try:
        found = ip_address(told)
    except ValueError:
        return told
    if not isinstance(found, IPv6Address):
        return told
    return str(found.ipv4_mapped or IPv6Network((found.packed, 64), strict=False))


limiter = Limiter(address, storage_uri="memory://", headers_enabled=True)


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
    """The account that is being tried, from whatever address and however it is spelt."""
    return as_known(Form(request.form).value("name"))[:60]


def person() -> str:
    """The signed-in person, or the address of one who is not."""
    visitor = g.get("signed_in")
    return str(visitor.person) if visitor else address()


def _shut(key: str) -> Callable[[RequestLimit], Response]:
    """What a door says after too many tries; `key` is what opens it."""
    return lambda _: error_page(429, f"Intet er ændret, og {key} virker stadig.")


code_is_fine, password_is_fine = _shut("din kode"), _shut("din adgangskode")
code_per_address = limiter.limit(
    "20 per 15 minutes", deduct_when=has_failed, on_breach=code_is_fine
)
code_for_all = limiter.limit(
    "600 per hour", key_func=everybody, deduct_when=has_failed, on_breach=code_is_fine
)
password_per_address = limiter.limit(
    "20 per 15 minutes", deduct_when=has_failed, on_breach=password_is_fine
)
password_per_account = limiter.limit(
    "10 per 15 minutes",
    key_func=sign_in_name,
    deduct_when=has_failed,
    on_breach=password_is_fine,
)
events_per_person = limiter.limit("120 per minute", key_func=person)
answers_per_address = limiter.limit("60 per 15 minutes")
"""A class of twenty may answer three lessons at once; a counter cannot be filled by hand."""
probes = limiter.limit("60 per minute")
calendars_per_address = limiter.limit("20 per 15 minutes", deduct_when=is_missing)
