"""Copies of the database: made while it is in use, read back before they count, and rotated."""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from tracker.clock import full_date, local_date, week_start
from tracker.errors import Stopped
from tracker.migrations import FOLDER
from tracker.people import erasure
from tracker.settings import Settings
from tracker.store_file import backup_folder, database_path

ALL_KEPT = timedelta(hours=48)
"""So long every copy stays, also those made by hand before a change."""
DAYS_KEPT, WEEKS_KEPT = 7, 4
"""So far back the newest copy of each day stays, and of each week; citizens are told so, which is
why no operator can set it."""
LEAP = timedelta(days=60)
"""A clock that went on by more may be wrong; longer than any copy is kept, so that a restored one
is none."""
MEGABYTE = 10**6
STAMP = "%Y%m%dT%H%M%SZ"


class CopyRefused(Stopped):
    """A copy could not be made, or is no good; the sentence says why."""


class Damaged(CopyRefused):
    """A file is no whole database; another one has to take its place."""


@dataclass(frozen=True)
class Copy:
    """What a database file holds, as read from the file itself."""

    file: Path
    facts: dict[str, str]
    """What it says of itself: whose it is, whether it is a demo, what was done last."""
    steps: tuple[str, ...]
    """The migrations it has had."""
    teams: frozenset[str]
    citizens: int
    """How many."""

    @property
    def municipality(self) -> str:
        """Whose it is."""
        return self.facts.get("municipality", "")

    @property
    def is_demo(self) -> bool:
        """Whether it holds invented people only."""
        return self.facts.get("demo") == "yes"

    @property
    def is_newer(self) -> bool:
        """Whether a newer program than this one wrote it."""
        return not set(self.steps) <= set(known_steps())

    @property
    def pending(self) -> tuple[str, ...]:
        """The migrations it has not had."""
        return tuple(step for step in known_steps() if step not in self.steps)


def known_steps() -> list[str]:
    """The migrations of this program."""
    return sorted(step.stem for step in FOLDER.glob("0*.sql"))


