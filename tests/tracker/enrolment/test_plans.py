"""Forløb: begun from a template, week by week where it repeats, ended and taken back."""

from datetime import date, timedelta

import pytest

from jobvej.catalog import Published
from jobvej.catalog.published import PublishedPlan
from tests.tracker.acts import (
    JOBLOG,
    PROFIL,
    RET,
    SKELET,
    done,
    event,
    figure,
    moment,
    send,
    tables,
)
from tests.tracker.conftest import Cast
from tracker.enrolment import plans
from tracker.errors import Refused
from tracker.models import ItemState, Plan, PlanItem

NOON = moment(1)


def planned(cast: Cast) -> dict[str, str]:
    rows = PlanItem.here(PlanItem.citizen == cast.anna)
    return {row.task: row.planned_on.isoformat() for row in rows}


def test_a_plan_copies_the_template_onto_working_days(cast: Cast) -> None:
    assert planned(cast) == {
        SKELET: "2026-11-23", PROFIL: "2026-11-25", JOBLOG: "2026-12-01", RET: "2026-12-03",
    }  # fmt: skip
    row = Plan.here(Plan.citizen == cast.anna).get()
    assert (row.title, row.shows_dates) == ("4 opgaver på 14 dage", True)


def test_a_tick_from_before_the_plan_counts_for_none_of_it(
    cast: Cast, published: Published
) -> None:
    early = event("completed", f"activity:{SKELET}", moment(20, month=11))
    send(cast.anna, published, early, now=NOON)
    assert figure(cast.anna) == (0, 4)
    assert done(cast.anna) == [SKELET], "it is kept as done before"


def test_the_same_plan_runs_only_once(cast: Cast, published: Published) -> None:
    template = published.plan("kort-vej")
    assert template is not None
    with pytest.raises(Refused, match="allerede i gang"):
        plans.enrol(cast.anna, template, date(2026, 12, 1), NOON)
    plans.end_plan(cast.anna, Plan.here(Plan.citizen == cast.anna).get().id, NOON)
    plans.enrol(cast.anna, template, date(2026, 12, 1), NOON + timedelta(hours=1))
    assert figure(cast.anna) == (0, 4)


def test_an_ended_plan_counts_no_more_and_can_be_opened_again(
    cast: Cast, published: Published
) -> None:
    send(cast.anna, published, event("completed", f"activity:{SKELET}", NOON))
    before = tables(cast.anna)
    plan = plans.running_plan(cast.anna).id
    plans.end_plan(cast.anna, plan, moment(1, 13))
    assert figure(cast.anna) == (0, 0)
    plans.end_plan(cast.bo, plan, moment(1, 13))
    plans.reopen_plan(cast.anna, plan, published)
    assert tables(cast.anna) == before


def test_what_is_done_after_the_end_counts_outside(cast: Cast, published: Published) -> None:
    plan = plans.running_plan(cast.anna).id
    plans.end_plan(cast.anna, plan, NOON)
    late = event("completed", f"activity:{SKELET}", moment(2))
    send(cast.anna, published, late)
    assert all(row.done_at is None for row in ItemState.here(ItemState.citizen == cast.anna))
    plans.reopen_plan(cast.anna, plan, published)
    assert figure(cast.anna) == (1, 4), "after all it counts"


def test_a_repeating_plan_has_one_set_a_week_as_the_week_begins(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    assert weekly is not None and weekly.repeat is not None
    plan = plans.enrol(cast.anna, weekly, date(2026, 12, 2), moment(2))

    def sets() -> list[str]:
        rows = PlanItem.here(PlanItem.plan == plan).order_by(PlanItem.position)
        return [f"{row.key} {row.planned_on}" for row in rows]

    assert sets() == ["2026-W49/joblog 2026-12-02"]
    plans.begin_weeks(moment(6, 23), published)
    assert len(sets()) == 1
    for again in (moment(7, 0, 5), moment(8)):
        plans.begin_weeks(again, published)
        assert sets()[1:] == ["2026-W50/joblog 2026-12-07"], "safe to run again"
    assert figure(cast.anna) == (0, 6)
    for day in (14, 21, 28):
        plans.begin_weeks(moment(day), published)
    assert len(sets()) == weekly.repeat.weeks == 4, "and no more than the plan has"


def test_a_repeating_plan_that_began_weeks_ago_asks_for_this_week_at_once(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    plan = plans.enrol(cast.anna, weekly, date(2026, 11, 18), moment(2))
    for _ in range(2):
        rows = PlanItem.here(PlanItem.plan == plan).order_by(PlanItem.position)
        assert [f"{row.key} {row.planned_on}" for row in rows] == [
            "2026-W47/joblog 2026-11-18", "2026-W49/joblog 2026-11-30",
        ], "and the night has nothing to add"  # fmt: skip
        plans.begin_weeks(moment(2, 23), published)


def test_a_set_of_a_week_with_holidays_stays_in_the_week(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    plan = plans.enrol(cast.anna, weekly, date(2026, 12, 21), moment(18))
    plans.begin_weeks(moment(28), published)
    dates = [row.planned_on.isoformat() for row in PlanItem.here(PlanItem.plan == plan)]
    assert sorted(dates) == ["2026-12-21", "2026-12-28"]
