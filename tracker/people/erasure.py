"""Erases a person for good, and again when a restored copy brings them back."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from tracker.clock import local_date
from tracker.db import afterwards, database, opened_with, writing
from tracker.errors import NotFound, Refused
from tracker.models import TABLES, CalendarAddress, Citizen, Erasure, Session
from tracker.people import erasure_list
from tracker.people.erasure_list import Erased
from tracker.store_file import backup_folder

log = logging.getLogger("jobvej")

RETENTION, REQUEST, TRIAL = "retention", "request", "trial"


def erase(citizen: UUID, cause: str, now: datetime) -> None:
    """Erase a person for good, in every table, and keep a receipt of the pseudonym.

    The pseudonym goes to the list beside the database first: should the power fail between, the
    next purge finishes what was begun. Raises NotFound when there is no such person.
    """
    if not Citizen.here(Citizen.id == citizen).exists():
        raise NotFound(f"no citizen {citizen}")
    erased = Erased(citizen, local_date(now), cause)
    erasure_list.note(erasure_list.beside(Path(database.database)), [erased])
    _note_with_copies(erased)
    _delete(erased)


def was_erased(citizen: UUID) -> bool:
    """Whether this pseudonym was erased; a device asks whose session has ended."""
    return bool(Erasure.here(Erasure.citizen == citizen).exists())


def erase_by_reference(reference: str, now: datetime) -> UUID:
    """Erase on request. Raises Refused when nobody has this reference."""
    row = Citizen.here(Citizen.reference == reference).get_or_none()
    if row is None:
        raise Refused({"citizen": f"Ingen borger har referencen {reference}."})
    erase(row.id, REQUEST, now)
    erased: UUID = row.id
    return erased


def replay_erasures() -> int:
    """Erase again whoever was erased before and came back with a restored copy."""
    return replay(erasure_list.read(erasure_list.beside(Path(database.database))).values())


def replay(erased: Iterable[Erased]) -> int:
    """Erase again those of the list who are here; returns how many there were."""
    listed = {line.citizen: line for line in erased}
    back = [row.id for row in Citizen.here() if row.id in listed]
    for citizen in back:
        _delete(listed[citizen])
    return len(back)


def scrub() -> bool:
    """Empty the write-ahead log, which still holds pages from before; false when readers hold it.

    Erased rows are overwritten in the database itself by secure_delete.
    """
    busy, _, _ = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _delete(erased: Erased) -> None:
    """Take a person's rows out of every table, and leave the receipt."""
    citizen = erased.citizen
    with writing():
        Session.drop(Session.person == citizen)
        CalendarAddress.drop(CalendarAddress.person == citizen)
        for table in reversed(TABLES):
            if "citizen" in table._meta.fields and table is not Erasure:
                table.drop(table.citizen == citizen)
        Citizen.drop(Citizen.id == citizen)
        if not was_erased(citizen):
            Erasure.create(citizen=citizen, erased_on=erased.on, cause=erased.cause)
        afterwards(scrub)


def _note_with_copies(erased: Erased) -> None:
    """The list in the folder of copies too, where there is one; the night's copy mends a miss."""
    folder = backup_folder(opened_with())
    if not folder.is_dir():
        return
    try:
        erasure_list.note(folder / erasure_list.beside(Path(database.database)).name, [erased])
    except OSError:
        log.error("erasure list: the folder of copies cannot be written")
