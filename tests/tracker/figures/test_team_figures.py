"""A leader's numbers are those counted by hand."""

import csv
import io
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import JOBLOG, RET, SKELET, book, event, item, send
from tests.tracker.conftest import Cast, employ, take_in
from tracker import openings
from tracker.appointments import talks
from tracker.db import database
from tracker.enrolment import plan_items, plans
from tracker.figures.periods import Period
from tracker.figures.team_figures import ALL, Figures
from tracker.figures.team_history import History, TalkFact, WaivedFact
from tracker.figures.team_tables import TeamFigures, as_csv, read_team_figures, tables
from tracker.models import Citizen, Plan, PlanItem, Staff, Team
from tracker.people import staff

TODAY = date(2027, 1, 5)
"""December to August are over and whole, and so is the last quarter."""


def noon(day: str) -> datetime:
    """`10-05` of 2026, in the middle of the day."""
    return datetime.fromisoformat(f"2026-{day}T11:00").replace(tzinfo=UTC)


@dataclass(frozen=True)
class Life:
    """So many invented people who did the same; with `apart` each finished a day later."""

    people: int
    team: str
    start: str
    begun: str = ""
    tasks: int = 0
    finished: str = ""
    apart: int = 0
    ended: tuple[str, tuple[str, ...]] = ("", ())
    """The day, and a reason for each of them."""
    waived: str = ""
    talks: tuple[tuple[str, str, bool], ...] = ()
    """(day, mode, prepared)."""


LIVES = (
    # people team start begun
    Life(8, "nord", "10-05", begun="10-06", tasks=4, finished="10-15", apart=1,
         ended=("11-02", ("job",) * 5 + ("uddannelse",) * 3),
         talks=(("11-02", "phone", False), ("11-16", "phone", True))),
    Life(6, "nord", "10-12", begun="11-03", tasks=2, ended=("12-01", ("uoplyst",) * 6)),
    Life(7, "syd", "10-19", begun="10-20", tasks=4, finished="11-10", apart=1,
         talks=(("11-09", "in_person", True), ("11-30", "video", False))),
    Life(9, "syd", "11-02", waived="11-20"),
)  # fmt: skip


def live(life: Life, number: int, cast: Cast, published: Published, **more: Any) -> UUID:
    """Let one of them live, by the functions that pages use."""
    consultant = cast.karin if life.team == "nord" else cast.lars
    person, began = uuid4(), noon(life.start) - timedelta(hours=3)
    take_in(person, consultant, published, began, display_name=f"P{number}")
    rows = list(PlanItem.here(PlanItem.citizen == person).order_by(PlanItem.position))
    days = [noon(life.begun)] * life.tasks if life.begun else []
    if life.finished:
        days[-1] = noon(life.finished) + timedelta(days=life.apart * number)
    for row, day in zip(rows, days, strict=False):
        send(person, published, event("completed", f"item:{row.id}", day))
    if life.waived:
        plan_items.waive(person, item(person, SKELET), "andet", consultant, noon(life.waived),
                    published=published)  # fmt: skip
    for day, mode, is_prepared in life.talks:
        if is_prepared:
            who = Staff.here(Staff.id == consultant).get()
            openings.open_page("browser", who, person, "talk", noon(day) - timedelta(hours=1))
        talk = book(person, consultant, noon(day), began, mode=mode)
        talks.end_talk(talk, talks.HELD, "", None, consultant, noon(day))
    if life.ended[0]:
        reason = life.ended[1][number]
        Plan.change(
            {Plan.ended_on: noon(life.ended[0]).date(), Plan.ended_reason: reason},
            Plan.citizen == person,
        )
    return person


def colleague(name: str, team: UUID) -> UUID:
    """One more consultant of a team: what a single one does is no row."""
    return employ(name, team=team)


@pytest.fixture
def found(cast: Cast, published: Published) -> TeamFigures:
    """Thirty lives behind, the cast's own two aside."""
    Citizen.drop(Citizen.id.in_([cast.anna, cast.bo]))
    colleague("Mette", cast.nord)
    colleague("Hans", cast.syd)
    for life in LIVES:
        for number in range(life.people):
            live(life, number, cast, published)
    trial = live(LIVES[0], 0, cast, published)
    Citizen.change({Citizen.trial_of: cast.karin}, Citizen.id == trial)
    return read_team_figures(TODAY, published)


def in_(found: TeamFigures, code: str) -> Period:
    [one] = [one for one in found.periods if one.code == code]
    return one


