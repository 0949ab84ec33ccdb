"""Deadlines of the law: content/data/frister.yml, each with its source and the day it was checked.

They are all in one file, since the law changes and no lesson must keep an old one alive.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from jobvej.catalog.asides import Deadline
from jobvej.catalog.fields import Fields, https_host
from jobvej.catalog.front_matter import read_fields
from jobvej.catalog.problem import WARNING, Problem
from jobvej.catalog.tree import Tree, quoted

FILE = "content/data/frister.yml"
GOOD_FOR = timedelta(days=183)
"""After half a year, somebody has to read the source again."""
SOON = timedelta(days=30)
"""How long before a rule ends its authors are warned: on the day after, no reader sees it."""
OFFICIAL = ("borger.dk", "star.dk", "jobnet.dk", "retsinformation.dk")
"""Those who make or publish the rules; everybody else repeats them."""


def read_deadlines(tree: Tree) -> tuple[Deadline, ...]:
    """Return the deadlines in the order of the file; none where there is no such file."""
    file = read_fields(tree, tree.root / FILE, required=False)
    if file is None:
        return ()
    with file as fields:
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


def stale(deadlines: tuple[Deadline, ...], today: date) -> Iterator[Problem]:
    """Advice on deadlines to check again at their source: unchecked, ending soon, ended or old."""
    yield from _unchecked(deadlines)
    yield from _ending(deadlines, today)
    for one in deadlines:
        yield from _aged(one, today)


def _unchecked(deadlines: tuple[Deadline, ...]) -> Iterator[Problem]:
    """All of them in one line, since checking them is one job."""
    what, mend = "ikke tjekket og derfor ikke vist", "Læs kilden, og skriv dagen i checked_on."
    yield from _together([one for one in deadlines if one.checked_on is None], what, mend)


def _ending(deadlines: tuple[Deadline, ...], today: date) -> Iterator[Problem]:
    """Those that end soon, one line per day: with a new law, most of them end together."""
    held = shown(deadlines, today)
    ends = {one.valid_until for one in held if one.valid_until}
    mend = "Læs kilden igen, og ret checked_on og valid_until, når de nye regler står der."
    for day in sorted(day for day in ends if day - today <= SOON):
        what = f"gælder til {day} og bliver ikke vist efter den dag"
        yield from _together([one for one in held if one.valid_until == day], what, mend)


def _together(found: list[Deadline], what: str, mend: str) -> Iterator[Problem]:
    """Several deadlines in one line, at the first of them; nothing where there is none."""
    if found:
        names = ", ".join(one.id for one in found)
        yield Problem(FILE, found[0].line, f"{what}: {names}.", mend, WARNING)


def _aged(one: Deadline, today: date) -> Iterator[Problem]:
    what, dates = "", "checked_on"
    if one.checked_on is None:
        return
    if one.checked_on > today:
        what = f"{quoted(one.id)} er tjekket {one.checked_on}, men det er ikke den dag endnu."
    elif one.valid_until and today > one.valid_until:
        what = f"{quoted(one.id)} gjaldt til {one.valid_until} og bliver ikke vist."
        dates = "checked_on og valid_until"
    elif today - one.checked_on > GOOD_FOR:
        what = f"{quoted(one.id)} er sidst tjekket {one.checked_on}. Det er over 6 måneder siden."
    if what:
        mend = f"Læs kilden igen, og ret {dates}: {one.source}"
        yield Problem(FILE, one.line, what, mend, WARNING)


def shown(deadlines: tuple[Deadline, ...], today: date) -> tuple[Deadline, ...]:
    """Those that somebody has checked and that still apply."""
    return tuple(
        one
        for one in deadlines
        if one.checked_on
        and one.checked_on <= today
        and not (one.valid_until and today > one.valid_until)
    )
