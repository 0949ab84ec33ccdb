"""Before every view: the purpose is asked for, and nothing that was written is lost."""

from datetime import timedelta

import pytest

from tests import visit
from tests.tracker.conftest import NOW, Web
from tracker.models import AccessLog, Citizen, Session, Staff, Talk


def test_the_purpose_is_written_down_once_a_day_and_ends_at_midnight(web: Web):
    talk = f"/job/borgere/{web.cast.anna}/samtale/"
    karin = web.opened_by_karin()
    web.opened_by_karin()
    assert karin.get(talk).h1.startswith("Før samtalen")
    [row] = AccessLog.select()
    assert (row.purpose, str(row.opened_on), row.team_name) == ("talk", "2026-12-01", "Team Nord")
    Session.update(expires_at=NOW + timedelta(days=9), seen_at=NOW + timedelta(days=1)).execute()
    web.clock.now = NOW.replace(hour=22, minute=59, second=59)
    Session.update(seen_at=web.clock.now).execute()
    assert karin.get(talk).h1.startswith("Før samtalen")
    web.clock.now = NOW.replace(hour=23)  # midnight in Denmark
    assert karin.get(talk).h1 == "Hvorfor åbner du siden?"


def test_the_purpose_is_of_one_browser_alone(web: Web):
    web.opened_by_karin()
    other = web.signed_in(web.cast.karin, "consultant")
    page = other.get(f"/job/borgere/{web.cast.anna}/samtale/")
    assert page.h1 == "Hvorfor åbner du siden?"


def test_the_purpose_is_for_one_citizen_alone(web: Web):
    Citizen.change({Citizen.team: web.cast.nord}, Citizen.id == web.cast.bo)
    page = web.opened_by_karin().get(f"/job/borgere/{web.cast.bo}/samtale/")
    assert page.h1 == "Hvorfor åbner du siden?"


def test_someone_who_left_is_signed_out_at_once(web: Web):
    assert web.karin.get("/job/i-dag/").status == 200
    Staff.update(is_active=False).where(Staff.id == web.cast.karin).execute()
    assert web.karin.get("/job/i-dag/").location == "/job/log-paa/?videre=/job/i-dag/"


def test_someone_whose_role_changed_keeps_no_access_from_before(web: Web):
    assert web.karin.get("/job/i-dag/").status == 200
    Staff.update(role="leader").where(Staff.id == web.cast.karin).execute()
    assert web.karin.get("/job/i-dag/").status == 303


AGREED = "Ring til tre firmaer inden fredag"


def typed_again(page: visit.Page) -> list[str]:
    return [page.text(one) for one in page.all("strong") if "data-copy-text" in one.attrib]


def test_what_was_written_when_the_session_had_ended_is_shown_once_more(web: Web):
    talk = f"/job/borgere/{web.cast.anna}/samtale/"
    karin = web.opened_by_karin()
    web.clock.now += timedelta(minutes=31)
    headers = {"Sec-Fetch-Site": "same-origin", "Referer": f"http://localhost{talk}?besked=gemt"}
    form = {"outcome": "held", "agreed": AGREED, "day": "2026-12-08", "mode": "phone"}
    page = karin.post(f"{talk}afslut/", form, headers=headers)
    assert (page.status, page.h1) == (401, "Du er logget af")
    assert "Det, du skrev, er ikke gemt" in page.text()
    assert typed_again(page) == [AGREED]
    [way] = [link for link in page.links() if link.startswith("/job/log-paa/")]
    page = karin.get(way)
    assert "Du var logget af, så det blev ikke gemt." in page.text()
    assert page.value("videre") == talk, "and one comes back to where one was"


def test_a_referrer_that_is_no_page_of_ours_is_no_fault(web: Web):
    nobody = web.nobody()
    for sent_from in ("http://[", "", "https://elsewhere.example/job/i-dag/"):
        headers = {"Sec-Fetch-Site": "same-origin", "Referer": sent_from}
        page = nobody.post("/job/borgere/breve/", {"agreed": AGREED}, headers=headers)
        assert (page.status, typed_again(page)) == (401, [AGREED]), sent_from


def test_what_was_written_on_a_page_that_is_open_no_longer_is_shown_once_more(web: Web):
    web.opened_by_karin()
    other = web.signed_in(web.cast.karin, "consultant")
    act = f"/job/borgere/{web.cast.anna}/samtale/afslut/"
    page = other.post(act, {"outcome": "held", "agreed": f"{AGREED} <b>"})
    assert (page.status, page.h1) == (403, "Hvorfor åbner du siden?")
    assert typed_again(page) == [f"{AGREED} <b>"]
    assert Talk.select().where(Talk.outcome == "held").count() == 0


@pytest.mark.parametrize("act", ["/dine-opgaver/pause/", "/job/fravaer/"])
def test_whoever_presses_a_button_signed_out_hears_that_nothing_was_kept(web: Web, act: str):
    page = web.nobody().post(act, {"from_on": "2026-12-08"})
    assert "Du var logget af, så det blev ikke gemt." in web.nobody().follow(page).text()
