"""Ret forløbet: every change with who and why, seen by the citizen, and taken back the same day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.tracker.acts import HELBRED, JOBLOG, RET, SKELET, item
from tests.tracker.conftest import NOW, Web
from tests.visit import Page
from tracker.appointments import talks
from tracker.enrolment import plans, requests
from tracker.models import ItemState, Plan, PlanAhead, PlanChange, PlanItem


def here(web: Web, act: str = "") -> str:
    return f"/job/borgere/{web.cast.anna}/forloeb/{act}"


def look(web: Web) -> Page:
    return web.opened_by_karin().get(here(web))


def do(web: Web, act: str, **form: str) -> Page:
    """Post one of the page's forms and see where it leads; errors stay on the page."""
    karin = web.opened_by_karin()
    page = karin.post(here(web, f"{act}/"), form)
    return karin.follow(page) if page.status == 303 else page


def on_item(web: Web, task: str, act: str, **form: str) -> Page:
    return do(web, f"opgave/{item(web.cast.anna, task)}/{act}", **form)


def undo_first(web: Web, page: Page) -> Page:
    """Press the first Fortryd of »Det er gjort i dag«."""
    [section] = [one for one in page.all("section") if one.get("aria-labelledby") == "i-dag"]
    fields = [one for one in section.iter() if one.tag == "input"][:3]
    return do(web, "fortryd", **{one.get("name"): one.get("value") for one in fields})


def days(web: Web) -> dict[str, str]:
    rows = PlanItem.here(PlanItem.citizen == web.cast.anna)
    return {row.task or row.title: str(row.planned_on) for row in rows}


def standing(web: Web, task: str) -> ItemState:
    return ItemState.here(ItemState.item == item(web.cast.anna, task)).get()


def test_it_shows_every_task_in_order_with_its_day(web: Web):
    page = look(web)
    assert page.h1 == "Ret forløbet: Anna K."
    assert "Anna kan se alt, hvad du ændrer her." in page.text()
    assert "4 opgaver på 14 dage begyndte 23. nov. · sidste dag 3. dec." in page.text()
    titles = [page.text(one) for one in page.all("h3")]
    assert titles == [
        "Skriv CV'ets skelet", "Skriv din profiltekst", "Før din joblog", "Ret dit CV til ét job",
    ]  # fmt: skip
    assert "torsdag 3. december" in page.text()


def test_what_can_be_done_stands_before_what_is_done_as_on_the_citizens_own_page(web: Web):
    web.anna.post(f"/dine-opgaver/opgave/{item(web.cast.anna, 'cv.skelet.opgave')}/gjort/")
    page = look(web)
    titles = [page.text(one) for one in page.all("h3")]
    assert (titles[0], titles[-1]) == ("Skriv din profiltekst", "Skriv CV'ets skelet")


def test_it_is_reached_from_the_page_before_a_talk(web: Web):
    page = web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/samtale/")
    [link] = [one for one in page.all("a") if page.text(one) == "Ret forløbet"]
    assert link.get("href") == here(web)


def test_a_task_is_moved_and_moved_back(web: Web):
    page = on_item(web, JOBLOG, "flyt", to_on="2026-12-09")
    assert "Opgaven er flyttet." in page.text()
    assert days(web)[JOBLOG] == "2026-12-09"
    on_item(web, JOBLOG, "flyt", to_on="2026-12-10")
    [*_, last] = PlanChange.here().order_by(PlanChange.counter)
    assert (last.kind, last.detail, last.staff) == ("moved", "2026-12-09", web.cast.karin)
    page = undo_first(web, look(web))
    assert "Det er fortrudt." in page.text()
    assert days(web)[JOBLOG] == "2026-12-01", "as it was this morning"
    assert "Flyttet" not in page.text()


def test_a_day_that_is_none_is_asked_for_again_beside_its_task(web: Web):
    page = on_item(web, JOBLOG, "flyt", to_on="onsdag")
    assert page.status == 422
    assert "Skriv datoen, fx 1.12.2026." in page.text()
    [form] = [one for one in page.all("details") if "open" in one.attrib]
    assert "Før din joblog" in page.text(form)
    assert days(web)[JOBLOG] == "2026-12-01"


