"""The one database: opened once, written by one thread at a time."""

from __future__ import annotations

import fcntl
import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from peewee import DatabaseProxy, OperationalError, SqliteDatabase
from playhouse.db_url import parse

from tracker import clock
from tracker.errors import StoreUnavailable
from tracker.migrations import FOLDER, Steps
from tracker.settings import Settings

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",  # NORMAL loses acknowledged commits in a power cut
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": 1,  # what is erased is overwritten, not merely unlinked
}
# The store's own state, which passes; anything else SQLite complains of is a fault of ours.
PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}

MISSING = "Der er ingen database i {}. Lav den med: jobvej tracker init"

database = DatabaseProxy()
_writer = threading.RLock()


class StoreRefused(Exception):  # noqa: N818 - an answer to the operator, not a mistake
    """The store was not opened; the text is one Danish sentence for the operator."""


class _Open:
    """What this process has open."""

    lock_file: int | None = None
    municipality: str = ""
    clock_file: Path | None = None
    settings: Settings | None = None


def open_store(settings: Settings, *, create: bool = False) -> None:
    """Open the database for this process and bind its municipality, before the first query.

    `create` makes a missing database by running the migrations, so a new one and an old one are
    the same. Raises StoreRefused when another process writes, when the database is missing, older
    than this program, or belongs to another municipality.
    """
    path = _begin(settings, create=create)
    path.parent.mkdir(parents=True, exist_ok=True)
    _Open.lock_file = _take_lock(path)
    try:
        # People's data is for the owner alone; SQLite's own files beside it take the same mode.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        database.initialize(SqliteDatabase(str(path), pragmas=PRAGMAS, lock_type="IMMEDIATE"))
        is_new = not database.table_exists("store_fact")
        if is_new and create:
            _make(settings.municipality)
        pending = [step.name for step in runner().status() if step.applied is None]
        if pending and create and is_demo():
            runner().up()  # invented people have no operator who could be asked
        elif pending:
            raise StoreRefused(
                "Databasen er ældre end programmet. Opdatér den med: jobvej tracker migrate"
            )
        _bind(settings)
    except BaseException:
        close_store()
        raise


def open_to_read(settings: Settings) -> None:
    """Open the database only to read it, also while the server writes and whatever its age.

    Whoever only looks is told whose it is, and refused for no setting that does not fit it.
    """
    path = _begin(settings)
    # Not mode=ro: SQLite cannot read a write-ahead log then where no server has it open.
    looking = {"busy_timeout": PRAGMAS["busy_timeout"], "query_only": 1}
    database.initialize(SqliteDatabase(str(path), pragmas=looking))
    _bind(settings.model_copy(update={"municipality": "", "clock_file": None}))


def migrate_store(settings: Settings) -> list[str]:
    """Bring an older database up to this program; returns the names of the steps taken."""
    path = _begin(settings)
    _Open.lock_file = _take_lock(path)
    try:
        database.initialize(SqliteDatabase(str(path), pragmas=PRAGMAS, lock_type="IMMEDIATE"))
        steps: list[str] = runner().up()
        return steps
    finally:
        close_store()


def close_store() -> None:
    """Close this thread's connection and let another process write."""
    close_connection()
    clock.pretend(None)
    _Open.municipality, _Open.clock_file, _Open.settings = "", None, None
    if _Open.lock_file is not None:
        os.close(_Open.lock_file)
        _Open.lock_file = None


def close_connection() -> None:
    """Close this thread's connection; the next query opens another."""
    if database.obj is not None and not database.is_closed():
        database.close()


def runner() -> Steps:
    """What takes our frozen steps."""
    return Steps(database.obj, str(FOLDER))


def database_path(settings: Settings) -> Path:
    """The file behind the database URL."""
    if not re.match(r"sqlite:///.", settings.database_url):
        raise StoreRefused(
            f"JOBVEJ_DATABASE_URL er {settings.database_url!r}. Skriv sqlite:/// og en sti."
        )
    return Path(parse(settings.database_url)["database"])


def backup_folder(settings: Settings) -> Path:
    """Where copies of the database go: as set, else in `backup/` beside it."""
    return settings.backup_dir or database_path(settings).parent / "backup"


