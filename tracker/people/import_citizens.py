"""Many citizens taken in from a table: tried out row by row first, then all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from jobvej.catalog.published import Published
from tracker.csv_table import Row, read_table
from tracker.db import reading, writing
from tracker.errors import Refused
from tracker.forms import Form
from tracker.people import citizens
from tracker.people.citizens import Newcomer

NAME, REFERENCE, PLAN = ("navn",), ("reference", "ref", "ref."), ("forløb", "forloeb")
START, LEVEL = ("start", "startdato", "første dag"), ("hjælp", "hjælp undervejs")
REQUIRED = tuple("|".join(names) for names in (NAME, REFERENCE, PLAN, START, LEVEL))


@dataclass
class NewCitizen:
    """One row of the table, and what is wrong with it."""

    line: int
    fields: dict[str, Any]
    """As a `Newcomer` has them; where one is wrong, what stands there."""
    errors: list[str]


def read_citizens(text: str, published: Published) -> list[NewCitizen]:
    """The rows of a table with the five headings. Raises Refused when it is no such table."""
    return [_read(row, published) for row in read_table(text, REQUIRED)]


def _read(row: Row, published: Published) -> NewCitizen:
    """One row; plans and help levels go by their titles as people see them, or by code."""
    levels = {one.label: one.code for one in published.municipality.support_levels}
    plans = {one.title: one for one in published.plans} | {one.id: one for one in published.plans}
    form = Form({"name": row.value(*NAME), "ref": row.value(*REFERENCE), "day": row.value(*START)})
    fields = {
        "display_name": form.text("name", "display_name") or form.value("name")[:40],
        "reference": form.text("ref", "reference") or form.value("ref")[:20],
        "start_on": form.day("day", "Skriv den første dag, fx 1.12.2026."),
        "support_level": _named(
            levels | {code: code for code in levels.values()}, row.value(*LEVEL)
        ),
        "template": _named(plans, row.value(*PLAN)),
    }
    if fields["support_level"] is None:
        form.errors["level"] = f"Skriv hjælp undervejs som én af: {', '.join(levels)}."
    if fields["template"] is None:
        form.errors["plan"] = f"Forløbet »{row.value(*PLAN)[:60]}« findes ikke."
    if "day" in form.errors:
        fields["start_on"] = None
    return NewCitizen(row.line, fields, list(form.errors.values()))


def _named(known: dict[str, Any], words: str) -> Any:
    """What these words name, whatever their case; None when it is unknown."""
    return {name.casefold(): value for name, value in known.items()}.get(words.casefold())


def try_out(rows: Sequence[NewCitizen], now: datetime, published: Published) -> bool:
    """Whether all could be taken in; each row learns what is wrong with it.

    Nothing is written, so that nobody's tick waits while a long table is looked at.
    """
    fit = [row for row in rows if not row.errors]
    people = [Newcomer(**row.fields) for row in fit]
    with reading():
        found = citizens.problems(people, now, published)
    for row, errors in zip(fit, found, strict=True):
        row.errors.extend(errors.values())
    return not any(row.errors for row in rows)


def take_in(
    rows: Sequence[NewCitizen],
    consultant: Any,
    now: datetime,
    secret: bytes,
    published: Published,
) -> dict[UUID, str]:
    """Take everybody in for this consultant and return their codes, which are kept nowhere.

    Raises Refused when one does not fit; then nobody is taken in, and the rows say why.
    """
    with writing():
        if not try_out(rows, now, published):
            wrong = sum(bool(row.errors) for row in rows)
            raise Refused({"file": f"{wrong} af {len(rows)} linjer skal rettes først."})
        people = {uuid4(): Newcomer(**row.fields) for row in rows}
        return {
            citizen: citizens.begin(one, citizen, consultant, now, secret)
            for citizen, one in people.items()
        }
