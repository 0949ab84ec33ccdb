"""What is about nobody: facts of the store, receipts of erasure, how many a lesson helped."""

from peewee import CharField, Check, DateField, IntegerField, Model, TextField, UUIDField

from tracker.db import database
from tracker.table import Table, known_by, one_of


class StoreFact(Model):
    """One fact about the store itself: epoch, whether it is a demo, its municipality."""

    name = CharField(primary_key=True, max_length=40)
    value = TextField()

    class Meta:
        database = database
        legacy_table_names = False
        table_name = "store_fact"


class Erasure(Table):
    """A receipt: this pseudonym was erased for good; replayed after a restore."""

    citizen = UUIDField()
    erased_on = DateField()
    cause = CharField(max_length=20)
    """retention, request, or trial of a citizen whom staff invented."""

    class Meta:
        primary_key = known_by("citizen")


class LessonFeedback(Table):
    """How often one answer was given to »Hjalp det?« under one lesson in one month."""

    lesson = CharField(max_length=80)
    month = CharField(max_length=7)
    """`2026-12`: the day would already say more than anybody needs."""
    answer = CharField(max_length=8)
    count = IntegerField()

    class Meta:
        primary_key = known_by("lesson", "month", "answer")
        constraints = (one_of("answer", "yes", "partly", "no"), Check('"count" > 0'))