def opened_with() -> Settings:
    """The settings of the open store."""
    if _Open.settings is None:
        raise RuntimeError("the store is not open")
    return _Open.settings


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep every writer out meanwhile. Raises StoreRefused when one is there already."""
    handle = _take_lock(path)
    try:
        yield
    finally:
        os.close(handle)


@contextmanager
def writing() -> Iterator[None]:
    """One transaction that may write; only one at a time, and they may nest.

    The lock in this process comes first: without it, threads that read and then write fail
    against each other inside SQLite. Raises StoreUnavailable when the disk is full, read-only or
    held by somebody else; nothing of the transaction is kept then.
    """
    with _writer:
        first: Exception | None = None
        try:
            with database.atomic():
                try:
                    yield
                except Exception as error:
                    first = error
                    raise
        except (OperationalError, sqlite3.OperationalError) as error:
            # On a full disk SQLite has rolled back by itself, and peewee's own rollback then
            # fails: what went wrong is what came first.
            cause = first or error
            if _is_passing(cause):
                raise StoreUnavailable(str(cause)) from cause
            raise cause from None


@contextmanager
def reading() -> Iterator[None]:
    """One snapshot for several reads, so that a page never shows half of a change."""
    if database.in_transaction():
        yield
        return
    with database.atomic("DEFERRED"):
        yield


def municipality() -> str:
    """Id of the municipality this process serves."""
    if not _Open.municipality:
        raise RuntimeError("the store is not open")
    return _Open.municipality


def is_demo() -> bool:
    """Whether this database holds invented people only."""
    return fact("demo") == "yes"


def become_demo() -> None:
    """Mark the database as one of invented people; its clock may now be set by a file."""
    set_fact("demo", "yes")
    clock.pretend(_Open.clock_file)


def fact(name: str) -> str:
    """One fact about the store itself; empty when it was never set."""
    row = database.execute_sql("SELECT value FROM store_fact WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def set_fact(name: str, value: str) -> None:
    """Write one fact about the store itself."""
    with writing():
        database.execute_sql(
            "INSERT INTO store_fact (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )


def renew_epoch() -> str:
    """Begin a new life of the store, after a restore: devices offer again what it may have lost."""
    epoch = uuid4().hex
    set_fact("epoch", epoch)
    return epoch


def _begin(settings: Settings, *, create: bool = False) -> Path:
    """Close what is open; where the database is, or is to be."""
    close_store()
    path = database_path(settings)
    if not path.exists() and not create:
        raise StoreRefused(MISSING.format(path))
    return path


def _make(owner: str) -> None:
    """A new database: every migration, its municipality and its first epoch."""
    if not re.fullmatch(r"[a-z0-9-]{1,40}", owner):
        raise StoreRefused("Sæt JOBVEJ_MUNICIPALITY til kommunens id, som i content/kommune.yml.")
    runner().up()
    set_fact("municipality", owner)
    renew_epoch()


def _bind(settings: Settings) -> None:
    """Serve the database's own municipality and no other."""
    owner = fact("municipality")
    if settings.municipality and settings.municipality != owner:
        raise StoreRefused(
            f"Databasen hører til {owner!r}, men JOBVEJ_MUNICIPALITY er {settings.municipality!r}."
        )
    _Open.municipality, _Open.clock_file = owner, settings.clock_file
    _Open.settings = settings
    if settings.clock_file is None:
        return
    if is_demo():
        clock.pretend(settings.clock_file)
    elif database.execute_sql("SELECT 1 FROM citizen LIMIT 1").fetchone():
        raise StoreRefused("JOBVEJ_CLOCK_FILE virker kun på en demo-database.")


def _take_lock(path: Path) -> int:
    """Keep a second writer out: two would each believe that they alone hold the lock above."""
    handle = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise StoreRefused("Serveren kører. Stop den, og prøv igen.") from error
    return handle


def _is_passing(error: Exception) -> bool:
    """Whether SQLite speaks of the disk or a lock, and not of our SQL."""
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorcode", None)
    return code is not None and (code & 0xFF) in PASSING
