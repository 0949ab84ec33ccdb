"""Dine opgaver: what a citizen adds, moves, takes a rest from and asks for."""

from datetime import timedelta

import pytest

from tests.tracker.acts import book
from tests.tracker.conftest import NOW, Web
from tests.tracker.pages.test_plan import HERE, item_of, line
from tracker.enrolment import own_tasks, plan_items
from tracker.models import ItemState, Pause, PlanItem, Request

OUTSIDE = "cv.skelet.opgave"
SENSITIVE = "helbred.hvad-siger-du.opgave"


def post(web: Web, act: str, **form: str):
    """Press one of the page's buttons and see where it leads; errors stay on the page."""
    page = web.anna.post(f"/dine-opgaver/{act}/", form)
    return web.anna.follow(page) if page.status == 303 else page


def own_item(web: Web, title: str = "Ring til to firmaer", **more: str):
    post(web, "egen-opgave", title=title, **more)
    return item_of(web, title)


def press_undo(web: Web, page):
    """The first Fortryd of »Det har du ændret i dag«."""
    [section] = [one for one in page.all("section") if one.get("aria-labelledby") == "i-dag"]
    fields = [one for one in section.iter() if one.tag == "input"][:2]
    return post(web, "fortryd", **{one.get("name"): one.get("value") for one in fields})


def test_an_own_task_is_added_moved_taken_off_and_brought_back(web: Web):
    item = own_item(web, planned_on="2026-12-02")
    page = web.anna.get(HERE)
    assert "egen opgave · onsdag 2. december" in line(page, item)
    page = post(web, f"egen-opgave/{item.id}/flyt", to_on="2026-12-04")
    assert "egen opgave · fredag 4. december" in line(page, item)
    page = post(web, f"egen-opgave/{item.id}/tag-af")
    assert "Opgaven er taget af listen." in page.text()
    assert ItemState.get(ItemState.item == item.id).is_removed
    assert PlanItem.here(PlanItem.id == item.id).exists(), "and is not gone"


def test_an_own_change_is_taken_back_by_its_owner_alone(web: Web):
    item = own_item(web)
    karin = web.opened_by_karin()
    where = f"/job/borgere/{web.cast.anna}/forloeb/"
    assert "gjort i dag" not in karin.get(where).text(), "it is not Karin's to undo"
    assert "Ring til to firmaer ingen dag · egen opgave" in karin.get(where).text()
    page = press_undo(web, web.anna.get(HERE))
    assert "Det er fortrudt." in page.text()
    assert ItemState.get(ItemState.item == item.id).is_removed


def test_what_is_not_ones_own_is_not_ones_to_move(web: Web, published):
    from_karin = plan_items.add(
        web.cast.anna, title="Ring til Irma", planned_on=None, staff=web.cast.karin, now=NOW,
        published=published,
    )  # fmt: skip
    for theirs in (item_of(web, "Før din joblog").id, from_karin):
        assert web.anna.post(f"/dine-opgaver/egen-opgave/{theirs}/tag-af/").status == 404
    mine = own_item(web)
    assert web.bo.post(f"/dine-opgaver/egen-opgave/{mine.id}/tag-af/").status == 404
    assert not ItemState.get(ItemState.item == mine.id).is_removed


@pytest.mark.parametrize("title", ["", "x" * 81, "Ring til 010190-1234"])
def test_an_own_task_is_short_and_holds_no_number_of_a_person(web: Web, title: str):
    page = post(web, "egen-opgave", title=title)
    assert page.status == 422
    assert [one for one in page.all("details") if "open" in one.attrib], "the form stands open"
    assert PlanItem.here(PlanItem.citizen == web.cast.anna).count() == 4


