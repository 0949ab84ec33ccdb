"""What happened in forløb and talks, as plain facts to count: never who, beyond a pseudonym."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jobvej.catalog.published import Published
from tracker.clock import local_date, months_after, start_of_day
from tracker.db import reading, run_here
from tracker.models.plans import UNSAID
from tracker.table import utc_text

LOOK_BACK_MONTHS = 12
"""How long before the first month shown a talk may lie and still be the one before."""


@dataclass(frozen=True)
class PlanFact:
    """One forløb: which days it was begun, finished and ended."""

    id: str
    citizen: str
    team: str
    template: str
    title: str
    given_on: date
    """The first day of the forløb."""
    begun_on: date | None
    """When the first task was done."""
    finished_on: date | None
    """When the last task was done, if none is open; a forløb that repeats is never finished."""
    ended_on: date | None
    reason: str
    """Code of why it ended."""
    stopped_at: str
    """The first task still open when it ended; empty when there was none, or it was an own one."""

    @property
    def days(self) -> int:
        """Days from the first one to the last task, of a forløb that is finished."""
        return max(0, (self.finished_on - self.given_on).days) if self.finished_on else 0


@dataclass(frozen=True)
class TalkFact:
    """One talk that was held."""

    id: str
    citizen: str
    team: str
    held_on: date
    mode: str
    is_prepared: bool
    """Whether somebody opened the page that day for the talk."""
    days_since: int | None
    """Days since the same person's talk before; None for the first."""


@dataclass(frozen=True)
class WaivedFact:
    """One task that was set to not relevant."""

    id: str
    citizen: str
    task: str
    waived_on: date


@dataclass(frozen=True)
class History:
    """All that is counted, of everybody but trial citizens."""

    plans: tuple[PlanFact, ...]
    talks: tuple[TalkFact, ...]
    waived: tuple[WaivedFact, ...]


def read_history(since: date, published: Published, row_of: Mapping[str, str]) -> History:
    """Read what happened from this day on; the number of queries does not grow with people.

    `row_of` says in which team's row each team stands.
    """
    with reading():
        return History(
            tuple(_plans(published, row_of)),
            tuple(_talks(since, row_of)),
            tuple(_waived(since, published)),
        )


PLANS = """
SELECT p.id, p.citizen, c.team, p.template, p.title, p.start_on, p.ended_on, p.ended_reason,
  MIN(CASE WHEN NOT s.is_removed THEN s.done_at END),
  MAX(CASE WHEN NOT s.is_removed THEN s.done_at END),
  SUM(CASE WHEN NOT s.is_removed AND s.done_at IS NULL AND s.waived_on IS NULL THEN 1 END),
  MAX(CASE WHEN i.key LIKE '____-W__/%' THEN 1 END)
FROM plan p
JOIN citizen c ON c.municipality = p.municipality AND c.id = p.citizen
LEFT JOIN plan_item i ON i.municipality = p.municipality AND i.plan = p.id
LEFT JOIN item_state s ON s.municipality = i.municipality AND s.item = i.id
WHERE p.municipality = ? AND c.trial_of IS NULL GROUP BY p.municipality, p.id, c.team
"""
STOPS = """
SELECT p.id, i.task FROM plan p
JOIN plan_item i ON i.municipality = p.municipality AND i.plan = p.id
JOIN item_state s ON s.municipality = i.municipality AND s.item = i.id
WHERE p.municipality = ? AND p.ended_on IS NOT NULL
  AND NOT s.is_removed AND s.done_at IS NULL AND s.waived_on IS NULL
ORDER BY p.id, i.position DESC
"""
TALKS = """
SELECT t.id, t.citizen, c.team, t.starts_at, t.mode FROM talk t
JOIN citizen c ON c.municipality = t.municipality AND c.id = t.citizen
WHERE t.municipality = ? AND c.trial_of IS NULL AND t.outcome = 'held' AND t.starts_at >= ?
ORDER BY t.citizen, t.starts_at
"""
PREPARED = """
SELECT citizen, opened_on FROM access_log
WHERE municipality = ? AND purpose = 'talk' AND opened_on >= ?
"""
WAIVED = """
SELECT s.item, s.citizen, i.task, s.waived_on FROM item_state s
JOIN citizen c ON c.municipality = s.municipality AND c.id = s.citizen
JOIN plan_item i ON i.municipality = s.municipality AND i.id = s.item
WHERE s.municipality = ? AND c.trial_of IS NULL AND s.waived_on >= ?
  AND s.done_at IS NULL AND NOT s.is_removed AND i.task <> ''
"""


def _plans(published: Published, row_of: Mapping[str, str]) -> Iterable[PlanFact]:
    stops = dict(run_here(STOPS))  # the last row of a plan is its first task
    for row in run_here(PLANS):
        id, citizen, team, template, title, *days = row
        start_on, ended_on, reason, first, last, still, weekly = days
        is_finished = last is not None and not still and not weekly
        yield PlanFact(
            id, citizen, row_of[team], published.current(template), title,
            date.fromisoformat(start_on), _day(first), _day(last) if is_finished else None,
            date.fromisoformat(ended_on) if ended_on else None, reason or UNSAID,
            published.current(stops.get(id, "")) if not weekly else "",
        )  # fmt: skip


def _talks(since: date, row_of: Mapping[str, str]) -> Iterable[TalkFact]:
    opened = set(run_here(PREPARED, since.isoformat()))
    from_ = utc_text(start_of_day(months_after(since, -LOOK_BACK_MONTHS)))
    before: tuple[str, date] | None = None
    for id, citizen, team, starts_at, mode in run_here(TALKS, from_):
        day = local_date(datetime.fromisoformat(starts_at))
        days = (day - before[1]).days if before and before[0] == citizen else None
        before = (citizen, day)
        is_prepared = (citizen, day.isoformat()) in opened
        yield TalkFact(id, citizen, row_of[team], day, mode, is_prepared, days)


def _waived(since: date, published: Published) -> Iterable[WaivedFact]:
    for item, citizen, task, waived_on in run_here(WAIVED, since.isoformat()):
        yield WaivedFact(item, citizen, published.current(task), date.fromisoformat(waived_on))


def _day(moment: str | None) -> date | None:
    return local_date(datetime.fromisoformat(moment)) if moment else None
