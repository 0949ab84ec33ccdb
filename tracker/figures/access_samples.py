"""Stikprøver: random lines of the access log for the data protection officer, without names.

Who reads a sample learns what is opened for what, and can ask the team about it; never who is who.
Nothing is counted per member of staff.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from peewee import fn

from tracker.access import LIST
from tracker.models import AccessLog, Citizen

SIZES = (10, 20, 50)
DAYS = {30: "de seneste 30 dage", 90: "de seneste 90 dage", 365: "de seneste 12 måneder"}


@dataclass(frozen=True)
class Sample:
    """Lines of the log, with numbers for the same staff and citizen within this sample alone."""

    opened: list[tuple[Any, int, int]]
    """Each with the number of the staff and of the citizen; by day."""
    lists: list[tuple[Any, int]]
    """Lists taken out as a file, each with the staff's number; `people` is how many were on it."""


def draw(days: int, size: int, today: date) -> Sample:
    """So many openings of these days, chosen by chance, and the largest lists; trials aside.

    Lists stand by themselves: of sixty lines about one file chance would draw nothing else.
    """
    people = Citizen.here(Citizen.trial_of.is_null()).select(Citizen.id)
    since = AccessLog.opened_on > today - timedelta(days=days)
    opened = AccessLog.here(since, AccessLog.citizen.in_(people), AccessLog.purpose != LIST)
    rows = sorted(opened.order_by(fn.RANDOM()).limit(size), key=lambda row: row.opened_on)
    of_a_list = (AccessLog.opened_on, AccessLog.staff, AccessLog.role, AccessLog.team_name)
    count = fn.COUNT(AccessLog.citizen)
    taken = AccessLog.here(since, AccessLog.purpose == LIST).select(
        *of_a_list, count.alias("people")
    )
    largest = list(taken.group_by(*of_a_list).order_by(count.desc()).limit(size))
    staff = _numbered(row.staff for row in (*rows, *largest))
    citizens = _numbered(row.citizen for row in rows)
    return Sample(
        [(row, staff[row.staff], citizens[row.citizen]) for row in rows],
        [(row, staff[row.staff]) for row in largest],
    )


def _numbered(people: Iterable[UUID]) -> dict[UUID, int]:
    """1, 2, 3 … as they come up."""
    return {person: number for number, person in enumerate(dict.fromkeys(people), 1)}
