"""Ret mødet: one meeting moved, held otherwise, cancelled, and each taken back."""

import pytest

from tests.tracker import clubs
from tests.tracker.conftest import Web
from tracker.models import ClubMeeting


def place(web: Web, day: str = "2026-12-08", **changed) -> str:
    return f"/job/jobklubber/{clubs.make(web.cast, **changed).id}/moeder/{day}/"


def new(**changed: str) -> dict[str, str]:
    form = {"held_on": "9.12.2026", "clock": "13.00", "mode": "video", "place": "", "link": ""}
    return {**form, **changed}


def test_a_meeting_is_moved_to_video_kept_with_who_and_taken_back(web: Web):
    here = place(web)
    page = web.karin.get(here)
    assert page.h1 == "Ret mødet tirsdag 8. december"
    assert (page.value("held_on"), page.value("clock")) == ("2026-12-08", "10:00")
    page = web.karin.follow(web.karin.post(here, new()))
    assert "Onsdag 9. december kl. 13.00 Video · mangler link · rettet af Karin, 1. dec." in (
        page.text()
    )
    assert f"{here}fortryd/" in page.forms()
    page = web.karin.follow(web.karin.post(f"{here}fortryd/"))
    assert "Tirsdag 8. december kl. 10.00 Vi mødes: Biblioteket Ret" in page.text()
    assert ClubMeeting.here().count() == 0


def test_a_cancelled_meeting_says_who_cancelled_it_and_comes_back(web: Web):
    here = place(web)
    page = web.karin.follow(web.karin.post(f"{here}aflys/"))
    assert "Aflyst af Karin, 1. dec." in page.text()
    assert here not in page.links()
    page = web.karin.follow(web.karin.post(f"{here}fortryd/"))
    assert "Aflyst" not in page.text()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"held_on": "12.12.2026"}, "Vælg en hverdag, der kommer"),
        ({"held_on": ""}, "Skriv datoen, fx 1.12.2026."),
        ({"clock": ""}, "Skriv klokkeslættet, fx 10.00."),
        ({"mode": "phone"}, "Vælg, hvordan I mødes."),
        ({"link": "x"}, "Linket skal begynde med https://."),
        ({"place": "x" * 61}, "Det er for langt: 61 tegn."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(web: Web, changed, sentence):
    page = web.karin.post(place(web), new(**changed))
    assert page.status == 422
    assert page.text().count(sentence) == 2
    assert ClubMeeting.here().count() == 0


@pytest.mark.parametrize("day", ["2026-12-09", "2026-11-24", "2027-02-02", "x"])
def test_a_day_without_a_meeting_ahead_is_not_there(web: Web, day: str):
    here = place(web, day)
    assert web.karin.get(here).status == 404
    assert web.karin.post(f"{here}aflys/").status == 404


def test_the_company_consultant_may_say_that_a_meeting_is_otherwise(web: Web):
    here = place(web, company_consultant=web.cast.lars)
    assert "rettet af Lars" in web.lars.follow(web.lars.post(here, new())).text()
