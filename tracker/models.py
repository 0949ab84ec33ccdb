"""The tables: what Jobvej keeps about people, and nothing else.

The municipality's key stands first in every key. References are plain columns with a
table-level FOREIGN KEY, since a ForeignKeyField cannot point at a composite key.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import (
    BooleanField,
    CharField,
    Check,
    CompositeKey,
    DateField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)

from tracker.clock import local_date
from tracker.db import database
from tracker.table import Table, UtcField, one_of, refers


class StoreFact(Model):
    """One fact about the store itself: epoch, whether it is a demo, its municipality."""

    name = CharField(primary_key=True, max_length=40)
    value = TextField()

    class Meta:
        database = database
        legacy_table_names = False
        table_name = "store_fact"


class Team(Table):
    """A group of consultants who share a caseload's access."""

    id = UUIDField()
    name = CharField(max_length=60)

    class Meta:
        primary_key = CompositeKey("municipality", "id")


class Staff(Table):
    """Someone employed: a consultant, leader, operator or DPO."""

    id = UUIDField()
    team = UUIDField(null=True)
    role = CharField(max_length=20)
    name = CharField(max_length=60)
    sign_in_name = CharField(max_length=60)
    password_hash = TextField()
    is_active = BooleanField(default=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "sign_in_name"), True),)
        constraints = (
            refers("team", "team"),
            one_of("role", "consultant", "leader", "operator", "dpo"),
        )


class Citizen(Table):
    """A person with a plan; known by a pseudonym and a name to show."""

    id = UUIDField()
    team = UUIDField()
    consultant = UUIDField()
    display_name = CharField(max_length=40)
    reference = CharField(max_length=20)
    support_level = CharField(max_length=20)
    created_on = DateField()

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "reference"), True),
            (("municipality", "team", "display_name"), False),
            (("municipality", "consultant"), False),
        )
        constraints = (refers("team", "team"), refers("consultant", "staff"))


class SignInCode(Table):
    """The citizen's code as HMAC; one in force at a time."""

    citizen = UUIDField()
    digest = CharField(max_length=64)
    created_on = DateField()
    first_used_on = DateField(null=True)
    last_used_on = DateField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "citizen")
        indexes = ((("municipality", "digest"), True),)
        constraints = (refers("citizen", "citizen", cascade=True),)


class Session(Table):
    """A signed-in browser; only the token's SHA-256 is kept."""

    token_digest = CharField(max_length=64)
    person = UUIDField()
    role = CharField(max_length=20)
    """`citizen` or a role of staff."""
    is_shared_device = BooleanField(default=False)
    created_at = UtcField()
    seen_at = UtcField()
    expires_at = UtcField()

    class Meta:
        primary_key = CompositeKey("municipality", "token_digest")
        indexes = ((("municipality", "person"), False),)


class PageGrant(Table):
    """A session that may read one citizen's page until midnight, after a purpose was given."""

    token_digest = CharField(max_length=64)
    citizen = UUIDField()
    until = UtcField()

    class Meta:
        primary_key = CompositeKey("municipality", "token_digest", "citizen")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (refers("citizen", "citizen", cascade=True),)


class AccessLog(Table):
    """Who opened a citizen's page, for what, on which day; the citizen reads it too."""

    citizen = UUIDField()
    staff = UUIDField()
    purpose = CharField(max_length=20)
    opened_on = DateField()
    role = CharField(max_length=20)
    team_name = CharField(max_length=60)

    class Meta:
        primary_key = CompositeKey("municipality", "citizen", "staff", "purpose", "opened_on")
        constraints = (refers("citizen", "citizen", cascade=True),)


class Plan(Table):
    """One citizen's enrolment in a plan template, under the title it had that day."""

    id = UUIDField()
    citizen = UUIDField()
    template = CharField(max_length=60)
    title = CharField(max_length=80)
    citizen_title = CharField(max_length=80)
    shows_dates = BooleanField(default=True)
    is_one_at_a_time = BooleanField(default=False)
    target_what = CharField(max_length=80, default="")
    """What a repeating plan asks the citizen to count, e.g. sent applications."""
    target_per_week = IntegerField(null=True)
    start_on = DateField()
    created_at = UtcField()
    ended_on = DateField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (refers("citizen", "citizen", cascade=True),)


class PlanItem(Table):
    """One task in a citizen's plan; what a plan counts."""

    id = UUIDField()
    citizen = UUIDField()
    plan = UUIDField()
    position = IntegerField()
    key = CharField(max_length=60)
    task = CharField(max_length=80)
    """Activity id from the catalog, or empty for an own task."""
    title = CharField(max_length=80)
    do = TextField(default="")
    """What to do, where the plan says it in its own words; else the task's words are shown."""
    planned_on = DateField(null=True)
    created_at = UtcField()

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "citizen", "task"), False),
            (("municipality", "plan"), False),
        )
        constraints = (
            refers("citizen", "citizen", cascade=True),
            refers("plan", "plan", cascade=True),
        )


class PlanChange(Table):
    """One change of staff to a plan: who, when, what, why; undone by a later change."""

    id = UUIDField()
    citizen = UUIDField()
    item = UUIDField()
    staff = UUIDField()
    kind = CharField(max_length=20)
    """added, removed, waived or restored."""
    reason = CharField(max_length=40, default="")
    changed_at = UtcField()
    counter = IntegerField()
    """Grows with each change of this citizen's plans: two of one moment keep their order."""

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "citizen", "changed_at"), False),
            (("municipality", "item"), False),
        )
        constraints = (
            one_of("kind", "added", "removed", "waived", "restored"),
            refers("citizen", "citizen", cascade=True),
            refers("item", "plan_item", cascade=True),
        )


