"""Progress as a pure fold over one citizen's events and plan changes, in their own order.

No order of arrival is in here: whatever comes late, twice or from two devices ends in the same
state, and building all of it anew is the same computation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tracker.clock import local_date


@dataclass(frozen=True)
class Item:
    """One plan item, as far as the fold needs it."""

    id: UUID
    task: str
    """Activity id in use today (aliases followed), or empty for an own task."""
    created_at: datetime
    plan_ended_on: date | None = None
    plan: UUID | None = None
    week: str = ""
    """`2026-W49` in a plan that repeats: the week whose set this item is of."""


@dataclass(frozen=True)
class Change:
    """One change of staff to an item: removed, waived, restored (added says nothing new)."""

    id: str
    """For the order alone."""
    item: UUID
    kind: str
    reason: str
    at: datetime
    counter: int = 0


@dataclass(frozen=True)
class Event:
    """One stored event; `subject` has its aliases followed."""

    id: str
    """For the order alone."""
    kind: str
    subject: str
    at: datetime
    counter: int
    data: Mapping[str, Any]


@dataclass
class ItemResult:
    """How one item stands."""

    done_at: datetime | None = None
    revision: str = ""
    confirmed_on: date | None = None
    waived_on: date | None = None
    waived_reason: str = ""
    is_removed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a tick on the lesson page may count for it."""
        return self.done_at is None and self.waived_on is None and not self.is_removed


@dataclass(frozen=True)
class Completion:
    """When an activity was completed, and which wording of it."""

    done_at: datetime
    revision: str = ""


@dataclass
class Folded:
    """The state that events and plan changes add up to."""

    items: dict[UUID, ItemResult] = field(default_factory=dict)
    activities: dict[str, Completion] = field(default_factory=dict)
    weeks: dict[str, int] = field(default_factory=dict)
    wish: tuple[str | None, datetime] | None = None


def fold(items: Iterable[Item], changes: Iterable[Change], events: Iterable[Event]) -> Folded:
    """Fold one citizen's whole history, in the order (time, counter, id), changes before events.

    `items` come in the order in which ticks count for them: by plan start, then position.
    """
    walk = _Walk({item.id: item for item in items})
    steps: list[tuple[datetime, int, int, str, Change | Event]] = []
    steps += [(change.at, 0, change.counter, change.id, change) for change in changes]
    steps += [(event.at, 1, event.counter, event.id, event) for event in events]
    for step in sorted(steps, key=lambda step: step[:4]):
        walk.take(step[4])
    return walk.folded


class _Walk:
    """The fold in progress."""

    def __init__(self, items: Mapping[UUID, Item]) -> None:
        self.folded = Folded(items={item: ItemResult() for item in items})
        self.by_task: dict[str, list[Item]] = {}
        for item in items.values():
            if item.task:
                self.by_task.setdefault(item.task, []).append(item)

    def take(self, step: Change | Event) -> None:
        """One step: a change, or an event by its kind."""
        if isinstance(step, Change):
            self.change(step)
        elif step.kind == "week_counted":
            self.folded.weeks[step.data["week"]] = step.data["count"]
        elif step.kind == "wish_set":
            self.folded.wish = (step.data["topic"], step.at)
        elif step.subject.startswith("item:"):
            self.on_item(step, self.folded.items.get(UUID(step.subject[len("item:") :])))
        else:
            self.on_activity(step, step.subject[len("activity:") :])

    def change(self, change: Change) -> None:
        """Staff removed an item, waived it, or undid that."""
        item = self.folded.items.get(change.item)
        if item is None:
            return
        if change.kind == "removed":
            item.is_removed = True
        elif change.kind == "waived":
            item.waived_on, item.waived_reason = local_date(change.at), change.reason
        elif change.kind == "restored" and item.is_removed:
            item.is_removed = False
        elif change.kind == "restored":
            item.waived_on, item.waived_reason = None, ""

    def on_item(self, event: Event, item: ItemResult | None) -> None:
        """An event that names the item applies to it directly."""
        if item is None:
            return
        if event.kind == "completed":
            item.done_at, item.revision = event.at, event.data.get("revision", "")
        elif event.kind == "reopened":
            item.done_at, item.revision = None, ""
        elif event.kind == "confirmed":
            item.confirmed_on = local_date(event.at)
        elif event.kind == "unconfirmed":
            item.confirmed_on = None

    def on_activity(self, event: Event, activity: str) -> None:
        """A tick on a page: for the task's earliest open item, else for the activity alone."""
        if event.kind == "completed":
            item = self.earliest_open(activity, event.at)
        else:
            item = self.latest_done(activity)
        if item is not None:
            self.on_item(event, item)
        elif event.kind == "completed":
            completion = Completion(event.at, event.data.get("revision", ""))
            self.folded.activities[activity] = completion
        elif event.kind == "reopened":
            self.folded.activities.pop(activity, None)

    def earliest_open(self, task: str, at: datetime) -> ItemResult | None:
        """The item a tick at this time counts for: by plan start, then position.

        In a plan that repeats, a week's tasks are over once the next week's are there: keeping the
        joblog today is not having kept it four weeks ago.
        """
        there = [item for item in self.by_task.get(task, ()) if item.created_at <= at]
        for item in there:
            result = self.folded.items[item.id]
            if not result.is_open or _is_followed(item, there):
                continue
            if item.plan_ended_on is None or local_date(at) <= item.plan_ended_on:
                return result
        return None

    def latest_done(self, task: str) -> ItemResult | None:
        """The item of this task that was done last; of two at once the later in the plan."""
        results = [self.folded.items[item.id] for item in self.by_task.get(task, ())]
        done = [(one.done_at, place, one) for place, one in enumerate(results) if one.done_at]
        return max(done)[2] if done else None


def past_items(items: Iterable[Any]) -> frozenset[UUID]:
    """Of these plan items, those of all weeks but the newest in each plan that repeats."""
    listed = list(items)
    newest: dict[UUID, str] = {}
    for item in listed:
        newest[item.plan] = max(newest.get(item.plan, ""), item.week)
    return frozenset(item.id for item in listed if item.week and item.week < newest[item.plan])


def _is_followed(item: Item, others: Iterable[Item]) -> bool:
    """Whether the same plan has the task again in a later week."""
    return bool(item.week) and any(
        other.plan == item.plan and other.week > item.week for other in others
    )
