"""The steps: whatever a database has been, it becomes what the models say, with its rows."""

import re
import shutil
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from peewee import OperationalError, SqliteDatabase

from tests.tracker.conftest import Cast
from tracker import store_file
from tracker.db import database, writing
from tracker.errors import Stopped
from tracker.migrations import statements
from tracker.models import TABLES, Citizen, ItemState, Plan, PlanChange, PlanItem, Talk, Team
from tracker.settings import Settings
from tracker.store_file import close_store, open_store

T = "2026-11-02T08:00:00.000000Z"


def schema(connection: SqliteDatabase) -> list[tuple[str, str, str]]:
    """Every table and index as it was created, on one line."""
    rows = connection.execute_sql(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL "
        "AND tbl_name NOT LIKE 'schema_migration%' ORDER BY type, name"
    )
    return [(kind, name, line(sql)) for kind, name, sql in rows.fetchall()]


def line(sql: str) -> str:
    """A statement without the layout of the file it stands in."""
    return re.sub(r"(?<=\() | (?=\))", "", " ".join(sql.split()))


def test_a_migrated_database_is_what_the_models_say(store: Settings) -> None:
    fresh = SqliteDatabase(":memory:")
    with fresh.bind_ctx(TABLES):
        fresh.create_tables(TABLES)
    assert schema(database) == schema(fresh)


def test_an_older_database_is_refused_until_it_is_migrated(
    store: Settings, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = tmp_path / "migrations"
    steps.mkdir()
    for step in store_file.FOLDER.glob("0*.sql"):
        (steps / step.name).write_text(step.read_text())
    (steps / "9999_more.sql").write_text("CREATE TABLE more (x);")
    close_store()
    monkeypatch.setattr(store_file, "FOLDER", steps)
    with pytest.raises(Stopped, match="jobvej tracker migrate"):
        open_store(store)
    assert store_file.migrate_store(store) == ["9999_more"]
    assert store_file.migrate_store(store) == []
    open_store(store)
    assert Citizen.here().count() == 2, "people outlive a migration"


@pytest.fixture
def first_edition(settings: Settings) -> Settings:
    """A database of the very first tables, with people in it, closed."""
    path = store_file.database_path(settings)
    database.initialize(
        SqliteDatabase(str(path), pragmas=store_file.PRAGMAS, lock_type="IMMEDIATE")
    )
    store_file.runner().up("0001_first_tables")
    with writing():
        database.execute_sql("INSERT INTO store_fact VALUES ('municipality', 'aaby')")
        team, staff, citizen, plan, item = (f"{number:032x}" for number in range(1, 6))
        for table, values in (
            ("team", (team, "Team Nord")),
            ("staff", (staff, team, "consultant", "Karin", "karin", "hash", 1)),
            ("citizen", (citizen, team, staff, "Anna", "2026-1", "med-sparring", "2026-11-02")),
            ("plan", (plan, citizen, "kort", "Kort", "Kort", 1, 0, "", None, "2026-11-02", T,
                      "2026-11-20")),
            ("plan_item", (item, citizen, plan, 1, "a", "", "Ring", "", None, T)),
            ("plan_change", (uuid4().hex, citizen, item, staff, "waived", "andet", T, 0)),
            ("item_state", (citizen, item, None, "", None, "2026-11-02", "andet", 0)),
            ("talk", (uuid4().hex, citizen, staff, T, 15, "phone", None, "", None, None, None)),
        ):  # fmt: skip
            marks = ", ".join("?" for _ in values)
            database.execute_sql(f"INSERT INTO {table} VALUES ('aaby', {marks})", values)
    close_store()
    return settings


def test_every_older_database_becomes_what_the_models_say(first_edition: Settings) -> None:
    with pytest.raises(Stopped, match="jobvej tracker migrate"):
        open_store(first_edition)
    later = sorted(step.stem for step in store_file.FOLDER.glob("0*.sql"))[1:]
    assert store_file.migrate_store(first_edition) == later
    open_store(first_edition)
    test_a_migrated_database_is_what_the_models_say(first_edition)
    assert [row.name for row in Team.here()] == ["Team Nord"]
    kept = (Plan, PlanItem, PlanChange, ItemState, Talk)
    assert [table.here(table.citizen == UUID(int=3)).count() for table in kept] == [1] * 5
    assert Plan.here().get().ended_reason == "uoplyst"
    assert database.pragma("foreign_keys") == 1
    close_store()


def test_a_step_that_fails_leaves_the_database_as_it_was(
    store: Settings, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, script in enumerate((
        "CREATE TABLE more (x);\nINSERT INTO nowhere VALUES (1);",
        "CREATE TABLE more (x);\nCREATE TABLE half (x)",
        "CREATE TABLE more (x);\nDELETE FROM team;",
    )):  # fmt: skip
        steps = tmp_path / str(number)
        shutil.copytree(store_file.FOLDER, steps)
        (steps / "9999_wrong.sql").write_text(script)
        close_store()
        monkeypatch.setattr(store_file, "FOLDER", steps)
        with pytest.raises((OperationalError, ValueError)):
            store_file.migrate_store(store)
        monkeypatch.undo()
        open_store(store)
        assert not database.table_exists("more")
        assert Team.here().count() == 2


def test_a_semicolon_within_words_ends_no_statement() -> None:
    script = "-- First; then\nUPDATE t\nSET a = 'x; y';\n\nDELETE FROM t;\n"
    assert [one.strip() for one in statements(script)] == [
        "-- First; then\nUPDATE t\nSET a = 'x; y';", "DELETE FROM t;",
    ]  # fmt: skip
