"""`jobvej doctor`: whether this machine is fit to hold people's data, in plain sentences."""

import os
import platform
import pwd
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.clock import full_date, local_date, local_time
from tracker.errors import Stopped
from tracker.settings import Settings
from tracker.sign_in.codes import read_secret
from tracker.store_file import backup_folder, database_path
from tracker.upkeep.backup import Copy, CopyRefused, Damaged, copies, leap, read_copy
from tracker.upkeep.finding import Finding, fine, must, note
from tracker.upkeep.reachable import network, server, site, ways_in
from tracker.upkeep.restore import REPLACED

GIGABYTE = 10**9
WAL_MENDED = (3, 51, 3)
"""The first SQLite without the rare WAL-reset fault (https://sqlite.org/wal.html#walresetbug)."""
COPY_TOO_OLD = timedelta(hours=36)
REPLACED_KEPT = timedelta(days=30)
READ, WRITE = os.R_OK, os.R_OK | os.W_OK


def examine(settings: Settings, now: datetime) -> list[Finding]:
    """Look at everything that can be wrong; one thing that fails does not hide the others.

    Only what this user may not read does: nothing can be said of it, and little of the rest.
    """
    path = database_path(settings)
    if barred := [*permissions(settings)]:
        return [*programs(), *barred, *server(settings, None)]
    found = [*programs(), *clock(now, path)]
    store: Copy | None = None
    try:
        store = read_copy(path) if path.exists() else None
    except Damaged as damaged:
        found.append(must(f"{damaged} Læg en kopi tilbage med: jobvej restore"))
    except CopyRefused as refused:
        found.append(must(str(refused)))
    else:
        found += database(store, path)
    published, about_site = site(settings, store)
    found += [*about_site, *secret(settings), *disk(path)]
    if store:
        found += [*backups(settings, store, now), *nightly(store, now)]
    found += ways_in(settings, store, now)
    return [*found, *network(settings, store), *server(settings, published)]


def permissions(settings: Settings) -> Iterator[Finding]:
    """What is there and cannot be used; nothing else could say so, and would blame the thing."""
    database, user = database_path(settings), _user()
    folders = (database.parent, backup_folder(settings))
    files = ((database, WRITE), (Path(f"{database}.lock"), WRITE), (settings.secret_file, READ))
    for place, need in (*((folder, WRITE | os.X_OK) for folder in folders), *files):
        if _may(place, need):
            continue
        if need & os.W_OK and os.statvfs(place).f_flag & os.ST_RDONLY:
            yield must(f"{place} ligger på en disk, der kun kan læses. Se i systemets log hvorfor.")
        else:
            yield must(
                f"{user} må ikke bruge {place}. Kør kommandoen som den bruger, Jobvej kører som. "
                f"Er det {user}, så giv den ejeren igen: chown {user} {place}"
            )
    build = settings.build_dir
    for place in (build, build / "films", build / "current", *build.glob("site-*/www")):
        if not _may(place, READ | (os.X_OK if place.is_dir() else 0)):
            yield must(f"{user} må ikke læse {place}. Lad alle læse: chmod -R a+rX {build}")
            return


def _may(place: Path, need: int) -> bool:
    """Whether it may be used so; what is not there is others' to say."""
    return not os.path.exists(place) or os.access(place, need, effective_ids=True)  # noqa: PTH110


def _user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # a container's user has no name
        return str(os.geteuid())


def programs() -> Iterator[Finding]:
    """Python and SQLite."""
    yield fine(f"Python {platform.python_version()}.")
    if sqlite3.sqlite_version_info >= WAL_MENDED:
        yield fine(f"SQLite {sqlite3.sqlite_version}.")
    else:
        yield note(
            f"SQLite {sqlite3.sqlite_version}. Fra 3.51.3 er en meget sjælden fejl rettet, som kan "
            "skade databasen. Tag imod den, når systemet har den; kopierne læses efter hver nat."
        )


def clock(now: datetime, path: Path) -> Iterator[Finding]:
    """A wrong clock puts ticks on wrong days and lets copies go too early."""
    last = datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else None
    if now.year < 2026 or (last and last > now + timedelta(minutes=5)):
        yield must("Maskinens ur går forkert. Slå tidssynkronisering til (timedatectl).")
    else:
        yield fine(f"I Danmark er klokken {local_time(now)} den {full_date(local_date(now))}.")


