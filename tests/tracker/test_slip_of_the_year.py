"""A day is said without its year, so none is agreed on that could be taken for one that is near."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import book
from tests.tracker.conftest import NOW, Cast
from tracker.clock import local_date, local_moment
from tracker.enrolment import pauses, plans, weeks
from tracker.errors import Refused
from tracker.models import Citizen
from tracker.people import handovers, readers

TODAY = local_date(NOW)
Agree = Callable[[Cast, Published, date], Any]

WAYS: dict[str, Agree] = {
    "talk": lambda cast, _, day: book(cast.anna, cast.karin, local_moment(day, 9)),
    "pause": lambda cast, _, day: pauses.set_pause(cast.anna, TODAY, day, None, NOW),
    "plan": lambda cast, published, day: plans.enrol(
        cast.anna, published.plan("to-om-ugen"), day, NOW
    ),
    "handover": lambda cast, _, day: handovers.hand_over(
        [Citizen.here(Citizen.id == cast.anna).get()], cast.lars, day, cast.karin, NOW
    ),
    "absence": lambda cast, _, day: readers.set_absence(
        cast.karin, cast.lars, day, day, cast.karin, TODAY
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_day_next_year_is_a_slip_of_the_year(
    cast: Cast, published: Published, way: str
) -> None:
    with pytest.raises(Refused):
        WAYS[way](cast, published, TODAY.replace(year=TODAY.year + 1))
    WAYS[way](cast, published, TODAY + timedelta(weeks=52))


def test_a_plan_that_is_to_begin_soon_is_not_begun_a_year_ago(cast: Cast, published: Published):
    for ago in (364, 200):
        with pytest.raises(Refused, match="Se efter, om året er rigtigt"):
            WAYS["plan"](cast, published, TODAY - timedelta(days=ago))
    WAYS["plan"](cast, published, TODAY - timedelta(days=182))


def test_a_target_begins_in_one_of_the_52_weeks_ahead(cast: Cast) -> None:
    with pytest.raises(Refused):
        weeks.set_target(cast.anna, "2027-W48", 2, cast.karin, NOW)
    weeks.set_target(cast.anna, "2027-W47", 2, cast.karin, NOW)
