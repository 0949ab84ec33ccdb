"""What operators changed among staff and teams. Frozen: later changes are steps of their own."""

from __future__ import annotations

from typing import Any

from peewee import CharField, Check, CompositeKey, DateField, Model, UUIDField


class StaffChange(Model):
    municipality = CharField(max_length=40)
    id = UUIDField()
    staff = UUIDField(null=True)
    changed_by = UUIDField()
    kind = CharField(max_length=20)
    detail = CharField(max_length=300, default="")
    changed_on = DateField()

    class Meta:
        legacy_table_names = False
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "changed_on"), False),
            (("municipality", "staff"), False),
        )
        constraints = (
            Check(
                "\"kind\" IN ('added', 'changed', 'password', 'signed_out', 'closed', 'opened', "
                "'team_added', 'team_renamed')"
            ),
        )


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx([StaffChange]):
        db.create_tables([StaffChange])
