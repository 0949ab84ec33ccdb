"""Applications per week: the number a citizen types, next to the target that was agreed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
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


@dataclass(frozen=True)
class Weeks:
    """One citizen's applications, as they stand on a day."""

    today: date
    counts: dict[str, int]
    """What the citizen has typed, by week; a missing week is not zero."""
    agreed: dict[str, int | None]
    """From which week on which number holds, the earliest first; empty when no plan runs.

    None from the week after a plan's last one: nothing is agreed there until somebody says more.
    """
    rests: Collection[Span]
    """The citizen's pauses."""

    @property
    def this_week(self) -> str:
        """`2026-W49`, as the event names it."""
        return iso_week(self.today)

    @property
    def words(self) -> str:
        """`uge 49`."""
        return week_words(self.this_week)

    @property
    def count(self) -> int | None:
        """This week's number; None while nothing is written."""
        return self.counts.get(self.this_week)

    @property
    def target(self) -> str:
        """`Mål fra uge 49: 2 om ugen.`, and what is agreed from a later week on; else empty."""
        begun = self._begun(self.this_week)
        return " ".join(
            f"Mål fra {week_words(week)}: {number} om ugen."
            for week, number in self.agreed.items()
            if week >= begun and number is not None
        )

    @property
    def bars(self) -> tuple[WeekBar, ...]:
        """The last weeks, the oldest first."""
        return _bars(self._written())

    @property
    def bars_before(self) -> tuple[WeekBar, ...]:
        """Those before this week, whose number stands on buttons of its own."""
        written = self._written()
        written.pop(self.this_week, None)
        return _bars(written)

    def _written(self) -> dict[str, int | None]:
        """The number of each of the last weeks, the newest first; None for `ikke skrevet`.

        A week without a number is shown only if it is over and had a target; a week that is all
        pause had none.
        """
        found: dict[str, int | None] = {}
        # This week is no gap before it is over, so it may make room for one more behind.
        for back in range(SHOWN + 1):
            begins = week_start(self.today) - timedelta(weeks=back)
            week = iso_week(begins)
            if week in self.counts:
                found[week] = self.counts[week]
            elif (
                back
                and self.agreed.get(self._begun(week))
                and not repeats.is_resting_week(begins, self.rests)
            ):
                found[week] = None
        return dict(list(found.items())[:SHOWN])

    def _begun(self, week: str) -> str:
        """The first week of the target that applies to this week; empty if none does."""
        return max((one for one in self.agreed if one <= week), default="")


def read(
    citizen: UUID, plan: Any, today: date, rests: Collection[Span], published: Published
) -> Weeks:
    """One citizen's weeks, with the running plan's target where no other is agreed.

    A plan that nobody ends asks for nothing after its last week, so no week is missing there.
    """
    counts = {row.week: row.count for row in WeekCount.here(WeekCount.citizen == citizen)}
    rows = WeeklyTarget.here(WeeklyTarget.citizen == citizen)
    agreed: dict[str, int | None] = {
        row.from_week: row.per_week for row in rows.order_by(WeeklyTarget.set_at)
    }
    if plan.ended_on is not None:
        agreed = {}
    elif plan.target_per_week is not None:
        begins = iso_week(repeats.first_week(plan.start_on))
        if not any(week <= begins for week in agreed):
            agreed[begins] = plan.target_per_week
        if last := repeats.planned_until(plan, published, rests):
            agreed.setdefault(iso_week(last + timedelta(weeks=1)), None)
    return Weeks(today, counts, dict(sorted(agreed.items())), rests)


def set_target(citizen: UUID, from_week: str, per_week: int, staff: UUID, now: datetime) -> UUID:
    """Agree on a number per week, from this week or a later one; it replaces the plan's own."""
    ahead = (iso_week(local_date(now) + timedelta(weeks=number)) for number in range(52))
    if from_week not in ahead:
        raise Refused({"from_week": "Vælg denne uge eller en, der kommer, højst et år frem."})
    if not 0 <= per_week <= MOST:
        raise Refused({"per_week": f"Skriv et tal fra 0 til {MOST}."})
    with writing():
        return WeeklyTarget.create(
            citizen=citizen, from_week=from_week, per_week=per_week, set_by=staff, set_at=now
        ).id


def undo_target(citizen: UUID, target: UUID) -> None:
    """Undo a target: the one before it applies again."""
    with writing():
        WeeklyTarget.drop(WeeklyTarget.citizen == citizen, WeeklyTarget.id == target)


def _bars(found: dict[str, int | None]) -> tuple[WeekBar, ...]:
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
