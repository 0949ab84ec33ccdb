"""What was undone or corrected and left no row of its own, kept for Hvad er ændret."""

from datetime import datetime
from uuid import UUID

from tracker.clock import local_date
from tracker.db import writing
from tracker.models import Undone


def keep(citizen: UUID, words: str, staff: UUID | None, now: datetime) -> None:
    """Record that something was undone, in its own words; `staff` is None for the citizen."""
    _tell(citizen, f"Fortrudt: {words}", staff, now)


def correct(citizen: UUID, what: str, before: str, staff: UUID, now: datetime) -> None:
    """Record that something was corrected, with what it was before."""
    _tell(citizen, f"Rettet: {what}, før {before}", staff, now)


def _tell(citizen: UUID, words: str, staff: UUID | None, now: datetime) -> None:
    with writing():
        Undone.create(citizen=citizen, words=words, staff=staff, undone_on=local_date(now))
