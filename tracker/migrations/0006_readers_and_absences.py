"""Readers, absence cover and handovers. Frozen: later changes are steps of their own."""

from __future__ import annotations

from typing import Any

from peewee import SQL, CharField, Check, CompositeKey, DateField, Model, UUIDField


def of_citizen() -> Any:
    return SQL(
        'FOREIGN KEY ("municipality", "citizen") '
        'REFERENCES "citizen" ("municipality", "id") ON DELETE CASCADE'
    )


class Table(Model):
    municipality = CharField(max_length=40)

    class Meta:
        legacy_table_names = False


class Reader(Table):
    citizen = UUIDField()
    staff = UUIDField()
    since_on = DateField()
    given_by = UUIDField()

    class Meta:
        primary_key = CompositeKey("municipality", "citizen", "staff")
        indexes = ((("municipality", "staff"), False),)
        constraints = (of_citizen(),)


class Absence(Table):
    id = UUIDField()
    staff = UUIDField()
    cover = UUIDField()
    from_on = DateField()
    until_on = DateField()
    set_by = UUIDField()
    set_on = DateField()

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "cover", "until_on"), False),
            (("municipality", "staff", "until_on"), False),
        )
        constraints = (Check('"from_on" <= "until_on"'),)


class Handover(Table):
    id = UUIDField()
    citizen = UUIDField()
    from_staff = UUIDField()
    from_team = UUIDField()
    to_staff = UUIDField()
    on_date = DateField()
    made_by = UUIDField()
    made_on = DateField()
    done_on = DateField(null=True)
    cancelled_on = DateField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "citizen", "on_date"), False),
            (("municipality", "made_by", "on_date"), False),
        )
        constraints = (of_citizen(),)


def up(migrator: Any, db: Any) -> None:
    tables = [Reader, Absence, Handover]
    with db.bind_ctx(tables):
        db.create_tables(tables)
