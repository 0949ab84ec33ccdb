"""Copies: made beside a server that writes, read back, rotated; never with the key in them."""

import os
import re
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import SKELET, event, moment, send
from tests.tracker.conftest import NOW, SECRET, Cast
from tracker import db, store_file
from tracker.clock import local_date
from tracker.models import Citizen, Erasure
from tracker.people import erasure
from tracker.settings import Settings
from tracker.upkeep import backup, daily
from tracker.upkeep.backup import CopyRefused, back_up, read_copy


def rows_in(file: Path) -> list[str]:
    """Every row of every table, as SQL."""
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


def test_a_copy_holds_every_row_and_is_its_owners_alone(cast: Cast, settings: Settings) -> None:
    copy = back_up(settings, NOW)
    assert copy.file.name == "jobvej-aaby-20261201T080000Z.db"
    assert rows_in(copy.file) == rows_in(store_file.database_path(settings))
    assert (copy.citizens, copy.municipality) == (2, "aaby")
    assert copy.file.parent.stat().st_mode & 0o777 == 0o700
    for file in copy.file.parent.iterdir():
        assert file.stat().st_mode & 0o777 == 0o600, file
    assert read_copy(copy.file) == copy


def test_the_key_of_the_codes_is_not_in_the_copy(cast: Cast, settings: Settings) -> None:
    settings.secret_file.write_bytes(SECRET)
    copy = back_up(settings, NOW)
    assert SECRET not in copy.file.read_bytes()
    assert cast.anna_code.replace("-", "").encode() not in copy.file.read_bytes()


def test_a_copy_is_made_while_others_write(
    cast: Cast, settings: Settings, published: Published
) -> None:
    stop = threading.Event()
    failures: list[Exception] = []

    def write() -> None:
        number = 0
        try:
            while not stop.is_set():
                number += 1
                at = moment(1) + timedelta(seconds=number)
                send(cast.anna, published, event("completed", f"activity:{SKELET}", at))
        except Exception as error:
            failures.append(error)
        finally:
            db.close_connection()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(settings, NOW + timedelta(seconds=n)) for n in range(5)]
    finally:
        stop.set()
        writer.join()
    assert not failures
    assert len({copy.file for copy in made}) == 5


@pytest.mark.parametrize("hurt", ["cut", "no database", "foreign database"])
def test_a_copy_that_is_hurt_is_known(cast: Cast, settings: Settings, hurt: str) -> None:
    file = back_up(settings, NOW).file
    whole = file.read_bytes()
    if hurt == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    else:
        file.write_bytes(b"hello" * 1000 if hurt == "no database" else b"")
    with pytest.raises(CopyRefused, match=r"beskadiget|ikke en database"):
        read_copy(file)


