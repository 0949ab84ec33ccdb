"""Links of up to 500 characters, as video meetings have. Frozen: later changes are steps of their
own.
"""

from __future__ import annotations

from typing import Any

SHORT, LONG = '"link" VARCHAR(200)', '"link" VARCHAR(500)'


def written(db: Any, kind: str, table: str) -> list[str]:
    """How SQLite keeps what was made: a table, or its indexes."""
    rows = db.execute_sql(
        "SELECT sql FROM sqlite_master WHERE type = ? AND tbl_name = ? AND sql IS NOT NULL",
        (kind, table),
    )
    return [sql for (sql,) in rows.fetchall()]


def widen(db: Any, table: str) -> None:
    """Make a table anew as it was, but for the length of its link, with the rows it had."""
    [made], indexes = written(db, "table", table), written(db, "index", table)
    if SHORT not in made:
        raise ValueError(f"{table} has no link of 200 characters")
    db.execute_sql(made.replace(SHORT, LONG).replace(f'"{table}"', f'"{table}__new"', 1))
    db.execute_sql(f'INSERT INTO "{table}__new" SELECT * FROM "{table}"')  # noqa: S608
    db.execute_sql(f'DROP TABLE "{table}"')
    db.execute_sql(f'ALTER TABLE "{table}__new" RENAME TO "{table}"')
    for sql in indexes:
        db.execute_sql(sql)


def up(migrator: Any, db: Any) -> None:
    for table in ("talk", "club", "club_meeting", "club_tip"):
        widen(db, table)
    if broken := db.execute_sql("PRAGMA foreign_key_check").fetchall():
        raise ValueError(f"rows without what they refer to: {broken[:3]}")
