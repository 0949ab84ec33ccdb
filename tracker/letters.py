"""Secrets on their way to a person: held in memory for a short while, never stored."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

READABLE_FOR = timedelta(minutes=15)
"""Long enough for a printer that jams, short enough for a screen left open."""


@dataclass(frozen=True)
class Letter:
    """A code, or the end of a calendar's address, that one browser may show."""

    code: str
    until: datetime


_letters: dict[tuple[str, UUID], Letter] = {}
_lock = threading.Lock()


def keep(token_digest: str, person: UUID, code: str, now: datetime) -> None:
    """Hold a code for the browser that made it; the store knows it only as an HMAC.

    So that the letter has an address of its own: reloading it makes no second code.
    """
    with _lock:
        for key in [key for key, letter in _letters.items() if letter.until <= now]:
            del _letters[key]
        _letters[(token_digest, person)] = Letter(code, now + READABLE_FOR)


def forget(token_digest: str, person: UUID) -> None:
    """Let go of what was held for a browser."""
    with _lock:
        _letters.pop((token_digest, person), None)


def read(token_digest: str, person: UUID, now: datetime) -> str:
    """The code, or empty when its time is out or another browser made it."""
    letter = _letters.get((token_digest, person))
    return letter.code if letter and letter.until > now else ""
