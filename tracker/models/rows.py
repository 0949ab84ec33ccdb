"""The kinds of row that most tables have: with an id, about one citizen, or both."""

from uuid import uuid4

from peewee import UUIDField

from tracker.table import Table, index, known_by, refers

ABOUT_CITIZEN = refers("citizen", "citizen", cascade=True)
"""Erasing a citizen deletes the row."""


class Row(Table):
    """A row that is known by an id of its own, made with it unless a page made one before."""

    id = UUIDField(default=uuid4)

    class Meta:
        primary_key = known_by("id")


class OfCitizen(Table):
    """What is kept of one citizen: one row each, unless the table's key says more."""

    citizen = UUIDField()

    class Meta:
        primary_key = known_by("citizen")
        constraints = (ABOUT_CITIZEN,)


class RowOfCitizen(Row):
    """One of several rows about one citizen, found by whom it is about."""

    citizen = UUIDField()

    class Meta:
        indexes = (index("citizen"),)
        constraints = (ABOUT_CITIZEN,)
