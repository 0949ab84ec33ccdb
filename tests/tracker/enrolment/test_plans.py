"""Forløb: begun from a template, changed by staff, and every change taken back by another."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import (
    HELBRED,
    JOBLOG,
    PROFIL,
    RET,
    SKELET,
    done,
    event,
    figure,
    item,
    moment,
    send,
    tables,
)
from tests.tracker.conftest import Cast
from tracker.enrolment import plan_items, plans
from tracker.errors import Refused
from tracker.models import ItemState, Plan, PlanChange, PlanItem

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


def test_waived_counts_for_nothing_and_comes_back(cast: Cast, published: Published) -> None:
    one = item(cast.anna, SKELET)
    before = tables(cast.anna)
    plan_items.waive(cast.anna, one, "andet", cast.karin, NOON, published=published)
    state = ItemState.here(ItemState.item == one).get()
    assert figure(cast.anna) == (0, 3)
    assert (state.waived_on, state.waived_reason) == (date(2026, 12, 1), "andet")
    plan_items.restore(cast.anna, one, cast.karin, NOON + timedelta(minutes=1), published=published)
    assert tables(cast.anna) == before


def test_changes_of_one_moment_keep_their_order(cast: Cast, published: Published) -> None:
    one = item(cast.anna, SKELET)
    for _ in range(6):
        plan_items.waive(cast.anna, one, "andet", cast.karin, NOON, published=published)
        assert figure(cast.anna) == (0, 3)
        plan_items.restore(cast.anna, one, cast.karin, NOON, published=published)
        assert figure(cast.anna) == (0, 4)


def test_a_reason_is_from_the_municipalitys_list(cast: Cast, published: Published) -> None:
    with pytest.raises(Refused, match="fra listen"):
        plan_items.waive(cast.anna, item(cast.anna, SKELET), "gider ikke", cast.karin, NOON,
                    published=published)  # fmt: skip
    assert PlanChange.here().count() == 0


def test_removed_is_gone_and_comes_back_as_it_was(cast: Cast, published: Published) -> None:
    one = item(cast.anna, SKELET)
    send(cast.anna, published, event("completed", f"item:{one}", NOON))
    before = tables(cast.anna)
    plan_items.remove(cast.anna, one, cast.karin, NOON + timedelta(minutes=1), published=published)
    assert figure(cast.anna) == (0, 3)
    plan_items.restore(cast.anna, one, cast.karin, NOON + timedelta(minutes=2), published=published)
    assert tables(cast.anna) == before


def test_a_tick_goes_past_what_was_waived_and_removed(cast: Cast, published: Published) -> None:
    for change, task in ((plan_items.remove, SKELET),):
        change(cast.anna, item(cast.anna, task), cast.karin, NOON, published=published)
    plan_items.waive(
        cast.anna, item(cast.anna, PROFIL), "andet", cast.karin, NOON, published=published
    )
    for task in (SKELET, PROFIL):
        send(cast.anna, published, event("completed", f"activity:{task}", moment(1, 13)))
    assert figure(cast.anna) == (0, 2)
    assert done(cast.anna) == [PROFIL, SKELET], "as done outside the plan"


def test_a_task_from_the_catalog_is_added_once(cast: Cast, published: Published) -> None:
    def add(task: str) -> None:
        plan_items.add(cast.anna, task=task, planned_on=date(2026, 12, 4), staff=cast.karin,
                       now=NOON, published=published)  # fmt: skip

    add(HELBRED)
    assert figure(cast.anna) == (0, 5)
    row = PlanItem.here(PlanItem.task == HELBRED).get()
    assert row.title == "Skriv, hvad du vil sige"
    with pytest.raises(Refused, match="allerede en af opgaverne"):
        add(HELBRED)
    with pytest.raises(Refused, match="findes ikke længere"):
        add("cv.skelet.video")
    send(cast.anna, published, event("completed", f"item:{row.id}", moment(1, 13)))
    add(HELBRED)
    assert figure(cast.anna) == (1, 6)


def test_an_own_task_is_ticked_by_its_item_alone(cast: Cast, published: Published) -> None:
    one = plan_items.add(cast.anna, title="  Ring til  Irma ", planned_on=None, staff=cast.karin,
                         now=NOON, published=published)  # fmt: skip
    assert PlanItem.here(PlanItem.id == one).get().title == "Ring til Irma"
    send(cast.anna, published, event("completed", f"item:{one}", moment(1, 13)))
    assert figure(cast.anna) == (1, 5)
    plan_items.remove(cast.anna, one, cast.karin, moment(1, 14), published=published)
    assert figure(cast.anna) == (0, 4)


def test_the_same_own_task_is_added_once_a_day_while_it_is_open(
    cast: Cast, published: Published
) -> None:
    def add(day: date | None) -> UUID:
        return plan_items.add(cast.anna, title="Ring til Irma", planned_on=day, staff=None,
                              now=moment(2), published=published)  # fmt: skip

    one, _ = add(None), add(date(2026, 12, 8))
    for day in (None, date(2026, 12, 8)):
        with pytest.raises(Refused) as refusal:
            add(day)
        assert refusal.value.errors == {"title": "»Ring til Irma« er allerede en af opgaverne."}
    send(cast.anna, published, event("completed", f"item:{one}", moment(2)))
    assert add(None) and add(date(2026, 12, 9))


def test_nothing_is_added_to_no_plan(cast: Cast, published: Published) -> None:
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, NOON)
    with pytest.raises(Refused, match="intet forløb i gang"):
        plan_items.add(cast.anna, task=HELBRED, planned_on=None, staff=cast.karin, now=NOON,
                       published=published)  # fmt: skip


def test_nobody_changes_somebody_elses_item(cast: Cast, published: Published) -> None:
    for one in (item(cast.bo, SKELET), uuid4()):
        with pytest.raises(Refused, match="findes ikke"):
            plan_items.remove(cast.anna, one, cast.karin, NOON, published=published)
    assert figure(cast.bo) == (0, 4)


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
    cast: Cast, published: Published
) -> None:
    weekly = published.plan("to-om-ugen")
    assert weekly is not None and weekly.repeat is not None
    plan = plans.enrol(cast.anna, weekly, date(2026, 12, 2), moment(2))

    def sets() -> list[str]:
        rows = PlanItem.here(PlanItem.plan == plan).order_by(PlanItem.position)
        return [f"{row.key} {row.planned_on}" for row in rows]

    assert sets() == ["2026-W49/joblog 2026-12-02"]
    assert plans.begin_weeks(moment(6, 23), published) == 0
    assert plans.begin_weeks(moment(7, 0, 5), published) == 1
    assert plans.begin_weeks(moment(8), published) == 0, "safe to run again"
    assert sets()[1:] == ["2026-W50/joblog 2026-12-07"]
    assert figure(cast.anna) == (0, 6)
    for day in (14, 21, 28):
        plans.begin_weeks(moment(day), published)
    assert len(sets()) == weekly.repeat.weeks == 4, "and no more than the plan has"


def test_a_set_of_a_week_with_holidays_stays_in_the_week(cast: Cast, published: Published) -> None:
    weekly = published.plan("to-om-ugen")
    assert weekly is not None
    plan = plans.enrol(cast.anna, weekly, date(2026, 12, 21), moment(18))
    plans.begin_weeks(moment(28), published)
    dates = [row.planned_on.isoformat() for row in PlanItem.here(PlanItem.plan == plan)]
    assert sorted(dates) == ["2026-12-21", "2026-12-28"]
