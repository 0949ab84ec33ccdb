"""The diary of a consultant: talks by time, and what else stands in their series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tracker.models import Citizen, Talk
from tracker.talks import CANCELLED


def talks_between(staff: UUID, start: datetime, end: datetime) -> list[tuple[Any, Any]]:
    """A consultant's talks that begin in this time, each with its citizen, by time then name.

    Ended ones too, called-off ones not: the day stands on the page as it was.
    """
    rows = list(
        Talk.here(
            Talk.staff == staff,
            Talk.starts_at >= start,
            Talk.starts_at < end,
            Talk.outcome.is_null() | (Talk.outcome != CANCELLED),
        )
    )
    people = {row.id: row for row in Citizen.here(Citizen.id.in_([talk.citizen for talk in rows]))}
    pairs = [(talk, people[talk.citizen]) for talk in rows]
    return sorted(pairs, key=lambda pair: (pair[0].starts_at, pair[1].display_name))


def series_of(talk: Any) -> list[Any]:
    """The talks that were agreed on in one go with this one, by time; itself alone if none."""
    if talk.series is None:
        return [talk]
    return list(Talk.here(Talk.series == talk.series).order_by(Talk.starts_at))


def with_more_to_come(talks: Sequence[Any]) -> set[UUID]:
    """Those of these talks after which their series has more that lie ahead."""
    series = [talk.series for talk in talks if talk.series]
    rows = Talk.here(Talk.series.in_(series), Talk.outcome.is_null()).order_by(Talk.starts_at)
    last = {row.series: row.starts_at for row in rows}
    return {talk.id for talk in talks if talk.starts_at < last.get(talk.series, talk.starts_at)}
