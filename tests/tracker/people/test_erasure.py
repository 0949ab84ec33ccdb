"""Erased for good: in every table, down to the bytes on the disk, and after a restore too."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import fill, rows_of
from tests.tracker.conftest import NOW, Cast, take_in
from tracker.db import database, writing
from tracker.enrolment import plan_items
from tracker.errors import NotFound, Refused
from tracker.models import Erasure
from tracker.people import erasure
from tracker.store_file import close_store, open_store
from tracker.upkeep import retention


def on_disk(store_path: Path) -> bytes:
    """Every byte of the database and its write-ahead log."""
    return b"".join(file.read_bytes() for file in sorted(store_path.parent.glob("jobvej.db*")))


def test_erasing_leaves_no_row_in_any_table(cast: Cast, published: Published) -> None:
    fill(cast, published, cast.anna)
    fill(cast, published, cast.bo)
    empty = [name for name, count in rows_of(cast.anna).items() if not count]
    assert not empty, "a table that the test does not fill could be forgotten"
    before = rows_of(cast.bo)
    erasure.erase(cast.anna, erasure.REQUEST, NOW)
    assert set(rows_of(cast.anna).values()) == {0}
    assert rows_of(cast.bo) == before
    receipt = Erasure.here().get()
    assert (receipt.citizen, receipt.erased_on, receipt.cause) == (
        cast.anna, date(2026, 12, 1), "request",
    )  # fmt: skip


def test_no_row_stays_for_want_of_a_foreign_key(cast: Cast, published: Published) -> None:
    """The tables are gone through one by one; that their keys cascade is the second lock."""
    fill(cast, published, cast.anna)
    database.execute_sql("PRAGMA foreign_keys = 0")
    erasure.erase(cast.anna, erasure.REQUEST, NOW)
    assert set(rows_of(cast.anna).values()) == {0}


def test_erased_means_erased_from_the_disk(
    cast: Cast, published: Published, settings, tmp_path: Path
) -> None:
    """Many people around, so that pages split and rows move; then half of them are erased."""
    people = []
    for number in range(60):
        citizen = uuid4()
        with writing():
            take_in(citizen, cast.karin, published, display_name=f"Xenia{number:03d} Q.",
                    reference=f"XREF{number:03d}")  # fmt: skip
            plan_items.add(citizen, title=f"Egen opgave XOWN{number:03d}", planned_on=None,
                           staff=cast.karin, now=NOW, published=published)  # fmt: skip
        people.append(citizen)
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    path = tmp_path / "jobvej.db"
    assert b"Xenia002" in on_disk(path)
    for citizen in people[::2]:
        erasure.erase(citizen, erasure.REQUEST, NOW)
    left = on_disk(path)
    for number in range(60):
        for text in (f"Xenia{number:03d}", f"XREF{number:03d}", f"XOWN{number:03d}"):
            assert (text.encode() in left) == bool(number % 2), text


def test_erase_on_request_goes_by_reference(cast: Cast) -> None:
    erasure.erase_by_reference("2026-1", NOW)
    assert erasure.was_erased(cast.anna)
    with pytest.raises(Refused, match="Ingen borger har referencen 2026-1"):
        erasure.erase_by_reference("2026-1", NOW)
    assert rows_of(cast.bo)["Citizen"] == 1


def test_whoever_is_not_here_leaves_no_receipt(cast: Cast) -> None:
    with pytest.raises(NotFound):
        erasure.erase(uuid4(), erasure.REQUEST, NOW)
    assert Erasure.here().count() == 0
    assert erasure.listed(erasure.beside(Path(database.database))) == {}


def test_nobody_comes_back_from_a_backup(
    cast: Cast, published: Published, settings, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    database.execute_sql(f"VACUUM INTO '{backup}'")
    erasure.erase(cast.anna, erasure.REQUEST, NOW)
    close_store()
    for file in tmp_path.glob("jobvej.db-*"):
        file.unlink()
    (tmp_path / "jobvej.db").write_bytes(backup.read_bytes())
    open_store(settings)
    assert rows_of(cast.anna)["Citizen"] == 1
    report = retention.purge(NOW, published)
    assert report.citizens_erased == 1
    assert (rows_of(cast.anna)["Citizen"], rows_of(cast.bo)["Citizen"]) == (0, 1)
    listed = erasure.beside(tmp_path / "jobvej.db")
    assert listed.stat().st_mode & 0o777 == 0o600
    assert "Anna" not in listed.read_text()
