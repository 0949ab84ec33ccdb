"""Ret forløbet: what is changed of a whole forløb, seen by the citizen, and taken back."""

from datetime import date, timedelta

from tests.tracker.acts import JOBLOG, RET, SKELET, book, item
from tests.tracker.conftest import NOW, Web
from tests.tracker.pages.conftest import AboutAnna
from tracker.enrolment import plans, requests
from tracker.models import ItemState, Plan, PlanAhead, PlanItem


def test_it_shows_every_task_in_order_with_its_day(plan_page: AboutAnna):
    page = plan_page.look()
    assert page.h1 == "Ret forløbet: Anna K."
    assert "Anna kan se alt, hvad du ændrer her." in page.text()
    assert "4 opgaver på 14 dage begyndte 23. nov. · sidste dag 3. dec." in page.text()
    titles = [page.text(one) for one in page.all("h3")]
    assert titles == [
        "Skriv CV'ets skelet", "Skriv din profiltekst", "Før din joblog", "Ret dit CV til ét job",
    ]  # fmt: skip
    assert "torsdag 3. december" in page.text()


def test_what_can_be_done_stands_before_what_is_done_as_on_the_citizens_own_page(
    web: Web, plan_page: AboutAnna
):
    web.anna.post(f"/dine-opgaver/opgave/{item(web.cast.anna, 'cv.skelet.opgave')}/gjort/")
    page = plan_page.look()
    titles = [page.text(one) for one in page.all("h3")]
    assert (titles[0], titles[-1]) == ("Skriv din profiltekst", "Skriv CV'ets skelet")


def test_it_is_reached_from_the_page_before_a_talk(web: Web, plan_page: AboutAnna):
    page = web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/samtale/")
    [link] = [one for one in page.all("a") if page.text(one) == "Ret forløbet"]
    assert link.get("href") == plan_page.at()


def test_a_plan_ends_with_a_reason_and_is_opened_again(web: Web, plan_page: AboutAnna):
    plan = plans.running_plan(web.cast.anna).id
    assert "Vælg en grund fra listen." in plan_page.do(f"{plan}/slut", end_reason="træt").text()
    page = plan_page.do(f"{plan}/slut", end_reason="job")
    assert "Der er intet forløb i gang." in page.text()
    row = Plan.here(Plan.id == plan).get()
    assert (row.ended_reason, row.ended_by, row.ended_on) == (
        "job", web.cast.karin, date(2026, 12, 1),
    )  # fmt: skip
    plan_page.undo_first(page)
    row = Plan.here(Plan.id == plan).get()
    assert (row.ended_reason, row.ended_by, row.ended_on) == ("", None, None)


def test_a_talk_that_stands_when_the_last_plan_ends_is_named(web: Web, plan_page: AboutAnna):
    at = NOW + timedelta(days=10)
    book(web.cast.anna, web.cast.karin, at)
    page = plan_page.do(f"{plans.running_plan(web.cast.anna).id}/slut", end_reason="job")
    said = "Der er intet forløb i gang. Samtalen fredag 11. december kl. 09.00 er stadig aftalt."
    assert said in page.text().replace("\N{NO-BREAK SPACE}", " ")
    talk = web.karin.get(f"/job/borgere/{web.cast.anna}/samtale/")
    assert "Tilføj opgave" not in talk.text(), "there is no plan to add it to"
    assert "Aflys samtalen" in talk.text()


def test_one_plan_starts_and_the_next_waits_for_it(web: Web, plan_page: AboutAnna):
    plans.end_plan(web.cast.anna, plans.running_plan(web.cast.anna).id, NOW - timedelta(days=1))
    page = plan_page.do(
        "start", template="kort-vej", template_2="to-om-ugen", start_on="2026-12-07"
    )
    assert "Forløbet er valgt." in page.text()
    [row] = Plan.here(Plan.citizen == web.cast.anna, Plan.ended_on.is_null())
    assert (row.template, row.started_by, row.start_on) == (
        "kort-vej", web.cast.karin, date(2026, 12, 7),
    )  # fmt: skip
    assert PlanAhead.here().get().template == "to-om-ugen"
    words = "Derefter: To ansøgninger om ugen (fra 18. dec.)"
    assert words in web.anna.get("/dine-opgaver/det-ser-din-jobkonsulent/").text()
    page = plan_page.undo_first(page)
    page = plan_page.undo_first(page)
    assert PlanAhead.here().count() == 0
    assert Plan.here(Plan.citizen == web.cast.anna, Plan.ended_on.is_null()).count() == 0


def test_a_plan_with_a_tick_is_ended_and_not_undone(web: Web, plan_page: AboutAnna):
    plans.end_plan(web.cast.anna, plans.running_plan(web.cast.anna).id, NOW - timedelta(days=1))
    plan_page.do("start", template="kort-vej", start_on="2026-12-01")
    web.anna.post(f"/dine-opgaver/opgave/{item(web.cast.anna, SKELET, last=True)}/gjort/")
    assert "Forløbet er startet" not in plan_page.look().text()


def test_a_plan_follows_the_one_that_runs_when_no_day_is_said(plan_page: AboutAnna):
    page = plan_page.do("start", template="to-om-ugen")
    assert "To ansøgninger om ugen" in page.text()
    assert PlanAhead.here().count() == 1
    assert plan_page.do("start", template="to-om-ugen").status == 422
    plan_page.do(f"bagefter/{PlanAhead.here().get().id}/tag-ud")
    assert PlanAhead.here().count() == 0


