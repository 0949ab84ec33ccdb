"""Stikprøver: random lines of the access log for the data protection officer, without names.

Who reads a sample learns what is opened for what, and can ask the team about it; never who is who.
Nothing is counted per member of staff.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.access import PURPOSES, ROLE_WORDS
from tracker.clock import local_date
from tracker.db import database, fact, municipality
from tracker.figures.figures_table import FiguresTable, lines_of
from tracker.figures.periods import Period, closed_periods
from tracker.figures.team_figures import ALL, Together, rows_of
from tracker.models import Staff
from tracker.models.store import note, notes
from tracker.sign_in.codes import ALPHABET

SIZES = (10, 20, 50)
DAYS = {30: "de seneste 30 dage", 90: "de seneste 90 dage", 365: "de seneste 12 måneder"}
DRAWN = "sample:"
NAME = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{16}")


@dataclass(frozen=True)
class Drawn:
    """A sample that was drawn: when, by whom and of what; the lines are looked up anew."""

    name: str
    """Its address: day and seed."""
    drawn_on: date
    by: str
    since: date
    until: date
    size: int


@dataclass(frozen=True)
class SampledLine:
    """One opening of a page, with names that hold within this sample alone."""

    opened_on: date
    purpose: str
    role: str
    team: str
    staff: str
    citizen: str


def draw(by: UUID, days: int, size: int, now: datetime) -> str:
    """Draw a sample and write down that it was; returns its name."""
    today = local_date(now)
    name = f"{today.isoformat()}-{secrets.token_hex(8)}"
    since = today - timedelta(days=days - 1)
    drawn = {"by": by.hex, "since": since.isoformat(), "until": today.isoformat(), "size": size}
    note(DRAWN, name, drawn)
    return name


def drawn() -> list[Drawn]:
    """The samples drawn so far, the newest day first."""
    names = {row.id.hex: row.name for row in Staff.here()}
    return [_drawn(name, kept, names) for name, kept in notes(DRAWN)]


def find(name: str) -> Drawn | None:
    """One sample, or None when none of this name was drawn."""
    value = fact(f"{DRAWN}{name}") if NAME.fullmatch(name) else ""
    return _drawn(name, json.loads(value), {}) if value else None


def _drawn(name: str, kept: dict[str, Any], names: dict[str, str]) -> Drawn:
    since, until = (date.fromisoformat(kept[one]) for one in ("since", "until"))
    day = date.fromisoformat(name[:10])
    return Drawn(name, day, names.get(kept["by"], ""), since, until, kept["size"])


OPENED = """
SELECT l.citizen, l.staff, l.purpose, l.opened_on, l.role, l.team_name FROM access_log l
JOIN citizen c ON c.municipality = l.municipality AND c.id = l.citizen
WHERE l.municipality = ? AND c.trial_of IS NULL AND l.opened_on BETWEEN ? AND ?
"""


def _opened(since: date, until: date) -> list[Any]:
    """The lines of a time, trial citizens' aside."""
    values = (municipality(), since.isoformat(), until.isoformat())
    rows: list[Any] = database.execute_sql(OPENED, values).fetchall()
    return rows


def lines(sample: Drawn) -> list[SampledLine]:
    """The sample's lines by day, the same each time, less what was erased since.

    Chosen by a hash with the sample's own seed: chance decides, and an erased line moves no other.
    """
    rows = _opened(sample.since, sample.until)
    rows.sort(key=lambda row: _hash(sample.name, *row[:4]))
    chosen = sorted(rows[: sample.size], key=lambda row: (row[3], _hash(sample.name, *row[:4])))
    return [
        SampledLine(
            date.fromisoformat(opened_on),
            PURPOSES.get(purpose, purpose),
            ROLE_WORDS.get(role, role),
            team,
            _pseudonym(sample.name, staff),
            _pseudonym(sample.name, citizen),
        )
        for citizen, staff, purpose, opened_on, role, team in chosen
    ]


def _hash(*parts: str) -> bytes:
    return hashlib.sha256("/".join(parts).encode()).digest()


def _pseudonym(seed: str, person: str) -> str:
    """`K7Q2`: the same person in one sample, another word in the next."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in _hash(seed, person)[:4])


@dataclass(frozen=True)
class _Opening:
    """One line of the log, as it is counted."""

    id: tuple[str, ...]
    citizen: str
    team: str
    purpose: str
    opened_on: date


def periods(today: date, published: Published) -> tuple[Period, ...]:
    """The months and quarters that are over and still wholly in the log."""
    rules = published.municipality
    return closed_periods(today, min(rules.state_retention_months, rules.log_retention_months))


def totals(shown: Sequence[Period], period: Period) -> FiguresTable:
    """How often pages were opened, by purpose and team; judged over all periods together."""
    first = date.fromisoformat(f"{min(one.months[0] for one in shown)}-01")
    openings = [
        _Opening((citizen, staff, purpose, opened_on), citizen, team, purpose,
                 date.fromisoformat(opened_on))
        for citizen, staff, purpose, opened_on, _, team in _opened(first, date.max)
    ]  # fmt: skip
    rows = [ALL, *rows_of("team", openings)]
    together = Together(shown)
    together.count("all", openings, "opened_on", rows)
    for code in PURPOSES:
        those = [one for one in openings if one.purpose == code]
        together.count(code, those, "opened_on", rows)
    together.parts("all", tuple(PURPOSES), rows)
    found = together.shown()
    counts = [
        [
            len(facts) if (facts := found.get((measure, row, period.code))) is not None else None
            for measure in ("all", *PURPOSES)
        ]
        for row in rows
    ]
    return FiguresTable(
        "aabninger",
        "Hvor tit sider blev åbnet",
        "Team",
        "Hver linje i loggen tæller én gang: en ansat, en borger, en grund, en dag.",
        ("I alt", *PURPOSES.values()),
        lines_of([row[1] or "Alle" for row in rows], counts),
    )
