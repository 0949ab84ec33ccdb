"""Case notes and the addresses of calendars. Frozen: later changes are steps of their own."""

from __future__ import annotations

from typing import Any

from peewee import SQL, CharField, Check, CompositeKey, DateField, Model, TextField, UUIDField


class Table(Model):
    municipality = CharField(max_length=40)

    class Meta:
        legacy_table_names = False


class CaseNote(Table):
    id = UUIDField()
    citizen = UUIDField()
    staff = UUIDField()
    made_at = TextField()
    text = TextField()

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen", "made_at"), False),)
        constraints = (
            SQL(
                'FOREIGN KEY ("municipality", "citizen") '
                'REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE'
            ),
        )


class CalendarAddress(Table):
    person = UUIDField()
    role = CharField(max_length=20)
    token_digest = CharField(max_length=64)
    created_on = DateField()

    class Meta:
        primary_key = CompositeKey("municipality", "person")
        indexes = ((("municipality", "token_digest"), True),)
        constraints = (Check("\"role\" IN ('citizen', 'consultant')"),)


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx([CaseNote, CalendarAddress]):
        db.create_tables([CaseNote, CalendarAddress])
