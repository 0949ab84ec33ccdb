"""A job club in the tracker's tests: Tuesdays at ten, led by Karin, from 24 November on."""

from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID

from jobvej.catalog import Published
from tests.tracker.conftest import NOW, Cast, newcomer
from tracker.gatherings import clubs
from tracker.gatherings.club_tasks import give_tasks
from tracker.models import Club


def rule(cast: Cast, **changed: Any) -> clubs.ClubRule:
    """The rule of the club `Lager`, or one a little different."""
    usual = clubs.ClubRule(
        name="Lager",
        consultant=cast.karin,
        company_consultant=None,
        weekday=1,
        starts=time(10),
        minutes=60,
        mode="in_person",
        place="Biblioteket",
        link="https://moede.example.dk/lager",
        from_on=date(2026, 11, 24),
        until_on=date(2027, 1, 26),
    )
    return replace(usual, **changed)


def make(cast: Cast, **changed: Any) -> Any:
    """The club, as a row."""
    club = clubs.make_club(cast.nord, rule(cast, **changed), cast.karin, NOW)
    return Club.here(Club.id == club).get()


def join(club: Any, citizen: UUID, cast: Cast, published: Published) -> None:
    """Take someone in, as the page does."""
    clubs.add_member(club.id, citizen, cast.karin, NOW)
    give_tasks(club.id, cast.karin, NOW, published)


def fill_up(club: Any, cast: Cast, published: Published, number: int) -> list[UUID]:
    """So many invented members of team Nord besides whoever is in the club."""
    first, start_on = len(clubs.member_ids(club.id)), date(2026, 11, 23)
    people = [
        newcomer(cast, published, f"Medlem{first + n} X.", start_on=start_on) for n in range(number)
    ]
    for citizen in people:
        join(club, citizen, cast, published)
    return people
