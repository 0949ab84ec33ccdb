"""What is arranged around plans: pauses, weekly targets, requests, and what was undone."""

from __future__ import annotations

from peewee import CharField, Check, DateField, IntegerField, UUIDField

from tracker.models.rows import ABOUT_CITIZEN, RowOfCitizen
from tracker.table import UtcField, one_of


class Pause(RowOfCitizen):
    """Days on which a person's plans ask for nothing; dates only, and never why."""

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
        constraints = (Check('"from_on" <= "until_on"'), ABOUT_CITIZEN)


class WeeklyTarget(RowOfCitizen):
    """How many applications a week are agreed with one person, from a week on."""

    from_week = CharField(max_length=8)
    per_week = IntegerField()
    set_by = UUIDField()
    set_at = UtcField()

    class Meta:
        constraints = (Check('"per_week" BETWEEN 0 AND 20'), ABOUT_CITIZEN)


class Request(RowOfCitizen):
    """What a citizen asks of the consultant by a button; gone when it is taken back."""

    kind = CharField(max_length=20)
    """call_me, meet or not_that_day."""
    talk = UUIDField(null=True)
    """The talk it is about; empty for one that is about none."""
    made_on = DateField()
    answered_on = DateField(null=True)
    answered_by = UUIDField(null=True)

    class Meta:
        constraints = (one_of("kind", "call_me", "meet", "not_that_day"), ABOUT_CITIZEN)


class Undone(RowOfCitizen):
    """What was taken back or put right and left no trace of its own: told, and never why."""

    words = CharField(max_length=120)
    """`Fortrudt: Pause fra 14. dec. til 18. dec.`"""
    staff = UUIDField(null=True)
    """Empty when the citizen took it back."""
    undone_on = DateField()
