"""Applications per week: the number a citizen types, beside the target that is agreed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tracker.clock import iso_week, local_date, week_start, week_words
from tracker.db import writing
from tracker.enrolment import repeats
from tracker.errors import Refused
from tracker.models import WeekCount, WeeklyTarget
from tracker.workdays import Span

SHOWN = 8
"""So many weeks say how it goes; more would be a ledger."""
MOST = 20
"""Applications in one week."""
NOT_WRITTEN = "ikke skrevet"


@dataclass(frozen=True)
class WeekBar:
    """One week as a small bar with its figure."""

    week: str
    """`uge 49`."""
    figure: str
    """`2`, or `ikke skrevet`, which is not zero."""
    share: int
    """How high the bar is, in percent of the highest."""

    @property
    def words(self) -> str:
        """`Uge 49: 2`."""
        return f"{self.week.capitalize()}: {self.figure}"


def counts_of(citizen: UUID) -> dict[str, int]:
    """What the citizen has typed, by week; a missing week is not zero."""
    return {row.week: row.count for row in WeekCount.here(WeekCount.citizen == citizen)}


def targets_of(citizen: UUID) -> list[Any]:
    """The targets agreed with one person, by the week they begin, then as they were set."""
    rows = WeeklyTarget.here(WeeklyTarget.citizen == citizen)
    return list(rows.order_by(WeeklyTarget.from_week, WeeklyTarget.set_at))


def set_target(citizen: UUID, from_week: str, per_week: int, staff: UUID, now: datetime) -> UUID:
    """Agree on a number a week from this week or a later one on; it goes before the plan's own."""
    ahead = (iso_week(local_date(now) + timedelta(weeks=number)) for number in range(53))
    if from_week not in ahead:
        raise Refused({"from_week": "Vælg denne uge eller en, der kommer, højst et år frem."})
    if not 0 <= per_week <= MOST:
        raise Refused({"per_week": f"Skriv et tal fra 0 til {MOST}."})
    target = uuid4()
    with writing():
        WeeklyTarget.create(
            id=target,
            citizen=citizen,
            from_week=from_week,
            per_week=per_week,
            set_by=staff,
            set_at=now,
        )
    return target


def undo_target(citizen: UUID, target: UUID) -> None:
    """Take a target back: the one before it holds again."""
    with writing():
        WeeklyTarget.drop(WeeklyTarget.citizen == citizen, WeeklyTarget.id == target)


def steps(plan: Any, targets: Sequence[Any]) -> dict[str, int]:
    """From which week on which number holds, the earliest first; empty when no plan runs."""
    if plan is None or plan.ended_on is not None:
        return {}
    found = {row.from_week: int(row.per_week) for row in targets}
    begins = iso_week(plan.start_on)
    if plan.target_per_week is not None and not any(week <= begins for week in found):
        found[begins] = plan.target_per_week
    return dict(sorted(found.items()))


def target(plan: Any, targets: Sequence[Any], today: date) -> str:
    """`Mål fra uge 49: 2 om ugen.`, and what is agreed from a later week on; else empty."""
    agreed, week = steps(plan, targets), iso_week(today)
    begun = max((start for start in agreed if start <= week), default="")
    return " ".join(
        f"Mål fra {week_words(start)}: {number} om ugen."
        for start, number in agreed.items()
        if start >= begun
    )


def written(
    plan: Any, targets: Sequence[Any], counts: dict[str, int], today: date, rests: Collection[Span]
) -> dict[str, int | None]:
    """The number of each of the last weeks, the newest first; None for `ikke skrevet`.

    A week without a number is told only when it is over and a target held for it; one that lies
    wholly in a pause asked for none.
    """
    agreed, monday = steps(plan, targets), week_start(today)
    first = next((week for week, asked in agreed.items() if asked), "9999")
    found: dict[str, int | None] = {}
    # This week is no gap before it is over, so it may make room for one more behind.
    for back in range(SHOWN + 1):
        begins = monday - timedelta(weeks=back)
        week = iso_week(begins)
        if week in counts:
            found[week] = counts[week]
        elif back and week >= first and not repeats.is_resting_week(begins, rests):
            found[week] = None
    return dict(list(found.items())[:SHOWN])


def bars(found: dict[str, int | None]) -> tuple[WeekBar, ...]:
    """These weeks as bars, the oldest first."""
    most = max((count or 0 for count in found.values()), default=0) or 1
    return tuple(
        WeekBar(
            week_words(week),
            NOT_WRITTEN if count is None else str(count),
            round(100 * (count or 0) / most),
        )
        for week, count in sorted(found.items())
    )