def back_up(settings: Settings, now: datetime) -> Copy:
    """Copy the database into the folder of copies and remove old copies.

    Works while the server writes, since SQLite copies one snapshot. The key of the codes is not
    included. No copy is removed if the clock has jumped ahead by months, or if CopyRefused is
    raised.
    """
    database, folder = database_path(settings), backup_folder(settings)
    if not database.exists():
        raise CopyRefused(f"Der er ingen database i {database} at kopiere.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        erasure.share(database, folder)
        copy = _make(database, folder, now)
        if not leap(copy.facts.get("clock_on", ""), local_date(now)):
            for old in outdated(folder, copy.municipality, now):
                old.unlink(missing_ok=True)
    except OSError as error:
        raise CopyRefused(
            f"Kopien kunne ikke skrives i {folder}: {error.strerror or error}."
        ) from error
    return copy


def _make(database: Path, folder: Path, now: datetime) -> Copy:
    """One copy under its own name, or none: the name comes last, when the copy has been read."""
    for left in folder.glob(".*.part"):
        with suppress(FileNotFoundError):  # another copy that was being made has got its name
            if datetime.fromtimestamp(left.stat().st_mtime, UTC) < now - timedelta(days=1):
                left.unlink()
    _refuse_without_room(database, folder)
    part = folder / f".{uuid4().hex}.part"
    try:
        copy_database(database, part)
        copy = read_copy(part)
        final = _free_name(folder, copy.municipality, now)
        part.replace(final)
        _flush_folder(folder)
    finally:
        part.unlink(missing_ok=True)
    return replace(copy, file=final)


def _refuse_without_room(database: Path, folder: Path) -> None:
    """A copy that fills the disk is none, and while it tries nobody's ticks are kept either."""
    takes, free = database.stat().st_size * 1.1, shutil.disk_usage(folder).free
    if free < takes:
        raise CopyRefused(
            f"Kopien fylder {takes / MEGABYTE:.0f} MB, og der er kun {free / MEGABYTE:.0f} MB i "
            f"{folder}. Gør plads, eller vælg en anden disk med JOBVEJ_BACKUP_DIR."
        )


def copy_database(source: Path, target: Path) -> None:
    """One snapshot of a database as a file of its own, for the owner alone, on the disk."""
    handle = os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with _opened(source) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        os.fsync(handle)
    finally:
        os.close(handle)


def read_copy(file: Path, *, through: bool = True) -> Copy:
    """Read a whole database file and say what it is. Raises CopyRefused when it is damaged.

    `through` is false at a start, which has to be quick: only what the file says of itself is read.
    """
    if not file.is_file():
        raise CopyRefused(f"Der er ingen fil {file}.")
    with _opened(file) as connection:
        if through and not _is_whole(connection):
            raise Damaged(f"{file} er beskadiget. Brug en anden kopi.")
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if not {"store_fact", "schema_migration", "citizen"} <= tables:
            raise Damaged(f"{file} er ikke en database fra Jobvej.")
        facts = dict(connection.execute("SELECT name, value FROM store_fact"))
        steps = {row[0] for row in connection.execute("SELECT name FROM schema_migration")}
        teams = {row[0] for row in connection.execute("SELECT name FROM team")}
        [citizens] = connection.execute("SELECT COUNT(*) FROM citizen").fetchone()
    return Copy(file, facts, tuple(sorted(steps)), frozenset(teams), citizens)


def _is_whole(connection: sqlite3.Connection) -> bool:
    found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    return found == ["ok"] and not connection.execute("PRAGMA foreign_key_check").fetchone()


def copies(folder: Path, municipality: str) -> list[tuple[datetime, Path]]:
    """The copies of one municipality with their times, the oldest first."""
    name = re.compile(rf"jobvej-{re.escape(municipality)}-(\d{{8}}T\d{{6}}Z)\.db")
    named = ((name.fullmatch(file.name), file) for file in folder.glob("jobvej-*.db"))
    return sorted(
        (datetime.strptime(match[1], STAMP).replace(tzinfo=UTC), file)
        for match, file in named
        if match
    )


def outdated(folder: Path, municipality: str, now: datetime) -> list[Path]:
    """Copies whose time is over: all but the newest of each day, then of each week."""
    today, found = local_date(now), copies(folder, municipality)
    newest_of_day = {local_date(made): file for made, file in found}
    newest_of_week = {week_start(day): file for day, file in newest_of_day.items()}
    kept = {file for made, file in found if now - made < ALL_KEPT}
    kept |= {file for day, file in newest_of_day.items() if (today - day).days < DAYS_KEPT}
    kept |= {
        file
        for monday, file in newest_of_week.items()
        if (week_start(today) - monday).days < 7 * WEEKS_KEPT
    }
    return [file for _, file in found[:-1] if file not in kept]


def leap(clock_on: str, today: date) -> str:
    """What to do if the clock went on by months since it was last believed; otherwise empty."""
    if not clock_on or today - date.fromisoformat(clock_on) <= LEAP:
        return ""
    return (
        f"Uret er gået fra den {full_date(date.fromisoformat(clock_on))} til den "
        f"{full_date(today)}. Indtil nogen har set på det, bliver intet slettet eller kopieret. "
        "Går uret rigtigt, så stop serveren, kør jobvej tracker purge, og start den igen."
    )


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection of its own, beside the server's."""
    try:
        with closing(sqlite3.connect(file, timeout=5, isolation_level=None)) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise Damaged(f"{file} er beskadiget. Brug en anden kopi.") from error
        raise CopyRefused(
            f"{file} kan ikke kopieres eller læses: {error}. Se efter, om disken er fuld, og om "
            "brugeren må skrive der."
        ) from error


def _free_name(folder: Path, municipality: str, now: datetime) -> Path:
    # Two copies within a second must not share a name.
    while (file := folder / f"jobvej-{municipality}-{now.astimezone(UTC):{STAMP}}.db").exists():
        now += timedelta(seconds=1)
    return file


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
