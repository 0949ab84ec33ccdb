"""Erases a person for good, and again when a restored copy brings them back.

The pseudonyms of the erased stand in a list that outlives the database.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from tracker.clock import local_date
from tracker.db import afterwards, database, opened_with, writing
from tracker.errors import NotFound, Refused
from tracker.models import TABLES, CalendarAddress, Citizen, Erasure, Session
from tracker.store_file import backup_folder

log = logging.getLogger("jobvej")

RETENTION, REQUEST, TRIAL = "retention", "request", "trial"


@dataclass(frozen=True)
class Erased:
    """One line: who was erased, when and why."""

    citizen: UUID
    on: date
    cause: str

    def __str__(self) -> str:
        return f"{self.citizen}\t{self.on.isoformat()}\t{self.cause}\n"


def erase(citizen: UUID, cause: str, now: datetime) -> None:
    """Erase a person for good, in every table, and keep a receipt of the pseudonym.

    The pseudonym goes to the list beside the database first: should the power fail between, the
    next purge finishes what was begun. Raises NotFound when there is no such person.
    """
    if not Citizen.here(Citizen.id == citizen).exists():
        raise NotFound(f"no citizen {citizen}")
    erased = Erased(citizen, local_date(now), cause)
    note(beside(Path(database.database)), [erased])
    _note_with_copies(erased)
    _delete(erased)


def was_erased(citizen: UUID) -> bool:
    """Whether this pseudonym was erased; a device asks whose session has ended."""
    return Erasure.here(Erasure.citizen == citizen).exists()


def erase_by_reference(reference: str, now: datetime) -> None:
    """Erase on request. Raises Refused when nobody has this reference."""
    row = Citizen.here(Citizen.reference == reference).get_or_none()
    if row is None:
        raise Refused({"citizen": f"Ingen borger har referencen {reference}."})
    erase(row.id, REQUEST, now)


def replay_erasures() -> int:
    """Erase again whoever was erased before and came back with a restored copy."""
    return replay(listed(beside(Path(database.database))).values())


def replay(erased: Iterable[Erased]) -> int:
    """Erase everybody on the list who is in the database again; returns how many."""
    lines = {line.citizen: line for line in erased}
    back = [row.id for row in Citizen.here() if row.id in lines]
    for citizen in back:
        _delete(lines[citizen])
    return len(back)


def scrub() -> bool:
    """Empty the write-ahead log, which still holds pages from before; false when readers hold it.

    Erased rows are overwritten in the database itself by secure_delete.
    """
    busy, _, _ = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def personal_tables() -> Iterator[tuple[Any, Any]]:
    """Each table that holds something about a person, with the column that says whose it is."""
    yield Citizen, Citizen.id
    for table in TABLES:
        if table in (Session, CalendarAddress):
            yield table, table.person
        elif "citizen" in table._meta.fields and table is not Erasure:
            yield table, table.citizen


def _delete(erased: Erased) -> None:
    """Take a person's rows out of every table, and leave the receipt."""
    citizen = erased.citizen
    with writing():
        for table, whose in reversed([*personal_tables()]):
            table.drop(whose == citizen)
        if not was_erased(citizen):
            Erasure.create(citizen=citizen, erased_on=erased.on, cause=erased.cause)
        afterwards(scrub)


def _note_with_copies(erased: Erased) -> None:
    """Add to the list in the folder of copies, if there is one; the nightly copy mends a miss."""
    folder = backup_folder(opened_with())
    if not folder.is_dir():
        return
    try:
        note(folder / beside(Path(database.database)).name, [erased])
    except OSError:
        log.error("erasure list: the folder of copies cannot be written")


def beside(database: Path) -> Path:
    """The list that belongs to a database; it is no part of a copy."""
    return Path(f"{database}.erased")


def listed(*files: Path) -> dict[UUID, Erased]:
    """Everybody on these lists, by their first line; a list that does not exist is empty.

    A line that a power cut left half written is passed over: its erasure never began.
    """
    found: dict[UUID, Erased] = {}
    for file in files:
        if not file.exists():
            continue
        for line in file.read_text(encoding="ascii", errors="replace").splitlines():
            try:
                citizen, on, cause = line.split("\t")
                erased = Erased(UUID(citizen), date.fromisoformat(on), cause)
            except ValueError:
                log.error("erasure list: a line cannot be read")
                continue
            found.setdefault(erased.citizen, erased)
    return found


def note(file: Path, lines: Iterable[Erased]) -> None:
    """Add to a list, on the disk before this returns."""
    text = "".join(str(line) for line in lines)
    if not text:
        return
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b") as out:
        out.seek(0, os.SEEK_END)
        if out.tell():
            out.seek(-1, os.SEEK_END)
            # After a line cut off by a power cut, the next must not grow onto it.
            text = text if out.read(1) == b"\n" else f"\n{text}"
        out.write(text.encode("ascii"))
        out.flush()
        os.fsync(out.fileno())


def share(database: Path, folder: Path) -> None:
    """Add the names that the folder of copies lacks, so that losing the disk undoes no erasure."""
    own = beside(database)
    complete(folder / own.name, listed(own).values())


def complete(file: Path, erased: Iterable[Erased]) -> None:
    """Add whoever is missing from a list."""
    known = listed(file)
    note(file, [one for one in erased if one.citizen not in known])
