"""Før samtalen: a talk is ended, once, and that is taken back."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.tracker.acts import book
from tests.tracker.conftest import NOW, Web
from tests.tracker.pages.conftest import AboutAnna, open_panel
from tracker.appointments import talks
from tracker.models import Talk

NEXT = {"day": "2026-12-08", "clock": "10:00", "minutes": "15", "mode": "phone"}


@pytest.fixture
def talk(talk_page: AboutAnna) -> UUID:
    """Anna's talk of today."""
    return talk_page.booked()


def test_a_talk_is_ended_with_the_next_step_and_the_next_talk(
    web: Web, talk_page: AboutAnna, talk: UUID
):
    following = {**NEXT, "minutes": "30", "mode": "video"}
    agreed = "Vis dit CV til en, du kender"
    page = talk_page.do("afslut", talk=str(talk), outcome="held", agreed=agreed, **following)
    assert "Samtalen er afsluttet og gemt." in page.text()
    assert "Aftalt sidst (1. dec.) Vis dit CV til en, du kender" in page.text()
    assert "Tirsdag 8. december kl. 10.00 · video, 30 min" in page.text()
    assert Talk.get(Talk.follows == talk).minutes == 30
    assert "Vis dit CV til en, du kender." in web.anna.get("/dine-opgaver/").text()


def test_ending_is_taken_back_with_the_talk_that_followed(talk_page: AboutAnna, talk: UUID):
    page = talk_page.do("afslut", talk=str(talk), outcome="held", agreed="Ring", **NEXT)
    assert "Det er gjort i dag Samtalen 1. dec. er afholdt Fortryd" in page.text()
    page = talk_page.undo_first(page)
    assert "Det er fortrudt." in page.text()
    [row] = Talk.select()
    assert (row.id, row.outcome, row.agreed) == (talk, None, "")


def test_an_end_is_not_taken_back_past_the_talk_that_came_of_it(
    web: Web, talk_page: AboutAnna, talk: UUID
):
    karin = web.cast.karin
    following = talks.NewTalk(NOW + timedelta(hours=2), 15, "phone", "", 0, None)
    after = talks.end_talk(talk, talks.HELD, "", following, karin, NOW)
    assert after
    talks.end_talk(after, talks.HELD, "", None, karin, NOW)
    page = talk_page.undo(kind="talk", target=str(talk))
    assert "Den næste samtale er afsluttet. Fortryd den først." in page.text()
    assert Talk.here(Talk.outcome == talks.HELD).count() == 2


def test_nobody_answered_is_an_end_too(talk_page: AboutAnna, talk: UUID):
    talk_page.do("afslut", talk=str(talk), outcome="not_reached")
    assert Talk.get(Talk.id == talk).outcome == "not_reached"
    assert Talk.select().count() == 1


def test_the_next_talks_are_agreed_on_as_a_series(talk_page: AboutAnna, talk: UUID):
    series = {**NEXT, "day": "2026-12-10", "repeat": "2", "until": "2027-01-07"}
    page = talk_page.do("afslut", talk=str(talk), outcome="held", **series)
    text = page.text()
    assert "Der er nu 3 samtaler kl. 10.00: 10. dec., 28. dec., 7. jan." in text
    assert "er en fridag" in text
    assert Talk.here(Talk.follows == talk).count() == 3
    talk_page.undo_first(page)
    assert [row.id for row in Talk.select()] == [talk]


def test_ending_a_call_leaves_the_talk_that_lies_ahead(talk_page: AboutAnna):
    ahead = talk_page.booked(hours=48)
    page = talk_page.look()
    assert "Den aftalte samtale står der stadig." in page.text()
    talk_page.do("afslut", new=page.value("new"), outcome="held", agreed="")
    assert Talk.get(Talk.id == ahead).outcome is None
    assert Talk.select().count() == 2


def test_an_unplanned_call_is_ended_once_however_often_the_button_is_pressed(
    web: Web, talk_page: AboutAnna
):
    talk_page.booked(hours=48)
    page = talk_page.look()
    for _ in range(2):
        again = talk_page.do("afslut", new=page.value("new"), outcome="held", agreed="Ring")
        web.clock.now += timedelta(seconds=1)
    assert "Samtalen er allerede afsluttet. Indlæs siden igen." in again.text()
    assert [row.outcome for row in Talk.select().order_by(Talk.starts_at)] == ["held", None]
    second = talk_page.do("afslut", new=again.value("new"), outcome="not_reached", agreed="")
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
def test_half_an_end_is_no_end(talk_page: AboutAnna, talk: UUID, changed, part):
    form = {"outcome": "held", "agreed": "Ring", "minutes": "15", "mode": "phone"} | changed
    page = talk_page.do("afslut", talk=str(talk), **form)
    assert page.status == 422
    assert part in page.text()
    assert page.value("agreed") == form["agreed"], "what was typed stays beside the error"
    assert open_panel(page) == ["Afslut samtalen"]
    assert Talk.get().outcome is None


def test_a_refused_end_of_an_unplanned_call_leaves_no_talk_behind(talk_page: AboutAnna):
    talk_page.booked(hours=48)
    gone = {**NEXT, "day": "2026-11-08"}
    page = talk_page.do("afslut", new=str(uuid4()), outcome="held", **gone)
    assert page.status == 422
    assert Talk.select().count() == 1


def test_a_talk_ended_in_another_window_is_told(talk_page: AboutAnna, talk: UUID):
    talk_page.do("afslut", talk=str(talk), outcome="held")
    page = talk_page.do("afslut", talk=str(talk), outcome="not_reached")
    assert "Samtalen er allerede afsluttet." in page.text()
    talk_page.do("afslut", talk=page.value("talk"), outcome="not_reached")
    [only] = Talk.select()
    assert only.outcome == "held", "pressing once more is no second talk"


def test_the_talk_of_another_citizen_is_not_ended_here(web: Web, talk_page: AboutAnna):
    other = book(web.cast.bo, web.cast.lars, NOW + timedelta(days=1))
    for talk in (str(other), str(uuid4()), "x"):
        assert talk_page.do("afslut", talk=talk, outcome="held").status == 404
    assert Talk.get().outcome is None
