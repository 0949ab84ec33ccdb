"""Databases of other editions of the program."""

import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from peewee import SqliteDatabase

from tracker import db, store_file
from tracker.db import database


def first_edition(file: Path, owner: str = "aaby") -> None:
    """A database of the very first tables, with a team in it."""
    file.parent.mkdir(exist_ok=True)
    database.initialize(SqliteDatabase(str(file), pragmas=store_file.PRAGMAS))
    store_file.runner().up("0001_first_tables")
    database.execute_sql("INSERT INTO store_fact VALUES ('municipality', ?)", (owner,))
    database.execute_sql("INSERT INTO team VALUES (?, ?, 'Team Nord')", (owner, uuid4().hex))
    db.close_connection()


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "INSERT INTO schema_migration (name, applied) VALUES ('0999_later', '2030-01-01')"
        )
        connection.commit()