def table(found: TeamFigures, published: Published, period: str, id: str) -> dict[str, list[str]]:
    """One table as it is read: row → cells."""
    asked = in_(found, period)
    [one] = [one for one in tables(found, asked, published) if one.id == id]
    return {line.words: line.texts for line in one.lines}


def test_forloeb_are_counted_in_the_month_in_which_it_happened(found, published):
    # Started 8 + 6 in Nord and 7 in Syd; the first task done by 8 and 7; Nord's 8 finish on
    # 15 to 22 October, 10 to 17 days after 5 October: the middle is 13½.
    assert table(found, published, "2026-10", "forloeb-team") == {
        "Alle": ["21", "15", "8", "14"],
        "Team Nord": ["14", "8", "8", "14"],
        "Team Syd": ["7", "7", "skjult", "skjult"],
    }
    # Syd's 9 start; Nord's 6 do their first task; Syd's 7 finish on 10 to 16 November, 22 to 28
    # days after 19 October: the middle is 25.
    assert table(found, published, "2026-11", "forloeb-team") == {
        "Alle": ["9", "6", "7", "25"],
        "Team Nord": ["skjult", "6", "skjult", "skjult"],
        "Team Syd": ["9", "skjult", "7", "25"],
    }
    # Of 10…17 and 22…28 the eighth is 17.
    assert table(found, published, "2026-K4", "forloeb-team")["Alle"] == ["30", "21", "15", "17"]
    assert table(found, published, "2026-K4", "forloeb") == {
        "Alle": ["30", "21", "15", "17"],
        "4 opgaver på 14 dage": ["30", "21", "15", "17"],
    }


def test_a_forloeb_without_a_number_is_no_line(found, published):
    assert list(table(found, published, "2026-12", "forloeb")) == ["Alle"]
    assert list(table(found, published, "2026-12", "forloeb-team")) == [
        "Alle", "Team Nord", "Team Syd",
    ]  # fmt: skip


def test_talks_are_counted_by_way_preparation_and_days_between(found, published):
    # Nord: 8 people, two by phone 14 days apart, the second prepared. Syd: 7 people, first met,
    # prepared, then video 21 days later. 15 of 30 are prepared; 16 and 14 are too few for percent.
    assert table(found, published, "2026-11", "samtaler") == {
        "Alle": ["30", "7", "16", "7", "15", "50", "14"],
        "Team Nord": ["16", "skjult", "16", "skjult", "8", "–", "14"],
        "Team Syd": ["14", "7", "skjult", "7", "7", "–", "21"],
    }


def test_a_share_is_told_of_twenty_talks_and_not_of_nineteen(published: Published) -> None:
    period = Period("2026-11", "november 2026", ("2026-11",))

    def share(held: int) -> str:
        talk = TalkFact("", "", "", date(2026, 11, 2), "phone", is_prepared=True, days_since=None)
        shown = {
            ("held", ALL, period.code): (talk,) * held,
            ("prepared", ALL, period.code): (talk,),
        }
        of_all = TeamFigures((period,), Figures(shown), History((), (), ()), ((ALL, "Alle"),))
        return table(of_all, published, period.code, "samtaler")["Alle"][-2]

    assert [share(held) for held in (19, 20)] == ["–", "5"]


def test_the_tasks_with_the_largest_numbers_stand_first(published: Published) -> None:
    period = Period("2026-11", "november 2026", ("2026-11",))
    waived = {
        task: tuple(WaivedFact(f"{task} {n}", "", task, date(2026, 11, 2)) for n in range(times))
        for task, times in ((SKELET, 5), (RET, 9), ("gone", 7), (JOBLOG, 9))
    }
    shown = {("waived", ("task", task), period.code): facts for task, facts in waived.items()}
    history = History((), (), tuple(one for facts in waived.values() for one in facts))
    found = TeamFigures((period,), Figures(shown), history, ((ALL, "Alle"),))
    assert list(table(found, published, period.code, "ikke-relevant").items()) == [
        ("Før din joblog", ["9"]), ("Ret dit CV til ét job", ["9"]), ("Skriv CV'ets skelet", ["5"]),
    ]  # fmt: skip


def test_exits_stops_and_what_was_not_relevant(found, published):
    # November: 5 got a job and 3 an education. Three are hidden, and so is what gives them away;
    # none reads as three do.
    assert exits(found, "2026-11") == [8, None, None, None]
    assert exits(found, "2026-12") == [6, None, None, 6]
    # December's 6 had done two tasks: the third stood open. November's 8 were finished.
    assert table(found, published, "2026-12", "stop") == {"Før din joblog": ["6"]}
    assert table(found, published, "2026-11", "stop") == {}
    assert table(found, published, "2026-11", "ikke-relevant") == {"Skriv CV'ets skelet": ["9"]}


