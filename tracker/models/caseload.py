"""Who may read about a citizen besides the responsible consultant, and from when."""

from __future__ import annotations

from peewee import Check, DateField, UUIDField

from tracker.models.rows import OfCitizen, Row, RowOfCitizen
from tracker.table import index, known_by


class Reader(OfCitizen):
    """One more consultant who may read about one citizen, beside the citizen's own team."""

    staff = UUIDField()
    since_on = DateField()
    given_by = UUIDField()

    class Meta:
        primary_key = known_by("citizen", "staff")
        indexes = (index("staff"),)


class Absence(Row):
    """Days on which one consultant is away and another covers for all of their citizens."""

    staff = UUIDField()
    cover = UUIDField()
    from_on = DateField()
    until_on = DateField()
    """The last day, itself included."""
    set_by = UUIDField()
    set_on = DateField()

    class Meta:
        indexes = (index("cover", "until_on"), index("staff", "until_on"))
        constraints = (Check('"from_on" <= "until_on"'),)


class Handover(RowOfCitizen):
    """A citizen who gets another responsible consultant, and maybe another team, from a date."""

    from_staff = UUIDField()
    from_team = UUIDField()
    """So that it can be taken back."""
    to_staff = UUIDField()
    on_date = DateField()
    made_by = UUIDField()
    made_on = DateField()
    done_on = DateField(null=True)
    """Empty while the date lies ahead."""
    cancelled_on = DateField(null=True)
    """When it was called off or taken back."""

    class Meta:
        indexes = (index("citizen", "on_date"), index("made_by", "on_date"))
