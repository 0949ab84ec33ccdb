"""Dagens sider: today's pages on paper, opened for a purpose that each citizen can see."""

from datetime import timedelta

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import book
from tests.tracker.conftest import NOW, Web, newcomer
from tests.visit import Page
from tracker.appointments import talks
from tracker.models import AccessLog, Citizen, Talk

HERE = "/job/i-dag/print/"


@pytest.fixture
def carl(web: Web, published: Published):
    """A second citizen of Karin's, whose talk comes before Anna's."""
    carl = newcomer(web.cast, published, "Carl P.")
    for citizen, hours in ((web.cast.anna, 2), (carl, 1), (carl, 30)):
        at = NOW + timedelta(hours=hours)
        book(citizen, web.cast.karin, at)
    return carl


def sheets(page: Page) -> list[str]:
    return [page.text(one).split(" ", 4)[2] for one in page.all("article")]


def test_without_opening_them_nothing_is_read(web: Web, carl):
    page = web.karin.get(HERE)
    assert sheets(page) == []
    assert "2 sider er ikke åbnet i dag." in page.text()
    assert "data-shared" not in page.html
    assert AccessLog.select().count() == 0


def test_one_press_opens_each_of_them_and_says_so_to_each(web: Web, carl):
    assert HERE in web.karin.get("/job/i-dag/").forms()
    page = web.karin.follow(web.karin.post(HERE))
    assert sheets(page) == ["Carl", "Anna"]
    logged = {(row.citizen, row.purpose, row.staff) for row in AccessLog.select()}
    assert logged == {(carl, "talk", web.cast.karin), (web.cast.anna, "talk", web.cast.karin)}
    assert "Forbered samtale" in web.anna.get("/dine-opgaver/hvem-har-aabnet/").text()
    assert Talk.select().count() == 3, "the talks that stand there are the talks"


def test_a_sheet_is_what_the_citizen_sees(web: Web, carl):
    page = web.karin.follow(web.karin.post(HERE))
    mine = web.anna.get("/dine-opgaver/det-ser-din-jobkonsulent/").part("data-shared")
    assert mine in page.html


def test_only_what_lies_ahead_today_of_ones_own_is_printed(web: Web, carl):
    book(web.cast.bo, web.cast.lars, NOW)
    [annas] = Talk.select().where(Talk.citizen == web.cast.anna)
    talks.end_talk(annas.id, "held", "", None, web.cast.karin, NOW)
    assert sheets(web.karin.follow(web.karin.post(HERE))) == ["Carl"]


def test_who_has_left_the_team_is_not_opened(web: Web, carl):
    Citizen.update(team=web.cast.syd).where(Citizen.id == carl).execute()
    assert sheets(web.karin.follow(web.karin.post(HERE))) == ["Anna"]


def test_another_browser_has_not_opened_them(web: Web, carl):
    web.karin.post(HERE)
    assert sheets(web.signed_in(web.cast.karin, "consultant").get(HERE)) == []


def test_a_day_without_talks_has_nothing_to_print(web: Web):
    assert "Der er ingen samtaler tilbage i dag." in web.karin.get(HERE).text()