class Event(Table):
    """One thing a citizen said they did (or staff confirmed), exactly once."""

    citizen = UUIDField()
    id = UUIDField()
    kind = CharField(max_length=20)
    subject = CharField(max_length=100)
    data = TextField()
    """Canonical JSON of the event's data."""
    effective_at = UtcField()
    """The one time that counts; cut to the day after 30 days, with the order kept."""
    counter = IntegerField()
    received_at = UtcField()
    staff = UUIDField(null=True)
    """Who confirmed; empty for what the citizen said."""
    digest = CharField(max_length=64)
    """SHA-256 of the content as sent: the same id with other content is refused."""

    class Meta:
        primary_key = CompositeKey("municipality", "citizen", "id")
        indexes = ((("municipality", "citizen", "subject"), False),)
        constraints = (refers("citizen", "citizen", cascade=True),)


class ActivityState(Table):
    """A film a citizen has completed, or a task outside a plan; no row when taken back."""

    citizen = UUIDField()
    activity = CharField(max_length=80)
    done_at = UtcField()
    """Kept as exactly as the event; screens show the day."""
    revision = CharField(max_length=16, default="")

    class Meta:
        primary_key = CompositeKey("municipality", "citizen", "activity")
        constraints = (refers("citizen", "citizen", cascade=True),)

    @property
    def done_on(self) -> date:
        """The day to show."""
        return local_date(self.done_at)


class ItemState(Table):
    """How one item of a plan stands: done, confirmed, not relevant, removed."""

    citizen = UUIDField()
    item = UUIDField()
    done_at = UtcField(null=True)
    """Kept as exactly as the event; screens show the day."""
    revision = CharField(max_length=16, default="")
    confirmed_on = DateField(null=True)
    waived_on = DateField(null=True)
    waived_reason = CharField(max_length=40, default="")
    is_removed = BooleanField(default=False)

    class Meta:
        primary_key = CompositeKey("municipality", "citizen", "item")
        indexes = ((("municipality", "item"), False),)
        constraints = (
            refers("citizen", "citizen", cascade=True),
            refers("item", "plan_item", cascade=True),
        )

    @property
    def done_on(self) -> date | None:
        """The day to show."""
        return local_date(self.done_at) if self.done_at else None

    @property
    def is_open(self) -> bool:
        """Still to do: neither done, put aside nor removed."""
        return self.state == "open" and not self.is_removed

    @property
    def state(self) -> str:
        """`done`, `waived` or `open`: what somebody did counts more than what was put aside."""
        if self.done_at is not None:
            return "done"
        return "waived" if self.waived_on is not None else "open"


class WeekCount(Table):
    """Applications sent in one ISO week, typed by the citizen; a missing row is 'ikke skrevet'."""

    citizen = UUIDField()
    week = CharField(max_length=8)
    count = IntegerField()

    class Meta:
        primary_key = CompositeKey("municipality", "citizen", "week")
        constraints = (
            Check('"count" BETWEEN 0 AND 20'),
            refers("citizen", "citizen", cascade=True),
        )


class Wish(Table):
    """What the citizen would like to talk about, from the municipality's closed list."""

    citizen = UUIDField()
    topic = CharField(max_length=40, null=True)
    chosen_at = UtcField()
    """So that a wish from before the last talk is not taken for a new one."""

    class Meta:
        primary_key = CompositeKey("municipality", "citizen")
        constraints = (refers("citizen", "citizen", cascade=True),)


class CitizenSummary(Table):
    """What a list line shows, kept so that no page aggregates events."""

    citizen = UUIDField()
    seq = IntegerField(default=0)
    """Grows with every stored event of this citizen; a device offers again when it went back."""
    items = IntegerField(default=0)
    """Items that count: neither removed nor not relevant."""
    done = IntegerField(default=0)
    last_on = DateField(null=True)
    """Day of the latest task or film that still counts as done."""

    class Meta:
        primary_key = CompositeKey("municipality", "citizen")
        constraints = (refers("citizen", "citizen", cascade=True),)


class Talk(Table):
    """An appointment between a citizen and staff, and what came of it."""

    id = UUIDField()
    citizen = UUIDField()
    staff = UUIDField()
    starts_at = UtcField()
    minutes = IntegerField()
    mode = CharField(max_length=20)
    """in_person, phone or video."""
    outcome = CharField(max_length=20, null=True)
    """held, not_reached or cancelled; empty while it lies ahead."""
    agreed = CharField(max_length=120, default="")
    ended_at = UtcField(null=True)
    ended_by = UUIDField(null=True)
    follows = UUIDField(null=True)
    """The talk at whose end this one was agreed, so that undoing removes it."""

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "citizen", "starts_at"), False),
            (("municipality", "staff", "starts_at"), False),
            (("municipality", "follows"), False),
        )
        constraints = (
            one_of("mode", "in_person", "phone", "video"),
            one_of("outcome", "held", "not_reached", "cancelled"),
            refers("citizen", "citizen", cascade=True),
        )


class Erasure(Table):
    """A receipt: this pseudonym was erased for good; replayed after a restore."""

    citizen = UUIDField()
    erased_on = DateField()
    cause = CharField(max_length=20)
    """retention or request."""

    class Meta:
        primary_key = CompositeKey("municipality", "citizen")


TABLES: tuple[Any, ...] = (
    StoreFact, Team, Staff, Citizen, SignInCode, Session, PageGrant, AccessLog, Plan, PlanItem,
    PlanChange, Event, ActivityState, ItemState, WeekCount, Wish, CitizenSummary, Talk, Erasure,
)  # fmt: skip
