"""What is arranged around a person's plans: pauses, weekly targets, requests, what was undone."""

from __future__ import annotations

from peewee import CharField, Check, CompositeKey, DateField, IntegerField, UUIDField

from tracker.table import Table, UtcField, one_of, refers


class Pause(Table):
    """Days on which a person's plans ask for nothing; dates only, and never why."""

    id = UUIDField()
    citizen = UUIDField()
    from_on = DateField()
    until_on = DateField()
    """The last day of it."""
    set_by = UUIDField(null=True)
    """Empty when the citizen asked for it."""
    set_at = UtcField()
    ended_on = DateField(null=True)
    """The day it was ended before its last day; the pause lasted until the day before."""
    ended_by = UUIDField(null=True)
    """Empty while it lasts, and when the citizen ended it."""

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (
            Check('"from_on" <= "until_on"'),
            refers("citizen", "citizen", cascade=True),
        )


class WeeklyTarget(Table):
    """How many applications a week are agreed with one person, from a week on."""

    id = UUIDField()
    citizen = UUIDField()
    from_week = CharField(max_length=8)
    per_week = IntegerField()
    set_by = UUIDField()
    set_at = UtcField()

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (
            Check('"per_week" BETWEEN 0 AND 20'),
            refers("citizen", "citizen", cascade=True),
        )


class Request(Table):
    """What a citizen asks of the consultant by a button; gone when it is taken back."""

    id = UUIDField()
    citizen = UUIDField()
    kind = CharField(max_length=20)
    """call_me, meet or not_that_day."""
    talk = UUIDField(null=True)
    """The talk it is about; empty for one that is about none."""
    made_on = DateField()
    answered_on = DateField(null=True)
    answered_by = UUIDField(null=True)

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (
            one_of("kind", "call_me", "meet", "not_that_day"),
            refers("citizen", "citizen", cascade=True),
        )


class Undone(Table):
    """What was taken back and left no trace of its own: told to the citizen, and never why."""

    id = UUIDField()
    citizen = UUIDField()
    words = CharField(max_length=120)
    """`Pause fra 14. dec. til 18. dec.`"""
    staff = UUIDField(null=True)
    """Empty when the citizen took it back."""
    undone_on = DateField()

    class Meta:
        primary_key = CompositeKey("municipality", "id")
        indexes = ((("municipality", "citizen"), False),)
        constraints = (refers("citizen", "citizen", cascade=True),)
