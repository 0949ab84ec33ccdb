"""Stikprøver: random lines of the access log for the data protection officer, without names.

Who reads a sample learns what is opened for what, and can ask the team about it; never who is who.
Nothing is counted per member of staff.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from peewee import fn

from tracker.access import PURPOSES, ROLE_WORDS
from tracker.models import AccessLog, Citizen

SIZES = (10, 20, 50)
DAYS = {30: "de seneste 30 dage", 90: "de seneste 90 dage", 365: "de seneste 12 måneder"}


@dataclass(frozen=True)
class SampledLine:
    """One opening of a page; the numbers stand for the same person within this sample alone."""

    opened_on: date
    purpose: str
    role: str
    team: str
    staff: int
    citizen: int


def draw(days: int, size: int, today: date) -> list[SampledLine]:
    """So many lines of these days, chosen by chance, by day; trial citizens' aside."""
    people = Citizen.here(Citizen.trial_of.is_null()).select(Citizen.id)
    opened = AccessLog.here(
        AccessLog.opened_on > today - timedelta(days=days), AccessLog.citizen.in_(people)
    )
    rows = sorted(opened.order_by(fn.RANDOM()).limit(size), key=lambda row: row.opened_on)
    staff = _numbered(row.staff for row in rows)
    citizens = _numbered(row.citizen for row in rows)
    return [
        SampledLine(
            row.opened_on,
            PURPOSES.get(row.purpose, row.purpose),
            ROLE_WORDS.get(row.role, row.role),
            row.team_name,
            staff[row.staff],
            citizens[row.citizen],
        )
        for row in rows
    ]


def _numbered(people: Iterable[UUID]) -> dict[UUID, int]:
    """1, 2, 3 … as they come up."""
    return {person: number for number, person in enumerate(dict.fromkeys(people), 1)}
