"""Erasing a person for good, and once more when a restored backup brings them back."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from tracker.clock import local_date
from tracker.db import database, writing
from tracker.errors import Refused
from tracker.models import TABLES, Citizen, Erasure, Session

RETENTION, REQUEST = "retention", "request"


def erase(citizen: UUID, cause: str, now: datetime) -> None:
    """Erase a person for good, in every table, and keep a receipt of the pseudonym.

    The pseudonym goes to the list beside the database first: should the power fail between, the
    next purge finishes what was begun. Raises LookupError when there is no such person.
    """
    if not Citizen.here(Citizen.id == citizen).exists():
        raise LookupError(f"no citizen {citizen}")
    _note(citizen, local_date(now), cause)
    with writing():
        Session.drop(Session.person == citizen)
        for table in reversed(TABLES):
            if "citizen" in table._meta.fields and table is not Erasure:
                table.drop(table.citizen == citizen)
        Citizen.drop(Citizen.id == citizen)
        Erasure.insert(citizen=citizen, erased_on=local_date(now), cause=cause).on_conflict(
            conflict_target=[Erasure.municipality, Erasure.citizen], action="NOTHING"
        ).execute()
    scrub()


def erase_by_reference(reference: str, now: datetime) -> UUID:
    """Erase on request. Raises Refused when nobody has this reference."""
    row = Citizen.here(Citizen.reference == reference).get_or_none()
    if row is None:
        raise Refused({"citizen": f"Ingen borger har referencen {reference}."})
    erase(row.id, REQUEST, now)
    erased: UUID = row.id
    return erased


def replay_erasures(now: datetime) -> int:
    """Erase again whoever was erased before and came back with a restored backup."""
    file = erasure_list()
    if not file.exists():
        return 0
    gone = [line.split("\t") for line in file.read_text(encoding="ascii").splitlines()]
    back = {row.id for row in Citizen.here(Citizen.id.in_([UUID(parts[0]) for parts in gone]))}
    for citizen in back:
        erase(citizen, RETENTION, now)
    return len(back)


def erasure_list() -> Path:
    """The list of erased pseudonyms; it lies beside the database and is no part of a backup."""
    return Path(f"{database.database}.erased")


def scrub() -> bool:
    """Empty the write-ahead log, which still holds pages from before; false when readers hold it.

    Erased rows are overwritten in the database itself by secure_delete.
    """
    busy, _, _ = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _note(citizen: UUID, on: date, cause: str) -> None:
    """One line in the list of erased pseudonyms, on the disk before anything is erased."""
    handle = os.open(erasure_list(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(f"{citizen}\t{on.isoformat()}\t{cause}\n")
        out.flush()
        os.fsync(out.fileno())
