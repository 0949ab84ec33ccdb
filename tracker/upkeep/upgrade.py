"""Updates an older database to this program, and never without copying it first."""

from datetime import datetime

from tracker.errors import Stopped
from tracker.settings import Settings
from tracker.store_file import database_path, held, migrate_store
from tracker.upkeep.backup import back_up, read_copy


def bring_up(settings: Settings, now: datetime) -> list[str]:
    """Copy, then migrate; nothing when there is no database or it is new enough.

    Returns sentences for the operator. Raises CopyRefused when no copy could be made; then
    nothing was changed. A demo has nobody to lose and no copies.
    """
    path = database_path(settings)
    if not path.exists() or not path.stat().st_size:
        return []
    with held(path):
        found = read_copy(path, through=False)
        if found.is_newer:
            raise Stopped(
                "Databasen er nyere end programmet. Installér den nye udgave af Jobvej igen."
            )
        if not found.pending:
            return []
        said = []
        if not found.is_demo:
            said = [f"Databasen er kopieret til {back_up(settings, now).file}"]
    steps = migrate_store(settings)
    return [*said, f"Databasen er opdateret: {', '.join(steps)}"]
