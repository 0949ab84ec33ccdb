"""`jobvej doctor` on what the user it runs as can read and write."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator
from pathlib import Path

from tracker.settings import Settings
from tracker.store_file import backup_folder, database_path
from tracker.upkeep.finding import Finding, must

READ, WRITE = os.R_OK, os.R_OK | os.W_OK


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
