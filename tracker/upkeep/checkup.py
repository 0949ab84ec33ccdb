"""What the doctor says from inside the running server, which has the database open itself."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import version

from tracker import store_file
from tracker.models import StoreFact
from tracker.settings import Settings
from tracker.upkeep import doctor, finding
from tracker.upkeep.backup import Copy
from tracker.upkeep.finding import Finding


def check_up(settings: Settings, now: datetime) -> list[Finding]:
    """All that can be told without reading the whole database through, as `jobvej doctor` does."""
    path = store_file.database_path(settings)
    facts = {row.name: row.value for row in StoreFact.select()}
    store = Copy(path, facts, (), frozenset(), 0)
    _, about_site = doctor.site(settings, store)
    return [
        finding.fine(f"Jobvej {version('jobvej')}."),
        *doctor.programs(),
        *doctor.clock(now, path),
        *about_site,
        *doctor.secret(settings),
        *doctor.disk(path),
        *doctor.backups(settings, store, now),
        *doctor.nightly(store, now),
        *doctor.network(settings, store),
    ]
