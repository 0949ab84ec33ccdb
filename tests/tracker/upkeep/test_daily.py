"""The night's work, done while people go on with theirs."""

from collections.abc import Iterator
from datetime import date, timedelta
from threading import Event as Signal
from threading import Thread
from uuid import UUID, uuid4

import pytest

from jobvej.catalog import Published
from tests.tracker.conftest import NOW, Cast, newcomer
from tracker.clock import local_date
from tracker.db import close_connection, fact, set_fact
from tracker.enrolment import plans_ahead
from tracker.models import Citizen, Handover, Plan, PlanAhead, PlanItem
from tracker.people import handovers
from tracker.upkeep import daily

PEOPLE = 12


@pytest.fixture
def people(cast: Cast, published: Published) -> list[UUID]:
    """Each in a weekly plan with another behind it, and given to Lars from tomorrow on."""
    weekly, short = published.plan("to-om-ugen"), published.plan("kort-vej")
    assert weekly is not None and short is not None
    names = [f"Person {number}" for number in range(PEOPLE)]
    ids = [newcomer(cast, published, name, template=weekly) for name in names]
    for citizen in ids:
        plans_ahead.start_in_order(citizen, [short], None, cast.karin, NOW)
    given = list(Citizen.here(Citizen.id.in_(ids)))
    handovers.hand_over(given, cast.lars, date(2026, 12, 2), cast.karin, NOW)
    return ids


@pytest.fixture
def others_write(cast: Cast) -> Iterator[None]:
    """Somebody else writes all the while."""
    stop = Signal()

    def write() -> None:
        while not stop.wait(0.0005):
            set_fact("others", str(uuid4()))
        close_connection()

    thread = Thread(target=write)
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.mark.usefixtures("others_write")
def test_the_nights_work_is_done_while_others_write(
    people: list[UUID], cast: Cast, published: Published
) -> None:
    for days in (1, 6, 13, 90, 91, 500):
        now = NOW + timedelta(days=days)
        daily.trust_clock(now)
        daily.run_if_due(now, published)
        assert fact("daily_on") == local_date(now).isoformat()
        if days == 13:
            assert Handover.here(Handover.done_on.is_null()).count() == 0
            assert PlanItem.here(PlanItem.key.startswith("2026-W51/")).count() >= PEOPLE
        if days == 91:
            assert PlanAhead.here().count() == 0
            assert Plan.here(Plan.citizen.in_(people)).count() == 2 * PEOPLE
    assert Plan.here(Plan.ended_on.is_null()).count() == 0, "nobody closed them for a year"
