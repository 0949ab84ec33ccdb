"""Pauses, weekly targets, requests, and plans that come next. Frozen: later changes are steps."""

from __future__ import annotations

from typing import Any

from peewee import (
    SQL,
    CharField,
    Check,
    CompositeKey,
    DateField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)

PERSON = SQL(
    'FOREIGN KEY ("municipality", "citizen") '
    'REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE'
)


class Table(Model):
    municipality = CharField(max_length=40)

    class Meta:
        legacy_table_names = False


class Pause(Table):
    id = UUIDField()
    citizen = UUIDField()
    from_on = DateField()
    until_on = DateField()
    set_by = UUIDField(null=True)
    set_at = TextField()
    ended_on = DateField(null=True)
    ended_by = UUIDField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (Check('"from_on" <= "until_on"'), PERSON)


class WeeklyTarget(Table):
    id = UUIDField()
    citizen = UUIDField()
    from_week = CharField(max_length=8)
    per_week = IntegerField()
    set_by = UUIDField()
    set_at = TextField()

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (Check('"per_week" BETWEEN 0 AND 20'), PERSON)


class Request(Table):
    id = UUIDField()
    citizen = UUIDField()
    kind = CharField(max_length=20)
    talk = UUIDField(null=True)
    made_on = DateField()
    answered_on = DateField(null=True)
    answered_by = UUIDField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (Check("\"kind\" IN ('call_me', 'meet', 'not_that_day')"), PERSON)


class PlanAhead(Table):
    id = UUIDField()
    citizen = UUIDField()
    template = CharField(max_length=60)
    title = CharField(max_length=80)
    position = IntegerField()
    chosen_by = UUIDField()
    chosen_at = TextField()

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (PERSON,)


TABLES = (Pause, WeeklyTarget, Request, PlanAhead)


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)
