"""What all tables share: the municipality, aware times, references and checks."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from peewee import (
    OP,
    SQL,
    CharField,
    Check,
    CompositeKey,
    Expression,
    Model,
    ModelSelect,
    TextField,
)

from tracker.db import database
from tracker.db import municipality as served


def utc_text(value: datetime | None) -> str | None:
    """`2026-11-22T20:15:00.000000Z`: text order is time order. Naive times are refused."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a time without zone was given to the store")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class UtcField(TextField):
    """An aware UTC time as fixed-width ISO text, so that text order is time order."""

    def db_value(self, value: datetime | None) -> str | None:
        """`2026-11-22T20:15:00.000000Z`; naive times are refused."""
        return utc_text(value)

    def python_value(self, value: str | None) -> datetime | None:
        """The aware time that was stored."""
        return None if value is None else datetime.fromisoformat(value)


def known_by(*columns: str) -> CompositeKey:
    """A primary key, with the municipality first."""
    return CompositeKey("municipality", *columns)


def index(*columns: str, unique: bool = False) -> Any:
    """An index of one municipality's rows by these columns."""
    return ("municipality", *columns), unique


def refers(column: str, table: str, cascade: bool = False) -> Any:
    """A composite FOREIGN KEY (municipality, column) → table(municipality, id)."""
    tail = " ON DELETE CASCADE" if cascade else ""
    return SQL(
        f'FOREIGN KEY ("municipality", "{column}") '
        f'REFERENCES "{table}" ("municipality", "id"){tail}'
    )


def one_of(column: str, *codes: str) -> Any:
    """A CHECK that a column holds one of these codes."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return Check(f'"{column}" IN ({listed})')


def among(field: Any, values: Collection[Any]) -> Any:
    """`field IN (values)` as one expression, where peewee would build one for each value.

    With sixty people in seven queries that took a quarter of a list page's time (bench/pages.py).
    """
    if not values:
        return field.in_([])
    marks = ", ".join([database.param] * len(values))
    return Expression(field, OP.IN, SQL(f"({marks})", [field.db_value(one) for one in values]))


class WholeSelect(ModelSelect):
    """A query that reads all its rows before it returns the first.

    An open cursor holds on to the snapshot it began with: once somebody else has written, SQLite
    refuses all our writes as »locked« until it is closed, and the write-ahead log keeps growing.
    """

    def __iter__(self) -> Any:
        """The rows, all read."""
        len(self)
        return super().__iter__()


class Table(Model):
    """Every row belongs to one municipality, and a new row to the one that is served."""

    municipality = CharField(max_length=40, default=served)

    class Meta:
        database = database
        legacy_table_names = False

    @classmethod
    def here(cls, *conditions: Any) -> Any:
        """A query of the served municipality's rows that fit."""
        rows = WholeSelect(cls, cls._meta.sorted_fields, is_default=True)
        return rows.where(cls.municipality == served(), *conditions)

    @classmethod
    def add(cls, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Add rows that say the same columns, in one statement; returns them with their defaults.

        Handwritten: taking in many citizens spent a third of its time on building such statements.
        """
        whole = [cls._meta.get_default_dict() | row for row in rows]
        if whole:
            fields = [cls._meta.fields[name] for name in whole[0]]
            names = ", ".join(f'"{field.column_name}"' for field in fields)
            marks = f"({', '.join([database.param] * len(fields))})"
            database.execute_sql(
                f'INSERT INTO "{cls._meta.table_name}" ({names}) '  # noqa: S608 - our own names
                f"VALUES {', '.join([marks] * len(whole))}",
                [field.db_value(row[field.name]) for row in whole for field in fields],
            )
        return whole

    @classmethod
    def change(cls, values: dict[Any, Any], *conditions: Any) -> int:
        """Change the served municipality's rows that fit; returns how many there were."""
        return cls.update(values).where(cls.municipality == served(), *conditions).execute()

    @classmethod
    def drop(cls, *conditions: Any) -> int:
        """Delete the served municipality's rows that fit; returns how many there were."""
        return cls.delete().where(cls.municipality == served(), *conditions).execute()
