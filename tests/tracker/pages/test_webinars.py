"""Webinarer: signed up for, the link on the day, and having been there is the activity itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.tracker.acts import event, send
from tests.tracker.conftest import BUILD, NOW, Web
from tracker.account.device import device_state
from tracker.db import set_fact
from tracker.gatherings import webinars
from tracker.models import ActivityState, Event, WebinarSignup
from tracker.settings import Settings
from tracker.site import Site
from tracker.upkeep import retention

HERE = "/dine-opgaver/webinarer/"
ONE = f"{HERE}webinar.cv-paa-en-time/"
FILM = "webinar.cv-paa-en-time.video"
LINK = "https://moede.example.dk/cv"
DAY = NOW + timedelta(days=7)
AFTER = NOW + timedelta(days=8)


def test_signing_up_is_told_on_both_sides_and_taken_back(web: Web):
    assert "Tirsdag 8. december kl. 10.00, 60 minutter · Åby Kommune" in web.anna.get(HERE).text()
    page = web.anna.follow(web.anna.post(f"{ONE}tilmeld/"))
    assert "Du er tilmeldt. Linket kommer her på dagen." in page.text()
    assert "Du er tilmeldt CV på en time , tirsdag 8. december kl. 10.00 ." in (
        web.anna.get("/dine-opgaver/").text()
    )
    told = "Tilmeldt webinar: CV på en time, 8. dec."
    mine = web.anna.get("/dine-opgaver/det-ser-din-jobkonsulent/").text()
    theirs = web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/samtale/").text()
    assert told in mine and told in theirs
    web.anna.post(f"{ONE}tilmeld/")
    assert WebinarSignup.here().count() == 1
    page = web.anna.follow(web.anna.post(f"{ONE}meld-fra/"))
    assert "Du er meldt fra." in page.text()
    assert WebinarSignup.here().count() == 0


def test_the_link_is_for_those_who_signed_up_and_on_the_day_alone(web: Web, published):
    web.anna.post(f"{ONE}tilmeld/")
    pages = (HERE, "/dine-opgaver/")
    assert all(LINK not in web.anna.get(path).html for path in pages)
    web.clock.now = DAY
    assert all(LINK in web.anna.get(path).links() for path in pages)
    assert all(LINK not in web.bo.get(path).html for path in pages)
    [bos] = webinars.own_webinars(web.cast.bo, DAY, published)
    assert bos.link_on(DAY.date()) == ""
    web.clock.now = AFTER
    assert all(LINK not in web.anna.get(path).html for path in pages)


def test_one_citizens_webinars_are_nothing_to_another(web: Web, published):
    [webinar], anna, bo = published.webinars, web.cast.anna, web.cast.bo
    webinars.sign_up(anna, webinar, NOW)
    assert webinars.lines(bo, NOW, published) == ()
    webinars.sign_up(bo, webinar, NOW)
    assert webinars.lines(bo, NOW, published) == ("Tilmeldt webinar: CV på en time, 8. dec.",)
    web.clock.now = AFTER
    web.anna.post(f"{ONE}var-med/")
    assert [one.is_done for one in webinars.own_webinars(bo, AFTER, published)] == [False]
    webinars.sign_off(bo, webinar, published)
    assert [row.citizen for row in WebinarSignup.here()] == [anna]


def test_once_it_has_been_held_there_is_no_link_and_no_line_before_a_talk(web: Web, published):
    [webinar], anna = published.webinars, web.cast.anna
    webinars.sign_up(anna, webinar, NOW)
    for over, link, lines in ((DAY, LINK, 1), (DAY + timedelta(hours=3), "", 0)):
        [own] = webinars.own_webinars(anna, over, published)
        assert own.link_on(DAY.date()) == link
        assert len(webinars.lines(anna, over, published)) == lines


def test_a_link_that_is_missing_on_the_day_is_said(settings: Settings, web: Web):
    file = settings.build_dir / f"site-{BUILD}" / "catalog.json"
    file.write_text(file.read_text().replace(LINK, ""))
    web.app.extensions["jobvej.site"] = Site(settings.build_dir)
    web.anna.post(f"{ONE}tilmeld/")
    web.clock.now = DAY
    assert "Linket mangler. Ring til os på 00 00 00 00" in web.anna.get(HERE).text()
    assert 'på <a class="nobreak" href="tel:00000000"' in web.anna.get(HERE).html


def test_having_been_there_is_the_activity_and_can_be_taken_back(web: Web, published):
    web.anna.post(f"{ONE}tilmeld/")
    assert web.anna.post(f"{ONE}var-med/").status == 404, "it has not been held"
    web.clock.now = AFTER
    page = web.anna.follow(web.anna.post(f"{ONE}var-med/"))
    assert "du har været med eller set det" in page.text()
    [row] = ActivityState.here(ActivityState.citizen == web.cast.anna)
    assert row.activity == FILM
    mine = web.anna.get("/dine-opgaver/det-ser-din-jobkonsulent/").text()
    assert "Ud over forløbet: 9. dec. CV på en time, webinar" in mine
    web.anna.post(f"{ONE}fortryd/")
    assert ActivityState.here(ActivityState.citizen == web.cast.anna).count() == 0


def test_seeing_the_recording_counts_for_those_who_signed_up_and_for_nobody_else(
    web: Web, published
):
    seen = event("completed", f"activity:{FILM}", AFTER)
    [verdict] = send(web.cast.anna, published, seen)
    assert verdict.verdict == "not_recorded"
    assert FILM not in device_state(web.cast.anna, published)
    web.anna.post(f"{ONE}tilmeld/")
    assert device_state(web.cast.anna, published)[FILM]["in_plan"]
    [verdict] = send(web.cast.anna, published, replace(seen, counter=10**6))
    assert verdict.verdict == "stored"
    assert device_state(web.cast.anna, published)[FILM]["state"] == "done"


def test_what_was_attended_outlives_a_new_build_and_a_sign_off(web: Web, published):
    web.clock.now = AFTER
    web.anna.post(f"{ONE}var-med/")
    web.anna.post(f"{ONE}meld-fra/")
    assert WebinarSignup.here().count() == 1
    set_fact("kept_for_build", "another")
    retention.purge(AFTER, published)
    assert Event.here(Event.citizen == web.cast.anna).count() == 1
    assert ActivityState.here(ActivityState.citizen == web.cast.anna).count() == 1


def test_after_it_was_held_nobody_signs_up(web: Web):
    web.clock.now = AFTER
    assert web.anna.post(f"{ONE}tilmeld/").status == 404
    text = web.anna.get(HERE).text()
    assert "Der er ingen webinarer lige nu." in text
    assert "Jeg var med" in text
    assert "Webinarer" not in web.anna.get("/dine-opgaver/").text()
    web.clock.now = NOW
    assert HERE in web.anna.get("/dine-opgaver/").links()


@pytest.mark.parametrize("act", ["tilmeld", "meld-fra", "var-med", "fortryd"])
def test_a_webinar_that_is_none_is_not_there(web: Web, act: str):
    assert web.anna.post(f"{HERE}webinar.findes-ikke/{act}/").status == 404


def test_a_webinar_that_others_hold_is_signed_up_for_on_their_page(web: Web, published):
    theirs = replace(published.webinars[0], sign_up_url="https://webinar.example.dk/1")
    other = replace(published, webinars=(theirs,))
    with pytest.raises(webinars.Refused):
        webinars.sign_up(web.cast.anna, theirs, NOW)
    [one] = webinars.own_webinars(web.cast.anna, NOW, other)
    assert one.webinar.sign_up_url == "https://webinar.example.dk/1"
    assert WebinarSignup.here().count() == 0
