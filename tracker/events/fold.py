"""Progress as a pure fold over one citizen's events and plan changes, in their own order.

No order of arrival is in here: whatever comes late, twice or from two devices ends in the same
state, and building all of it anew is the same computation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
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


class Step(NamedTuple):
    """One thing that happened: an event, or a change to an item of a plan."""

    at: datetime
    is_event: bool
    counter: int
    id: str
    """The first four are its place in the order: changes of one moment come before its events."""
    kind: str
    subject: str
    """`item:<uuid>`, or `activity:<id>` with its aliases followed; a week or a wish has another."""
    data: Mapping[str, Any]

    @property
    def item(self) -> UUID | None:
        """The item it names."""
        if not self.subject.startswith("item:"):
            return None
        return UUID(self.subject[len("item:") :])


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

    def take(self, step: Step) -> None:
        """An event of the item, or a change to it; that it was added or moved says nothing here."""
        match step.kind:
            case "completed":
                self.done_at, self.revision = step.at, step.data.get("revision", "")
            case "reopened":
                self.done_at, self.revision = None, ""
            case "confirmed":
                self.confirmed_on = local_date(step.at)
            case "unconfirmed":
                self.confirmed_on = None
            case "waived":
                self.waived_on, self.waived_reason = local_date(step.at), step.data["reason"]
            case "restored" if not self.is_removed:
                self.waived_on, self.waived_reason = None, ""
            case "removed" | "restored":
                self.is_removed = step.kind == "removed"


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


def fold(items: Iterable[Item], steps: Iterable[Step]) -> Folded:
    """Fold one citizen's whole history, in the order of the steps, however they came.

    `items` come in the order in which ticks count for them: by plan start, then position.
    """
    walk = _Walk({item.id: item for item in items})
    for step in sorted(steps):
        walk.take(step)
    return walk.folded


class _Walk:
    """The fold in progress."""

    def __init__(self, items: Mapping[UUID, Item]) -> None:
        self.folded = Folded(items={item: ItemResult() for item in items})
        self.by_task: dict[str, list[Item]] = {}
        for item in items.values():
            if item.task:
                self.by_task.setdefault(item.task, []).append(item)

    def take(self, step: Step) -> None:
        """One step: of a week, the wish, an item that it names, or an activity."""
        if step.kind == "week_counted":
            self.folded.weeks[step.data["week"]] = step.data["count"]
        elif step.kind == "wish_set":
            self.folded.wish = (step.data["topic"], step.at)
        elif item := step.item:
            if item in self.folded.items:
                self.folded.items[item].take(step)
        else:
            self.on_activity(step, step.subject[len("activity:") :])

    def on_activity(self, event: Step, activity: str) -> None:
        """A tick on a page: for the task's earliest open item, else for the activity alone."""
        if event.kind == "completed":
            item = self.earliest_open(activity, event.at)
        else:
            item = self.latest_done(activity)
        if item is not None:
            item.take(event)
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
