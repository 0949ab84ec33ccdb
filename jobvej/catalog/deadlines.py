"""Deadlines of the law: content/data/frister.yml, each with its source and the day it was checked.

They stand in one file, since the law changes and a lesson must not keep an old one alive.
"""

from __future__ import annotations

from datetime import date, timedelta

from jobvej.catalog.fields import Fields
from jobvej.catalog.front_matter import read_fields
from jobvej.catalog.model import Deadline
from jobvej.catalog.source import WARNING, Problem
from jobvej.catalog.tree import Tree, quoted

FILE = "content/data/frister.yml"
GOOD_FOR = timedelta(days=183)
"""Half a year after somebody read the source, they must read it again."""


def read_deadlines(tree: Tree) -> tuple[Deadline, ...]:
    """Return the deadlines in the order of the file; none where there is no such file."""
    path = tree.root / FILE
    document = read_fields(tree, path) if path.is_file() else None
    if document is None:
        return ()
    with document as fields:
        return tuple(_read(group) for group in fields.groups("frister"))


def _read(group: Fields) -> Deadline:
    with group as fields:
        line = fields.line()
        source = fields.text("source", example="https://www.borger.dk/…")
        if source and not source.startswith("https://"):
            fields.problem("source", f"{quoted(source)} er ikke en adresse.", "Skriv https://…")
        return Deadline(
            id=fields.identity("id", example="cv-paa-jobnet"),
            title=fields.text("title", example="CV på Jobnet"),
            text=fields.text("text", example="Fristen står i Min Plan på Jobnet."),
            source=source,
            source_name=fields.text("source_name", example="borger.dk"),
            checked_on=_day(fields, "checked_on"),
            valid_until=_day(fields, "valid_until"),
            line=line,
        )


def _day(fields: Fields, key: str) -> date | None:
    text = fields.text(key, required=False)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        fields.problem(key, f"{quoted(text)} er ikke en dato.", f"Skriv fx {key}: 2026-11-23")
        return None


def stale(deadlines: tuple[Deadline, ...], today: date) -> list[Problem]:
    """Advice for each deadline that must be read anew: too old, run out or never checked."""
    found = []
    for one in deadlines:
        what = ""
        if one.checked_on is None:
            what = f"{quoted(one.id)} er ikke tjekket og bliver ikke vist."
        elif today - one.checked_on > GOOD_FOR:
            what = (
                f"{quoted(one.id)} er sidst tjekket {one.checked_on}. Det er over 6 måneder siden."
            )
        elif one.valid_until and today > one.valid_until:
            what = f"{quoted(one.id)} gjaldt til {one.valid_until} og bliver ikke vist."
        if what:
            mend = f"Læs kilden igen, og ret checked_on: {one.source}"
            found.append(Problem(FILE, one.line, what, mend, WARNING))
    return found


def shown(deadlines: tuple[Deadline, ...], today: date) -> tuple[Deadline, ...]:
    """Those that somebody has checked and that still hold."""
    return tuple(
        one
        for one in deadlines
        if one.checked_on and not (one.valid_until and today > one.valid_until)
    )
