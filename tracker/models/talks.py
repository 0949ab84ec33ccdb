"""Appointments, what came of them, and the case notes made from them."""

from datetime import date

from peewee import CharField, IntegerField, TextField, UUIDField

from tracker.clock import local_date
from tracker.models.rows import ABOUT_CITIZEN, RowOfCitizen
from tracker.table import UtcField, index, one_of


class Talk(RowOfCitizen):
    """An appointment between a citizen and staff, and what came of it."""

    staff = UUIDField()
    starts_at = UtcField()
    minutes = IntegerField()
    mode = CharField(max_length=20)
    """in_person, phone or video."""
    link = CharField(max_length=500, default="")
    """Where a video talk is held."""
    source = CharField(max_length=20, default="typed")
    """typed, imported or opened: how the appointment came to be."""
    external_id = CharField(max_length=80, default="")
    """The other system's key of an imported talk, so that it comes in once."""
    series = UUIDField(null=True)
    """Shared by the talks that were agreed on, or brought in, in one go."""
    outcome = CharField(max_length=20, null=True)
    """held, not_reached or cancelled; empty while it lies ahead."""
    agreed = CharField(max_length=120, default="")
    ended_at = UtcField(null=True)
    ended_by = UUIDField(null=True)
    follows = UUIDField(null=True)
    """The talk at whose end this one was agreed, so that undoing removes it."""

    class Meta:
        indexes = (
            index("citizen", "starts_at"),
            index("staff", "starts_at"),
            index("follows"),
            index("series"),
        )
        constraints = (
            one_of("mode", "in_person", "phone", "video"),
            one_of("source", "typed", "imported", "opened"),
            one_of("outcome", "held", "not_reached", "cancelled"),
            ABOUT_CITIZEN,
        )

    def link_on(self, day: date) -> str:
        """The link of a video talk, but only on its day: before that it can still change."""
        return str(self.link) if local_date(self.starts_at) == day else ""


class CaseNote(RowOfCitizen):
    """A journalnotat: what staff took over into the case system, kept as the citizen reads it."""

    staff = UUIDField()
    made_at = UtcField()
    text = TextField()

    class Meta:
        indexes = (index("citizen", "made_at"),)
