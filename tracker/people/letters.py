"""Secrets on their way to a person: held in memory for a short while, never stored."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

READABLE_FOR = timedelta(minutes=15)
"""Long enough for a printer that jams, short enough for a screen left open."""


@dataclass
class Batch:
    """Codes made together, a password, or the end of a calendar's address, for one browser."""

    codes: dict[UUID, str]
    until: datetime
    is_file_taken: bool = False
    """The file for Digital Post is given once: a second copy is one too many."""


_batches: dict[tuple[str, UUID | None], Batch] = {}
"""By the browser's token digest and, for a letter on its own, the person."""
_lock = threading.Lock()


def keep(token_digest: str, person: UUID, code: str, now: datetime) -> None:
    """Hold a code for the browser that made it; the store knows it only as a hash.

    This gives the letter an address of its own, so that reloading it makes no second code.
    """
    keep_batch(token_digest, {person: code}, now, person)


def keep_batch(
    token_digest: str, codes: Mapping[UUID, str], now: datetime, person: UUID | None = None
) -> None:
    """Hold codes that were made together; the batch before them is gone."""
    with _lock:
        for old in [one for one, batch in _batches.items() if batch.until <= now]:
            del _batches[old]
        _batches[token_digest, person] = Batch(dict(codes), now + READABLE_FOR)


def forget(token_digest: str, person: UUID) -> None:
    """Let go of what was held for a browser."""
    with _lock:
        _batches.pop((token_digest, person), None)


def read(token_digest: str, person: UUID, now: datetime) -> str:
    """The code, or empty when its time is out or another browser made it."""
    return read_batch(token_digest, now, person).get(person, "")


def read_batch(token_digest: str, now: datetime, person: UUID | None = None) -> dict[UUID, str]:
    """The codes made together last, or none when their time is out."""
    batch = _batches.get((token_digest, person))
    return batch.codes if batch and batch.until > now else {}


def take_file(token_digest: str, now: datetime) -> dict[UUID, str]:
    """The codes for the file, the first time; none after that."""
    with _lock:
        batch = _batches.get((token_digest, None))
        if batch is None or batch.until <= now or batch.is_file_taken:
            return {}
        batch.is_file_taken = True
        return batch.codes


def is_file_taken(token_digest: str) -> bool:
    """Whether the file of the batch has been given."""
    batch = _batches.get((token_digest, None))
    return batch is not None and batch.is_file_taken
