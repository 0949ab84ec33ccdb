"""Før samtalen: tasks added, gone through together and put aside, and each taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.tracker.conftest import Web
from tests.tracker.pages.conftest import AboutAnna, open_panel
from tracker.models import Event, ItemState, PlanChange, PlanItem


def test_a_task_from_the_catalog_is_added_and_taken_out_again(web: Web, talk_page: AboutAnna):
    page = talk_page.do("opgave", task="helbred.hvad-siger-du.opgave", planned_on="2026-12-04")
    assert "Opgaven er tilføjet." in page.text()
    assert "0 af 5 opgaver" in page.text()
    assert "Tilføjet: Skriv, hvad du vil sige" in page.text()
    assert "Skriv, hvad du vil sige" in web.anna.get("/dine-opgaver/").text()
    assert "0 af 4 opgaver" in talk_page.undo_first(page).text()


def test_a_task_in_our_own_words_is_added(web: Web, talk_page: AboutAnna):
    talk_page.do("opgave", title="  Ring til   to firmaer ")
    assert "Ring til to firmaer" in web.anna.get("/dine-opgaver/").text()


@pytest.mark.parametrize(
    ("form", "part"),
    [
        ({}, "Vælg en opgave fra listen, eller skriv en selv."),
        ({"task": "cv.skelet.opgave", "title": "Ring"}, "Ikke begge dele."),
        ({"task": "findes.ikke"}, "Opgaven findes ikke længere."),
        ({"task": "cv.skelet.opgave"}, "er allerede en af opgaverne."),
        ({"title": "x" * 81}, "Det er for langt: 81 tegn."),
        ({"title": "Ring", "planned_on": "på mandag"}, "Skriv datoen, fx 1.12.2026."),
    ],
)
def test_a_task_that_cannot_be_added_says_why(talk_page: AboutAnna, form, part):
    page = talk_page.do("opgave", **form)
    assert page.status == 422
    assert part in page.text()
    assert open_panel(page) == ["Tilføj opgave O"]
    assert len(talk_page.items()) == 4


def test_what_was_gone_through_together_is_marked_and_unmarked(web: Web, talk_page: AboutAnna):
    item = talk_page.items()[0]
    web.anna.post(f"/dine-opgaver/opgave/{item.id}/gjort/")
    page = talk_page.do("gennemgaaet", items=str(item.id))
    assert "Gennemgået sammen: Skriv CV'ets skelet (1. dec.)" in page.text()
    assert "Gennemgået sammen 1. dec." in web.anna.get("/dine-opgaver/").text()
    assert Event.get(Event.kind == "confirmed").staff == web.cast.karin
    web.clock.now += timedelta(seconds=1)
    talk_page.undo_first(page)
    assert ItemState.get(ItemState.item == item.id).confirmed_on is None


def test_only_done_tasks_are_offered_for_going_through(web: Web, talk_page: AboutAnna):
    assert "Vi har gennemgået" not in talk_page.look().text()
    web.anna.post(f"/dine-opgaver/opgave/{talk_page.items()[0].id}/gjort/")
    page = talk_page.look()
    boxes = [one.get("value") for one in page.all("input") if one.get("type") == "checkbox"]
    assert boxes == [str(talk_page.items()[0].id)]


def test_choosing_nothing_to_go_through_says_so(web: Web, talk_page: AboutAnna):
    web.anna.post(f"/dine-opgaver/opgave/{talk_page.items()[0].id}/gjort/")
    page = talk_page.do("gennemgaaet")
    assert "Vælg mindst én opgave." in page.text()


def test_one_foreign_item_among_the_chosen_marks_none(web: Web, talk_page: AboutAnna):
    mine = talk_page.items()[0]
    web.anna.post(f"/dine-opgaver/opgave/{mine.id}/gjort/")
    theirs = PlanItem.here(PlanItem.citizen == web.cast.bo).get()
    karin = web.opened_by_karin()
    page = karin.post(talk_page.at("gennemgaaet/"), {"items": [str(mine.id), str(theirs.id)]})
    assert page.status == 404
    assert Event.here(Event.kind == "confirmed").count() == 0


def test_not_relevant_no_longer_counts_and_can_be_taken_back(talk_page: AboutAnna):
    page = talk_page.do("ikke-relevant", item=str(talk_page.items()[2].id), reason="andet")
    assert "0 af 3 opgaver" in page.text()
    assert "Ikke relevant: Før din joblog (aftalt 1. dec.)" in page.text()
    assert "0 af 4 opgaver" in talk_page.undo_first(page).text()


@pytest.mark.parametrize(
    ("form", "part"),
    [
        ({"reason": "andet"}, "Vælg en opgave."),
        ({"item": "x", "reason": "andet"}, "Vælg en opgave."),
        ({"item": str(uuid4()), "reason": "andet"}, "Opgaven findes ikke i forløbet."),
        ({"item": "FIRST"}, "Vælg en grund fra listen."),
        ({"item": "FIRST", "reason": "doven"}, "Vælg en grund fra listen."),
    ],
)
def test_not_relevant_needs_a_task_and_a_reason(talk_page: AboutAnna, form, part):
    form = {
        name: str(talk_page.items()[0].id) if text == "FIRST" else text
        for name, text in form.items()
    }
    page = talk_page.do("ikke-relevant", **form)
    assert page.status == 422
    assert part in page.text()
    assert PlanChange.select().count() == 0


def test_an_act_taken_back_already_is_left_as_it_is(talk_page: AboutAnna):
    page = talk_page.undo(kind="waived", target=str(talk_page.items()[0].id))
    assert page.h1 == "Før samtalen: Anna K."
    assert "Det var fortrudt i forvejen. Intet er ændret." in page.text()
    assert talk_page.undo().status == 200
    assert PlanChange.select().count() == 0


def test_an_act_of_yesterday_stands(web: Web, talk_page: AboutAnna):
    talk_page.do("ikke-relevant", item=str(talk_page.items()[0].id), reason="andet")
    web.clock.now += timedelta(days=1)
    karin = web.signed_in(web.cast.karin, "consultant")
    karin.post(f"/job/borgere/{web.cast.anna}/aabn/", {"formaal": "talk"})
    assert "Det er gjort i dag" not in karin.get(talk_page.at()).text()


def test_a_text_that_looks_like_html_is_only_text(web: Web, talk_page: AboutAnna):
    page = talk_page.do("opgave", title="<script>alert(1)</script>")
    assert "<script>alert" not in page.html
    assert "<script>alert(1)</script>" in page.text()
    assert "<script>alert" not in web.anna.get("/dine-opgaver/").html
