"""Citizens taken in at an operator's machine, and a copy of what that left there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from jobvej.catalog import Published
from tests.tracker import conftest
from tests.tracker.terminal import jobvej, stored
from tracker.people import staff
from tracker.settings import Settings
from tracker.sign_in.codes import read_secret
from tracker.upkeep import backup


def take_in(published: Published, *names: str) -> dict[str, tuple[UUID, str]]:
    """These citizens, each with a plan that began a week ago: (pseudonym, code)."""
    now = datetime.now(UTC)
    found = {}
    with stored():
        team = staff.add_team("Nord")
        karin = conftest.employ("Karin", team=team)
        for name in names:
            citizen = uuid4()
            code = conftest.take_in(citizen, karin, published, now - timedelta(days=7),
                                    read_secret(Settings().secret_file), display_name=name,
                                    reference=f"ref-{name}")  # fmt: skip
            found[name] = citizen, code
    return found


def copied() -> Path:
    """A copy of the database as it stands."""
    jobvej("backup")
    return backup.copies(Path("var/backup"), "aaby")[-1][1]
