"""A forløb's tasks: added, taken out, put aside and brought back; undone by another change."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import (
    HELBRED,
    PROFIL,
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
from tracker.models import ItemState, PlanChange, PlanItem

NOON = moment(1)


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


def test_a_task_is_not_added_when_no_plan_runs(cast: Cast, published: Published) -> None:
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, NOON)
    with pytest.raises(Refused, match="intet forløb i gang"):
        plan_items.add(cast.anna, task=HELBRED, planned_on=None, staff=cast.karin, now=NOON,
                       published=published)  # fmt: skip


def test_nobody_changes_somebody_elses_item(cast: Cast, published: Published) -> None:
    for one in (item(cast.bo, SKELET), uuid4()):
        with pytest.raises(Refused, match="findes ikke"):
            plan_items.remove(cast.anna, one, cast.karin, NOON, published=published)
    assert figure(cast.bo) == (0, 4)
