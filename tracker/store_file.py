"""The database file: opened by one process at a time, for one municipality."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from peewee import SqliteDatabase
from playhouse.db_url import parse

from tracker import clock, db
from tracker.db import Opened, database
from tracker.errors import Stopped
from tracker.migrations import FOLDER, Steps
from tracker.settings import Settings

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",  # NORMAL loses acknowledged commits in a power cut
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": 1,  # what is erased is overwritten, not merely unlinked
}
MISSING = "Der er ingen database i {}. Lav den med: jobvej tracker init"

_lock = ExitStack()
"""Held while the store is open to be written."""


def open_store(settings: Settings, *, create: bool = False) -> None:
    """Open the database for this process and bind its municipality, before the first query.

    `create` makes a missing database by running the migrations, so a new one and an old one are
    the same. Raises Stopped when another process writes, when the database is missing, older
    than this program, or belongs to another municipality.
    """
    path = _begin(settings, create=create)
    path.parent.mkdir(parents=True, exist_ok=True)
    _lock.enter_context(held(path))
    try:
        # People's data is for the owner alone; SQLite's own files beside it take the same mode.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        _connect(path)
        if create and not database.table_exists("store_fact"):
            _make(settings.municipality)
        if any(step.applied is None for step in runner().status()):
            raise Stopped(
                "Databasen er ældre end programmet. Opdatér den med: jobvej tracker migrate"
            )
        _bind(settings)
    except BaseException:
        close_store()
        raise


def open_to_read(settings: Settings) -> None:
    """Open the database for reading only, even while the server writes, and whatever its version.

    Settings that do not fit the database are ignored, since nothing can be changed.
    """
    path = _begin(settings)
    # Not mode=ro: SQLite cannot read a write-ahead log then where no server has it open.
    looking = {"busy_timeout": PRAGMAS["busy_timeout"], "query_only": 1}
    database.initialize(SqliteDatabase(str(path), pragmas=looking))
    _bind(settings.model_copy(update={"municipality": "", "clock_file": None}))


def migrate_store(settings: Settings) -> list[str]:
    """Update an older database to this program; returns the names of the steps taken."""
    path = _begin(settings)
    with held(path):
        _connect(path)
        try:
            return runner().up()
        finally:
            db.close_connection()


def close_store() -> None:
    """Close this thread's connection and let another process write."""
    db.close_connection()
    clock.pretend(None)
    Opened.municipality, Opened.settings = "", None
    _lock.close()


def runner() -> Steps:
    """The runner of our migrations."""
    return Steps(database.obj, str(FOLDER))


def database_path(settings: Settings) -> Path:
    """The file behind the database URL."""
    if not re.match(r"sqlite:///.", settings.database_url):
        raise Stopped(
            f"JOBVEJ_DATABASE_URL er {settings.database_url!r}. Skriv sqlite:/// og en sti."
        )
    return Path(parse(settings.database_url)["database"])


def backup_folder(settings: Settings) -> Path:
    """Where copies of the database go: the folder that is set, or else `backup/` beside it."""
    return settings.backup_dir or database_path(settings).parent / "backup"


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep other processes from writing meanwhile: each would think it is the only one.

    Raises Stopped when another process holds it already.
    """
    # By its real name: an address that leads there must not be a way around.
    handle = os.open(f"{path.resolve()}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise Stopped("Serveren kører. Stop den, og prøv igen.") from error
    try:
        yield
    finally:
        os.close(handle)


def become_demo() -> None:
    """Mark the database as holding invented people only; a file may now set its clock."""
    db.set_fact("demo", "yes")
    _pretend(db.opened_with())


def _begin(settings: Settings, *, create: bool = False) -> Path:
    """Close any open store; returns the path of the database."""
    close_store()
    path = database_path(settings)
    if not path.exists() and not create:
        raise Stopped(MISSING.format(path))
    return path


def _connect(path: Path) -> None:
    database.initialize(SqliteDatabase(str(path), pragmas=PRAGMAS, lock_type="IMMEDIATE"))


def _make(owner: str) -> None:
    """A new database: every migration, its municipality and its first epoch."""
    if not re.fullmatch(r"[a-z0-9-]{1,40}", owner):
        raise Stopped("Sæt JOBVEJ_MUNICIPALITY til kommunens id, som i content/kommune.yml.")
    runner().up()
    db.set_fact("municipality", owner)
    db.renew_epoch()


def _bind(settings: Settings) -> None:
    """Serve the database's own municipality and no other."""
    owner = db.fact("municipality")
    if settings.municipality and settings.municipality != owner:
        raise Stopped(
            f"Databasen hører til {owner!r}, men JOBVEJ_MUNICIPALITY er {settings.municipality!r}."
        )
    Opened.municipality, Opened.settings = owner, settings
    if db.is_demo():
        _pretend(settings)
    elif settings.clock_file and database.execute_sql("SELECT 1 FROM citizen LIMIT 1").fetchone():
        raise Stopped("JOBVEJ_CLOCK_FILE virker kun på en demo-database.")


def _pretend(settings: Settings) -> None:
    """Take the time from the clock file, where there is one."""
    try:
        clock.pretend(settings.clock_file)
    except ValueError as error:
        raise Stopped(f"JOBVEJ_CLOCK_FILE kan ikke bruges: {error}.") from error
