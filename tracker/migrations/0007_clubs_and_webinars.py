"""Job clubs and sign-ups for webinars. Frozen: later changes are steps of their own."""

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


class Club(Table):
    id = UUIDField()
    team = UUIDField()
    name = CharField(max_length=40)
    consultant = UUIDField()
    company_consultant = UUIDField(null=True)
    weekday = IntegerField()
    starts = CharField(max_length=5)
    minutes = IntegerField()
    mode = CharField(max_length=20)
    place = CharField(max_length=60, default="")
    link = CharField(max_length=200, default="")
    from_on = DateField()
    until_on = DateField()
    changed_by = UUIDField()
    changed_on = DateField()

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = (
            (("municipality", "team"), False),
            (("municipality", "consultant"), False),
            (("municipality", "company_consultant"), False),
        )
        constraints = (
            Check('"weekday" BETWEEN 0 AND 4'),
            one_of("mode", "in_person", "video"),
            refers("team", "team"),
            refers("consultant", "staff"),
            refers("company_consultant", "staff"),
        )


class ClubMember(Table):
    club = UUIDField()
    citizen = UUIDField()
    since_on = DateField()
    added_by = UUIDField()
    left_on = DateField(null=True)
    removed_by = UUIDField(null=True)
    shows_name = BooleanField(default=False)

    class Meta:
        primary_key = CompositeKey("municipality", "club", "citizen")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (
            refers("club", "club", cascade=True),
            refers("citizen", "citizen", cascade=True),
        )


class ClubMeeting(Table):
    club = UUIDField()
    planned_on = DateField()
    held_on = DateField()
    starts = CharField(max_length=5)
    mode = CharField(max_length=20)
    place = CharField(max_length=60, default="")
    link = CharField(max_length=200, default="")
    is_cancelled = BooleanField(default=False)
    changed_by = UUIDField()
    changed_on = DateField()

    class Meta:
        primary_key = CompositeKey("municipality", "club", "planned_on")
        constraints = (one_of("mode", "in_person", "video"), refers("club", "club", cascade=True))


class ClubTask(Table):
    id = UUIDField()
    club = UUIDField()
    task = CharField(max_length=80)
    added_by = UUIDField()
    added_on = DateField()
    removed_by = UUIDField(null=True)
    removed_on = DateField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "club"), False),)
        constraints = (refers("club", "club", cascade=True),)


class ClubItem(Table):
    club_task = UUIDField()
    citizen = UUIDField()
    item = UUIDField()

    class Meta:
        primary_key = CompositeKey("municipality", "club_task", "citizen")
        indexes = (
            (("municipality", "citizen"), False),
            (("municipality", "item"), False),
        )
        constraints = (
            refers("club_task", "club_task", cascade=True),
            refers("citizen", "citizen", cascade=True),
            refers("item", "plan_item", cascade=True),
        )


class ClubTip(Table):
    id = UUIDField()
    club = UUIDField()
    title = CharField(max_length=80)
    place = CharField(max_length=60)
    link = CharField(max_length=200, default="")
    until_on = DateField()
    added_by = UUIDField()
    added_on = DateField()
    removed_by = UUIDField(null=True)
    removed_on = DateField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "club"), False),)
        constraints = (refers("club", "club", cascade=True),)


class WebinarSignup(Table):
    citizen = UUIDField()
    webinar = CharField(max_length=80)
    signed_on = DateField()

    class Meta:
        primary_key = CompositeKey("municipality", "citizen", "webinar")
        constraints = (refers("citizen", "citizen", cascade=True),)


TABLES = (Club, ClubMember, ClubMeeting, ClubTask, ClubItem, ClubTip, WebinarSignup)


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)
