"""Citizens who also sign in by MitID. Frozen: later changes are steps of their own."""

from __future__ import annotations

from typing import Any

from peewee import SQL, CharField, CompositeKey, DateField, Model, UUIDField


class CitizenIdentity(Model):
    municipality = CharField(max_length=40)
    citizen = UUIDField()
    digest = CharField(max_length=64, null=True)
    bound_on = DateField()
    removed_on = DateField(null=True)
    removed_by = UUIDField(null=True)

    class Meta:
        legacy_table_names = False
        primary_key = CompositeKey("municipality", "citizen")
        indexes = ((("municipality", "digest"), True),)
        constraints = (
            SQL(
                'FOREIGN KEY ("municipality", "citizen") '
                'REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE'
            ),
        )


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx([CitizenIdentity]):
        db.create_tables([CitizenIdentity])
