"""Prøv som borger: an invented citizen of a member of staff's own; marked, never counted."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from jobvej.catalog.published import Published, PublishedPlan
from tracker.clock import local_date
from tracker.db import writing
from tracker.errors import Refused
from tracker.models import Citizen
from tracker.people import citizens
from tracker.people.erasure import TRIAL, erase

NAME = "Prøve P."
KEPT = timedelta(days=30)
"""Long enough to see a whole forløb of ten working days, with a holiday in it."""


def trial_of(staff: UUID) -> Any:
    """The trial citizen somebody has made, or None."""
    return Citizen.here(Citizen.trial_of == staff).get_or_none()


def make_trial(
    staff: Any, template: PublishedPlan, now: datetime, secret: bytes, published: Published
) -> tuple[UUID, str]:
    """Invent a citizen with a running plan; returns who, and the code, which is kept nowhere.

    One for each member of staff. Raises Refused when there is one already.
    """
    citizen = uuid4()
    with writing():
        if trial_of(staff.id) is not None:
            raise Refused({"citizen": "Du har allerede en prøveborger. Slet den først."})
        level = published.municipality.support_levels[0].code
        reference = f"proeve-{citizen.hex[:8]}"
        one = citizens.Newcomer(NAME, reference, level, template, local_date(now))
        code = citizens.register(one, citizen, staff, now, secret, published)
        Citizen.change({Citizen.trial_of: staff.id}, Citizen.id == citizen)
    return citizen, code


def wipe_trial(staff: UUID, now: datetime) -> None:
    """Erase the trial citizen with all it did; nothing to do when there is none."""
    _wipe(now, Citizen.trial_of == staff)


def wipe_old(now: datetime) -> int:
    """Erase the trial citizens that have had their time; returns how many."""
    return _wipe(now, Citizen.created_on <= local_date(now) - KEPT)


def _wipe(now: datetime, which: Any) -> int:
    trials = [row.id for row in Citizen.here(Citizen.trial_of.is_null(False), which)]
    for citizen in trials:
        erase(citizen, TRIAL, now)
    return len(trials)
