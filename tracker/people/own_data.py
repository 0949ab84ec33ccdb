"""Hent dine oplysninger: all that every table holds about one person, in words and as data."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.access import ROLE_WORDS
from tracker.clock import full_date, local_date, local_time
from tracker.db import reading
from tracker.models import Club, Plan, PlanItem, Staff, Team
from tracker.people.data_words import COLUMNS, TITLES, VALUES
from tracker.people.erasure import personal_tables

SECRETS = ("digest", "token_digest")
"""Worth nothing to the person and something to a thief; that they exist is said on the page."""
JOINING = ("id", "counter", "key", "revision")
"""Only for a program: what joins a row to others and puts it in its place."""
ID_AT_THE_END = re.compile(r":?([0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})$")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
KEYS = ("municipality", "citizen", "person")
"""Whose row it is: the same in every one."""


@dataclass(frozen=True)
class Held:
    """What one table holds: the rows as data, and as lines to read."""

    table: str
    title: str
    rows: tuple[dict[str, Any], ...]
    lines: tuple[str, ...]


def everything_about(citizen: UUID, published: Published) -> list[Held]:
    """Every row about a person, table by table; staff by role, by name only where that is shown."""
    with_names = published.municipality.show_staff_names
    with reading():
        staff = {
            row.id: f"{row.name}, {ROLE_WORDS[row.role]}" if with_names else ROLE_WORDS[row.role]
            for row in Staff.here()
        }
        named = {row.id: row.name for table in (Team, Club) for row in table.here()}
        known = staff | named
        items = PlanItem.here(PlanItem.citizen == citizen).order_by(PlanItem.position)
        titles = {row.id: row.title for row in (*Plan.here(Plan.citizen == citizen), *items)}
        return [
            _held(table, table.here(whose == citizen), known, titles | _spoken(published))
            for table, whose in personal_tables()
        ]


def _spoken(published: Published) -> dict[Any, str]:
    """What the codes of the municipality and of the courses are called on the pages."""
    own = published.municipality
    lists = (own.support_levels, own.wish_topics, own.waive_reasons, own.end_reasons)
    words: dict[Any, str] = {one.code: one.label for choices in lists for one in choices}
    lessons = [one for course in published.courses for one in course.lessons]
    lessons += [one.lesson for one in published.webinars]
    for lesson in lessons:
        words[lesson.id] = lesson.title
        for part in (lesson.video, lesson.task):
            if part is not None:
                words[part.id] = words[f"activity:{part.id}"] = part.title
    return words


def columns_of(table: Any) -> list[str]:
    """The columns that are told of a table."""
    return [name for name in table._meta.fields if name not in (*KEYS, *SECRETS)]


def _held(table: Any, rows: Any, known: dict[UUID, str], titles: dict[Any, str]) -> Held:
    """The rows of one table; `titles` begin with the person's plans and tasks, in their order."""
    found = [{name: getattr(row, name) for name in columns_of(table)} for row in rows]
    found.sort(key=lambda row: _place(row, list(titles)))
    return Held(
        table._meta.table_name,
        TITLES.get(table.__name__, table._meta.table_name),
        tuple({name: _plain(value, known) for name, value in row.items()} for row in found),
        tuple(_line(row, known | titles) for row in found),
    )


def _place(row: dict[str, Any], order: list[Any]) -> tuple[float, int]:
    """What happened by its time, tasks by their place in the plan; the rest as it comes."""
    at = row.get("effective_at") or row.get("changed_at")
    if at:
        return at.timestamp(), row["counter"]
    which = row.get("item") or row.get("id")
    return (order.index(which) if which in order else 0), 0


def _plain(value: Any, known: dict[UUID, str]) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, UUID):
        return known.get(value, str(value))
    return value.isoformat() if isinstance(value, date | datetime) else value


def _line(row: dict[str, Any], known: dict[Any, str]) -> str:
    """One row to read: what it says, without the numbers that only join it to other rows."""
    said = []
    for name, value in row.items():
        if isinstance(value, str):
            value = _content(value, known) if name == "data" else _without_number(value, known)
        if value in (None, "") or (isinstance(value, UUID) and value not in known):
            continue
        if name not in JOINING:
            said.append(f"{COLUMNS.get(name, name)}: {_words(name, value, known)}")
    return "\N{NO-BREAK SPACE}· ".join(said)


def _without_number(text: str, known: dict[Any, str]) -> Any:
    """The row that an id inside a text stands for; `pause` of `pause:<id>` that is not known."""
    found = ID_AT_THE_END.search(text)
    if found and UUID(found[1]) in known:
        return UUID(found[1])
    return ID_AT_THE_END.sub("", text)


def _content(text: str, known: dict[Any, str]) -> str:
    """What an event carries, but for the revision."""
    return ", ".join(
        f"{COLUMNS.get(name, name)} {'intet' if value is None else known.get(value, value)}"
        for name, value in json.loads(text).items()
        if name not in JOINING
    )


def _words(name: str, value: Any, known: dict[Any, str]) -> str:
    """A value as one reads it; a time of day only where it is an appointment."""
    if isinstance(value, UUID):
        return known[value]
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        at = f" kl. {local_time(value)}" if name == "starts_at" else ""
        return full_date(local_date(value)) + at
    if isinstance(value, date):
        return full_date(value)
    if DAY.fullmatch(str(value)):
        return full_date(date.fromisoformat(value))
    return known.get(value) or VALUES.get(str(value), str(value))
