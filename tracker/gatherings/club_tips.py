"""Her er der job nu: a club's job tips, which disappear once their day has passed."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tracker.clock import local_date
from tracker.db import writing
from tracker.errors import NotFound, Refused
from tracker.models import ClubTip

LONGEST = timedelta(days=92)


def add_tip(
    club: UUID, *, title: str, place: str, link: str, until_on: date, staff: UUID, now: datetime
) -> None:
    """Tell a club's members of a job. Raises Refused when its day has passed or lies far away."""
    today = local_date(now)
    if not today <= until_on <= today + LONGEST:
        raise Refused({"until_on": "Vælg en dag, der kommer, højst tre måneder frem."})
    with writing():
        ClubTip.create(
            club=club,
            title=title,
            place=place,
            link=link,
            until_on=until_on,
            added_by=staff,
            added_on=today,
        )


def remove_tip(club: UUID, tip: UUID, staff: UUID, now: datetime) -> None:
    """Take a tip away; `put_back_tip` brings it back the same day."""
    gone = {ClubTip.removed_on: local_date(now), ClubTip.removed_by: staff}
    _change(club, tip, gone, ClubTip.removed_on.is_null())


def put_back_tip(club: UUID, tip: UUID, now: datetime) -> None:
    """Take back that a tip was taken away today."""
    back = {ClubTip.removed_on: None, ClubTip.removed_by: None}
    _change(club, tip, back, ClubTip.removed_on == local_date(now))


def tips(club: UUID, now: datetime) -> list[Any]:
    """What stands there today, the one that closes first first."""
    rows = ClubTip.here(
        ClubTip.club == club, ClubTip.removed_on.is_null(), ClubTip.until_on >= local_date(now)
    )
    return list(rows.order_by(ClubTip.until_on, ClubTip.title))


def removed_today(club: UUID, now: datetime) -> list[Any]:
    """What was taken away today, and can be put back."""
    return list(ClubTip.here(ClubTip.club == club, ClubTip.removed_on == local_date(now)))


def _change(club: UUID, tip: UUID, values: dict[Any, Any], condition: Any) -> None:
    """Change a tip where the condition holds. Raises NotFound when the club has no such tip."""
    this = (ClubTip.club == club, ClubTip.id == tip)
    with writing():
        if not ClubTip.here(*this).exists():
            raise NotFound(f"no tip {tip} in the club {club}")
        ClubTip.change(values, *this, condition)
