"""Stikprøver: random lines of the access log for the data protection officer, without names.

Who reads a sample learns what is opened for what, and can ask the team about it; never who is who.
Nothing is counted per member of staff.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from peewee import fn

from tracker.models import AccessLog, Citizen

SIZES = (10, 20, 50)
DAYS = {30: "de seneste 30 dage", 90: "de seneste 90 dage", 365: "de seneste 12 måneder"}


def draw(days: int, size: int, today: date) -> list[tuple[Any, int, int]]:
    """So many lines of these days, chosen by chance, by day; trial citizens' aside.

    Each with numbers that stand for the same staff and citizen within this sample alone.
    """
    people = Citizen.here(Citizen.trial_of.is_null()).select(Citizen.id)
    opened = AccessLog.here(
        AccessLog.opened_on > today - timedelta(days=days), AccessLog.citizen.in_(people)
    )
    rows = sorted(opened.order_by(fn.RANDOM()).limit(size), key=lambda row: row.opened_on)
    staff = _numbered(row.staff for row in rows)
    citizens = _numbered(row.citizen for row in rows)
    return [(row, staff[row.staff], citizens[row.citizen]) for row in rows]


def _numbered(people: Iterable[UUID]) -> dict[UUID, int]:
    """1, 2, 3 … as they come up."""
    return {person: number for number, person in enumerate(dict.fromkeys(people), 1)}
