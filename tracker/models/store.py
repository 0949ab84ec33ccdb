"""Facts about the store itself, and the receipts for people who were erased."""

from __future__ import annotations

from peewee import CharField, DateField, Model, TextField, UUIDField

from tracker.db import database
from tracker.table import Table, known_by


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
