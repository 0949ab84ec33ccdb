"""Din kalender: an address of one's own, seen once, made anew, taken away."""

from datetime import timedelta

import pytest

from tests.tracker.acts import book
from tests.tracker.conftest import NOW, Web
from tests.visit import Page, Visitor
from tracker.models import CalendarAddress

HERE = "/kalender/"


def made(visitor: Visitor) -> Page:
    return visitor.follow(visitor.post(f"{HERE}ny/"))


def address(page: Page) -> str:
    """The path of the address on the page."""
    [found] = [page.text(one) for one in page.all("p") if one.get("class") == "address"]
    assert found.startswith("http://localhost/kalender/")
    return found.removeprefix("http://localhost")


@pytest.mark.parametrize("who", ["anna", "karin"])
def test_an_address_is_made_shown_once_and_fetched_by_anybody_who_has_it(web: Web, who):
    book(web.cast.anna, web.cast.karin, NOW + timedelta(days=1))
    visitor = getattr(web, who)
    assert not CalendarAddress.select().exists()
    page = made(visitor)
    path = address(page)
    assert f"webcal://localhost{path}" in page.links()
    answer = web.nobody().client.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert b"SUMMARY:Samtale" in answer.data
    web.clock.now += timedelta(minutes=16)
    assert "Du har en adresse. Den er lavet den 1. december 2026" in visitor.get(HERE).text()
    assert path not in visitor.get(HERE).html


def test_another_browser_of_the_same_person_does_not_show_it(web: Web):
    path = address(made(web.anna))
    other = web.signed_in(web.cast.anna, "citizen")
    assert path not in other.get(HERE).html


def test_a_new_one_and_none_at_all(web: Web):
    old = address(made(web.anna))
    new = address(made(web.anna))
    client = web.nobody().client
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    page = web.anna.follow(web.anna.post(f"{HERE}slet/"))
    assert "Adressen er slettet. Ingen kan se kalenderen mere." in page.text()
    assert new not in page.html
    assert client.get(new).status_code == 404


def test_guessing_ends_after_a_few_tries_and_fetching_goes_on(web: Web):
    path = address(made(web.anna))
    client = web.nobody().client
    for _ in range(40):
        assert client.get(path).status_code == 200
    tries = [client.get(f"/kalender/{number}.ics").status_code for number in range(25)]
    assert tries[:20] == [404] * 20
    assert tries[-1] == 429


def test_citizen_and_consultant_find_their_calendar(web: Web):
    assert HERE in web.anna.get("/dine-opgaver/").links()
    assert HERE in web.karin.get("/job/i-dag/").links()
