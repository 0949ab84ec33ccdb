"""What was taken back and left no trace. Frozen: later changes are steps of their own."""

from __future__ import annotations

from typing import Any

from peewee import SQL, CharField, CompositeKey, DateField, Model, UUIDField


class Undone(Model):
    municipality = CharField(max_length=40)
    id = UUIDField()
    citizen = UUIDField()
    words = CharField(max_length=120)
    staff = UUIDField(null=True)
    undone_on = DateField()

    class Meta:
        legacy_table_names = False
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (
            SQL(
                'FOREIGN KEY ("municipality", "citizen") '
                'REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE'
            ),
        )


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx([Undone]):
        db.create_tables([Undone])
