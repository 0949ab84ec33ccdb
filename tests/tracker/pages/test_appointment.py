"""Ret samtalen: another time or another way to meet, told to the citizen and taken back."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.tracker.acts import book
from tests.tracker.conftest import NOW, Web
from tracker.appointments import talks
from tracker.models import Talk

TODAY = "/job/i-dag/"


@pytest.fixture
def talk(web: Web) -> UUID:
    return book(web.cast.anna, web.cast.karin, NOW + timedelta(days=1))


def here(web: Web, talk: UUID) -> str:
    return f"/job/borgere/{web.cast.anna}/samtaler/{talk}/ret/"


def new(**changed: str) -> dict[str, str]:
    return {"day": "2026-12-03", "clock": "11:00", "minutes": "30", "mode": "video"} | changed


def open_talks() -> list[tuple[str, int, str]]:
    rows = Talk.here(Talk.outcome.is_null()).order_by(Talk.starts_at)
    return [(row.starts_at.isoformat()[:16], row.minutes, row.mode) for row in rows]


def test_the_page_says_what_is_agreed_on_now(web: Web, talk: UUID):
    page = web.karin.get(here(web, talk))
    assert page.h1 == "Ret samtalen med Anna K."
    assert "Aftalt nu: onsdag 2. december kl. 09.00 · telefon, 15 min" in page.text()
    assert [page.value(name) for name in ("day", "clock")] == ["2026-12-02", "09:00"]
    assert here(web, talk) in [one.get("href") for one in web.karin.get(TODAY).all("a")]


def test_a_talk_is_changed_told_and_put_back(web: Web, talk: UUID):
    page = web.karin.follow(web.karin.post(here(web, talk), new()))
    assert (
        "Ændret: Anna K., onsdag 2. december kl. 09.00 er nu torsdag 3. december kl. 11.00, video."
    ) in page.text()
    assert open_talks() == [("2026-12-03T10:00", 30, "video")]
    told = "Samtalen 2. dec. er ændret til 3. dec. kl. 11.00, video"
    assert f"{told} din jobkonsulent" in web.anna.get("/dine-opgaver/aendringer/").text()
    assert "3. december kl. 11.00" in web.anna.get("/dine-opgaver/").text()
    before = web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/samtale/").text()
    assert told in before
    web.karin.post(f"/job/borgere/{web.cast.anna}/samtaler/{talk}/fortryd/")
    assert open_talks() == [("2026-12-02T08:00", 15, "phone")]


@pytest.mark.parametrize(
    ("day", "is_off"), [("2026-12-06", True), ("2026-12-25", True), ("2026-12-07", False)]
)
def test_a_talk_moved_to_a_day_off_says_so(web: Web, talk: UUID, day: str, is_off: bool):
    page = web.karin.follow(web.karin.post(here(web, talk), new(day=day)))
    assert "Ændret: Anna K." in page.text()
    assert ("Det er en fridag. Passer det ikke, så flyt samtalen." in page.text()) == is_off


def test_a_change_is_not_put_back_past_what_came_of_it(web: Web, talk: UUID):
    web.karin.post(here(web, talk), new())
    changed = Talk.here(Talk.follows == talk).get()
    talks.end_talk(changed.id, talks.HELD, "Ring", None, web.cast.karin, NOW)
    path = f"/job/borgere/{web.cast.anna}/samtaler/{talk}/fortryd/"
    page = web.karin.follow(web.karin.post(path))
    assert "Den næste samtale er afsluttet. Fortryd den først." in page.text()
    assert Talk.here(Talk.id == changed.id).get().agreed == "Ring"


def test_a_talk_stays_in_its_series(web: Web):
    one = talks.NewTalk(
        NOW + timedelta(days=1), 15, "phone", weeks=2, until=NOW.date() + timedelta(40)
    )
    first = talks.agree(web.cast.anna, web.cast.karin, one, NOW)
    number = Talk.here(Talk.outcome.is_null()).count()
    web.karin.post(here(web, first), new())
    changed = Talk.here(Talk.follows == first).get()
    assert Talk.here(Talk.outcome.is_null()).count() == number
    web.karin.post(f"/job/borgere/{web.cast.anna}/samtaler/{changed.id}/aflys/", {"raekke": "ja"})
    assert open_talks() == []


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_changed(web: Web, talk: UUID):
    page = web.karin.post(here(web, talk), new(day="2026-11-30", link="http://x"))
    assert page.status == 422
    page = web.karin.post(here(web, talk), new(day="2026-11-30"))
    assert (page.status, page.value("day")) == (422, "2026-11-30")
    assert "Tidspunktet er gået. Vælg et, der kommer." in page.text()
    assert open_talks() == [("2026-12-02T08:00", 15, "phone")]


def test_a_talk_that_is_over_is_not_changed(web: Web, talk: UUID):
    talks.end_talk(talk, talks.HELD, "", None, web.cast.karin, NOW)
    page = web.karin.follow(web.karin.get(here(web, talk)))
    assert "Samtalen var allerede afsluttet. Intet er ændret." in page.text()
    page = web.karin.post(here(web, talk), new())
    assert "Samtalen er allerede afsluttet. Indlæs siden igen." in page.text()
    assert Talk.here().get().outcome == talks.HELD


def test_a_talk_of_others_cannot_be_reached(web: Web, talk: UUID):
    of_bo = book(web.cast.bo, web.cast.lars, NOW + timedelta(1))
    for visitor, path in ((web.lars, here(web, talk)), (web.karin, here(web, of_bo))):
        assert visitor.get(path).status == 404
        assert visitor.post(path, new()).status == 404
    assert Talk.here(Talk.outcome.is_null()).count() == 2
