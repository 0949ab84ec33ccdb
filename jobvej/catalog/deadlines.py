"""Deadlines of the law: content/data/frister.yml, each with its source and the day it was checked.

They stand in one file, since the law changes and a lesson must not keep an old one alive.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jobvej.catalog.fields import Fields, https_host
from jobvej.catalog.front_matter import read_fields
from jobvej.catalog.model import Deadline
from jobvej.catalog.source import WARNING, Problem
from jobvej.catalog.tree import Tree, quoted

FILE = "content/data/frister.yml"
GOOD_FOR = timedelta(days=183)
"""Half a year after somebody read the source, they must read it again."""
OFFICIAL = ("borger.dk", "star.dk", "jobnet.dk", "retsinformation.dk")
"""Those who make the rules or publish them; all others retell."""


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
        return Deadline(
            id=fields.identity("id", example="cv-paa-jobnet"),
            title=fields.text("title", example="CV på Jobnet"),
            text=fields.text("text", example="Fristen står i Min Plan på Jobnet."),
            source=_source(fields),
            source_name=fields.text("source_name", example="borger.dk"),
            checked_on=fields.day("checked_on"),
            valid_until=fields.day("valid_until"),
            line=fields.line(),
            value=fields.text("value", required=False),
        )


def _source(fields: Fields) -> str:
    source = fields.text("source", example="https://www.borger.dk/…")
    host = https_host(source)
    if source and not any(host == one or host.endswith(f".{one}") for one in OFFICIAL):
        mend = f"Skriv en adresse hos {', '.join(OFFICIAL[:-1])} eller {OFFICIAL[-1]}."
        fields.problem("source", f"{quoted(source)} er ikke en officiel kilde.", mend)
        return ""
    return source


def stale(deadlines: tuple[Deadline, ...], today: date) -> tuple[Problem, ...]:
    """Advice for what must be read anew at its source: too old, run out or never checked."""
    return (*_unchecked(deadlines), *(told for one in deadlines for told in _aged(one, today)))


def _unchecked(deadlines: tuple[Deadline, ...]) -> Iterator[Problem]:
    """All of them in one line: before anybody has read them, that is one thing to do."""
    names = [one.id for one in deadlines if one.checked_on is None]
    line = next((one.line for one in deadlines if one.checked_on is None), 1)
    if names:
        what = f"ikke tjekket og derfor ikke vist: {', '.join(names)}."
        yield Problem(FILE, line, what, "Læs kilden, og skriv dagen i checked_on.", WARNING)


def _aged(one: Deadline, today: date) -> Iterator[Problem]:
    what = ""
    if one.checked_on is None:
        return
    if one.checked_on > today:
        what = f"{quoted(one.id)} er tjekket {one.checked_on}, men det er ikke den dag endnu."
    elif one.valid_until and today > one.valid_until:
        what = f"{quoted(one.id)} gjaldt til {one.valid_until} og bliver ikke vist."
    elif today - one.checked_on > GOOD_FOR:
        what = f"{quoted(one.id)} er sidst tjekket {one.checked_on}. Det er over 6 måneder siden."
    if what:
        mend = f"Læs kilden igen, og ret checked_on: {one.source}"
        yield Problem(FILE, one.line, what, mend, WARNING)


def shown(deadlines: tuple[Deadline, ...], today: date) -> tuple[Deadline, ...]:
    """Those that somebody has checked and that still hold."""
    return tuple(
        one
        for one in deadlines
        if one.checked_on
        and one.checked_on <= today
        and not (one.valid_until and today > one.valid_until)
    )
