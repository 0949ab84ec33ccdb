"""Whoever was shut out after a copy was made stays shut out when the copy is restored."""

from __future__ import annotations

from pathlib import Path

from peewee import DatabaseError

from tracker.db import database, writing
from tracker.errors import StoreUnavailable
from tracker.models import CalendarAddress, CitizenIdentity, SignInCode

WAYS_IN = {SignInCode: "citizen", CitizenIdentity: "citizen", CalendarAddress: "person"}
"""What opens the door, and the column that says to whom."""

PEOPLE = "SELECT id FROM main.citizen UNION SELECT id FROM main.staff"


def take_over(before: Path) -> bool:
    """Let codes, MitID, calendars and staff's access stand as in the database that is replaced.

    That is the store's own later state, so it knows of the letter that was stolen and the colleague
    who left. False where it cannot be read; then all stands as in the copy.
    """
    database.execute_sql("ATTACH DATABASE ? AS before", (str(before),))
    try:
        with writing():
            for table, whose in WAYS_IN.items():
                names = ", ".join(field.column_name for field in table._meta.sorted_fields)
                name = table._meta.table_name
                database.execute_sql(f"DELETE FROM main.{name}")  # noqa: S608 - our own names
                database.execute_sql(
                    f"INSERT INTO main.{name} ({names}) SELECT {names} FROM before.{name} "  # noqa: S608
                    f"WHERE {whose} IN ({PEOPLE})"
                )
            for columns, which in (
                ("password_hash, is_active", ""),
                # A team that was made since is not in the copy.
                ("role, team", "WHERE team IS NULL OR team IN (SELECT id FROM main.team)"),
            ):
                database.execute_sql(
                    f"UPDATE main.staff SET ({columns}) = "  # noqa: S608
                    f"(SELECT {columns} FROM before.staff AS one WHERE one.id = staff.id) "
                    f"WHERE id IN (SELECT id FROM before.staff {which})"
                )
        return True
    except (DatabaseError, StoreUnavailable):
        return False
    finally:
        database.execute_sql("DETACH DATABASE before")