def test_a_task_is_swapped_for_another_on_its_day(web: Web):
    page = web.opened_by_karin().get(here(web, f"?byt={item(web.cast.anna, JOBLOG)}"))
    assert "Byt til" in page.text()
    page = on_item(web, JOBLOG, "byt", other=HELBRED)
    assert "Opgaven er byttet." in page.text()
    assert standing(web, JOBLOG).is_removed
    assert days(web)[HELBRED] == "2026-12-01"
    assert "Byttet: Før din joblog til Skriv, hvad du vil sige" in page.text()
    page = undo_first(web, page)
    assert not standing(web, JOBLOG).is_removed
    assert standing(web, HELBRED).is_removed
    assert "gjort i dag" not in page.text()


@pytest.mark.parametrize("other", ["", "cv.skelet.video", SKELET])
def test_it_is_swapped_for_no_task_that_is_none_or_there_already(web: Web, other: str):
    page = on_item(web, JOBLOG, "byt", other=other)
    assert page.status == 422
    assert not standing(web, JOBLOG).is_removed


def test_a_task_is_put_aside_for_a_reason_and_brought_back(web: Web):
    assert on_item(web, RET, "ikke-relevant", reason="gider ikke").status == 422
    page = on_item(web, RET, "ikke-relevant", reason="andet")
    assert "ikke relevant: andet, aftalt i samtalen (1. dec.)" in page.text()
    web.clock.now += timedelta(days=2)
    web.karin = web.signed_in(web.cast.karin, "consultant")
    page = on_item(web, RET, "saet-ind")
    assert "Opgaven er med igen." in page.text()
    assert standing(web, RET).waived_on is None


def test_a_task_is_taken_out_and_put_in_again_another_day(web: Web):
    page = on_item(web, RET, "tag-ud")
    assert "Taget ud (1)" in page.text()
    web.clock.now += timedelta(days=2)
    web.karin = web.signed_in(web.cast.karin, "consultant")
    on_item(web, RET, "saet-ind")
    assert not standing(web, RET).is_removed


def test_a_task_is_added(web: Web):
    page = do(web, "opgave", title="Ring til to firmaer", planned_on="2026-12-04")
    assert "Ring til to firmaer" in page.text()
    assert days(web)["Ring til to firmaer"] == "2026-12-04"
    assert "Ring til to firmaer" in web.anna.get("/dine-opgaver/").text()
    assert do(web, "opgave", title="x", task=HELBRED).status == 422
    assert do(web, "opgave", title="Ring til 010190-1234").status == 422


def test_a_wrong_reason_keeps_the_day_beside_it(web: Web):
    page = on_item(web, SKELET, "ikke-relevant", reason="træt")
    [day] = [one for one in page.all("input") if one.get("id") == "to_on"]
    assert day.get("value") == days(web)[SKELET]
    [reason] = [one for one in page.all("select") if one.get("id") == "reason"]
    assert reason.get("aria-describedby") == "reason-fejl"


def test_a_plan_ends_with_a_reason_and_is_opened_again(web: Web):
    plan = plans.running_plan(web.cast.anna).id
    assert "Vælg en grund fra listen." in do(web, f"{plan}/slut", end_reason="træt").text()
    page = do(web, f"{plan}/slut", end_reason="job")
    assert "Der er intet forløb i gang." in page.text()
    row = Plan.here(Plan.id == plan).get()
    assert (row.ended_reason, row.ended_by, row.ended_on) == (
        "job", web.cast.karin, date(2026, 12, 1),
    )  # fmt: skip
    undo_first(web, page)
    row = Plan.here(Plan.id == plan).get()
    assert (row.ended_reason, row.ended_by, row.ended_on) == ("", None, None)


def test_a_talk_that_stands_when_the_last_plan_ends_is_named(web: Web):
    at = NOW + timedelta(days=10)
    talks.make_talk(web.cast.anna, web.cast.karin, at, 15, "phone", NOW)
    page = do(web, f"{plans.running_plan(web.cast.anna).id}/slut", end_reason="job")
    said = "Der er intet forløb i gang. Samtalen fredag 11. december kl. 09.00 er stadig aftalt."
    assert said in page.text().replace("\N{NO-BREAK SPACE}", " ")
    talk = web.karin.get(f"/job/borgere/{web.cast.anna}/samtale/")
    assert "Tilføj opgave" not in talk.text(), "there is no plan to add it to"
    assert "Aflys samtalen" in talk.text()


