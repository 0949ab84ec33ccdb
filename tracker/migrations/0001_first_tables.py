"""The first tables. Frozen: later changes are steps of their own, never edits here."""

from __future__ import annotations

from typing import Any

from peewee import (
    SQL,
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


def refers(column: str, table: str, cascade: bool = False) -> Any:
    tail = " ON DELETE CASCADE" if cascade else ""
    return SQL(
        f'FOREIGN KEY ("municipality", "{column}") '
        f'REFERENCES "{table}" ("municipality", "id"){tail}'
    )


def one_of(column: str, *codes: str) -> Any:
    listed = ", ".join(f"'{code}'" for code in codes)
    return Check(f'"{column}" IN ({listed})')


class Table(Model):
    municipality = CharField(max_length=40)

    class Meta:
        legacy_table_names = False


class StoreFact(Model):
    name = CharField(primary_key=True, max_length=40)
    value = TextField()

    class Meta:
        legacy_table_names = False
        table_name = "store_fact"


class Team(Table):
    id = UUIDField()
    name = CharField(max_length=60)

    class Meta:
        primary_key = CompositeKey("municipality", "id")


class Staff(Table):
    id = UUIDField()
    team = UUIDField(null=True)
    role = CharField(max_length=20)
    name = CharField(max_length=60)
    sign_in_name = CharField(max_length=60)
    password_hash = TextField()
    is_active = BooleanField()

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "sign_in_name"), True),)
        constraints = (
            refers("team", "team"),
            one_of("role", "consultant", "leader", "operator", "dpo"),
        )


class Citizen(Table):
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
    token_digest = CharField(max_length=64)
    person = UUIDField()
    role = CharField(max_length=20)
    is_shared_device = BooleanField()
    created_at = TextField()
    seen_at = TextField()
    expires_at = TextField()

    class Meta:
        primary_key = CompositeKey("municipality", "token_digest")
        indexes = ((("municipality", "person"), False),)


class PageGrant(Table):
    token_digest = CharField(max_length=64)
    citizen = UUIDField()
    until = TextField()

    class Meta:
        primary_key = CompositeKey("municipality", "token_digest", "citizen")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (refers("citizen", "citizen", cascade=True),)


class AccessLog(Table):
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
    id = UUIDField()
    citizen = UUIDField()
    template = CharField(max_length=60)
    title = CharField(max_length=80)
    citizen_title = CharField(max_length=80)
    shows_dates = BooleanField()
    is_one_at_a_time = BooleanField()
    target_what = CharField(max_length=80)
    target_per_week = IntegerField(null=True)
    start_on = DateField()
    created_at = TextField()
    ended_on = DateField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (refers("citizen", "citizen", cascade=True),)


class PlanItem(Table):
    id = UUIDField()
    citizen = UUIDField()
    plan = UUIDField()
    position = IntegerField()
    key = CharField(max_length=60)
    task = CharField(max_length=80)
    title = CharField(max_length=80)
    do = TextField()
    planned_on = DateField(null=True)
    created_at = TextField()

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
    id = UUIDField()
    citizen = UUIDField()
    item = UUIDField()
    staff = UUIDField()
    kind = CharField(max_length=20)
    reason = CharField(max_length=40)
    changed_at = TextField()
    counter = IntegerField()

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
    citizen = UUIDField()
    id = UUIDField()
    kind = CharField(max_length=20)
    subject = CharField(max_length=100)
    data = TextField()
    effective_at = TextField()
    counter = IntegerField()
    received_at = TextField()
    staff = UUIDField(null=True)
    digest = CharField(max_length=64)

    class Meta:
        primary_key = CompositeKey("municipality", "citizen", "id")
        indexes = ((("municipality", "citizen", "subject"), False),)
        constraints = (refers("citizen", "citizen", cascade=True),)


class ActivityState(Table):
    citizen = UUIDField()
    activity = CharField(max_length=80)
    done_at = TextField()
    revision = CharField(max_length=16)

    class Meta:
        primary_key = CompositeKey("municipality", "citizen", "activity")
        constraints = (refers("citizen", "citizen", cascade=True),)


class ItemState(Table):
    citizen = UUIDField()
    item = UUIDField()
    done_at = TextField(null=True)
    revision = CharField(max_length=16)
    confirmed_on = DateField(null=True)
    waived_on = DateField(null=True)
    waived_reason = CharField(max_length=40)
    is_removed = BooleanField()

    class Meta:
        primary_key = CompositeKey("municipality", "citizen", "item")
        indexes = ((("municipality", "item"), False),)
        constraints = (
            refers("citizen", "citizen", cascade=True),
            refers("item", "plan_item", cascade=True),
        )


class WeekCount(Table):
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
    citizen = UUIDField()
    topic = CharField(max_length=40, null=True)
    chosen_at = TextField()

    class Meta:
        primary_key = CompositeKey("municipality", "citizen")
        constraints = (refers("citizen", "citizen", cascade=True),)


class CitizenSummary(Table):
    citizen = UUIDField()
    seq = IntegerField()
    items = IntegerField()
    done = IntegerField()
    last_on = DateField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "citizen")
        constraints = (refers("citizen", "citizen", cascade=True),)


class Talk(Table):
    id = UUIDField()
    citizen = UUIDField()
    staff = UUIDField()
    starts_at = TextField()
    minutes = IntegerField()
    mode = CharField(max_length=20)
    outcome = CharField(max_length=20, null=True)
    agreed = CharField(max_length=120)
    ended_at = TextField(null=True)
    ended_by = UUIDField(null=True)
    follows = UUIDField(null=True)

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
    citizen = UUIDField()
    erased_on = DateField()
    cause = CharField(max_length=20)

    class Meta:
        primary_key = CompositeKey("municipality", "citizen")


TABLES = (
    StoreFact, Team, Staff, Citizen, SignInCode, Session, PageGrant, AccessLog, Plan, PlanItem,
    PlanChange, Event, ActivityState, ItemState, WeekCount, Wish, CitizenSummary, Talk, Erasure,
)  # fmt: skip


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)
