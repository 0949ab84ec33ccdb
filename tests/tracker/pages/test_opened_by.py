"""Hvem har åbnet din side: day, role, team and purpose; names only where the municipality says."""

import dataclasses
from datetime import timedelta

from tests.tracker.conftest import NOW, Web
from tests.visit import Page
from tracker.people import readers

HERE = "/dine-opgaver/hvem-har-aabnet/"


def lines(page: Page) -> list[str]:
    return [page.text(one) for one in page.all("li") if one.get("class") == "item"]


def test_before_anybody_has_opened_it_it_says_so(web: Web):
    assert "Ingen har åbnet din side endnu." in web.anna.get(HERE).text()


def test_each_opening_stands_there_with_day_role_team_and_purpose(web: Web):
    web.opened_by_karin()
    text = web.anna.get(HERE).text()
    assert "tirsdag 1. december Forbered samtale · jobkonsulent, Team Nord" in text
    assert "Karin" not in text


def test_the_newest_day_stands_first_and_a_second_purpose_is_a_line_of_its_own(web: Web):
    web.opened_by_karin()
    web.karin.post(f"/job/borgere/{web.cast.anna}/aabn/", {"formaal": "help"})
    web.clock.now += timedelta(days=1)
    again = web.signed_in(web.cast.karin, "consultant")
    again.post(f"/job/borgere/{web.cast.anna}/aabn/", {"formaal": "technical"})
    assert [line.split(" · ")[0] for line in lines(web.anna.get(HERE))] == [
        "onsdag 2. december Teknisk fejl",
        "tirsdag 1. december Hjælp",
        "tirsdag 1. december Forbered samtale",
    ]


def test_two_who_open_it_for_the_same_reason_are_a_line_each_and_each_has_it_open(web: Web):
    readers.add_reader(web.cast.anna, web.cast.lars, web.cast.karin, NOW.date())
    web.lars.post(f"/job/borgere/{web.cast.anna}/aabn/", {"formaal": "talk"})
    web.opened_by_karin()
    assert [line.rpartition(" ")[2] for line in lines(web.anna.get(HERE))] == ["Nord", "Syd"]
    for one in (web.lars, web.karin):
        page = one.get(f"/job/borgere/{web.cast.anna}/samtale/")
        assert page.h1 == "Før samtalen: Anna K."


def test_a_day_of_another_year_says_so(web: Web):
    web.opened_by_karin()
    web.clock.now += timedelta(days=31)
    assert "tirsdag 1. december 2026 Forbered samtale" in web.anna.get(HERE).text()


def test_names_of_staff_are_shown_only_where_the_municipality_shows_them(web: Web):
    web.opened_by_karin()
    assert "Forbered samtale · jobkonsulent, Team Nord" in web.anna.get(HERE).text()
    site = web.app.extensions["jobvej.site"]
    build = site.current()
    shows = dataclasses.replace(build.published.municipality, show_staff_names=True)
    published = dataclasses.replace(build.published, municipality=shows)
    site._build = dataclasses.replace(build, published=published)
    assert "Forbered samtale · Karin, jobkonsulent, Team Nord" in web.anna.get(HERE).text()


def test_opening_bo_shows_nothing_to_anna(web: Web):
    web.lars.post(f"/job/borgere/{web.cast.bo}/aabn/", {"formaal": "talk"})
    assert "Ingen har åbnet" in web.anna.get(HERE).text()
    assert "Team Syd" in web.bo.get(HERE).text()
