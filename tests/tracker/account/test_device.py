"""What a citizen's device is told of their films and tasks."""

from jobvej.catalog import Published
from jobvej.catalog.published import PublishedPlan
from tests.tracker.acts import (
    FILM,
    JOBLOG,
    PROFIL,
    SKELET,
    event,
    item,
    moment,
    send,
)
from tests.tracker.conftest import Cast
from tracker.account.device import device_state
from tracker.enrolment import plan_items, plans

NOON = moment(1)


def test_the_device_is_told_of_the_item_that_a_tick_would_touch(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    plans.enrol(cast.anna, weekly, moment(1).date(), moment(1, 10))
    first, second = item(cast.anna, JOBLOG), item(cast.anna, JOBLOG, last=True)

    def told() -> object:
        return device_state(cast.anna, published)[JOBLOG]["item"]

    assert told() == str(first), "open, and of the plan that began first"
    send(cast.anna, published, event("completed", f"item:{first}", moment(1, 13)))
    assert told() == str(second), "the open one"
    send(cast.anna, published, event("completed", f"item:{second}", moment(1, 12)))
    assert told() == str(first), "both are done, and this one was done last"
    plan_items.waive(cast.anna, second, "andet", cast.karin, moment(1, 14), published=published)
    send(cast.anna, published, event("reopened", f"item:{second}", moment(1, 15)))
    assert told() == str(first), "what is put aside is touched by no tick"


def test_the_device_is_told_of_the_plan_and_of_what_was_done_outside(
    cast: Cast, published: Published
) -> None:
    plan_items.remove(
        cast.anna, item(cast.anna, PROFIL), cast.karin, moment(1, 10), published=published
    )
    plan_items.waive(
        cast.anna, item(cast.anna, JOBLOG), "andet", cast.karin, moment(1, 10), published=published
    )
    send(
        cast.anna,
        published,
        event("completed", f"activity:{FILM}", NOON),
        event("completed", f"activity:{PROFIL}", NOON),
    )
    state = device_state(cast.anna, published)
    assert state[SKELET] == {
        "in_plan": True, "item": str(item(cast.anna, SKELET)), "state": "open", "done_on": None,
    }  # fmt: skip
    assert state[FILM] == {
        "in_plan": True, "item": None, "state": "done", "done_on": "2026-12-01",
    }  # fmt: skip
    assert state[PROFIL] == {
        "in_plan": False, "item": None, "state": "done", "done_on": "2026-12-01",
    }  # fmt: skip
    assert state[JOBLOG]["state"] == "waived"
    assert "cv.profiltekst.video" not in state