def test_the_task_of_a_lesson_outside_the_plan_is_added_once_and_taken_off_again(
    web: Web, published
):
    was = item_of(web, "Skriv CV'ets skelet")
    plan_items.remove(web.cast.anna, was.id, web.cast.karin, NOW, published=published)
    page = post(web, "opgave-fra-kursus", task=OUTSIDE)
    assert "Opgaven står på din liste nu. Din jobkonsulent kan se den." in page.text()
    [item] = PlanItem.here(
        PlanItem.citizen == web.cast.anna, PlanItem.task == OUTSIDE, PlanItem.id != was.id
    )
    assert "egen opgave" in line(page, item)
    seen = web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/forloeb/").text()
    assert item.title in seen
    again = post(web, "opgave-fra-kursus", task=OUTSIDE)
    assert (again.status, "er allerede en af opgaverne" in again.text()) == (422, True)
    assert "Opgaven er taget af listen." in post(web, f"egen-opgave/{item.id}/tag-af").text()


@pytest.mark.parametrize(("task", "status"), [("", 422), ("findes.ikke", 422), (SENSITIVE, 404)])
def test_no_other_task_is_added_from_a_course(web: Web, task: str, status: int):
    assert post(web, "opgave-fra-kursus", task=task).status == status
    assert PlanItem.here(PlanItem.citizen == web.cast.anna).count() == 4


def test_a_list_of_own_tasks_has_an_end(web: Web, published):
    for number in range(own_tasks.MOST_OPEN):
        own_tasks.add(web.cast.anna, f"Sted {number}", None, NOW, published)
    assert "mange egne opgaver" in post(web, "egen-opgave", title="Et til").text()
    post(web, f"egen-opgave/{item_of(web, 'Sted 1').id}/tag-af")
    assert "Et til" in post(web, "egen-opgave", title="Et til").text(), "one was taken off first"


def test_a_pause_is_taken_ended_and_never_an_illness(web: Web):
    assert "En pause her er ikke en sygemelding. Bliver du syg, så ring til os." in (
        web.anna.get(HERE).text()
    )
    page = post(web, "pause", from_on="2026-12-01", until_on="2026-12-08")
    assert "Du har pause til tirsdag 8. december. Du behøver ikke lave noget her." in page.text()
    assert "Det, der er et krav på Jobnet, gælder stadig." in page.text()
    assert "Næste opgave" not in page.text()
    assert "onsdag 9. december" in line(page, item_of(web, "Før din joblog"))
    row = Pause.here().get()
    assert row.set_by is None
    seen = web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/samtale/").text()
    assert "pause til 8. dec." in seen
    page = post(web, f"pause/{row.id}/slut")
    assert "Næste opgave" in page.text()
    page = press_undo(web, page)
    assert "Du har pause til" in page.text()
    assert web.bo.post(f"/dine-opgaver/pause/{row.id}/slut/").status == 404


def test_a_button_is_pressed_and_taken_back(web: Web):
    page = post(web, "bed-om", kind="call_me")
    assert "Ring til mig (sagt 1. dec.)" in page.text()
    assert "Vi ringer" not in page.text(), "nothing is promised that nobody wrote"
    [row] = Request.here()
    page = post(web, f"bed-om/{row.id}/tag-tilbage")
    assert "(sagt" not in page.text()
    assert Request.here().count() == 0
    assert post(web, "bed-om", kind="penge").status == 422


def test_another_day_than_the_talks_is_asked_for_beside_it(web: Web):
    assert "Jeg kan ikke den dag" not in web.anna.get(HERE).text()
    starts = NOW + timedelta(days=1)
    talk = book(web.cast.anna, web.cast.karin, starts)
    assert "Jeg kan ikke den dag" in web.anna.get(HERE).text()
    page = post(web, "bed-om", kind="not_that_day", talk=str(talk))
    assert "Jeg kan ikke den dag (sagt 1. dec.)" in page.text()


def test_a_pause_without_days_asks_for_each_by_its_name(web: Web):
    page = web.anna.post("/dine-opgaver/pause/", {"from_on": "", "until_on": "snart"})
    assert page.status == 422
    for said in ("Skriv første dag, fx 1.12.2026.", "Skriv sidste dag, fx 8.12.2026."):
        assert page.text().count(said) == 2, "in the summary and beside the field"
    assert Pause.here().count() == 0
