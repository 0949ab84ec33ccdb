"""Who else than the responsible consultant may read about a citizen, and from when."""

from __future__ import annotations

from peewee import Check, CompositeKey, DateField, UUIDField

from tracker.models.rows import OfCitizen, Row, RowOfCitizen


class Reader(OfCitizen):
    """One more consultant who may read about one citizen, beside the citizen's own team."""

    staff = UUIDField()
    since_on = DateField()
    given_by = UUIDField()

    class Meta:
        primary_key = CompositeKey("municipality", "citizen", "staff")
        indexes = ((("municipality", "staff"), False),)


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
        indexes = (
            (("municipality", "cover", "until_on"), False),
            (("municipality", "staff", "until_on"), False),
        )
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
        indexes = (
            (("municipality", "citizen", "on_date"), False),
            (("municipality", "made_by", "on_date"), False),
        )
