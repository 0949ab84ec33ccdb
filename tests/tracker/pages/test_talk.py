"""Før samtalen: what stands there, what is agreed, and how each act is taken back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.tracker.acts import counted, event, send
from tests.tracker.conftest import NOW, Web
from tests.visit import Page
from tracker.appointments import talks
from tracker.enrolment import plan_items
from tracker.models import PlanItem, Talk

DAY = timedelta(days=1)
TOMORROW = NOW + DAY


def here(web: Web, act: str = "") -> str:
    return f"/job/borgere/{web.cast.anna}/samtale/{act}"


def look(web: Web) -> Page:
    return web.opened_by_karin().get(here(web))


def do(web: Web, act: str, **form: str) -> Page:
    """Post one of the page's forms and see where it leads; errors stay on the page."""
    karin = web.opened_by_karin()
    page = karin.post(here(web, f"{act}/"), form)
    return karin.follow(page) if page.status == 303 else page


def booked(web: Web, hours: int = 1) -> UUID:
    return talks.make_talk(
        web.cast.anna, web.cast.karin, NOW + timedelta(hours=hours), 15, "phone", NOW
    )


def items(web: Web) -> list:
    return list(PlanItem.here(PlanItem.citizen == web.cast.anna).order_by(PlanItem.position))


def undo_first(web: Web, page: Page) -> Page:
    """Press the first Fortryd of »Det er gjort i dag«."""
    [section] = [one for one in page.all("section") if one.get("aria-labelledby") == "i-dag"]
    fields = [one for one in section.iter() if one.tag == "input"][:3]
    return undo(web, **{one.get("name"): one.get("value") for one in fields})


def undo(web: Web, **form: str) -> Page:
    """Take an act back, and come here again."""
    karin = web.opened_by_karin()
    address = f"/job/borgere/{web.cast.anna}/forloeb/fortryd/"
    return karin.follow(karin.post(address, {"fra": "samtale", **form}))


def open_panel(page: Page) -> list[str]:
    return [page.text(one)[:15] for one in page.all("details") if "open" in one.attrib]


def test_queries_do_not_grow_with_the_items_events_and_talks(web: Web, published):
    def asked_with(number: int) -> int:
        for day in range(len(items(web)) - kept, number):
            at = NOW - timedelta(days=60 - day)
            one = talks.make_talk(web.cast.anna, web.cast.karin, at, 15, "phone", at)
            talks.end_talk(one, talks.HELD, "", None, web.cast.karin, at)
            plan_items.add(web.cast.anna, title=f"Opgave {day}", planned_on=None,
                           staff=web.cast.karin, now=at, published=published)  # fmt: skip
            newest = item_named(web, f"Opgave {day}")
            send(web.cast.anna, published, event("completed", f"item:{newest.id}", at))
        karin = web.opened_by_karin()
        with counted() as said:
            text = karin.get(here(web)).text()
        assert f"{number} af {number + kept} opgaver" in text
        return len(said)

    kept = len(items(web))
    assert asked_with(5) == asked_with(50)


def item_named(web: Web, title: str) -> PlanItem:
    return next(one for one in items(web) if one.title == title)


def test_it_says_when_and_how_and_who(web: Web):
    booked(web)
    page = look(web)
    assert page.h1 == "Før samtalen: Anna K."
    text = page.text()
    assert "I dag, tirsdag 1. december kl. 10.00 · telefon, 15 min" in text
    assert "4 opgaver på 14 dage · dag 7 af 9" in text
    assert "hjælp undervejs: med sparring" in text
    assert "0 af 4 opgaver" in text


def test_a_talk_is_ended_with_the_next_step_and_the_next_talk(web: Web):
    talk = booked(web)
    page = do(
        web, "afslut", talk=str(talk), outcome="held", agreed="Vis dit CV til en, du kender",
        day="2026-12-08", clock="10:00", minutes="30", mode="video",
    )  # fmt: skip
    assert "Samtalen er afsluttet og gemt." in page.text()
    assert "Aftalt sidst (1. dec.) Vis dit CV til en, du kender" in page.text()
    assert "Tirsdag 8. december kl. 10.00 · video, 30 min" in page.text()
    assert Talk.get(Talk.follows == talk).minutes == 30
    assert "Vis dit CV til en, du kender." in web.anna.get("/dine-opgaver/").text()


def test_ending_is_taken_back_with_the_talk_that_followed(web: Web):
    talk = booked(web)
    page = do(
        web, "afslut", talk=str(talk), outcome="held", agreed="Ring",
        day="2026-12-08", clock="10:00", minutes="15", mode="phone",
    )  # fmt: skip
    assert "Det er gjort i dag Samtalen 1. dec. er afholdt Fortryd" in page.text()
    page = undo_first(web, page)
    assert "Det er fortrudt." in page.text()
    [row] = Talk.select()
    assert (row.id, row.outcome, row.agreed) == (talk, None, "")


