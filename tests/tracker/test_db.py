"""The store: one writer, one municipality, nothing lost, a plain sentence when it is refused."""

import os
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from peewee import IntegrityError, OperationalError

from tests.tracker.conftest import Cast
from tracker import clock, db, store_file
from tracker.db import afterwards, database, reading, writing
from tracker.errors import Stopped, StoreUnavailable
from tracker.models import (
    TABLES,
    Citizen,
    Team,
    WeekCount,
)
from tracker.people import erasure
from tracker.settings import Settings
from tracker.store_file import close_store, open_store
from tracker.table import among

ROOT = Path(__file__).resolve().parents[2]


def test_every_table_belongs_to_a_municipality_first_of_all() -> None:
    for table in TABLES:
        if table.__name__ != "StoreFact":
            assert table._meta.primary_key.field_names[0] == "municipality", table


def test_the_store_is_set_so_that_a_power_cut_loses_nothing(store: Settings) -> None:
    found = {name: database.pragma(name) for name in store_file.PRAGMAS}
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000,
        "secure_delete": 1,
    }  # fmt: skip
    in_thread: list[int] = []
    worker = threading.Thread(target=lambda: in_thread.append(database.pragma("synchronous")))
    worker.start()
    worker.join()
    assert in_thread == [2], "a thread's own connection is set the same"


def test_among_is_in_and_nobody_is_among_nobody(cast: Cast) -> None:
    ids = [cast.bo, cast.anna, UUID(int=7)]
    found = {row.id for row in Citizen.here(among(Citizen.id, ids))}
    assert found == {cast.anna, cast.bo}
    assert found == {row.id for row in Citizen.here(Citizen.id.in_(ids))}
    assert not Citizen.here(among(Citizen.id, [])).exists()
    assert not Citizen.here(among(Citizen.id, [cast.anna]), Citizen.id == cast.bo).exists()


