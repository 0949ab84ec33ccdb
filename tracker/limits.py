"""Rate limits, kept in memory so that no visitor's address is ever stored."""

from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address

from flask import Response, g, request
from flask_limiter import Limiter, RouteLimit
from flask_limiter.util import get_remote_address

from tracker.errors import error_page
from tracker.forms import Form
from tracker.people.staff import as_known

FAILED = 422
"""What a sign-in page answers when the code or the password does not fit."""


def address() -> str:
    """Where a request comes from; for IPv6 the /48, the most that one line is given (RIPE-690)."""
    told = get_remote_address()
    try:
        found = ip_address(told)
    except ValueError:
        return told
    if not isinstance(found, IPv6Address):
        return told
    return str(found.ipv4_mapped or IPv6Network((found.packed, 48), strict=False))


limiter = Limiter(address, storage_uri="memory://", headers_enabled=True)


def has_failed(response: Response) -> bool:
    """Count only failed tries, since a library's computers share one address."""
    return response.status_code == FAILED


def is_missing(response: Response) -> bool:
    """Count only addresses that lead nowhere, since a firm's calendar fetches for many at once."""
    return response.status_code == 404


def everybody() -> str:
    """One counter for everybody, since guessing from many addresses at once is still guessing."""
    return "everybody"


def sign_in_name() -> str:
    """The account somebody tries to sign in to, from any address and in any spelling."""
    return as_known(Form(request.form).value("name"))[:60]


def person() -> str:
    """The signed-in person, or the address of one who is not."""
    visitor = g.get("signed_in")
    return str(visitor.person) if visitor else address()


def _tries(often: str, whose: Callable[[], str], opens: str) -> RouteLimit:
    """Limit failed tries to sign in; whoever has used them up reads that the key still works."""
    words = f"Intet er ændret, og {opens} virker stadig."
    return limiter.limit(
        often,
        key_func=whose,
        deduct_when=has_failed,
        on_breach=lambda _: error_page(429, words),
    )


code_per_address = _tries("20 per 15 minutes", address, "din kode")
code_for_all = _tries("20000 per hour", everybody, "din kode")
"""The last resort, which shuts all citizens out: it takes 250 lines that guess at once.

A year of it finds one code of 10,000 citizens with a chance of 1 in 600 (2^50 codes).
"""
password_per_address = _tries("20 per 15 minutes", address, "din adgangskode")
password_per_account = _tries("10 per 15 minutes", sign_in_name, "din adgangskode")
events_per_person = limiter.limit("120 per minute", key_func=person)
answers_per_address = limiter.limit("60 per 15 minutes")
"""A class of twenty may answer three lessons at once; a counter cannot be filled by hand."""
probes = limiter.limit("60 per minute")
calendars_per_address = limiter.limit("20 per 15 minutes", deduct_when=is_missing)