def test_a_half_made_copy_never_takes_a_name(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the disk is full: the name comes last."""
    back_up(settings, NOW)
    folder = store_file.backup_folder(settings)
    before = sorted(folder.iterdir())
    really = backup.copy_database

    def half(source: Path, target: Path) -> None:
        really(source, target)
        target.write_bytes(target.read_bytes()[:8192])

    monkeypatch.setattr(backup, "copy_database", half)
    with pytest.raises(CopyRefused):
        back_up(settings, NOW + timedelta(days=30))
    assert sorted(folder.iterdir()) == before, "nor is an older one taken away"


def test_a_copy_without_room_is_not_begun_and_says_what_to_do(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = store_file.database_path(settings).stat().st_size
    full = shutil.disk_usage(settings.build_dir.parent)._replace(free=size)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: full)
    with pytest.raises(CopyRefused, match=r"der er kun \d MB i .*Gør plads"):
        back_up(settings, NOW)
    assert not backup.copies(store_file.backup_folder(settings), "aaby")


def test_only_what_was_left_half_made_a_day_ago_is_cleared_away(
    cast: Cast, settings: Settings
) -> None:
    folder, now = store_file.backup_folder(settings), datetime.now(UTC)
    folder.mkdir()
    for name, hours in ((".left.part", 25), (".being-made.part", 1)):
        (folder / name).write_bytes(b"half")
        made = (now - timedelta(hours=hours)).timestamp()
        os.utime(folder / name, (made, made))
    backup.back_up(settings, now)
    assert [file.name for file in folder.glob(".*.part")] == [".being-made.part"]


def test_where_there_is_no_database_none_is_made(settings: Settings) -> None:
    with pytest.raises(CopyRefused, match="Der er ingen database"):
        backup.back_up(settings, NOW)
    assert not store_file.database_path(settings).exists()
    assert not store_file.backup_folder(settings).exists()


def test_a_copy_that_gets_its_name_meanwhile_stops_no_other(cast: Cast, settings: Settings) -> None:
    folder = store_file.backup_folder(settings)
    folder.mkdir()
    (folder / ".gone.part").symlink_to(folder / "renamed-a-moment-ago")
    assert backup.back_up(settings, NOW).file.is_file()


def test_days_and_weeks_are_kept_and_the_rest_goes(cast: Cast, settings: Settings) -> None:
    start = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
    folder = store_file.backup_folder(settings)
    folder.mkdir()
    (folder / "jobvej-nabo-20260901T020000Z.db").write_bytes(b"a neighbour's")
    (folder / "notes.txt").write_text("kept")
    for day in range(91):
        for hour in (0, 6):
            made = start + timedelta(days=day, hours=hour)
            (folder / f"jobvej-aaby-{made:{backup.STAMP}}.db").touch()
    back_up(settings, NOW - timedelta(hours=5))
    kept = [made for made, _ in backup.copies(folder, "aaby")]
    days = sorted({local_date(made).isoformat() for made in kept})
    assert days == [
        "2026-11-15", "2026-11-22",  # Sundays: the newest of each week
        "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30",
        "2026-12-01",
    ]  # fmt: skip
    assert all(made.hour == 8 for made in kept if made < NOW - timedelta(days=3))
    assert (folder / "notes.txt").exists()
    assert (folder / "jobvej-nabo-20260901T020000Z.db").exists()


def test_after_the_longest_time_no_copy_has_an_erased_person(
    cast: Cast, settings: Settings
) -> None:
    back_up(settings, NOW)
    erasure.erase(cast.anna, erasure.REQUEST, NOW)
    for day in range(1, 7 * backup.WEEKS_KEPT + 1):
        back_up(settings, NOW + timedelta(days=day))
    for _, file in backup.copies(store_file.backup_folder(settings), "aaby"):
        assert b"Anna K." not in file.read_bytes()


def test_who_was_erased_is_known_beside_the_copies_too(cast: Cast, settings: Settings) -> None:
    back_up(settings, NOW)
    erasure.erase(cast.anna, erasure.REQUEST, NOW)
    name = erasure.beside(store_file.database_path(settings)).name
    assert list(erasure.listed(store_file.backup_folder(settings) / name)) == [cast.anna]
    (store_file.backup_folder(settings) / name).unlink()
    back_up(settings, NOW)
    assert list(erasure.listed(store_file.backup_folder(settings) / name)) == [cast.anna]


def test_the_server_copies_once_a_day_and_leaves_a_receipt_of_numbers(
    cast: Cast, settings: Settings, published: Published
) -> None:
    daily.run_if_due(NOW, published)
    once = daily.receipts()
    daily.run_if_due(NOW + timedelta(hours=2), published)
    assert daily.receipts() == once
    assert len(backup.copies(store_file.backup_folder(settings), "aaby")) == 1
    daily.run_if_due(NOW + timedelta(days=1), published)
    (newest, said), (first, _) = daily.receipts()
    assert (newest - first).days == 1
    assert said.startswith("Slettet: 0 borgere, ")
    assert re.search(r" Kopi: jobvej-aaby-20261202T080000Z\.db, 2 borgere\.$", said)
    assert "Anna" not in str(daily.receipts())


def test_receipts_go_after_a_year(cast: Cast, published: Published) -> None:
    daily.run_if_due(NOW, published)
    daily.trust_clock(NOW + timedelta(days=400))
    daily.run_if_due(NOW + timedelta(days=401), published)
    assert [day for day, _ in daily.receipts()] == [local_date(NOW + timedelta(days=401))]


def test_a_night_without_a_copy_is_remembered_until_one_is_made(
    cast: Cast, settings: Settings, published: Published
) -> None:
    folder = store_file.backup_folder(settings)
    folder.write_text("a file where the folder should be")
    with pytest.raises(CopyRefused):
        daily.run_if_due(NOW, published)
    assert "kunne ikke skrives" in db.fact("backup_problem")
    assert db.fact("daily_on") == "2026-12-01", "erasure does not wait for the copy"
    folder.unlink()
    daily.run_if_due(NOW, published)
    assert db.fact("backup_problem") == ""


def test_a_clock_that_leapt_by_years_erases_nobody_and_lets_no_copy_go(
    cast: Cast, settings: Settings, published: Published
) -> None:
    folder = store_file.backup_folder(settings)
    for day in range(3):
        daily.run_if_due(NOW + timedelta(days=day), published)
    wrong = NOW + timedelta(days=3653)
    with pytest.raises(daily.ClockLeapt, match="Går uret rigtigt, så stop serveren"):
        daily.run_if_due(wrong, published)
    assert Citizen.here().count() == 2
    assert len(backup.copies(folder, "aaby")) == 3
    back_up(settings, wrong)
    assert len(backup.copies(folder, "aaby")) == 4, "nor by hand"
    daily.run_if_due(NOW + timedelta(days=3), published)
    assert db.fact("daily_on") == "2026-12-04", "set right again"
    daily.trust_clock(wrong)
    daily.run_if_due(wrong, published)
    assert Citizen.here().count() == 0


def test_a_demo_is_not_copied(cast: Cast, settings: Settings, published: Published) -> None:
    store_file.become_demo()
    daily.run_if_due(NOW, published)
    daily.run_if_due(NOW + timedelta(days=61), published)  # whose clock goes where one wants it
    assert not store_file.backup_folder(settings).exists()
    assert Citizen.here().count() == 2
    assert Erasure.here().count() == 0
