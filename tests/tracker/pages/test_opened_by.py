"""Hvem har åbnet din side: day, role, team and purpose; names only where the municipality says."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from tests.tracker.conftest import Web

HERE = "/dine-opgaver/hvem-har-aabnet/"


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
    page = web.anna.get(HERE)
    lines = [page.text(one) for one in page.all("li") if one.get("class") == "item"]
    assert [line.split(" · ")[0] for line in lines] == [
        "onsdag 2. december Teknisk fejl",
        "tirsdag 1. december Hjælp",
        "tirsdag 1. december Forbered samtale",
    ]


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
