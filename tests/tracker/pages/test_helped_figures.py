"""A leader sees what readers answered, from five up, and nothing about anybody."""

import re
from datetime import timedelta

import pytest

from tests.tracker.conftest import NOW, PASSWORD, Web, employ
from tests.visit import Page, Visitor
from tracker.figures import helped

HERE = "/leder/hjalp-det/"
FIRST = "/leder/tal/"
SIGN_IN = "/job/log-paa/"


@pytest.fixture
def lis(web: Web) -> Visitor:
    """A leader, signed in."""
    person = employ("Lis", "leader")
    return web.signed_in(person, "leader")


def lines(page: Page) -> list[str]:
    """Each month's line as it is read."""
    months = [one for one in page.all("ul") if one.get("class") == "months"]
    return [page.text(line) for one in months for line in one.findall("li")]


def give(lesson: str, month: str, **answers: int) -> None:
    for answer, count in answers.items():
        helped.add(lesson, month, answer, count)


def test_numbers_stand_beside_the_bars(lis: Visitor) -> None:
    give("cv.skelet", "2026-11", yes=14, partly=6, no=3)
    page = lis.get(HERE)
    assert page.h1 == "Hjalp det?"
    assert lines(page) == ["november 2026 ja 14 · lidt 6 · nej 3 23 svar"]
    assert '<svg class="share" viewBox="0 0 23 10"' in page.html
    bars = re.findall(r'<rect class="share-(\w+)"(?: x="(\d+)")? width="(\d+)"', page.html)
    assert bars[3:] == [("yes", "", "14"), ("partly", "14", "6"), ("no", "20", "3")]


def test_fewer_than_five_are_hidden_in_the_source_too(lis: Visitor) -> None:
    give("cv.skelet", "2026-11", no=4)
    give("cv.skelet", "2026-10", no=5)
    page = lis.get(HERE)
    assert lines(page) == [
        "november 2026 skjult (færre end 5)",
        "oktober 2026 ja 0 · lidt 0 · nej 5 5 svar",
    ]
    assert "9" not in page.text(page.all("main")[0]), "no sum gives the hidden number away"
    assert page.html.count('class="share-no"') == 2, "the key and the shown month"


def test_a_sensitive_lesson_is_not_there_whatever_the_table_holds(lis: Visitor) -> None:
    give("helbred.hvad-siger-du", "2026-11", yes=9)
    page = lis.get(HERE)
    assert lines(page) == []
    assert "Der er ingen svar fra en måned, der er slut." in page.text()


def test_all_stands_on_the_page_and_earlier_months_below_a_fold(lis: Visitor) -> None:
    for month in ("2026-07", "2026-08", "2026-09", "2026-10", "2026-11"):
        give("cv.skelet", month, yes=5)
    page = lis.get(HERE)
    assert len(lines(page)) == 5
    [fold] = page.all("details")
    assert "august 2026" in page.text(fold)
    assert "september 2026" not in page.text(fold)
    inside = [link for link in page.links() if link.startswith(("/leder/", "/job/"))]
    assert inside == [FIRST, HERE], "nothing to open behind a number"


def test_a_leader_comes_back_here_or_to_another_page_of_theirs(web: Web, lis: Visitor) -> None:
    form = {"name": "lis", "password": PASSWORD}
    assert web.nobody().post(SIGN_IN, form).location == FIRST
    assert web.nobody().post(SIGN_IN, {**form, "videre": HERE}).location == HERE
    for elsewhere in ("/job/i-dag/", "//evil.dk/leder/", "/leder/../job/"):
        assert web.nobody().post(SIGN_IN, {**form, "videre": elsewhere}).location == FIRST
    assert lis.get(SIGN_IN).location == FIRST
    visitor = web.nobody()
    page = visitor.follow(visitor.get(HERE))
    assert page.value("videre") == HERE


def test_a_leader_is_led_back_from_a_page_that_is_not_theirs(web: Web, lis: Visitor) -> None:
    page = lis.get(f"/job/borgere/{web.cast.anna}/samtale/")
    assert page.status == 404
    [button] = [one for one in page.all("a") if one.get("class") == "button"]
    assert button.get("href") == FIRST
    assert lis.get("/job/i-dag/").status == 403


def test_the_page_ends_with_the_session(web: Web, lis: Visitor) -> None:
    web.clock.now = NOW + timedelta(minutes=31)
    assert lis.get(HERE).status == 303
