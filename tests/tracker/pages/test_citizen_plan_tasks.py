"""Ret forløbet: every change of a task with who and why, seen by the citizen, and taken back."""

from datetime import timedelta

import pytest

from tests.tracker.acts import HELBRED, JOBLOG, RET, SKELET, item
from tests.tracker.conftest import Web
from tests.tracker.pages.conftest import AboutAnna
from tracker.enrolment import plans
from tracker.models import ItemState, Plan, PlanChange


def standing(web: Web, task: str) -> ItemState:
    return ItemState.here(ItemState.item == item(web.cast.anna, task)).get()


def test_a_task_is_moved_and_moved_back(web: Web, plan_page: AboutAnna):
    page = plan_page.on_task(JOBLOG, "flyt", to_on="2026-12-09")
    assert "Opgaven er flyttet." in page.text()
    assert plan_page.days()[JOBLOG] == "2026-12-09"
    plan_page.on_task(JOBLOG, "flyt", to_on="2026-12-10")
    [*_, last] = PlanChange.here().order_by(PlanChange.counter)
    assert (last.kind, last.detail, last.staff) == ("moved", "2026-12-09", web.cast.karin)
    page = plan_page.undo_first(plan_page.look())
    assert "Det er fortrudt." in page.text()
    assert plan_page.days()[JOBLOG] == "2026-12-01", "as it was this morning"
    assert "Flyttet" not in page.text()


def test_a_day_that_is_none_is_asked_for_again_beside_its_task(plan_page: AboutAnna):
    page = plan_page.on_task(JOBLOG, "flyt", to_on="onsdag")
    assert page.status == 422
    assert "Skriv datoen, fx 1.12.2026." in page.text()
    [form] = [one for one in page.all("details") if "open" in one.attrib]
    assert "Før din joblog" in page.text(form)
    assert plan_page.days()[JOBLOG] == "2026-12-01"


def test_a_task_is_swapped_for_another_on_its_day(web: Web, plan_page: AboutAnna):
    page = web.opened_by_karin().get(plan_page.at(f"?byt={item(web.cast.anna, JOBLOG)}"))
    assert "Byt til" in page.text()
    page = plan_page.on_task(JOBLOG, "byt", other=HELBRED)
    assert "Opgaven er byttet." in page.text()
    assert standing(web, JOBLOG).is_removed
    assert plan_page.days()[HELBRED] == "2026-12-01"
    assert "Byttet: Før din joblog til Skriv, hvad du vil sige" in page.text()
    page = plan_page.undo_first(page)
    assert not standing(web, JOBLOG).is_removed
    assert standing(web, HELBRED).is_removed
    assert "gjort i dag" not in page.text()


@pytest.mark.parametrize("other", ["", "cv.skelet.video", SKELET])
def test_a_task_cannot_be_swapped_for_an_unknown_one_or_one_in_the_plan(
    web: Web, plan_page: AboutAnna, other: str
):
    page = plan_page.on_task(JOBLOG, "byt", other=other)
    assert page.status == 422
    assert not standing(web, JOBLOG).is_removed


def test_a_task_is_put_aside_for_a_reason_and_brought_back(web: Web, plan_page: AboutAnna):
    assert plan_page.on_task(RET, "ikke-relevant", reason="gider ikke").status == 422
    page = plan_page.on_task(RET, "ikke-relevant", reason="andet")
    assert "ikke relevant: andet, aftalt i samtalen (1. dec.)" in page.text()
    web.clock.now += timedelta(days=2)
    web.karin = web.signed_in(web.cast.karin, "consultant")
    page = plan_page.on_task(RET, "saet-ind")
    assert "Opgaven er med igen." in page.text()
    assert standing(web, RET).waived_on is None


def test_a_task_is_taken_out_and_put_in_again_another_day(web: Web, plan_page: AboutAnna):
    page = plan_page.on_task(RET, "tag-ud")
    assert "Taget ud (1)" in page.text()
    web.clock.now += timedelta(days=2)
    web.karin = web.signed_in(web.cast.karin, "consultant")
    plan_page.on_task(RET, "saet-ind")
    assert not standing(web, RET).is_removed


def test_a_task_is_added(web: Web, plan_page: AboutAnna):
    page = plan_page.do("opgave", title="Ring til to firmaer", planned_on="2026-12-04")
    assert "Ring til to firmaer" in page.text()
    assert plan_page.days()["Ring til to firmaer"] == "2026-12-04"
    assert "Ring til to firmaer" in web.anna.get("/dine-opgaver/").text()
    assert plan_page.do("opgave", title="x", task=HELBRED).status == 422
    assert plan_page.do("opgave", title="Ring til 010190-1234").status == 422


def test_a_wrong_reason_keeps_the_day_beside_it(plan_page: AboutAnna):
    page = plan_page.on_task(SKELET, "ikke-relevant", reason="træt")
    [day] = [one for one in page.all("input") if one.get("id") == "to_on"]
    assert day.get("value") == plan_page.days()[SKELET]
    [reason] = [one for one in page.all("select") if one.get("id") == "reason"]
    assert reason.get("aria-describedby") == "reason-fejl"


def test_every_act_is_taken_back_on_the_page_before_a_talk_too(web: Web, plan_page: AboutAnna):
    plan_page.on_task(JOBLOG, "flyt", to_on="2026-12-09")
    karin = web.opened_by_karin()
    form = {"kind": "moved", "target": str(item(web.cast.anna, JOBLOG)), "fra": "samtale"}
    page = karin.follow(karin.post(plan_page.at("fortryd/"), form))
    assert page.h1 == "Før samtalen: Anna K."
    assert "Det er fortrudt." in page.text()
    assert plan_page.days()[JOBLOG] == "2026-12-01"


def test_nothing_of_somebody_else_is_touched(web: Web, plan_page: AboutAnna):
    other = item(web.cast.bo, SKELET)
    page = plan_page.do(f"opgave/{other}/tag-ud")
    assert page.status == 422
    assert not ItemState.here(ItemState.item == other).get().is_removed
    plan = plans.running_plan(web.cast.bo).id
    plan_page.do(f"{plan}/slut", end_reason="job")
    assert Plan.here(Plan.id == plan).get().ended_on is None
    assert web.lars.get(plan_page.at()).status == 404
