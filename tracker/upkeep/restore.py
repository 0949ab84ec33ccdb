"""Puts a copy of the database in use: nobody erased comes back, and devices send again."""

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from peewee import DatabaseError

from tracker import store_file
from tracker.db import database, renew_epoch, writing
from tracker.errors import Stopped, StoreUnavailable
from tracker.models import CalendarAddress, CitizenIdentity, PageGrant, Session, SignInCode
from tracker.people import erasure
from tracker.people.erasure import Erased
from tracker.settings import Settings
from tracker.upkeep.backup import STAMP, Copy, CopyRefused, copy_database, read_copy

REPLACED = ".replaced-"
WAYS_IN = {SignInCode: "citizen", CitizenIdentity: "citizen", CalendarAddress: "person"}
"""What opens the door, and the column that says to whom."""
PEOPLE = "SELECT id FROM main.citizen UNION SELECT id FROM main.staff"


@dataclass(frozen=True)
class Restored:
    """What a restore did, for the operator."""

    replaced: Path | None
    """Where the database that was in use lies now."""
    steps: list[str]
    erased_again: int
    sessions_ended: int
    is_shut: bool
    """Whether codes and access stand as they last did; else as in the copy."""


def restore(settings: Settings, file: Path, now: datetime) -> Restored:
    """Put a copy in the place of the database; the one that was there is kept beside it.

    Everything is done to a file of its own, which takes the place last and whole. Raises
    Stopped while the server runs, CopyRefused for a copy that is damaged, newer than this
    program, or another municipality's; then nothing has changed.
    """
    path = store_file.database_path(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    with store_file.held(path):
        current = _read_current(path)
        copy = read_copy(file)
        _refuse_foreign(settings, copy, current)
        erased = _every_erasure(settings, path, file)
        new = Path(f"{path}.new")
        _remove(new)
        try:
            copy_database(file, new)
            read_copy(new)
            # Another life of the store, as on a machine for drills, may be the older one.
            is_later = bool(current and current.facts.get("epoch") == copy.facts.get("epoch"))
            # A browser that was signed out since the copy must stay so.
            tokens = _rows(path, "SELECT token_digest FROM session") if current else []
            live = {row[0] for row in tokens}
            done = _prepare(settings, new, erased, live, path if is_later else None)
            erasure.complete(erasure.beside(path), erased.values())
            replaced = _swap(path, new, now)
        finally:
            store_file.close_store()
            _remove(new)
    return Restored(replaced, *done)


def _read_current(path: Path) -> Copy | None:
    """The database in use; None where none can be read, which may be why one restores."""
    if not path.exists():
        return None
    try:
        return read_copy(path)
    except CopyRefused:
        return None


def _refuse_foreign(settings: Settings, copy: Copy, current: Copy | None) -> None:
    """A copy of somebody else's people must not become ours."""
    owner = settings.municipality or (current.municipality if current else "")
    if not owner:
        raise Stopped("Sæt JOBVEJ_MUNICIPALITY til kommunens id, som i content/kommune.yml.")
    if copy.municipality != owner:
        raise CopyRefused(
            f"Kopien hører til {copy.municipality!r}, men her er {owner!r}. Vælg en anden kopi."
        )
    if copy.is_newer:
        raise CopyRefused(
            "Kopien er fra en nyere udgave af Jobvej. Installér den udgave, og prøv igen."
        )
    if current and current.is_demo != copy.is_demo:
        raise CopyRefused("Den ene er en demo, og den anden har rigtige borgere. Intet er ændret.")


def _every_erasure(settings: Settings, path: Path, file: Path) -> dict[UUID, Erased]:
    """Everybody known to be erased: by the lists, and by the receipts in the replaced database."""
    own = erasure.beside(path)
    folders = (store_file.backup_folder(settings), file.parent)
    found = erasure.listed(own, *(folder / own.name for folder in folders))
    for line in _rows(path, "SELECT citizen, erased_on, cause FROM erasure"):
        erased = Erased(UUID(line[0]), date.fromisoformat(line[1]), line[2])
        found.setdefault(erased.citizen, erased)
    return found


def _rows(path: Path, sql: str) -> list[tuple[str, ...]]:
    """What can still be read of the database in use; damaged, it may answer nothing."""
    if not path.exists():
        return []
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()
    return []


def _prepare(
    settings: Settings,
    new: Path,
    erased: dict[UUID, Erased],
    live: set[str],
    before: Path | None,
) -> tuple[list[str], int, int, bool]:
    """Bring the copy up to this program, and take away what must not come back with it."""
    beside = settings.model_copy(
        update={
            "database_url": f"sqlite:///{new}",
            "backup_dir": store_file.backup_folder(settings),
        }
    )
    steps = store_file.migrate_store(beside)
    store_file.open_store(beside)
    is_shut = before is not None and _keep_shut(before)
    again = erasure.replay(erased.values())
    ended = Session.drop(Session.token_digest.not_in(live))
    PageGrant.drop(PageGrant.token_digest.not_in(live))
    renew_epoch()
    erasure.scrub()
    store_file.close_store()
    return steps, again, ended, is_shut


def _keep_shut(before: Path) -> bool:
    """Let codes, MitID, calendars and staff's access stand as in the database that is replaced.

    That is the store's own later state, so it knows of the letter that was stolen and the colleague
    who left. False where it cannot be read; then all stands as in the copy.
    """
    database.execute_sql("ATTACH DATABASE ? AS before", (str(before),))
    try:
        with writing():
            for table, whose in WAYS_IN.items():
                names = ", ".join(field.column_name for field in table._meta.sorted_fields)
                name = table._meta.table_name
                database.execute_sql(f"DELETE FROM main.{name}")  # noqa: S608 - our own names
                database.execute_sql(
                    f"INSERT INTO main.{name} ({names}) SELECT {names} FROM before.{name} "  # noqa: S608
                    f"WHERE {whose} IN ({PEOPLE})"
                )
            for columns, which in (
                ("password_hash, is_active", ""),
                # A team that was made since is not in the copy.
                ("role, team", "WHERE team IS NULL OR team IN (SELECT id FROM main.team)"),
            ):
                database.execute_sql(
                    f"UPDATE main.staff SET ({columns}) = "  # noqa: S608
                    f"(SELECT {columns} FROM before.staff AS one WHERE one.id = staff.id) "
                    f"WHERE id IN (SELECT id FROM before.staff {which})"
                )
        return True
    except (DatabaseError, StoreUnavailable):
        return False
    finally:
        database.execute_sql("DETACH DATABASE before")


def _swap(path: Path, new: Path, now: datetime) -> Path | None:
    """The new file takes the name; there is a whole database under it at every moment."""
    replaced = Path(f"{path}{REPLACED}{now:{STAMP}}")
    had_one = path.exists()
    if had_one:
        _rows(path, "PRAGMA wal_checkpoint(TRUNCATE)")
        os.link(path, replaced)
    # What is left of a write-ahead log must not be taken for the new file's.
    for tail in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{path}{tail}").replace(f"{replaced}{tail}")
    new.replace(path)
    return replaced if had_one else None


def _remove(new: Path) -> None:
    for tail in ("", "-wal", "-shm", ".lock"):
        Path(f"{new}{tail}").unlink(missing_ok=True)
