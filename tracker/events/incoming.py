"""What an event must be like to be stored, and what is never recorded at all."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from jobvej.catalog.model import CITIZEN
from jobvej.catalog.published import Published, PublishedVideo
from tracker.clock import iso_week, local_date, monday_of
from tracker.events import fold, state
from tracker.events.state import ACTIVITY, ITEM, WEEK, WISH
from tracker.models import Event

STAFF_KINDS = {"confirmed", "unconfirmed"}
CITIZEN_KINDS = {"completed", "reopened", "week_counted", "wish_set"}
FIELDS = {"completed": {"revision"}, "week_counted": {"week", "count"}, "wish_set": {"topic"}}
MOST_UNKNOWN_SUBJECTS = 50
MOST_EVENTS = 5_000
"""Of one citizen: more than thirteen acts on each day of a year are nobody's."""
OLDEST = timedelta(days=366)
"""Nothing else of a person is kept longer than this after the last sign of life."""
ACTIVITY_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


@dataclass(frozen=True)
class IncomingEvent:
    """One event as a device sent it."""

    id: UUID
    kind: str
    subject: str
    """`activity:<id>` or `item:<uuid>`; for a week or a wish the data says it all."""
    at: datetime
    """When it happened by the device's clock, aware."""
    counter: int
    """Grows on the device, so that two events of one moment keep their order."""
    data: dict[str, Any]

    def digest(self, staff: UUID | None) -> str:
        """SHA-256 of the content: the same id with other content is another event."""
        at, said_by = self.at.astimezone(UTC).isoformat(), str(staff or "")
        content = [self.kind, self.subject, at, self.counter, self.data, said_by]
        return hashlib.sha256(canonical(content).encode()).hexdigest()