@pytest.mark.parametrize("name", ["jobvej.db", "a-link-to-it.db"])
def test_a_second_process_is_refused_while_the_server_runs(store: Settings, name: str) -> None:
    file = store_file.database_path(store)
    if file.name != name:
        file.with_name(name).symlink_to(file)
    asked = subprocess.run(
        [sys.executable, "-c",
         "from tracker.store_file import open_store; from tracker.settings import Settings; "
         "open_store(Settings())"],
        env={
            **os.environ,
            "JOBVEJ_DATABASE_URL": f"sqlite:///{file.with_name(name)}",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert asked.returncode == 1
    assert "Serveren kører. Stop den, og prøv igen." in asked.stderr


def test_the_lock_is_given_back(store: Settings) -> None:
    close_store()
    open_store(store)
    assert db.municipality() == "aaby"


def test_a_missing_database_is_not_made_by_accident(settings: Settings) -> None:
    with pytest.raises(Stopped, match="jobvej tracker init"):
        open_store(settings)
    assert not store_file.database_path(settings).exists()


def test_another_municipality_is_refused(store: Settings) -> None:
    close_store()
    with pytest.raises(Stopped, match="hører til 'aaby'"):
        open_store(store.model_copy(update={"municipality": "andeby"}))
    with pytest.raises(RuntimeError):
        db.municipality()
    open_store(store.model_copy(update={"municipality": ""}))
    assert db.municipality() == "aaby"


def test_a_new_database_needs_a_municipality(settings: Settings) -> None:
    with pytest.raises(Stopped, match="JOBVEJ_MUNICIPALITY"):
        open_store(settings.model_copy(update={"municipality": ""}), create=True)


def test_only_sqlite_is_served_and_said_so(settings: Settings) -> None:
    with pytest.raises(Stopped, match="sqlite:///"):
        open_store(settings.model_copy(update={"database_url": "postgres://x/y"}))


def test_a_transaction_that_fails_leaves_nothing(store: Settings) -> None:
    with pytest.raises(ZeroDivisionError), writing():
        db.set_fact("half", "done")
        _ = 1 / 0
    assert db.fact("half") == ""


def test_what_waits_for_a_transaction_is_done_when_all_of_it_is_kept(store: Settings) -> None:
    done: list[bool] = []

    def act() -> None:
        done.append(database.in_transaction())

    with writing():
        with writing():
            afterwards(act)
        assert done == []
    assert done == [False], "and neither before nor again"
    with pytest.raises(ValueError, match="no"), writing():
        afterwards(act)
        raise ValueError("no")
    with writing():
        pass
    assert done == [False], "what failed had nothing to wait for"


def test_references_and_checks_are_kept_by_the_database(cast: Cast) -> None:
    with pytest.raises(IntegrityError), writing():
        WeekCount.create(citizen=cast.nord, week="2026-W49", count=1)
    with pytest.raises(IntegrityError), writing():
        WeekCount.create(citizen=cast.anna, week="2026-W49", count=21)


def test_rows_of_another_municipality_are_not_there(cast: Cast) -> None:
    with writing():
        Team.create(municipality="andeby", id=cast.nord, name="Andeby Nord")
    assert sorted(row.name for row in Team.here()) == ["Team Nord", "Team Syd"]
    Team.change({Team.name: "Nord"}, Team.id == cast.nord)
    assert [row.name for row in Team.select().where(Team.municipality == "andeby")] == [
        "Andeby Nord"
    ]


def test_threads_that_read_and_write_do_not_fail_each_other(store: Settings) -> None:
    db.set_fact("sum", "0")
    failures: list[Exception] = []

    def add() -> None:
        try:
            for _ in range(20):
                with writing():
                    db.set_fact("sum", str(int(db.fact("sum")) + 1))
        except Exception as error:
            failures.append(error)
        finally:
            db.close_connection()

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert db.fact("sum") == "160"


def test_writing_for_each_row_of_a_query_works_while_others_write(cast: Cast) -> None:
    def tick() -> None:
        db.set_fact("ticked", "yes")
        db.close_connection()

    for row in Citizen.here():
        other = threading.Thread(target=tick)
        other.start()
        other.join()
        Citizen.change({Citizen.display_name: "Anna"}, Citizen.id == row.id)
    assert {row.display_name for row in Citizen.here()} == {"Anna"}
    assert erasure.scrub(), "and no open question keeps the log from being emptied"


def test_a_page_reads_one_snapshot(cast: Cast) -> None:
    def rename() -> None:
        with writing():
            Citizen.change({Citizen.display_name: "Anna L."}, Citizen.id == cast.anna)
        db.close_connection()

    with reading():
        before = Citizen.here(Citizen.id == cast.anna).get().display_name
        other = threading.Thread(target=rename)
        other.start()
        other.join()
        assert Citizen.here(Citizen.id == cast.anna).get().display_name == before
    assert Citizen.here(Citizen.id == cast.anna).get().display_name == "Anna L."


def test_a_database_that_somebody_holds_is_unavailable_and_not_a_fault(store: Settings) -> None:
    database.execute_sql("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(store_file.database_path(store), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable):
        db.set_fact("x", "y")
    other.execute("ROLLBACK")
    other.close()
    db.set_fact("x", "y")
    assert db.fact("x") == "y"


def test_a_full_disk_is_unavailable_and_keeps_what_was_there(store: Settings) -> None:
    pages = database.pragma("page_count")
    database.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnavailable):
        db.set_fact("long", "x" * 200_000)
    assert db.fact("long") == ""
    assert db.fact("municipality") == "aaby"


def test_a_fault_in_our_own_sql_is_no_passing_state(store: Settings) -> None:
    with pytest.raises(OperationalError), writing():
        database.execute_sql("SELECT nothing FROM nowhere")


def test_a_clock_file_works_on_a_demo_alone(cast: Cast, store: Settings, tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("2026-12-01T10:00:00+01:00")
    pretending = store.model_copy(update={"clock_file": file})
    close_store()
    with pytest.raises(Stopped, match="demo-database"):
        open_store(pretending)
    open_store(store)
    store_file.become_demo()
    close_store()
    open_store(pretending)
    assert clock.now() == datetime(2026, 12, 1, 9, tzinfo=UTC)
    close_store()
    assert clock.now() != datetime(2026, 12, 1, 9, tzinfo=UTC)


def test_a_restored_store_begins_a_new_life(store: Settings) -> None:
    first = db.fact("epoch")
    db.renew_epoch()
    assert "" != first != db.fact("epoch") != ""
