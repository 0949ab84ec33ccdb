"""A data protection officer reads random lines of the access log, and learns who nobody is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from tests.tracker.conftest import CHEAP, NOW, PASSWORD, Web
from tests.visit import Page, Visitor
from tracker import openings
from tracker.db import database
from tracker.figures import access_samples
from tracker.models import AccessLog, Citizen, Staff
from tracker.people import staff
from tracker.upkeep import erasure

HERE = "/databeskyttelse/"


@pytest.fixture
def dorte(web: Web) -> Visitor:
    """A data protection officer, signed in."""
    person = staff.add_staff(
        name="Dorte", sign_in_name="dorte", role="dpo", team=None, password=PASSWORD, hasher=CHEAP
    )
    return web.signed_in(person, "dpo")


def open_each_day(staff_id: UUID, citizen: UUID, days: int) -> None:
    """One opening on each of so many days until today."""
    who = Staff.here(Staff.id == staff_id).get()
    for back in range(days):
        openings.open_page("browser", who, citizen, "talk", NOW - timedelta(days=back))


def draw(dorte: Visitor, **form: str) -> Page:
    return dorte.follow(dorte.post(HERE, {"days": "30", "size": "10", **form}))


def lines(page: Page) -> list[list[str]]:
    return [[page.text(cell) for cell in row.findall("td")] for row in page.all("tr")[1:]]


def people(web: Web, number: int) -> Iterator[UUID]:
    """More citizens of Nord."""
    anna = Citizen.here(Citizen.id == web.cast.anna).dicts().get()
    for _ in range(number):
        row = {**anna, "id": uuid4(), "reference": uuid4().hex[:9]}
        Citizen.insert(row).execute()
        yield row["id"]


def test_a_line_says_day_purpose_role_and_team_and_no_name(web: Web, dorte: Visitor) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 1)
    page = draw(dorte)
    [[day, purpose, role, team, who, whom]] = lines(page)
    assert [day, purpose, role, team] == [
        "1. dec.", "Forbered samtale", "jobkonsulent", "Team Nord",
    ]  # fmt: skip
    assert len(who) == len(whom) == 4
    assert who != whom
    for secret in ("Anna", "Karin", "2026-1<", str(web.cast.anna), web.cast.anna.hex):
        assert secret not in page.html


def test_the_same_person_has_one_name_in_a_sample_and_another_in_the_next(web, dorte) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 8)
    first, second = draw(dorte), draw(dorte)
    assert len(lines(first)) == 8
    whoms = [{line[5] for line in lines(page)} for page in (first, second)]
    assert len(whoms[0]) == len(whoms[1]) == 1
    assert whoms[0] != whoms[1]


def test_as_many_lines_as_were_asked_for_from_the_days_asked_for(web, dorte) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 120)
    for days, size, expected in (("30", "50", 30), ("90", "50", 50), ("365", "20", 20)):
        shown = lines(draw(dorte, days=days, size=size))
        assert len(shown) == expected
    [first, *_] = lines(draw(dorte, days="30", size="50"))
    assert first[0] == "2. nov.", "thirty days, today included; by day"


def test_chance_decides(web: Web, dorte: Visitor) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 90)
    samples = [tuple(line[0] for line in lines(draw(dorte, days="90"))) for _ in range(4)]
    assert len(set(samples)) == 4
    # Ten of ninety days, eight times: by chance alone 90 · (1 - (8/9)^8) = 55 days.
    drawn = {
        day for _ in range(4) for line in [lines(draw(dorte, days="90"))] for [day, *_] in line
    }
    assert len({*drawn, *(day for one in samples for day in one)}) > 35


def test_that_a_sample_was_drawn_is_kept_and_reloading_draws_no_other(web, dorte) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 60)
    answer = dorte.post(HERE, {"days": "90", "size": "20"})
    shown = lines(dorte.get(answer.location))
    assert lines(dorte.get(answer.location)) == shown
    text = dorte.get(HERE).text()
    assert "1. december 2026 20 linjer fra 3. sep. til 1. december 2026 · trukket af Dorte" in text
    AccessLog.drop(AccessLog.opened_on == date(2026, 12, 1))
    left = lines(dorte.get(answer.location))
    assert [line for line in shown if line[0] != "1. dec." and line not in left] == []


def test_an_erased_citizen_leaves_every_sample(web: Web, dorte: Visitor) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 3)
    answer = dorte.post(HERE, {"days": "30", "size": "10"})
    assert len(lines(dorte.get(answer.location))) == 3
    erasure.erase(web.cast.anna, erasure.REQUEST, NOW)
    assert "Ingen har åbnet en side i de dage" in dorte.get(answer.location).text()


@pytest.mark.parametrize("form", [{}, {"days": "400", "size": "10"}, {"days": "30", "size": "51"}])
def test_a_wrong_form_draws_nothing(dorte: Visitor, form: dict[str, str]) -> None:
    assert dorte.post(HERE, form).status == 422
    assert access_samples.drawn() == []


@pytest.mark.parametrize("name", ["x", "2026-12-01-0123456789abcdef", "x%"])
def test_a_sample_that_was_not_drawn_is_not_there(dorte: Visitor, name: str) -> None:
    assert dorte.get(f"{HERE}stikproever/{name}/").status == 404


def test_totals_hide_the_few_and_count_nobody_of_staff(web: Web, dorte: Visitor) -> None:
    karin, lars = (Staff.here(Staff.id == one).get() for one in (web.cast.karin, web.cast.lars))
    november = NOW - timedelta(days=10)
    for citizen in people(web, 7):
        openings.open_page("browser", karin, citizen, "talk", november)
        openings.open_page("browser", karin, citizen, "help", november)
    page = dorte.get(HERE)
    table = [page.text(row) for row in page.all("tr")][1:]
    assert table == ["Alle 14 7 7 0", "Team Nord 14 7 7 0"]
    openings.open_page("browser", lars, web.cast.bo, "talk", november)
    page = dorte.get(HERE)
    table = [page.text(row) for row in page.all("tr")][1:]
    assert table == [
        "Alle 15 8 7 0", "Team Nord skjult skjult 7 0", "Team Syd skjult skjult 0 0",
    ], "Syd's one talk is not 8 less 7"  # fmt: skip
    assert "Karin" not in page.text()


def test_samples_are_forgotten_after_a_year_and_a_bit(web: Web, dorte: Visitor) -> None:
    access_samples.draw(web.cast.karin, 30, 10, NOW - timedelta(days=401))
    assert len(access_samples.drawn()) == 1
    draw(dorte)
    assert [one.drawn_on for one in access_samples.drawn()] == [date(2026, 12, 1)]


def test_it_asks_as_often_for_many_lines_as_for_few(web: Web, dorte: Visitor) -> None:
    def queries() -> int:
        seen: list[str] = []
        database.connection().set_trace_callback(seen.append)
        dorte.get(HERE)
        database.connection().set_trace_callback(None)
        return len(seen)

    open_each_day(web.cast.karin, web.cast.anna, 10)
    few = queries()
    open_each_day(web.cast.karin, web.cast.anna, 100)
    assert queries() == few


def test_nobody_else_reads_samples(web: Web) -> None:
    assert web.nobody().get(HERE).location == f"/job/log-paa/?videre={HERE}"
    for other in (web.karin, web.anna):
        assert other.get(HERE).status == 403
        assert other.post(HERE, {"days": "30", "size": "10"}).status == 403
