"""What operators changed about staff and teams."""

from __future__ import annotations

from peewee import CharField, DateField, IntegerField, UUIDField

from tracker.models.rows import Row
from tracker.table import index, one_of


class StaffChange(Row):
    """One act of an operator: who, when, on whom, what."""

    counter = IntegerField()
    """Grows with each act: two of one day keep their order."""
    staff = UUIDField(null=True)
    """Whom it was about; empty for a team."""
    changed_by = UUIDField()
    """Zeros where it was done from the terminal, where nobody signs in."""
    kind = CharField(max_length=20)
    detail = CharField(max_length=300, default="")
    """What it was before and is now, in the words of the page."""
    changed_on = DateField()

    class Meta:
        indexes = (index("changed_on"), index("staff"))
        constraints = (
            one_of("kind", "added", "changed", "password", "signed_out", "closed", "opened",
                   "team_added", "team_renamed"),
        )  # fmt: skip
