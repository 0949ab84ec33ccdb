"""What is known about the store itself, and the receipts of who was erased."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from peewee import CharField, CompositeKey, DateField, Model, TextField, UUIDField

from tracker.db import database, set_fact, writing
from tracker.table import Table


class StoreFact(Model):
    """One fact about the store itself: epoch, whether it is a demo, its municipality."""

    name = CharField(primary_key=True, max_length=40)
    value = TextField()

    class Meta:
        database = database
        legacy_table_names = False
        table_name = "store_fact"


NOTES_KEPT = timedelta(days=400)


def note(kind: str, name: str, what: dict[str, Any]) -> None:
    """Write down what was done under a name that begins with the day; old notes of it go."""
    oldest = date.fromisoformat(name[:10]) - NOTES_KEPT
    with writing():
        set_fact(f"{kind}{name}", json.dumps(what))
        StoreFact.delete().where(
            StoreFact.name >= kind, StoreFact.name < f"{kind}{oldest.isoformat()}"
        ).execute()


def notes(kind: str) -> list[tuple[str, dict[str, Any]]]:
    """What was written down, the newest day first, by its name."""
    rows = StoreFact.select().where(StoreFact.name.startswith(kind))
    found = rows.order_by(StoreFact.name.desc())
    return [(row.name[len(kind) :], json.loads(row.value)) for row in found]


class Erasure(Table):
    """A receipt: this pseudonym was erased for good; replayed after a restore."""

    citizen = UUIDField()
    erased_on = DateField()
    cause = CharField(max_length=20)
    """retention, request, or trial of a citizen whom staff invented."""

    class Meta:
        primary_key = CompositeKey("municipality", "citizen")