def canonical(value: Any) -> str:
    """JSON with one spelling."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class NotStored(Exception):
    """This event is not stored: it is known already, refused, or by rule not recorded."""

    def __init__(self, verdict: str, reason: str = "") -> None:
        super().__init__(reason)
        self.verdict, self.reason = verdict, reason


def refuse(reason: str) -> NotStored:
    """The event breaks a rule; the person is told that it was not delivered."""
    return NotStored("refused", reason)


class EventRules:
    """The rules on events, for one citizen and one batch; `staff` confirms, the citizen ticks."""

    def __init__(
        self, citizen: UUID, published: Published, now: datetime, staff: UUID | None = None
    ) -> None:
        self.citizen, self.published, self.now, self.staff = citizen, published, now, staff
        self.items = {item.id: item for item in state.items_of(citizen, published)}

    # Rarely asked, so read when they are.

    @cached_property
    def changes(self) -> list[fold.Step]:
        """The changes to this citizen's plans, in their order."""
        return state.changes_of(self.citizen)

    @cached_property
    def webinars(self) -> set[str]:
        """The webinars this citizen signed up for."""
        return state.webinars_of(self.citizen, self.published)

    @cached_property
    def stored(self) -> int:
        """How many events of this citizen are kept."""
        return int(Event.here(Event.citizen == self.citizen).count())

    @cached_property
    def unknown(self) -> set[str]:
        """Activity ids stored for this citizen that the catalog does not know."""
        rows = Event.here(Event.citizen == self.citizen, Event.subject.startswith(ACTIVITY))
        subjects = {row[0] for row in rows.select(Event.subject).distinct().tuples()}
        ids = {self.published.current(subject[len(ACTIVITY) :]) for subject in subjects}
        return {id for id in ids if not self.is_known(id)}

    def is_known(self, activity: str) -> bool:
        """Whether the catalog has, or had, this activity."""
        published = self.published
        return published.activity(activity) is not None or activity in published.retired

    def subject(self, event: IncomingEvent, at: datetime) -> str:
        """The subject to store the event under. Raises NotStored with the reason."""
        check_form(event, is_staff=self.staff is not None)
        if self.stored >= MOST_EVENTS:
            raise refuse("too many events")
        if event.kind == "week_counted":
            return WEEK + self.week(event.data, at)
        if event.kind == "wish_set":
            return self.wish(event.data)
        if event.subject.startswith(ITEM):
            return self.item(event.subject[len(ITEM) :])
        if event.subject.startswith(ACTIVITY) and self.staff is None:
            return self.activity(event.kind, event.subject[len(ACTIVITY) :], at)
        raise refuse("unknown subject")

    def week(self, data: Mapping[str, Any], at: datetime) -> str:
        """An ISO week that has begun, with a number of applications from 0 to 20."""
        week, count = data["week"], data["count"]
        if type(count) is not int or not 0 <= count <= 20:
            raise refuse("count is not a whole number from 0 to 20")
        if not isinstance(week, str) or not re.fullmatch(r"[0-9]{4}-W[0-9]{2}", week):
            raise refuse("week is not written as 2026-W48")
        try:
            monday = monday_of(week)
        except ValueError:
            raise refuse("there is no such week") from None
        day = local_date(at)
        if week > iso_week(day) or day - monday > OLDEST:
            raise refuse("week lies in the future or too far back")
        return week

    def wish(self, data: Mapping[str, Any]) -> str:
        """A topic from the municipality's own list, or none."""
        topics = {choice.code for choice in self.published.municipality.wish_topics}
        if data["topic"] is not None and data["topic"] not in topics:
            raise refuse("topic is not on the municipality's list")
        return WISH

    def item(self, text: str) -> str:
        """An item of this citizen; somebody else's is as unknown as one that does not exist."""
        try:
            item = UUID(text)
        except ValueError:
            raise refuse("unknown subject") from None
        if item not in self.items:
            raise refuse("unknown subject")
        return f"{ITEM}{item}"

    def activity(self, kind: str, text: str, at: datetime) -> str:
        """A film or task; films, and lessons that are sensitive or for staff, only in the plan.

        An id the catalog does not know may come from a page built a moment ago: it is kept, but
        only so many of them.
        """
        if len(text) > 80 or not ACTIVITY_ID.fullmatch(text):
            raise refuse("unknown subject")
        activity = self.published.current(text)
        if not self.may_record(kind, activity, at):
            raise NotStored("not_recorded", "outside the plan this stays on the device")
        if not self.is_known(activity):
            if activity not in self.unknown and len(self.unknown) >= MOST_UNKNOWN_SUBJECTS:
                raise refuse("too many unknown subjects")
            self.unknown.add(activity)
        return ACTIVITY + activity

    def may_record(self, kind: str, activity: str, at: datetime) -> bool:
        """Whether what we promise about privacy allows this to be stored.

        Judged by the time it happened, so that late delivery makes no difference. What happened
        before the plan may be brought along into one that runs now, since the citizen asked for
        that.
        """
        items = self.guarded(activity)
        if items is None:
            return True
        if kind == "reopened":
            return bool(items)  # what was recorded can always be taken back
        # A time before the item is judged as of now.
        return any(
            self.is_in_plan(item, at if at >= item.created_at else self.now) for item in items
        )

    def guarded(self, activity: str) -> list[fold.Item] | None:
        """The items that allow an activity to be recorded; None if it needs no such item."""
        found = self.published.activity(activity)
        if found is None:
            return None
        lesson, part = found
        course = self.published.course_of(activity)
        is_for_staff = course is not None and course.audience != CITIZEN
        if not (lesson.sensitive or is_for_staff or isinstance(part, PublishedVideo)):
            return None
        if lesson.task is None:
            # Who signed up for a webinar has chosen to have it among their tasks.
            return None if lesson.id in self.webinars else []
        return [item for item in self.items.values() if item.task == lesson.task.id]

    def is_in_plan(self, item: fold.Item, at: datetime) -> bool:
        """Whether an item stood in a running plan at a time."""
        if item.plan_ended_on is not None and local_date(at) > item.plan_ended_on:
            return False
        is_removed = False
        for change in self.changes:
            if change.item == item.id and change.at <= at:
                is_removed = change.kind == "removed" or (is_removed and change.kind != "restored")
        return not is_removed


def check_form(event: IncomingEvent, *, is_staff: bool) -> None:
    """Check kind, fields and counter against the format. Raises NotStored with the reason."""
    if event.kind not in STAFF_KINDS | CITIZEN_KINDS:
        raise refuse("unknown kind")
    if is_staff != (event.kind in STAFF_KINDS):
        raise refuse("only staff confirm, and only the citizen ticks")
    if set(event.data) != FIELDS.get(event.kind, set()):
        raise refuse("data has other fields than this kind")
    revision = event.data.get("revision", "")
    if not isinstance(revision, str) or len(revision) > 16:
        raise refuse("revision is not a short text")
    if not 0 <= event.counter < 2**53:
        raise refuse("counter is out of range")


def effective_at(at: datetime, sent_at: datetime, now: datetime) -> datetime:
    """When it happened by our clock: a device's clock may be wrong, but not how long ago it says.

    Never later than its arrival. Raises NotStored when it is older than anything we keep.
    """
    try:
        effective = min(now, at + (now - sent_at))
    except OverflowError:
        raise refuse("at is no time of ours") from None
    if now - effective > OLDEST:
        raise refuse("at is more than a year ago")
    return effective