def test_one_plan_starts_and_the_next_waits_for_it(web: Web):
    plans.end_plan(web.cast.anna, plans.running_plan(web.cast.anna).id, NOW - timedelta(days=1))
    page = do(web, "start", template="kort-vej", template_2="to-om-ugen", start_on="2026-12-07")
    assert "Forløbet er valgt." in page.text()
    [row] = Plan.here(Plan.citizen == web.cast.anna, Plan.ended_on.is_null())
    assert (row.template, row.started_by, row.start_on) == (
        "kort-vej", web.cast.karin, date(2026, 12, 7),
    )  # fmt: skip
    assert PlanAhead.here().get().template == "to-om-ugen"
    words = "Derefter: To ansøgninger om ugen (fra 18. dec.)"
    assert words in web.anna.get("/dine-opgaver/det-ser-din-jobkonsulent/").text()
    page = undo_first(web, page)
    page = undo_first(web, page)
    assert PlanAhead.here().count() == 0
    assert Plan.here(Plan.citizen == web.cast.anna, Plan.ended_on.is_null()).count() == 0


def test_a_plan_with_a_tick_is_ended_and_not_undone(web: Web):
    plans.end_plan(web.cast.anna, plans.running_plan(web.cast.anna).id, NOW - timedelta(days=1))
    do(web, "start", template="kort-vej", start_on="2026-12-01")
    web.anna.post(f"/dine-opgaver/opgave/{item(web.cast.anna, SKELET, last=True)}/gjort/")
    assert "Forløbet er startet" not in look(web).text()


def test_a_plan_follows_the_one_that_runs_when_no_day_is_said(web: Web):
    page = do(web, "start", template="to-om-ugen")
    assert "To ansøgninger om ugen" in page.text()
    assert PlanAhead.here().count() == 1
    assert do(web, "start", template="to-om-ugen").status == 422
    do(web, f"bagefter/{PlanAhead.here().get().id}/tag-ud")
    assert PlanAhead.here().count() == 0


def test_what_the_template_says_today_is_taken_over_one_by_one(web: Web):
    joblog, ret = item(web.cast.anna, JOBLOG), item(web.cast.anna, RET)
    # The plan was begun when its template had other words, and another last task.
    PlanItem.change(
        {PlanItem.title: "Skriv i joblog", PlanItem.do: "Skriv."}, PlanItem.id == joblog
    )
    PlanItem.change({PlanItem.key: "gammel", PlanItem.title: "Gem CV"}, PlanItem.id == ret)
    page = look(web)
    for words in (
        "Ny i forløbet: Ret dit CV til ét job",
        "Ikke længere i forløbet: Gem CV",
        "Nye ord: Skriv i joblog → Før din joblog",
    ):
        assert words in page.text()
    assert "Skriv i joblog" in web.anna.get("/dine-opgaver/").text(), "an edit moves nobody"
    plan = plans.running_plan(web.cast.anna).id
    do(web, f"{plan}/nyt", kind="ny", key="ret")
    assert PlanItem.here(PlanItem.key == "ret", PlanItem.citizen == web.cast.anna).count() == 1
    do(web, f"{plan}/nyt", kind="udgaaet", key="gammel")
    assert ItemState.here(ItemState.item == ret).get().is_removed
    page = do(web, f"{plan}/nyt", kind="nye-ord", key="joblog")
    assert "Forløbet er ændret, siden det begyndte" not in page.text()
    [new] = PlanItem.here(PlanItem.citizen == web.cast.anna, PlanItem.title == "Før din joblog")
    assert (new.do, str(new.planned_on)) == ("Skriv det i din joblog.", "2026-12-01")
    assert do(web, f"{plan}/nyt", kind="nye-ord", key="joblog").status == 422
    for _ in range(3):
        undo_first(web, look(web))
    states = {row.item: row for row in ItemState.here(ItemState.citizen == web.cast.anna)}
    assert not states[joblog].is_removed
    assert not states[ret].is_removed
    assert states[new.id].is_removed


NEW_DAY = "Ny dag: Ret dit CV til ét job (8. dec. → 3. dec.)"


def planned(web: Web) -> str:
    return str(PlanItem.here(PlanItem.id == item(web.cast.anna, RET)).get().planned_on)


