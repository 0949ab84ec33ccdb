"""A data protection officer reads random lines of the access log, and learns who nobody is."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.tracker.conftest import NOW, Web, employ
from tests.visit import Page, Visitor
from tracker import openings
from tracker.db import database
from tracker.models import Citizen, Staff

HERE = "/databeskyttelse/"


@pytest.fixture
def dorte(web: Web) -> Visitor:
    """A data protection officer, signed in."""
    person = employ("Dorte", "dpo")
    return web.signed_in(person, "dpo")


def open_each_day(staff_id: UUID, citizen: UUID, days: int) -> None:
    """One opening on each of so many days until today."""
    who = Staff.here(Staff.id == staff_id).get()
    for back in range(days):
        openings.open_page("browser", who, citizen, "talk", NOW - timedelta(days=back))


def draw(dorte: Visitor, days: str = "30", size: str = "10") -> Page:
    return dorte.get(f"{HERE}?days={days}&size={size}")


def lines(page: Page) -> list[list[str]]:
    return [[page.text(cell) for cell in row.findall("td")] for row in page.all("tr")[1:]]


def test_a_line_says_day_purpose_role_and_team_and_no_name(web: Web, dorte: Visitor) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 1)
    page = draw(dorte)
    assert lines(page) == [
        ["1. dec.", "Forbered samtale", "jobkonsulent", "Team Nord", "1", "1"],
    ]  # fmt: skip
    for secret in ("Anna", "Karin", "2026-1<", str(web.cast.anna), web.cast.anna.hex):
        assert secret not in page.html


def test_a_number_is_the_same_person_throughout_a_sample(web: Web, dorte: Visitor) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 4)
    open_each_day(web.cast.lars, web.cast.bo, 4)
    pairs = [(team, who, whom) for _, _, _, team, who, whom in lines(draw(dorte))]
    assert len(pairs) == 8
    assert {(who, whom) for _, who, whom in pairs} == {("1", "1"), ("2", "2")}
    assert len(set(pairs)) == 2


def test_as_many_lines_as_were_asked_for_from_the_days_asked_for(web, dorte) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 120)
    for days, size, expected in (("30", "50", 30), ("90", "50", 50), ("365", "20", 20)):
        assert len(lines(draw(dorte, days, size))) == expected
    [first, *_, last] = lines(draw(dorte, "30", "50"))
    assert [first[0], last[0]] == ["2. nov.", "1. dec."], "thirty days, today included; by day"


def test_chance_decides(web: Web, dorte: Visitor) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 90)
    samples = [tuple(line[0] for line in lines(draw(dorte, "90"))) for _ in range(8)]
    assert len(set(samples)) == 8
    # Ten of ninety days, eight times: by chance alone 90 · (1 - (8/9)^8) = 55 days.
    assert len({day for one in samples for day in one}) > 35


def test_who_was_invented_to_try_with_is_in_no_sample(web: Web, dorte: Visitor) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 3)
    Citizen.change({Citizen.trial_of: web.cast.karin}, Citizen.id == web.cast.anna)
    assert "Ingen har åbnet en side i de dage" in draw(dorte).text()


@pytest.mark.parametrize("asked", ["days=", "days=400&size=10", "days=30&size=51", "days=30"])
def test_a_wrong_form_draws_nothing(web: Web, dorte: Visitor, asked: str) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 3)
    page = dorte.get(f"{HERE}?{asked}")
    assert page.status == 422
    assert lines(page) == []


def test_before_one_asks_there_is_only_the_form(web: Web, dorte: Visitor) -> None:
    open_each_day(web.cast.karin, web.cast.anna, 3)
    page = dorte.get(HERE)
    assert page.status == 200
    assert lines(page) == []


def test_many_lines_take_no_more_queries_than_few(web: Web, dorte: Visitor) -> None:
    def queries() -> int:
        seen: list[str] = []
        database.connection().set_trace_callback(seen.append)
        draw(dorte, "365", "50")
        database.connection().set_trace_callback(None)
        return len(seen)

    open_each_day(web.cast.karin, web.cast.anna, 10)
    few = queries()
    open_each_day(web.cast.karin, web.cast.anna, 100)
    assert queries() == few


def test_lists_taken_out_as_a_file_stand_by_themselves_the_largest_first(web, dorte) -> None:
    open_each_day(web.cast.lars, web.cast.bo, 1)
    karin = Staff.here(Staff.id == web.cast.karin).get()
    for days in (1, 30):  # of which thirty days hold the first alone
        openings.note_list(karin, [web.cast.anna], NOW - timedelta(days=days))
    openings.note_list(karin, [web.cast.anna, web.cast.bo], NOW)
    page = draw(dorte)
    assert "De største i perioden." in page.text()
    assert lines(page) == [
        ["1. dec.", "Forbered samtale", "jobkonsulent", "Team Syd", "1", "1"],
        [],
        ["1. dec.", "jobkonsulent", "Team Nord", "2", "2"],
        ["30. nov.", "jobkonsulent", "Team Nord", "2", "1"],
    ]  # fmt: skip
    openings.note_list(karin, [web.cast.bo], NOW)
    assert lines(draw(dorte))[2][-1] == "2"
    for secret in ("Anna", "Karin", str(web.cast.anna)):
        assert secret not in page.html


def test_nobody_else_reads_samples(web: Web) -> None:
    assert web.nobody().get(HERE).location == f"/job/log-paa/?videre={HERE}"
    for other in (web.karin, web.anna):
        assert draw(other).status == 403
