"""How one citizen's items stand, read once per page, and what was done day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.names import danish_order
from jobvej.catalog.published import Published, PublishedVideo
from tracker.clock import local_date, short_date
from tracker.events.fold import past_items
from tracker.models import ActivityState, ItemState, Plan, PlanChange, PlanItem

STATES = ("open", "done", "waived")
"""How an item stands, in the order of the pages."""


@dataclass(frozen=True)
class DoneLine:
    """`28. nov. Opdater dit CV på Jobnet, film og opgave`."""

    on: date
    title: str
    what: str
    """`film`, `film og opgave`, `webinar`, or empty for the task alone."""

    @property
    def words(self) -> str:
        """The line as it is read."""
        return f"{short_date(self.on)} {self.title}" + (f", {self.what}" if self.what else "")


@dataclass(frozen=True)
class Standing:
    """One citizen's items and completions, read once for a page."""

    items: tuple[tuple[Any, Any], ...]
    """(plan item, its state) of plans that run, in the plan's order: all that are asked for."""
    earlier: tuple[tuple[Any, Any], ...]
    """The same of plans that have ended, and what was removed or lost to a pause."""
    completions: tuple[Any, ...]
    """Activities done: films, and tasks outside any plan."""
    own: frozenset[UUID]
    """Items that the citizen added."""
    past: frozenset[UUID]
    """Items of earlier weeks in a plan that repeats: what was not done then is not asked again."""

    @property
    def current(self) -> tuple[tuple[Any, Any], ...]:
        """The items that are asked for now: all but those of earlier weeks, with their states."""
        return tuple(pair for pair in self.items if pair[0].id not in self.past)

    @property
    def next_open(self) -> Any:
        """The open item planned first, in the plan's order within a day; None when all is done."""
        opened = [item for item, state in self.current if state.is_open]
        return min(opened, key=lambda item: item.planned_on or date.max, default=None)

    @property
    def done_earlier(self) -> tuple[DoneLine, ...]:
        """What was done in plans that have ended, newest day first: it stays the citizen's own."""
        return _lines(
            (state.done_at, item.title, "opgave")
            for item, state in self.earlier
            if state.done_at is not None and not state.is_removed
        )

    def done_since(self, since: datetime, published: Published) -> tuple[DoneLine, ...]:
        """What is new since a time, newest day first; a film only where its task is in the plan."""
        titles = {published.current(item.task): item.title for item, _ in self.items if item.task}
        done = [(state.done_at, item.title, "opgave") for item, state in self.items]
        for row in self.completions:
            if title := _film_title(row.activity, titles, published):
                done.append((row.done_at, title, "film"))
        return _lines(one for one in done if one[0] is not None and one[0] > since)

    def outside(self, published: Published) -> tuple[DoneLine, ...]:
        """Ud over forløbet: tasks done by own choice and webinars, newest day first."""
        in_plan = {published.current(item.task) for item, _ in self.items}
        done = []
        for row in self.completions:
            place = published.activity(row.activity)
            if place is None or place[1].id in in_plan:
                continue
            if published.webinar(place[0].id):
                done.append((row.done_at, place[0].title, "webinar"))
            elif not isinstance(place[1], PublishedVideo):
                done.append((row.done_at, place[1].title, "opgave"))
        return _lines(done)

    def done_before(self, published: Published) -> dict[str, date]:
        """For each task the last day it was done elsewhere: outside a plan or in an earlier one."""
        found: dict[str, date] = {}
        done = [(row.activity, row) for row in self.completions]
        done += [(item.task, state) for item, state in (*self.items, *self.earlier)]
        for task, row in done:
            if row.done_at is not None:
                task, day = published.current(task), local_date(row.done_at)
                found[task] = max(found.get(task, day), day)
        return found


def read_standing(citizen: UUID) -> Standing:
    """All that pages show about what somebody has done, in five queries."""
    plans = {row.id: row for row in Plan.here(Plan.citizen == citizen)}
    states = {row.item: row for row in ItemState.here(ItemState.citizen == citizen)}
    rows = sorted(
        PlanItem.here(PlanItem.citizen == citizen),
        key=lambda item: (plans[item.plan].start_on, item.position, str(item.id)),
    )
    running: list[tuple[Any, Any]] = []
    earlier: list[tuple[Any, Any]] = []
    for item in rows:
        how = states[item.id]
        is_lost = how.is_open and item.is_lost
        runs = plans[item.plan].ended_on is None and not how.is_removed and not is_lost
        (running if runs else earlier).append((item, how))
    completions = ActivityState.here(ActivityState.citizen == citizen)
    own = PlanChange.here(
        PlanChange.citizen == citizen, PlanChange.kind == "added", PlanChange.staff.is_null()
    )
    return Standing(
        tuple(running),
        tuple(earlier),
        tuple(completions),
        frozenset(row.item for row in own),
        past_items(item for item, _ in running),
    )


def open_first(items: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Open items first, then done, then not relevant; the order that both sides see.

    Within each part by day, in the plan's order on the same day, and last what has no day.
    plan_view.js sorts what the tracker does not know yet into the same parts. `items` are pairs
    with their states.
    """
    return sorted(
        items,
        key=lambda pair: (STATES.index(pair[1].state), pair[0].planned_on or date.max),
    )


def _film_title(activity: str, titles: dict[str, str], published: Published) -> str:
    """Title of the plan's task that a film belongs to; empty for everything else."""
    place = published.activity(activity)
    if place is None or not isinstance(place[1], PublishedVideo) or place[0].task is None:
        return ""
    return titles.get(place[0].task.id, "")


def _lines(done: Iterable[tuple[datetime, str, str]]) -> tuple[DoneLine, ...]:
    """One line per day and title, newest day first, then by title."""
    found: dict[tuple[date, str], set[str]] = {}
    for done_at, title, what in done:
        found.setdefault((local_date(done_at), title), set()).add(what)
    lines = (
        DoneLine(on, title, "" if what == {"opgave"} else " og ".join(sorted(what)))
        for (on, title), what in found.items()
    )
    return tuple(sorted(lines, key=lambda one: (-one.on.toordinal(), danish_order(one.title))))