def database(store: Copy | None, path: Path) -> Iterator[Finding]:
    """Whether it is there, whole, of this edition, and its owner's alone."""
    if store is None:
        yield must(f"Der er ingen database i {path}. Lav den med: jobvej tracker init")
        return
    if store.is_newer:
        yield must("Databasen er nyere end programmet. Installér den nye udgave af Jobvej igen.")
    elif store.pending:
        yield must("Databasen er ældre end programmet. Opdatér den med: jobvej tracker migrate")
    else:
        yield fine(f"Databasen er hel og hører til {store.municipality!r} ({path}).")
    yield from _for_owner_alone(path)


def secret(settings: Settings) -> Iterator[Finding]:
    """The key of the codes."""
    file = settings.secret_file
    if not file.exists():
        yield must(f"Nøglen {file} mangler. Uden den virker ingen kode. Læg din kopi tilbage.")
        return
    try:
        read_secret(file)
    except (Stopped, OSError):
        yield must(f"Nøglen {file} kan ikke bruges. Læg din kopi tilbage.")
        return
    yield note(f"Nøglen {file} er på plads. Den er ikke med i kopierne: gem den et andet sted.")
    yield from _for_owner_alone(file)


def _for_owner_alone(file: Path) -> Iterator[Finding]:
    if file.stat().st_mode & 0o077:
        yield must(f"Andre på maskinen kan læse {file}. Luk den med: chmod 600 {file}")


def disk(path: Path) -> Iterator[Finding]:
    """Room for the database, its copy and its next edition."""
    folder = next(one for one in (path.parent, *path.absolute().parents) if one.exists())
    size = path.stat().st_size if path.exists() else 0
    free = shutil.disk_usage(folder).free
    said = f"{free / GIGABYTE:.1f} GB".replace(".", ",")
    if free < max(GIGABYTE, 3 * size):
        yield must(f"Der er kun {said} plads på disken. Gør plads, før den er fuld.")
    else:
        yield fine(f"Der er {said} plads på disken.")


def backups(settings: Settings, store: Copy, now: datetime) -> Iterator[Finding]:
    """The newest copy, where it lies, and what an earlier restore left behind."""
    path, folder = database_path(settings), backup_folder(settings)
    for old in path.parent.glob(f"{path.name}{REPLACED}*"):
        if now - datetime.fromtimestamp(old.stat().st_ctime, UTC) > REPLACED_KEPT:
            yield must(f"{old} rummer stadig personoplysninger. Slet den, hvis alt er i orden.")
    if store.is_demo:
        return
    made = copies(folder, store.municipality) if folder.exists() else []
    if not made:
        yield must("Der er ingen kopi af databasen. Lav en med: jobvej backup")
        return
    newest, file = made[-1]
    when = f"den {full_date(local_date(newest))} kl. {local_time(newest)}"
    if now - newest > COPY_TOO_OLD:
        yield must(f"Den nyeste kopi er fra {when}. Lav en med: jobvej backup")
    else:
        yield fine(f"Den nyeste kopi er fra {when} ({file}).")
    if os.stat(folder).st_dev == path.stat().st_dev:  # noqa: PTH116
        yield note("Kopierne ligger på samme disk som databasen. Hent dem også til et andet sted.")


def nightly(store: Copy, now: datetime) -> Iterator[Finding]:
    """What the server does each night: erase what is past its date, and copy."""
    if problem := store.facts.get("backup_problem"):
        yield must(f"Nattens kopi blev ikke lavet: {problem}")
    if leapt := leap(store.facts.get("clock_on", ""), local_date(now)):
        yield must(leapt)
        return
    yesterday = (local_date(now) - timedelta(days=1)).isoformat()
    if store.facts.get("daily_on", "") >= yesterday:
        yield fine("Det, der skal slettes, er slettet. Se: jobvej tracker receipts")
    elif not store.citizens:
        yield note("Serveren sletter efter reglerne hver nat. Endnu er der ingen borgere.")
    else:
        yield must("Der er ikke slettet efter reglerne siden i går. Start serveren, og se loggen.")
