"""The database: one thread writes at a time, reads are snapshots; and facts about the store."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any
from uuid import uuid4

from peewee import DatabaseProxy, OperationalError

from tracker.errors import StoreUnavailable
from tracker.settings import Settings

# The store's own state, which passes; anything else SQLite complains of is a fault of ours.
PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}

database = DatabaseProxy()
_writer = threading.RLock()
_afterwards: list[Callable[[], object]] = []


class Opened:
    """The store that this process has open; `store_file` opens and closes it."""

    municipality: str = ""
    settings: Settings | None = None


def close_connection() -> None:
    """Close this thread's connection; the next query opens another."""
    if database.obj is not None and not database.is_closed():
        database.close()


def opened_with() -> Settings:
    """The settings of the open store."""
    if Opened.settings is None:
        raise RuntimeError("the store is not open")
    return Opened.settings


@contextmanager
def writing(*, waits: bool = True) -> Iterator[None]:
    """One transaction that may write: one thread at a time, and they may be nested.

    Our own lock comes first: without it, threads that read and then write would make each other
    fail inside SQLite. Raises StoreUnavailable when the disk is full or read-only, or somebody else
    holds the database; nothing of the transaction is kept then. With `waits=False` that
    includes another thread that is writing.
    """
    if not _writer.acquire(blocking=waits):
        raise StoreUnavailable("another thread writes")
    try:
        try:
            with database.atomic():
                yield
        except (OperationalError, sqlite3.OperationalError) as error:
            if state := passing_state(error):
                raise StoreUnavailable(state) from error
            raise
        finally:
            acts = [] if database.in_transaction() else list(_afterwards)
            del _afterwards[: len(acts)]
        for act in acts:
            act()
    finally:
        _writer.release()


def all_or_nothing() -> AbstractContextManager[object]:
    """A savepoint in the current transaction, if there is one: rolled back if the block raises."""
    return database.atomic() if database.in_transaction() else nullcontext()


def afterwards(act: Callable[[], object]) -> None:
    """Run something that cannot run inside a transaction, once the current one is committed."""
    _afterwards.append(act)


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
    if not Opened.municipality:
        raise RuntimeError("the store is not open")
    return Opened.municipality


def is_demo() -> bool:
    """Whether this database holds invented people only."""
    return fact("demo") == "yes"


def run_here(sql: str, *values: Any) -> list[Any]:
    """Run handwritten SQL that asks for the municipality first; returns the rows, all read."""
    return database.execute_sql(sql, (municipality(), *values)).fetchall()


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


def renew_epoch() -> None:
    """Give the store a new epoch after a restore: devices then send again what it may have lost."""
    set_fact("epoch", uuid4().hex)


def passing_state(error: BaseException | None) -> str:
    """What SQLite says about the disk or a lock, in its own words; "" for a fault in our SQL.

    It may be an earlier error than the one raised: when a commit fails on a full disk, SQLite rolls
    back by itself, and then peewee's rollback fails too.
    """
    while error is not None:
        if (getattr(error, "sqlite_errorcode", 0) & 0xFF) in PASSING:
            return str(error)
        error = error.__context__
    return ""
