"""Migrations: frozen SQL steps from one schema to the next, applied by peewee's own runner."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playhouse.migrations import Migration, Runner

FOLDER = Path(__file__).parent


class Step(Migration):
    """One file of SQL, where the runner knows modules with a function `up`."""

    def load(self) -> Step:
        """The step itself; there is no module."""
        return self

    def up(self, _migrator: Any, database: Any) -> None:
        """Take the step; the runner keeps it whole or not at all, with references off meanwhile."""
        for statement in statements(Path(self.path).read_text(encoding="utf-8")):
            database.execute_sql(statement)
        if broken := database.execute_sql("PRAGMA foreign_key_check").fetchall():
            raise ValueError(f"rows without what they refer to: {broken[:3]}")


class Steps(Runner):
    """The steps of a folder, by number."""

    def migrations(self) -> list[Step]:
        """Every step there is, taken or not."""
        files = sorted(Path(self.directory).glob("[0-9]*.sql"))
        return [Step(int(file.name[:4]), file.stem, str(file), None) for file in files]


def statements(script: str) -> Iterator[str]:
    """Each statement of a script, with the comment before it. Raises ValueError on half a one."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"no semicolon ends {statement.strip()!r}")
