"""Plans in order: the next begins the working day after the last day of those before it."""

from datetime import date

import pytest

from jobvej.catalog import Published
from jobvej.catalog.published import PublishedPlan
from tests.tracker.acts import RET, item, moment
from tests.tracker.conftest import Cast
from tracker.account.own_plan import own_plan
from tracker.account.summary import prepare_talk
from tracker.enrolment import pauses, plan_items, plans, plans_ahead
from tracker.errors import Refused
from tracker.models import Plan, PlanAhead
from tracker.upkeep.daily import run_if_due

NOON = moment(1)


@pytest.fixture
def waiting(cast: Cast, weekly: PublishedPlan) -> Cast:
    """Anna, whose weekly plan is to follow the one that runs until Thursday 3 December."""
    plans_ahead.start_in_order(cast.anna, [weekly], None, cast.karin, NOON)
    return cast


def running(cast: Cast) -> dict[str, date]:
    rows = Plan.here(Plan.citizen == cast.anna, Plan.ended_on.is_null())
    return {row.template: row.start_on for row in rows}


def test_the_next_begins_by_itself_the_working_day_after(
    waiting: Cast, published: Published
) -> None:
    run_if_due(moment(3, 1), published)
    assert list(running(waiting)) == ["kort-vej"]
    run_if_due(moment(4, 1), published)
    assert running(waiting)["to-om-ugen"] == date(2026, 12, 4)
    assert PlanAhead.here().count() == 0
    plans_ahead.begin_next(moment(5, 1), published)
    [begun] = Plan.here(Plan.template == "to-om-ugen")
    assert begun.started_by == waiting.karin


def test_it_waits_for_what_is_moved_and_paused(waiting: Cast, published: Published) -> None:
    plan_items.move(waiting.anna, item(waiting.anna, RET), date(2026, 12, 4), waiting.karin, NOON)
    assert plans_ahead.words(waiting.anna, NOON.date(), published) == (
        "To ansøgninger om ugen (fra 7. dec.)",
    )
    pauses.set_pause(waiting.anna, date(2026, 12, 4), date(2026, 12, 8), None, NOON)
    assert plans_ahead.words(waiting.anna, NOON.date(), published) == (
        "To ansøgninger om ugen (fra 10. dec.)",
    )


def test_it_does_not_follow_one_that_was_ended(waiting: Cast, published: Published) -> None:
    plan = plans.running_plan(waiting.anna).id
    plans.end_plan(waiting.anna, plan, NOON, "job", waiting.karin)
    plans_ahead.begin_next(moment(8), published)
    assert running(waiting) == {}
    plans.reopen_plan(waiting.anna, plan, published)
    plans_ahead.begin_next(moment(8), published)
    assert running(waiting)["to-om-ugen"] == date(2026, 12, 8)


def test_what_runs_already_is_not_begun_twice(
    waiting: Cast, published: Published, weekly: PublishedPlan
) -> None:
    plans.enrol(waiting.anna, weekly, date(2026, 12, 2), NOON, waiting.karin)
    plans_ahead.begin_next(moment(8, month=1, year=2027), published)
    assert PlanAhead.here().count() == 0
    assert Plan.here(Plan.template == "to-om-ugen").count() == 1


def test_a_plan_cannot_follow_when_none_runs(cast: Cast, weekly: PublishedPlan) -> None:
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, NOON)
    with pytest.raises(Refused, match="første dag"):
        plans_ahead.start_in_order(cast.anna, [weekly], None, cast.karin, NOON)


def test_the_same_plan_is_chosen_once(waiting: Cast, published: Published) -> None:
    for template in published.plans:
        with pytest.raises(Refused, match="allerede valgt"):
            plans_ahead.start_in_order(waiting.anna, [template], None, waiting.karin, NOON)


def test_both_sides_know_what_follows(waiting: Cast, published: Published) -> None:
    words = ("To ansøgninger om ugen (fra 4. dec.)",)
    assert prepare_talk(waiting.anna, NOON, published).ahead == words
    assert own_plan(waiting.anna, NOON, published).ahead == words


def test_the_plan_that_has_begun_is_the_one_that_is_spoken_of(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    plans.enrol(cast.anna, weekly, date(2026, 12, 7), NOON, cast.karin)
    assert prepare_talk(cast.anna, NOON, published).known.plan.title == "4 opgaver på 14 dage"
    assert (
        prepare_talk(cast.anna, moment(7), published).known.plan.title == "To ansøgninger om ugen"
    )
