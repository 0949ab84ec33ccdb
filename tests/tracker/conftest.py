"""The cast of the tracker's tests, in a real database file, on Tuesday 1 December 2026 at 9."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from argon2 import PasswordHasher

from jobvej.catalog import Published, load_published
from tracker import citizens, staff
from tracker.db import close_store, open_store
from tracker.settings import Settings

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
SECRET = b"a secret of thirty-two bytes!!!!"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "sol over mark 7"


@dataclass(frozen=True)
class Cast:
    """Anna (borger Nord), Bo (borger Syd), Karin (konsulent Nord), Lars (konsulent Syd).

    Lars must see nothing of Anna, and neither may Bo.
    """

    nord: UUID
    syd: UUID
    karin: UUID
    lars: UUID
    anna: UUID
    bo: UUID
    anna_code: str
    bo_code: str


@pytest.fixture(scope="session")
def published() -> Published:
    """Three courses and two plans."""
    return load_published(Path(__file__).parent / "catalog.json")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of one test, with a database file of its own."""
    return Settings(
        database_url=f"sqlite:///{tmp_path}/jobvej.db",
        municipality="aaby",
        secret_file=tmp_path / "secret.key",
        build_dir=tmp_path / "build",
    )


@pytest.fixture
def store(settings: Settings) -> Iterator[Settings]:
    """An open, empty database made by the migrations."""
    open_store(settings, create=True)
    yield settings
    close_store()


@pytest.fixture
def cast(store: Settings, published: Published) -> Cast:
    """Two teams that know nothing of each other; both citizens began on Monday 23 November."""
    nord, syd = staff.add_team("Team Nord"), staff.add_team("Team Syd")
    karin, lars = (
        staff.add_staff(
            name=name,
            sign_in_name=name,
            role="consultant",
            team=team,
            password=PASSWORD,
            hasher=CHEAP,
        )
        for name, team in (("Karin", nord), ("Lars", syd))
    )
    anna, bo = UUID(int=0xA), UUID(int=0xB)
    codes = [
        citizens.register(
            display_name=name,
            reference=reference,
            team=team,
            consultant=consultant,
            support_level="med-sparring",
            template=published.plan("kort-vej"),
            start_on=date(2026, 11, 23),
            citizen_id=citizen,
            now=NOW,
            secret=SECRET,
            published=published,
        )
        for name, reference, team, consultant, citizen in (
            ("Anna K.", "2026-1", nord, karin, anna),
            ("Bo M.", "2026-2", syd, lars, bo),
        )
    ]
    return Cast(nord, syd, karin, lars, anna, bo, *codes)
