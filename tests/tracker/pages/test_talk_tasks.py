"""Før samtalen: tasks added, gone through together and put aside, and each taken back."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.tracker.conftest import Web
from tests.tracker.pages.test_talk import (
    TOMORROW,
    do,
    here,
    items,
    look,
    open_panel,
    undo,
    undo_first,
)
from tracker.models import Event, ItemState, PlanChange, PlanItem


def test_a_task_from_the_catalog_is_added_and_taken_out_again(web: Web):
    page = do(web, "opgave", task="helbred.hvad-siger-du.opgave", planned_on="2026-12-04")
    assert "Opgaven er tilføjet." in page.text()
    assert "0 af 5 opgaver" in page.text()
    assert "Tilføjet: Skriv, hvad du vil sige" in page.text()
    assert "Skriv, hvad du vil sige" in web.anna.get("/dine-opgaver/").text()
    assert "0 af 4 opgaver" in undo_first(web, page).text()


def test_a_task_in_our_own_words_is_added(web: Web):
    do(web, "opgave", title="  Ring til   to firmaer ")
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
def test_a_task_that_cannot_be_added_says_why(web: Web, form, part):
    page = do(web, "opgave", **form)
    assert page.status == 422
    assert part in page.text()
    assert open_panel(page) == ["Tilføj opgave O"]
    assert len(items(web)) == 4


def test_what_was_gone_through_together_is_marked_and_unmarked(web: Web):
    item = items(web)[0]
    web.anna.post(f"/dine-opgaver/opgave/{item.id}/gjort/")
    page = do(web, "gennemgaaet", items=str(item.id))
    assert "Gennemgået sammen: Skriv CV'ets skelet (1. dec.)" in page.text()
    assert "Gennemgået sammen 1. dec." in web.anna.get("/dine-opgaver/").text()
    assert Event.get(Event.kind == "confirmed").staff == web.cast.karin
    web.clock.now += timedelta(seconds=1)
    undo_first(web, page)
    assert ItemState.get(ItemState.item == item.id).confirmed_on is None


def test_only_done_tasks_are_offered_for_going_through(web: Web):
    assert "Vi har gennemgået" not in look(web).text()
    web.anna.post(f"/dine-opgaver/opgave/{items(web)[0].id}/gjort/")
    page = look(web)
    boxes = [one.get("value") for one in page.all("input") if one.get("type") == "checkbox"]
    assert boxes == [str(items(web)[0].id)]


def test_choosing_nothing_to_go_through_says_so(web: Web):
    web.anna.post(f"/dine-opgaver/opgave/{items(web)[0].id}/gjort/")
    page = do(web, "gennemgaaet")
    assert "Vælg mindst én opgave." in page.text()


def test_one_foreign_item_among_the_chosen_marks_none(web: Web):
    mine = items(web)[0]
    web.anna.post(f"/dine-opgaver/opgave/{mine.id}/gjort/")
    theirs = PlanItem.here(PlanItem.citizen == web.cast.bo).get()
    karin = web.opened_by_karin()
    page = karin.post(here(web, "gennemgaaet/"), {"items": [str(mine.id), str(theirs.id)]})
    assert page.status == 404
    assert Event.here(Event.kind == "confirmed").count() == 0


def test_not_relevant_no_longer_counts_and_can_be_taken_back(web: Web):
    page = do(web, "ikke-relevant", item=str(items(web)[2].id), reason="andet")
    assert "0 af 3 opgaver" in page.text()
    assert "Ikke relevant: Før din joblog (aftalt 1. dec.)" in page.text()
    assert "0 af 4 opgaver" in undo_first(web, page).text()


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
def test_not_relevant_needs_a_task_and_a_reason(web: Web, form, part):
    form = {name: str(items(web)[0].id) if text == "FIRST" else text for name, text in form.items()}
    page = do(web, "ikke-relevant", **form)
    assert page.status == 422
    assert part in page.text()
    assert PlanChange.select().count() == 0


def test_an_act_taken_back_already_is_left_as_it_is(web: Web):
    page = undo(web, kind="waived", target=str(items(web)[0].id))
    assert page.h1 == "Før samtalen: Anna K."
    assert "Det var fortrudt i forvejen. Intet er ændret." in page.text()
    assert undo(web).status == 200
    assert PlanChange.select().count() == 0


def test_an_act_of_yesterday_stands(web: Web):
    do(web, "ikke-relevant", item=str(items(web)[0].id), reason="andet")
    web.clock.now = TOMORROW
    karin = web.signed_in(web.cast.karin, "consultant")
    karin.post(f"/job/borgere/{web.cast.anna}/aabn/", {"formaal": "talk"})
    assert "Det er gjort i dag" not in karin.get(here(web)).text()


def test_a_text_that_looks_like_html_is_only_text(web: Web):
    page = do(web, "opgave", title="<script>alert(1)</script>")
    assert "<script>alert" not in page.html
    assert "<script>alert(1)</script>" in page.text()
    assert "<script>alert" not in web.anna.get("/dine-opgaver/").html
