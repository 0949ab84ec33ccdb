"""Who began and ended a plan and why, trial citizens, sign-in elsewhere, where talks come from.

Frozen: later changes are steps of their own.
"""

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


class Staff(Table):
    id = UUIDField()
    team = UUIDField(null=True)
    role = CharField(max_length=20)
    name = CharField(max_length=60)
    sign_in_name = CharField(max_length=60)
    password_hash = TextField()
    subject = CharField(max_length=64, null=True)
    is_active = BooleanField(default=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "sign_in_name"), True),
            (("municipality", "subject"), True),
        )
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
    trial_of = UUIDField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "reference"), True),
            (("municipality", "team", "display_name"), False),
            (("municipality", "consultant"), False),
            (("municipality", "trial_of"), False),
        )
        constraints = (refers("team", "team"), refers("consultant", "staff"))


class Plan(Table):
    id = UUIDField()
    citizen = UUIDField()
    template = CharField(max_length=60)
    title = CharField(max_length=80)
    citizen_title = CharField(max_length=80)
    shows_dates = BooleanField(default=True)
    is_one_at_a_time = BooleanField(default=False)
    target_what = CharField(max_length=80, default="")
    target_per_week = IntegerField(null=True)
    start_on = DateField()
    created_at = TextField()
    started_by = UUIDField(null=True)
    ended_on = DateField(null=True)
    ended_by = UUIDField(null=True)
    ended_reason = CharField(max_length=20, default="")

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (refers("citizen", "citizen", cascade=True),)


class PlanChange(Table):
    id = UUIDField()
    citizen = UUIDField()
    item = UUIDField()
    staff = UUIDField(null=True)
    kind = CharField(max_length=20)
    reason = CharField(max_length=40, default="")
    detail = CharField(max_length=40, default="")
    changed_at = TextField()
    counter = IntegerField()

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "citizen", "changed_at"), False),
            (("municipality", "item"), False),
        )
        constraints = (
            one_of("kind", "added", "removed", "waived", "restored", "moved"),
            refers("citizen", "citizen", cascade=True),
            refers("item", "plan_item", cascade=True),
        )


class Talk(Table):
    id = UUIDField()
    citizen = UUIDField()
    staff = UUIDField()
    starts_at = TextField()
    minutes = IntegerField()
    mode = CharField(max_length=20)
    link = CharField(max_length=200, default="")
    source = CharField(max_length=20, default="typed")
    external_id = CharField(max_length=80, default="")
    series = UUIDField(null=True)
    outcome = CharField(max_length=20, null=True)
    agreed = CharField(max_length=120, default="")
    ended_at = TextField(null=True)
    ended_by = UUIDField(null=True)
    follows = UUIDField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "citizen", "starts_at"), False),
            (("municipality", "staff", "starts_at"), False),
            (("municipality", "follows"), False),
            (("municipality", "series"), False),
        )
        constraints = (
            one_of("mode", "in_person", "phone", "video"),
            one_of("source", "typed", "imported", "opened"),
            one_of("outcome", "held", "not_reached", "cancelled"),
            refers("citizen", "citizen", cascade=True),
        )


def rebuild(db: Any, table: Any, values: dict[str, str]) -> None:
    """Make a table anew with more columns and the rows it had.

    `values` is what the new columns hold of old rows, as SQL. SQLite cannot add a column before a
    constraint, and a migrated table shall be the very table that a new database has. Dropping the
    old one takes nothing along: the runner steps with references off.
    """
    name = table._meta.table_name
    table._meta.set_table_name(f"{name}__new")
    with db.bind_ctx([table]):
        table._schema.create_table(safe=False)
        old = [column.name for column in db.get_columns(name)]
        columns = ", ".join(f'"{column}"' for column in (*old, *values))
        taken = ", ".join([*(f'"{column}"' for column in old), *values.values()])
        db.execute_sql(f'INSERT INTO "{name}__new" ({columns}) SELECT {taken} FROM "{name}"')  # noqa: S608
        db.execute_sql(f'DROP TABLE "{name}"')
        db.execute_sql(f'ALTER TABLE "{name}__new" RENAME TO "{name}"')
        table._meta.set_table_name(name)
        table._schema.create_indexes(safe=False)


def up(migrator: Any, db: Any) -> None:
    rebuild(db, Staff, {"subject": "NULL"})
    rebuild(db, Citizen, {"trial_of": "NULL"})
    # Of a plan that ended before reasons were kept nobody said why.
    ended = "CASE WHEN \"ended_on\" IS NULL THEN '' ELSE 'uoplyst' END"
    rebuild(db, Plan, {"started_by": "NULL", "ended_by": "NULL", "ended_reason": ended})
    rebuild(db, PlanChange, {"detail": "''"})
    rebuild(
        db,
        Talk,
        {"link": "''", "source": "'typed'", "external_id": "''", "series": "NULL"},
    )
    if broken := db.execute_sql("PRAGMA foreign_key_check").fetchall():
        raise ValueError(f"rows without what they refer to: {broken[:3]}")