def test_what_the_template_says_today_is_taken_over_one_by_one(web: Web, plan_page: AboutAnna):
    joblog, ret = item(web.cast.anna, JOBLOG), item(web.cast.anna, RET)
    # The plan was begun when its template had other words, and another last task.
    PlanItem.change(
        {PlanItem.title: "Skriv i joblog", PlanItem.do: "Skriv."}, PlanItem.id == joblog
    )
    PlanItem.change({PlanItem.key: "gammel", PlanItem.title: "Gem CV"}, PlanItem.id == ret)
    page = plan_page.look()
    for words in (
        "Ny i forløbet: Ret dit CV til ét job",
        "Ikke længere i forløbet: Gem CV",
        "Nye ord: Skriv i joblog → Før din joblog",
    ):
        assert words in page.text()
    assert "Skriv i joblog" in web.anna.get("/dine-opgaver/").text(), "an edit moves nobody"
    plan = plans.running_plan(web.cast.anna).id
    plan_page.do(f"{plan}/nyt", kind="ny", key="ret")
    assert PlanItem.here(PlanItem.key == "ret", PlanItem.citizen == web.cast.anna).count() == 1
    plan_page.do(f"{plan}/nyt", kind="udgaaet", key="gammel")
    assert ItemState.here(ItemState.item == ret).get().is_removed
    page = plan_page.do(f"{plan}/nyt", kind="nye-ord", key="joblog")
    assert "Forløbet er ændret, siden det begyndte" not in page.text()
    [new] = PlanItem.here(PlanItem.citizen == web.cast.anna, PlanItem.title == "Før din joblog")
    assert (new.do, str(new.planned_on)) == ("Skriv det i din joblog.", "2026-12-01")
    assert plan_page.do(f"{plan}/nyt", kind="nye-ord", key="joblog").status == 422
    for _ in range(3):
        plan_page.undo_first(plan_page.look())
    states = {row.item: row for row in ItemState.here(ItemState.citizen == web.cast.anna)}
    assert not states[joblog].is_removed
    assert not states[ret].is_removed
    assert states[new.id].is_removed


NEW_DAY = "Ny dag: Ret dit CV til ét job (8. dec. → 3. dec.)"


def test_another_day_in_the_template_moves_nobody_until_it_is_taken_over(
    web: Web, plan_page: AboutAnna
):
    assert "Forløbet er ændret, siden det begyndte" not in plan_page.look().text()
    # The plan was begun when its template had this task on a later day.
    ret = PlanItem.id == item(web.cast.anna, RET)
    PlanItem.change({PlanItem.planned_on: date(2026, 12, 8)}, ret)
    assert NEW_DAY in plan_page.look().text()
    plan = plans.running_plan(web.cast.anna).id
    assert NEW_DAY not in plan_page.do(f"{plan}/nyt", kind="ny-dag", key="ret").text()
    assert plan_page.days()[RET] == "2026-12-03"
    plan_page.undo_first(plan_page.look())
    assert plan_page.days()[RET] == "2026-12-08"


def test_a_day_that_somebody_chose_or_a_pause_made_is_no_difference(web: Web, plan_page: AboutAnna):
    web.anna.post("/dine-opgaver/pause/", {"from_on": "2026-12-02", "until_on": "2026-12-03"})
    assert plan_page.days()[RET] == "2026-12-07"
    assert "Ny dag" not in plan_page.look().text()
    plan_page.do(f"opgave/{item(web.cast.anna, RET)}/flyt", to_on="2026-12-09")
    assert "Ny dag" not in plan_page.look().text()


def test_a_request_is_answered_and_that_is_taken_back(web: Web, plan_page: AboutAnna):
    asked = requests.make(web.cast.anna, requests.CALL_ME, None, NOW)
    assert "vil gerne ringes op (1. dec.)" in plan_page.look().text()
    page = plan_page.do(f"oenske/{asked}/besvaret")
    assert "Ønsket er besvaret." in page.text()
    assert requests.open_requests([web.cast.anna]) == {}
    plan_page.undo_first(page)
    assert requests.open_requests([web.cast.anna])


def test_a_request_answered_before_a_talk_leads_back_to_it(web: Web, plan_page: AboutAnna):
    asked = requests.make(web.cast.anna, requests.MEET, None, NOW)
    page = plan_page.do(f"oenske/{asked}/besvaret", fra="samtale")
    assert page.h1 == "Før samtalen: Anna K."


def test_a_pause_is_set_ended_and_taken_back(web: Web, plan_page: AboutAnna):
    book(web.cast.anna, web.cast.karin, NOW + timedelta(days=9))
    before = plan_page.days()
    page = plan_page.do("pause", from_on="2026-12-02", until_on="2026-12-08")
    assert "Pausen er sat." in page.text()
    assert "Pause fra 2. dec. til 8. dec." in page.text()
    assert plan_page.days()[RET] == "2026-12-10"
    assert plan_page.days()[JOBLOG] == before[JOBLOG]
    plan_page.undo_first(page)
    assert plan_page.days() == before
    assert plan_page.do("pause", from_on="2026-12-08", until_on="2026-12-02").status == 422


def test_a_weekly_target_is_agreed_and_taken_back(web: Web, plan_page: AboutAnna):
    page = plan_page.do("maal", per_week="3", from_week="2026-W50")
    assert "Mål fra uge 50: 3 om ugen." in page.text()
    assert "Mål fra uge 50: 3 om ugen." in web.anna.get("/dine-opgaver/").text()
    plan_page.undo_first(page)
    assert "Mål fra" not in plan_page.look().text()
    for number in ("21", "-1", "to", ""):
        assert plan_page.do("maal", per_week=number, from_week="2026-W50").status == 422
    assert plan_page.do("maal", per_week="2", from_week="2026-W48").status == 422
