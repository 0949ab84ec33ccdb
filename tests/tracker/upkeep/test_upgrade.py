"""A database of another edition: brought up behind a copy of it, or left as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.tracker.terminal import fetch, jobvej, running, says
from tests.tracker.upkeep.editions import first_edition, newer
from tracker.upkeep import backup

DATABASE = Path("var/jobvej.db")


def test_run_copies_an_older_database_before_it_brings_it_up(place: Path) -> None:
    first_edition(DATABASE)
    server = running(place)
    with server:
        [(_, copy), *_] = backup.copies(Path("var/backup"), "aaby")
        assert backup.read_copy(copy).steps == ("0001_first_tables",)
        assert len(backup.read_copy(copy).teams) == 1
        assert backup.read_copy(DATABASE).pending == ()
        assert len(backup.read_copy(DATABASE).teams) == 1
    assert "Databasen er kopieret til var/backup/jobvej-aaby-" in "".join(server.said)


def test_without_a_copy_nothing_is_migrated(place: Path) -> None:
    first_edition(DATABASE)
    Path("var/backup").write_text("a file where the folder should be")
    says(jobvej("run", "--port", "0"), "Kopien kunne ikke skrives i var/backup")
    assert backup.read_copy(DATABASE).steps == ("0001_first_tables",)


def test_a_newer_database_is_not_opened_by_an_older_program(founded: Path) -> None:
    newer(DATABASE)
    says(jobvej("run", "--port", "0"), "Databasen er nyere end programmet.")


def test_a_start_does_not_wait_for_the_database_to_be_read_through(founded: Path) -> None:
    with closing(sqlite3.connect(DATABASE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [page] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'pause'")
        [size] = connection.execute("PRAGMA page_size").fetchone()
    with DATABASE.open("r+b") as file:
        file.seek((page[0] - 1) * size)
        file.write(bytes(size))
    with pytest.raises(backup.Damaged):
        backup.read_copy(DATABASE)
    with running(founded) as url:
        assert fetch(f"{url}readyz")[0] == 200