def exits(found: TeamFigures, code: str) -> list[int | None]:
    """How many ended, then those in a job, in education, and without a word; None for hidden."""
    measures = ("ended", "reason job", "reason uddannelse", "reason uoplyst")
    period = in_(found, code)
    return [found.figures.count(measure, ALL, period) for measure in measures]


def test_a_team_of_one_consultant_stands_together_with_another(found, cast, published):
    def rows() -> dict[str, list[str]]:
        return table(read_team_figures(TODAY, published), published, "2026-10", "forloeb-team")

    oest = staff.add_team("Team Øst")
    colleague("Niels", oest)
    Citizen.change({Citizen.team: oest}, Citizen.team == cast.syd)
    everybody = ["21", "15", "8", "14"]
    assert rows() == {
        "Alle": everybody,
        "Team Nord og Team Øst": everybody,
        "Team Syd": ["skjult"] * 4,
    }
    colleague("Ida", oest)
    colleague("Olga", cast.nord)
    Team.change({Team.name: "Team Ådal"}, Team.id == cast.syd)
    assert list(rows()) == ["Alle", "Team Nord", "Team Øst", "Team Ådal"], "Å is the last letter"
    Staff.change({Staff.is_active: False}, Staff.name.in_(["Mette", "Hans", "Ida", "Olga"]))
    assert list(rows()) == ["Alle"], "one in each of three teams"
    Staff.change({Staff.is_active: True}, Staff.name == "Ida")
    Staff.change({Staff.is_active: False}, Staff.team != oest)
    assert list(rows()) == ["Alle"], "two teams without anybody, and all that is left is one row"


@pytest.mark.parametrize("kept", ["state_retention_months", "log_retention_months"])
def test_a_month_of_which_something_is_erased_is_not_told_of(cast, published, kept: str):
    rules = replace(published.municipality, **{kept: 2})
    found = read_team_figures(TODAY, replace(published, municipality=rules))
    assert [one.code for one in found.periods] == ["2026-12"]


def test_a_trial_citizen_is_never_counted(found, published):
    assert table(found, published, "2026-10", "forloeb-team")["Alle"][0] == "21"
    Citizen.change({Citizen.trial_of: None}, Citizen.trial_of.is_null(False))
    counted = read_team_figures(TODAY, published)
    assert table(counted, published, "2026-10", "forloeb-team")["Alle"][0] == "22"


def test_a_forloeb_that_repeats_is_never_finished(cast: Cast, published: Published):
    plans.enrol(cast.anna, published.plan("to-om-ugen"), date(2026, 12, 7), noon("12-07"))
    plans.begin_weeks(noon("12-08"), published)
    weekly = PlanItem.here(PlanItem.citizen == cast.anna, PlanItem.key.contains("-W"))
    for row in list(weekly):
        send(cast.anna, published, event("completed", f"item:{row.id}", noon("12-08")))
    history = read_team_figures(TODAY, published).history
    [fact] = [one for one in history.plans if one.template == "to-om-ugen"]
    assert fact.begun_on == date(2026, 12, 8)
    assert fact.finished_on is None


def test_reading_takes_as_many_queries_for_ten_people_as_for_thirty(cast: Cast, published):
    def queries() -> int:
        seen: list[str] = []
        database.connection().set_trace_callback(seen.append)
        read_team_figures(TODAY, published)
        database.connection().set_trace_callback(None)
        return len(seen)

    for number in range(8):
        live(LIVES[0], number, cast, published)
    few = queries()
    for number in range(8):
        live(LIVES[0], number, cast, published)
    assert queries() == few


def test_the_file_holds_what_the_page_shows_and_no_formula(cast: Cast, published: Published):
    team = staff.add_team("=HYPERLINK(1)")
    for name, of in (("Mette", cast.nord), ("Ida", team)):
        colleague(name, of)
    found = read_team_figures(TODAY, published)
    period = in_(found, "2026-11")
    shown = tables(found, period, published)
    rows = list(
        csv.reader(io.StringIO(as_csv(shown, period.words).decode("utf-8-sig")), delimiter=";")
    )
    assert rows[0] == ["Periode", "Tabel", "Række", "Tal", "Værdi"]
    expected = [
        ["november 2026", one.caption, line.words, column, text]
        for one in shown
        for line in one.lines
        for column, text in zip(one.columns, line.texts, strict=True)
    ]
    assert [[*row[:2], row[2].removeprefix("'"), *row[3:]] for row in rows[1:]] == expected
    assert "'=HYPERLINK(1) og Team Syd" in {row[2] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