def test_an_end_is_not_taken_back_past_the_talk_that_came_of_it(web: Web):
    talk, karin = booked(web), web.cast.karin
    following = talks.NewTalk(NOW + timedelta(hours=2), 15, "phone", "", 0, None)
    after = talks.end_talk(talk, talks.HELD, "", following, karin, NOW)
    assert after
    talks.end_talk(after, talks.HELD, "", None, karin, NOW)
    page = undo(web, kind="talk", target=str(talk))
    assert "Den næste samtale er afsluttet. Fortryd den først." in page.text()
    assert Talk.here(Talk.outcome == talks.HELD).count() == 2


def test_nobody_answered_is_an_end_too(web: Web):
    talk = booked(web)
    do(web, "afslut", talk=str(talk), outcome="not_reached")
    assert Talk.get(Talk.id == talk).outcome == "not_reached"
    assert Talk.select().count() == 1


def test_opening_the_page_for_a_talk_nobody_entered_is_that_talk(web: Web):
    page = look(web)
    assert "I dag, tirsdag 1. december kl. 09.00 · telefon, 15 min" in page.text()
    row = Talk.get()
    assert page.value("talk") == str(row.id)
    assert (row.starts_at, row.staff, row.source) == (NOW, web.cast.karin, "opened")
    do(web, "afslut", talk=str(row.id), outcome="held", agreed="Ring til to firmaer")
    assert (Talk.get().outcome, Talk.get().agreed) == ("held", "Ring til to firmaer")


def test_opening_it_again_or_after_the_talk_makes_no_second(web: Web):
    look(web)
    web.clock.now += timedelta(hours=1)
    look(web)
    do(web, "afslut", talk=str(Talk.get().id), outcome="held")
    look(web)
    assert Talk.select().count() == 1


@pytest.mark.parametrize("purpose", ["help", "technical"])
def test_opening_it_for_something_else_is_no_talk(web: Web, purpose: str):
    web.karin.post(f"/job/borgere/{web.cast.anna}/aabn/", {"formaal": purpose})
    assert Talk.select().count() == 0


def test_a_talk_called_off_today_leaves_room_for_a_call(web: Web):
    talks.cancel_talk(booked(web), web.cast.karin, NOW)
    look(web)
    assert sorted(row.source for row in Talk.select()) == ["opened", "typed"]


def test_there_was_no_talk_takes_it_out_again(web: Web):
    page = look(web)
    assert "Der var ingen samtale" in page.text()
    karin = web.karin
    page = karin.follow(karin.post(here(web, "ingen/"), {"talk": page.value("talk")}))
    assert "Samtalen er taget ud igen." in page.text()
    assert Talk.select().count() == 0
    assert "Der er ikke aftalt en samtale" in web.anna.get("/dine-opgaver/").text()
    told = web.anna.get("/dine-opgaver/aendringer/").text()
    assert "Fortrudt: Samtale 1. dec. din jobkonsulent" in told


def test_only_a_talk_that_opening_made_and_that_still_waits_is_taken_out(web: Web):
    talk = booked(web)
    page = look(web)
    assert "Der var ingen samtale" not in page.text()
    assert do(web, "ingen", talk=str(talk)).status == 200
    assert Talk.here(Talk.id == talk).exists()
    other = talks.make_talk(
        web.cast.bo, web.cast.lars, TOMORROW, 15, "phone", NOW, source=talks.OPENED
    )
    assert do(web, "ingen", talk=str(other)).status == 404
    assert do(web, "ingen", talk="x").status == 404
    assert Talk.select().count() == 2


def test_the_next_talks_are_agreed_on_as_a_series(web: Web):
    talk = booked(web)
    page = do(
        web, "afslut", talk=str(talk), outcome="held", day="2026-12-10", clock="10:00",
        minutes="15", mode="phone", repeat="2", until="2027-01-07",
    )  # fmt: skip
    text = page.text()
    assert "Der er nu 3 samtaler kl. 10.00: 10. dec., 28. dec., 7. jan." in text
    assert "er en fridag" in text
    assert Talk.here(Talk.follows == talk).count() == 3
    undo_first(web, page)
    assert [row.id for row in Talk.select()] == [talk]


def test_on_the_day_of_a_video_talk_both_see_where_it_is(web: Web):
    address = "https://moede.example.dk/abc"
    for hours in (1, 48):
        talks.make_talk(
            web.cast.anna, web.cast.karin, NOW + timedelta(hours=hours), 15, "video", NOW,
            link=address,
        )  # fmt: skip
    for page in (look(web), web.anna.get("/dine-opgaver/")):
        assert page.links().count(address) == 1
    assert address in web.karin.get("/job/i-dag/").links()
    talks.cancel_talk(Talk.select().order_by(Talk.starts_at).first().id, web.cast.karin, NOW)
    web.karin.post(here(web, "ingen/"), {"talk": str(uuid4())})
    for page in (web.karin.get(here(web)), web.anna.get("/dine-opgaver/")):
        assert address not in page.html, "before the day it can still change"


