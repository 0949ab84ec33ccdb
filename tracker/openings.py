"""Opening a citizen's page: the reason, the log that the citizen reads, and the day's grant."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tracker.access import LIST, PURPOSES
from tracker.clock import local_date, start_of_day
from tracker.db import writing
from tracker.models import AccessLog, PageGrant, Team
from tracker.table import among


def open_page(token_digest: str, staff: Any, citizen: UUID, purpose: str, now: datetime) -> None:
    """Let this browser read one citizen's page until midnight, and log why.

    One log row per staff, citizen, purpose and day, in the same transaction as the grant, so that
    nobody reads a page without the citizen being able to see it.
    """
    midnight = start_of_day(local_date(now) + timedelta(days=1))
    with writing():
        _note(staff, {citizen}, purpose, local_date(now))
        PageGrant.drop(PageGrant.token_digest == token_digest, PageGrant.citizen == citizen)
        PageGrant.create(token_digest=token_digest, citizen=citizen, until=midnight)


def note_list(staff: Any, citizens: Iterable[UUID], now: datetime) -> None:
    """Write down that these citizens were on a list which was taken out as a file, once a day."""
    with writing():
        _note(staff, set(citizens), LIST, local_date(now))


def _note(staff: Any, citizens: set[UUID], purpose: str, day: date) -> None:
    """One line of the log for each of them, unless it says so already."""
    team = Team.here(Team.id == staff.team).get()
    said = {"staff": staff.id, "purpose": purpose, "opened_on": day}
    noted = AccessLog.here(among(AccessLog.citizen, citizens)).filter(**said)
    who = said | {"role": staff.role, "team_name": team.name}
    new = citizens - {row.citizen for row in noted}
    AccessLog.add(who | {"citizen": one} for one in new)


def purposes_of(staff: UUID, citizen: UUID, day: date) -> tuple[str, ...]:
    """Why a consultant opened a citizen's page on a day: the purposes, as the citizen sees them."""
    rows = AccessLog.here(
        AccessLog.citizen == citizen, AccessLog.staff == staff, AccessLog.opened_on == day
    )
    given = {row.purpose for row in rows}
    return tuple(purpose for purpose in PURPOSES if purpose in given)


def openings(citizen: UUID) -> list[Any]:
    """Who opened a citizen's page, newest day first."""
    rows = AccessLog.here(AccessLog.citizen == citizen)
    return list(rows.order_by(AccessLog.opened_on.desc(), AccessLog.team_name, AccessLog.purpose))
