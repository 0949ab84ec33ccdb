"""Tables and queries hold to what PostgreSQL reads too, so that moving there stays a small step.

Read by PostgreSQL's own grammar; no server runs, so types and names are not judged.
"""

import logging
from collections.abc import Iterator
from itertools import count

import pytest
from peewee import PostgresqlDatabase
from pglast import parse_sql
from pglast.parser import ParseError

from jobvej.catalog import Published
from tests.tracker.conftest import Web, employ
from tests.tracker.lives import two_lives
from tests.tracker.test_same_for_both import as_citizen, as_staff, reachable
from tracker.migrations import FOLDER, statements
from tracker.models import TABLES

OF_THE_STORE = ("pragma", "begin", "commit", "rollback", "savepoint", "release")
"""How `db.py` handles the embedded store; another store has its own ways."""


def refusal(sql: str) -> str:
    """What PostgreSQL has against a statement; empty where it reads it."""
    places = count(1)
    try:
        parse_sql("".join(f"${next(places)}" if sign == "?" else sign for sign in sql))
    except ParseError as error:
        return f"{error.args[0]}: {sql}"
    return ""


def refusals(statements: set[str]) -> list[str]:
    """All of them, one line each."""
    return sorted(filter(None, map(refusal, statements)))


@pytest.mark.parametrize(
    "sql", ["INSERT OR IGNORE INTO team VALUES (?)", 'SELECT "a" FROM "t" WHERE "a" IS ?']
)
def test_what_sqlite_alone_reads_is_refused(sql: str) -> None:
    assert refusal(sql)


def test_every_table_can_be_made() -> None:
    with PostgresqlDatabase("").bind_ctx(TABLES, bind_refs=False, bind_backrefs=False):
        made = set(_table_statements())
    assert len(made) > len(TABLES), "each table, and its indexes"
    assert refusals(made) == []


def test_every_step_of_the_database_can_be_read() -> None:
    steps = sorted(FOLDER.glob("*.sql"))
    taken = {sql for step in steps for sql in statements(step.read_text(encoding="utf-8"))}
    assert len(taken) > len(TABLES)
    assert refusals(taken) == []


def _table_statements() -> Iterator[str]:
    for table in TABLES:
        statement = table._schema._create_table(safe=False)
        for one in (statement, *table._schema._create_indexes(safe=False)):
            yield one.query()[0].replace("%s", "?")


def test_every_query_of_every_page_can_be_read(
    web: Web, published: Published, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "peewee")
    anna, _ = two_lives(web.cast, published)
    as_staff(web, anna)
    as_citizen(web, anna)
    for role, scope in (("leader", "figures"), ("dpo", "samples"), ("operator", "staff")):
        person = employ(role, role)
        visitor = web.signed_in(person, role)
        for route in (one for one in reachable(role, scope) if "<" not in one):
            visitor.get(route)
    asked = {record.msg[0] for record in caplog.records if record.name == "peewee"}
    queries = {sql for sql in asked if not sql.casefold().startswith(OF_THE_STORE)}
    for ours in ("INSERT INTO event", "UPDATE ", "DELETE ", "ROW_NUMBER"):
        assert any(ours in sql for sql in queries), f"{ours} was never asked"
    assert refusals(queries) == []
