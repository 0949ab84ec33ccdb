"""A button pressed several times at once acts once, as when it is pressed again a little later."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from jobvej.catalog import Published
from tests.tracker.conftest import Web
from tests.tracker.every_route import address, body, employ, make_places
from tests.tracker.test_access import ROWS
from tests.visit import OWN_PAGE
from tracker.db import close_connection
from tracker.models import Citizen, Handover, Pause, PlanItem, StaffChange

PRESSES = 6
MADE = {
    "plan.add": PlanItem,
    "plan.rest": Pause,
    "talk.add": PlanItem,
    "citizen_plan.add": PlanItem,
    "citizen_plan.swap": PlanItem,
    "citizen_plan.renew": PlanItem,
    "citizen_plan.rest": Pause,
    "readers.give": Handover,
    "absence.hand_over_all": Handover,
    "new_citizen.make": Citizen,
    "staff.change": StaffChange,
    "staff.close": StaffChange,
}
"""Of what each of these makes one."""


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.parametrize("endpoint", MADE)
@pytest.mark.usefixtures("hasty")
def test_a_button_pressed_several_times_at_once_acts_once(
    web: Web, published: Published, endpoint: str
):
    [row] = [one for one in ROWS if (one["endpoint"], one["method"]) == (endpoint, "POST")]
    places = make_places(web, published)
    citizen, operator = row["roles"] == "citizen", row["roles"] == "operator"
    visitor = (
        web.anna if citizen else employ(web, "operator") if operator else web.opened_by_karin()
    )
    session = visitor.client.get_cookie("jobvej-session").value
    path, form = address(row, places), body(endpoint, places, web)
    before, together = MADE[endpoint].here().count(), Barrier(PRESSES)

    def press(_: Any) -> int:
        client = web.app.test_client()
        client.set_cookie("jobvej-session", session)
        together.wait()
        status = client.post(path, data=form, headers=OWN_PAGE).status_code
        close_connection()
        return status

    with ThreadPoolExecutor(PRESSES) as threads:
        statuses = set(threads.map(press, range(PRESSES)))
    assert MADE[endpoint].here().count() == before + 1
    assert 303 in statuses
    assert statuses <= {303, 422}
