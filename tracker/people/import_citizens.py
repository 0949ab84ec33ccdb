"""Many citizens taken in from a table: tried out row by row first, then all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from jobvej.catalog.published import Published, PublishedPlan
from tracker.csv_table import Row, read_table
from tracker.db import writing
from tracker.errors import Refused
from tracker.forms import Form
from tracker.people import citizens

NAME, REFERENCE, PLAN = ("navn",), ("reference", "ref", "ref."), ("forløb", "forloeb")
START, LEVEL = ("start", "startdato", "første dag"), ("hjælp", "hjælp undervejs")
REQUIRED = tuple("|".join(names) for names in (NAME, REFERENCE, PLAN, START, LEVEL))


@dataclass
class NewCitizen:
    """One row of the table, and what is wrong with it."""

    line: int
    display_name: str
    reference: str
    support_level: str
    template: PublishedPlan | None
    start_on: date | None
    errors: list[str] = field(default_factory=list)


def read_citizens(text: str, published: Published) -> list[NewCitizen]:
    """The rows of a table with the five headings. Raises Refused when it is no such table."""
    return [_read(row, published) for row in read_table(text, REQUIRED)]


def _read(row: Row, published: Published) -> NewCitizen:
    """One row; plans and help levels go by their titles as people see them, or by code."""
    levels = {one.label: one.code for one in published.municipality.support_levels}
    plans = {one.title: one for one in published.plans} | {one.id: one for one in published.plans}
    form = Form({"name": row.value(*NAME), "ref": row.value(*REFERENCE), "day": row.value(*START)})
    name = form.text("name", "display_name")
    reference = form.text("ref", "reference")
    start_on = form.day("day", "Skriv den første dag, fx 1.12.2026.")
    level = _named(levels | {code: code for code in levels.values()}, row.value(*LEVEL))
    if level is None:
        form.errors["level"] = f"Skriv hjælp undervejs som én af: {', '.join(levels)}."
    template = _named(plans, row.value(*PLAN))
    if template is None:
        form.errors["plan"] = f"Forløbet »{row.value(*PLAN)[:60]}« findes ikke."
    return NewCitizen(
        row.line,
        name or form.value("name")[:40],
        reference or form.value("ref")[:20],
        level or "",
        template,
        None if "day" in form.errors else start_on,
        list(form.errors.values()),
    )


def _named(known: dict[str, Any], words: str) -> Any:
    """What somebody means by these words, capitals or not; None when it is nothing we have."""
    return {name.casefold(): value for name, value in known.items()}.get(words.casefold())


class _TakenBack(Exception):  # noqa: N818 - how a trial ends, not a mistake
    """Ends the transaction of a trial."""


def try_out(rows: Sequence[NewCitizen], **who: Any) -> bool:
    """Whether all could be taken in; each row learns what is wrong with it.

    By doing it and taking it back, so that trial and act cannot disagree, also about two rows
    that fit each on its own.
    """
    with suppress(_TakenBack), writing():
        _register(rows, **who)
        raise _TakenBack
    return not any(row.errors for row in rows)


def take_in(rows: Sequence[NewCitizen], **who: Any) -> dict[UUID, str]:
    """Take all in and return their codes, which are kept nowhere.

    Raises Refused when one does not fit; nobody is taken in then, and the rows say why.
    """
    with writing():
        codes = _register(rows, **who)
        wrong = [row for row in rows if row.errors]
        if wrong:
            raise Refused({"file": f"{len(wrong)} af {len(rows)} linjer skal rettes først."})
    return codes


def _register(
    rows: Sequence[NewCitizen],
    *,
    team: UUID,
    consultant: UUID,
    now: datetime,
    secret: bytes,
    published: Published,
) -> dict[UUID, str]:
    """Take in the rows that fit; the others get their sentences."""
    codes = {}
    for row in rows:
        if row.errors or row.template is None or row.start_on is None:
            continue
        citizen = uuid4()
        try:
            codes[citizen] = citizens.register(
                display_name=row.display_name,
                reference=row.reference,
                team=team,
                consultant=consultant,
                support_level=row.support_level,
                template=row.template,
                start_on=row.start_on,
                citizen_id=citizen,
                now=now,
                secret=secret,
                published=published,
                by=consultant,
            )
        except Refused as refusal:
            row.errors.extend(refusal.errors.values())
    return codes