def test_another_day_in_the_template_moves_nobody_until_it_is_taken_over(web: Web):
    assert "Forløbet er ændret, siden det begyndte" not in look(web).text()
    # The plan was begun when its template had this task on a later day.
    ret = PlanItem.id == item(web.cast.anna, RET)
    PlanItem.change({PlanItem.planned_on: date(2026, 12, 8)}, ret)
    assert NEW_DAY in look(web).text()
    plan = plans.running_plan(web.cast.anna).id
    assert NEW_DAY not in do(web, f"{plan}/nyt", kind="ny-dag", key="ret").text()
    assert planned(web) == "2026-12-03"
    undo_first(web, look(web))
    assert planned(web) == "2026-12-08"


def test_a_day_that_somebody_chose_or_a_pause_made_is_no_difference(web: Web):
    web.anna.post("/dine-opgaver/pause/", {"from_on": "2026-12-02", "until_on": "2026-12-03"})
    assert planned(web) == "2026-12-07"
    assert "Ny dag" not in look(web).text()
    do(web, f"opgave/{item(web.cast.anna, RET)}/flyt", to_on="2026-12-09")
    assert "Ny dag" not in look(web).text()


def test_a_request_is_answered_and_that_is_taken_back(web: Web):
    asked = requests.make(web.cast.anna, requests.CALL_ME, None, NOW)
    assert "vil gerne ringes op (1. dec.)" in look(web).text()
    page = do(web, f"oenske/{asked}/besvaret")
    assert "Ønsket er besvaret." in page.text()
    assert requests.open_requests([web.cast.anna]) == {}
    undo_first(web, page)
    assert requests.open_requests([web.cast.anna])


def test_a_request_answered_before_a_talk_leads_back_to_it(web: Web):
    asked = requests.make(web.cast.anna, requests.MEET, None, NOW)
    page = do(web, f"oenske/{asked}/besvaret", fra="samtale")
    assert page.h1 == "Før samtalen: Anna K."


def test_every_act_is_taken_back_on_the_page_before_a_talk_too(web: Web):
    on_item(web, JOBLOG, "flyt", to_on="2026-12-09")
    karin = web.opened_by_karin()
    form = {"kind": "moved", "target": str(item(web.cast.anna, JOBLOG)), "fra": "samtale"}
    page = karin.follow(karin.post(here(web, "fortryd/"), form))
    assert page.h1 == "Før samtalen: Anna K."
    assert "Det er fortrudt." in page.text()
    assert days(web)[JOBLOG] == "2026-12-01"


def test_nothing_of_somebody_else_is_touched(web: Web):
    other = item(web.cast.bo, SKELET)
    page = do(web, f"opgave/{other}/tag-ud")
    assert page.status == 422
    assert not ItemState.here(ItemState.item == other).get().is_removed
    plan = plans.running_plan(web.cast.bo).id
    do(web, f"{plan}/slut", end_reason="job")
    assert Plan.here(Plan.id == plan).get().ended_on is None
    assert web.lars.get(here(web)).status == 404


def test_a_pause_is_set_ended_and_taken_back(web: Web):
    talks.make_talk(web.cast.anna, web.cast.karin, NOW + timedelta(days=9), 15, "phone", NOW)
    before = days(web)
    page = do(web, "pause", from_on="2026-12-02", until_on="2026-12-08")
    assert "Pausen er sat." in page.text()
    assert "Pause fra 2. dec. til 8. dec." in page.text()
    assert days(web)[RET] == "2026-12-10"
    assert days(web)[JOBLOG] == before[JOBLOG]
    undo_first(web, page)
    assert days(web) == before
    assert do(web, "pause", from_on="2026-12-08", until_on="2026-12-02").status == 422


def test_a_weekly_target_is_agreed_and_taken_back(web: Web):
    page = do(web, "maal", per_week="3", from_week="2026-W50")
    assert "Mål fra uge 50: 3 om ugen." in page.text()
    assert "Mål fra uge 50: 3 om ugen." in web.anna.get("/dine-opgaver/").text()
    undo_first(web, page)
    assert "Mål fra" not in look(web).text()
    for number in ("21", "-1", "to", ""):
        assert do(web, "maal", per_week=number, from_week="2026-W50").status == 422
    assert do(web, "maal", per_week="2", from_week="2026-W48").status == 422
