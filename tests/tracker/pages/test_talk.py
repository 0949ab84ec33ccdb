"""Før samtalen: what stands there, and the talk that opening it makes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.tracker.acts import book, counted, event, send
from tests.tracker.conftest import NOW, Web
from tests.tracker.pages.conftest import AboutAnna
from tracker.appointments import talks
from tracker.enrolment import plan_items
from tracker.models import PlanItem, Talk

TOMORROW = NOW + timedelta(days=1)


def test_queries_do_not_grow_with_the_items_events_and_talks(
    web: Web, talk_page: AboutAnna, published
):
    def asked_with(number: int) -> int:
        for day in range(len(talk_page.items()) - kept, number):
            at = NOW - timedelta(days=60 - day)
            one = book(web.cast.anna, web.cast.karin, at, at)
            talks.end_talk(one, talks.HELD, "", None, web.cast.karin, at)
            plan_items.add(web.cast.anna, title=f"Opgave {day}", planned_on=None,
                           staff=web.cast.karin, now=at, published=published)  # fmt: skip
            [newest] = PlanItem.here(PlanItem.title == f"Opgave {day}")
            send(web.cast.anna, published, event("completed", f"item:{newest.id}", at))
        karin = web.opened_by_karin()
        with counted() as said:
            text = karin.get(talk_page.at()).text()
        assert f"{number} af {number + kept} opgaver" in text
        return len(said)

    kept = len(talk_page.items())
    assert asked_with(5) == asked_with(50)


def test_it_says_when_and_how_and_who(talk_page: AboutAnna):
    talk_page.booked()
    page = talk_page.look()
    assert page.h1 == "Før samtalen: Anna K."
    text = page.text()
    assert "I dag, tirsdag 1. december kl. 10.00 · telefon, 15 min" in text
    assert "4 opgaver på 14 dage · dag 7 af 9" in text
    assert "hjælp undervejs: med sparring" in text
    assert "0 af 4 opgaver" in text


def test_opening_the_page_for_a_talk_nobody_entered_is_that_talk(web: Web, talk_page: AboutAnna):
    page = talk_page.look()
    assert "I dag, tirsdag 1. december kl. 09.00 · telefon, 15 min" in page.text()
    row = Talk.get()
    assert page.value("talk") == str(row.id)
    assert (row.starts_at, row.staff, row.source) == (NOW, web.cast.karin, "opened")
    talk_page.do("afslut", talk=str(row.id), outcome="held", agreed="Ring til to firmaer")
    assert (Talk.get().outcome, Talk.get().agreed) == ("held", "Ring til to firmaer")


def test_opening_it_again_or_after_the_talk_makes_no_second(web: Web, talk_page: AboutAnna):
    talk_page.look()
    web.clock.now += timedelta(hours=1)
    talk_page.look()
    talk_page.do("afslut", talk=str(Talk.get().id), outcome="held")
    talk_page.look()
    assert Talk.select().count() == 1


@pytest.mark.parametrize("purpose", ["help", "technical"])
def test_opening_it_for_something_else_is_no_talk(web: Web, purpose: str):
    web.karin.post(f"/job/borgere/{web.cast.anna}/aabn/", {"formaal": purpose})
    assert Talk.select().count() == 0


def test_a_talk_called_off_today_leaves_room_for_a_call(web: Web, talk_page: AboutAnna):
    talks.cancel_talk(talk_page.booked(), web.cast.karin, NOW)
    talk_page.look()
    assert sorted(row.source for row in Talk.select()) == ["opened", "typed"]


def test_there_was_no_talk_takes_it_out_again(web: Web, talk_page: AboutAnna):
    page = talk_page.look()
    assert "Der var ingen samtale" in page.text()
    karin = web.karin
    page = karin.follow(karin.post(talk_page.at("ingen/"), {"talk": page.value("talk")}))
    assert "Samtalen er taget ud igen." in page.text()
    assert Talk.select().count() == 0
    assert "Der er ikke aftalt en samtale" in web.anna.get("/dine-opgaver/").text()
    told = web.anna.get("/dine-opgaver/aendringer/").text()
    assert "Fortrudt: Samtale 1. dec. din jobkonsulent" in told


def test_only_a_talk_that_opening_made_and_that_still_waits_is_taken_out(
    web: Web, talk_page: AboutAnna
):
    talk = talk_page.booked()
    page = talk_page.look()
    assert "Der var ingen samtale" not in page.text()
    assert talk_page.do("ingen", talk=str(talk)).status == 200
    assert Talk.here(Talk.id == talk).exists()
    other = book(web.cast.bo, web.cast.lars, TOMORROW, source=talks.OPENED)
    assert talk_page.do("ingen", talk=str(other)).status == 404
    assert talk_page.do("ingen", talk="x").status == 404
    assert Talk.select().count() == 2


def test_on_the_day_of_a_video_talk_both_see_where_it_is(web: Web, talk_page: AboutAnna):
    address = "https://moede.example.dk/abc"
    for hours in (1, 48):
        at = NOW + timedelta(hours=hours)
        book(web.cast.anna, web.cast.karin, at, mode="video", link=address)
    for page in (talk_page.look(), web.anna.get("/dine-opgaver/")):
        assert page.links().count(address) == 1
    assert address in web.karin.get("/job/i-dag/").links()
    talks.cancel_talk(Talk.select().order_by(Talk.starts_at).first().id, web.cast.karin, NOW)
    web.karin.post(talk_page.at("ingen/"), {"talk": str(uuid4())})
    for page in (web.karin.get(talk_page.at()), web.anna.get("/dine-opgaver/")):
        assert address not in page.html, "before the day it can still change"


def test_a_new_code_and_print_are_at_hand(web: Web, talk_page: AboutAnna):
    page = talk_page.look()
    assert f"/job/borgere/{web.cast.anna}/ny-kode/" in page.forms()
    [button] = [one for one in page.all("button") if "data-print" in one.attrib]
    assert "hidden" in button.attrib  # only a script can print


def test_a_talk_that_lies_weeks_ahead_is_called_off_from_here(web: Web, talk_page: AboutAnna):
    ahead = talks.agree(
        web.cast.anna,
        web.cast.karin,
        talks.NewTalk(NOW + timedelta(days=20), 15, "phone", "", 2, date(2027, 2, 10)),
        NOW,
    )
    page = talk_page.look()
    assert "Aflys også de næste" in page.text()
    path = f"/job/borgere/{web.cast.anna}/samtaler/{ahead}/aflys/"
    assert path in page.forms()
    page = web.karin.follow(web.karin.post(path, {"raekke": "ja"}))
    assert "Aflyst: Anna K., mandag 21. december kl. 09.00 og 3 mere i rækken." in page.text()
    web.karin.post(path.replace("aflys", "fortryd"))
    assert Talk.here(Talk.outcome.is_null()).count() == 4