def test_ending_a_call_leaves_the_talk_that_lies_ahead(web: Web):
    ahead = booked(web, hours=48)
    page = look(web)
    assert "Den aftalte samtale står der stadig." in page.text()
    do(web, "afslut", new=page.value("new"), outcome="held", agreed="")
    assert Talk.get(Talk.id == ahead).outcome is None
    assert Talk.select().count() == 2


def test_an_unplanned_call_is_ended_once_however_often_the_button_is_pressed(web: Web):
    booked(web, hours=48)
    page = look(web)
    for _ in range(2):
        again = do(web, "afslut", new=page.value("new"), outcome="held", agreed="Ring")
        web.clock.now += timedelta(seconds=1)
    assert "Samtalen er allerede afsluttet. Indlæs siden igen." in again.text()
    assert [row.outcome for row in Talk.select().order_by(Talk.starts_at)] == ["held", None]
    second = do(web, "afslut", new=again.value("new"), outcome="not_reached", agreed="")
    assert second.status == 200, "calling once more the same day is another call"


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"outcome": ""}, "Vælg, hvordan det gik."),
        ({"outcome": "cancelled"}, "Vælg, hvordan det gik."),
        ({"agreed": "x" * 121}, "Det er for langt: 121 tegn."),
        ({"agreed": "ring til 010190-1234"}, "Det ligner et CPR-nummer."),
        ({"day": "2026-12-08", "clock": ""}, "Skriv klokkeslættet, fx 10.00."),
        ({"day": "", "clock": "10:00"}, "Skriv datoen, fx 1.12.2026."),
        ({"day": "2026-11-08", "clock": "10:00"}, "Tidspunktet er gået."),
        ({"link": "https://a.dk/b"}, "Skriv datoen, fx 1.12.2026."),
        ({"until": "2027-02-01"}, "Skriv datoen, fx 1.12.2026."),
    ],
)
def test_half_an_end_is_no_end(web: Web, changed, part):
    talk = booked(web)
    form = {
        "talk": str(talk),
        "outcome": "held",
        "agreed": "Ring",
        "minutes": "15",
        "mode": "phone",
    }
    page = do(web, "afslut", **{**form, **changed})
    assert page.status == 422
    assert part in page.text()
    assert open_panel(page) == ["Afslut samtalen"]
    assert Talk.get().outcome is None


def test_what_was_typed_stays_beside_the_error(web: Web):
    talk = booked(web)
    page = do(web, "afslut", talk=str(talk), outcome="", agreed="Ring til to firmaer")
    assert page.value("agreed") == "Ring til to firmaer"


def test_a_refused_end_of_an_unplanned_call_leaves_no_talk_behind(web: Web):
    booked(web, hours=48)
    page = do(
        web, "afslut", new=str(uuid4()), outcome="held",
        day="2026-11-08", clock="10:00", minutes="15", mode="phone",
    )  # fmt: skip
    assert page.status == 422
    assert Talk.select().count() == 1


def test_a_talk_ended_in_another_window_is_told(web: Web):
    talk = booked(web)
    do(web, "afslut", talk=str(talk), outcome="held")
    page = do(web, "afslut", talk=str(talk), outcome="not_reached")
    assert "Samtalen er allerede afsluttet." in page.text()
    do(web, "afslut", talk=page.value("talk"), outcome="not_reached")
    [only] = Talk.select()
    assert only.outcome == "held", "pressing once more is no second talk"


def test_the_talk_of_another_citizen_is_not_ended_here(web: Web):
    other = talks.make_talk(web.cast.bo, web.cast.lars, TOMORROW, 15, "phone", NOW)
    for talk in (str(other), str(uuid4()), "x"):
        assert do(web, "afslut", talk=talk, outcome="held").status == 404
    assert Talk.get().outcome is None


def test_a_new_code_and_print_are_at_hand(web: Web):
    page = look(web)
    assert f"/job/borgere/{web.cast.anna}/ny-kode/" in page.forms()
    [button] = [one for one in page.all("button") if "data-print" in one.attrib]
    assert "hidden" in button.attrib  # only a script can print


def test_a_talk_that_lies_weeks_ahead_is_called_off_from_here(web: Web):
    ahead = talks.agree(
        web.cast.anna,
        web.cast.karin,
        talks.NewTalk(NOW + timedelta(days=20), 15, "phone", "", 2, TOMORROW.date() + 70 * DAY),
        NOW,
    )
    page = look(web)
    assert "Aflys også de næste" in page.text()
    path = f"/job/borgere/{web.cast.anna}/samtaler/{ahead}/aflys/"
    assert path in page.forms()
    page = web.karin.follow(web.karin.post(path, {"raekke": "ja"}))
    assert "Aflyst: Anna K., mandag 21. december kl. 09.00 og 3 mere i rækken." in page.text()
    web.karin.post(path.replace("aflys", "fortryd"))
    assert Talk.here(Talk.outcome.is_null()).count() == 4
