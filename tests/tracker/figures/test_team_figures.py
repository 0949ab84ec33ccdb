"""A leader's numbers are those counted by hand, and none about one to four people can be found."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobvej.catalog import Published
from tests.tracker.acts import SKELET, event, item, send
from tests.tracker.conftest import SECRET, Cast
from tracker import openings
from tracker.appointments import talks
from tracker.db import database
from tracker.enrolment import plan_items, plans
from tracker.figures.figures_table import as_csv
from tracker.figures.periods import Period, closed_periods
from tracker.figures.team_figures import ALL, Figures, team_figures
from tracker.figures.team_history import History, PlanFact, TalkFact, WaivedFact
from tracker.figures.team_tables import TeamFigures, read_team_figures, tables
from tracker.models import Citizen, Plan, PlanItem, Staff
from tracker.people import citizens, staff

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
    team, consultant = (cast.nord, cast.karin) if life.team == "nord" else (cast.syd, cast.lars)
    person, began = uuid4(), noon(life.start) - timedelta(hours=3)
    citizens.register(
        display_name=f"P{number}", reference=uuid4().hex[:8], team=team, consultant=consultant,
        support_level="med-sparring", template=published.plan("kort-vej"),
        start_on=began.date(), citizen_id=person, now=began, secret=SECRET, published=published,
    )  # fmt: skip
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
        talk = talks.make_talk(person, consultant, noon(day), 15, mode, began)
        talks.end_talk(talk, talks.HELD, "", None, consultant, noon(day))
    if life.ended[0]:
        reason = life.ended[1][number]
        Plan.change(
            {Plan.ended_on: noon(life.ended[0]).date(), Plan.ended_reason: reason},
            Plan.citizen == person,
        )
    return person


@pytest.fixture
def found(cast: Cast, published: Published) -> TeamFigures:
    """Thirty lives behind, the cast's own two aside."""
    Citizen.drop(Citizen.id.in_([cast.anna, cast.bo]))
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
        "Team Syd": ["7", "7", "0", "–"],
    }
    # Syd's 9 start; Nord's 6 do their first task; Syd's 7 finish on 10 to 16 November, 22 to 28
    # days after 19 October: the middle is 25.
    assert table(found, published, "2026-11", "forloeb-team") == {
        "Alle": ["9", "6", "7", "25"],
        "Team Nord": ["0", "6", "0", "–"],
        "Team Syd": ["9", "0", "7", "25"],
    }
    # Of 10…17 and 22…28 the eighth is 17.
    assert table(found, published, "2026-K4", "forloeb-team")["Alle"] == ["30", "21", "15", "17"]
    assert table(found, published, "2026-K4", "forloeb") == {
        "Alle": ["30", "21", "15", "17"],
        "4 opgaver på 14 dage": ["30", "21", "15", "17"],
    }


def test_talks_are_counted_by_way_preparation_and_days_between(found, published):
    # Nord: 8 people, two by phone 14 days apart, the second prepared. Syd: 7 people, first met,
    # prepared, then video 21 days later. 15 of 30 are prepared; 16 and 14 are too few for percent.
    assert table(found, published, "2026-11", "samtaler") == {
        "Alle": ["30", "7", "16", "7", "15", "50", "14"],
        "Team Nord": ["16", "0", "16", "0", "8", "–", "14"],
        "Team Syd": ["14", "7", "0", "7", "7", "–", "21"],
    }


def test_exits_stops_and_what_was_not_relevant(found, published):
    # November: 5 got a job and 3 an education. Three are hidden, and so is what gives them away.
    assert exits(found, "2026-11") == [8, None, None, 0]
    assert exits(found, "2026-12") == [6, 0, 0, 6]
    # December's 6 had done two tasks: the third stood open. November's 8 were finished.
    assert table(found, published, "2026-12", "stop") == {"Før din joblog": ["6"]}
    assert table(found, published, "2026-11", "stop") == {}
    assert table(found, published, "2026-11", "ikke-relevant") == {"Skriv CV'ets skelet": ["9"]}


def exits(found: TeamFigures, code: str) -> list[int | None]:
    """How many ended, then those in a job, in education, and without a word; None for hidden."""
    measures = ("ended", "reason job", "reason uddannelse", "reason uoplyst")
    period = in_(found, code)
    return [found.figures.count(measure, ALL, period) for measure in measures]


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
    staff.add_team("=HYPERLINK(1)")
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
    assert "'=HYPERLINK(1)" in {row[2] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


PERIODS = closed_periods(TODAY, 6)
TEAMS, TEMPLATES, TASKS = ("a", "b", "c"), ("k1", "k2"), ("t1", "t2")
REASONS = ("job", "andet")


@st.composite
def histories(draw: st.DrawFn) -> History:
    """What may have happened to up to thirty people, in any order and as thinly as it likes."""
    persons = st.integers(0, 29)
    length = draw(st.sampled_from((40, 80, 183)))
    days = st.none() | st.integers(0, length).map(
        lambda number: date(2026, 8, 3) + timedelta(number)
    )
    a_plan = st.tuples(persons, st.sampled_from(TEMPLATES), days, days, days, days,
                       st.sampled_from(REASONS), st.sampled_from(("", *TASKS)))  # fmt: skip
    a_talk = st.tuples(persons, days, st.sampled_from(tuple(talks.MODES)), st.booleans())
    plans_, talks_, waived = (draw(st.lists(one, max_size=70)) for one in (
        a_plan, a_talk, st.tuples(persons, st.sampled_from(TASKS), days)))  # fmt: skip
    start = date(2026, 8, 3)
    return History(
        tuple(
            PlanFact(f"p{n}", str(who), TEAMS[who % 3], template, template, day or start,
                     begun, done if begun else None, ended, reason if ended else "",
                     stop if ended else "")
            for n, (who, template, day, begun, done, ended, reason, stop) in enumerate(plans_)
        ),
        tuple(
            TalkFact(f"t{n}", str(who), TEAMS[who % 3], day or start, mode, prepared, n % 9 or None)
            for n, (who, day, mode, prepared) in enumerate(talks_)
        ),
        tuple(
            WaivedFact(f"w{n}", str(who), task, day or start)
            for n, (who, task, day) in enumerate(waived)
        ),
    )  # fmt: skip


MEANING: dict[str, Callable[[Any], tuple[date | None, bool]]] = {
    # Written anew here, in the plainest way: the day of what a number counts, and whether it does.
    "given": lambda plan: (plan.given_on, True),
    "begun": lambda plan: (plan.begun_on, True),
    "finished": lambda plan: (plan.finished_on, True),
    "ended": lambda plan: (plan.ended_on, True),
    "stopped": lambda plan: (plan.ended_on, True),
    "reason job": lambda plan: (plan.ended_on, plan.reason == "job"),
    "reason andet": lambda plan: (plan.ended_on, plan.reason == "andet"),
    "held": lambda talk: (talk.held_on, True),
    "prepared": lambda talk: (talk.held_on, talk.is_prepared),
    "again": lambda talk: (talk.held_on, talk.days_since is not None),
    "in_person": lambda talk: (talk.held_on, talk.mode == "in_person"),
    "phone": lambda talk: (talk.held_on, talk.mode == "phone"),
    "video": lambda talk: (talk.held_on, talk.mode == "video"),
    "waived": lambda waived: (waived.waived_on, True),
}
OF_PLANS = ("given", "begun", "finished", "ended", "stopped", "reason job", "reason andet")


def meant(history: History, measure: str, row: tuple[str, str], code: str) -> set[Any]:
    """The facts that a number counts."""
    facts: Sequence[Any] = history.plans if measure in OF_PLANS else history.talks
    facts = history.waived if measure == "waived" else facts
    [period] = [one for one in PERIODS if one.code == code]
    return {
        fact
        for fact in facts
        for day, counts in [MEANING[measure](fact)]
        if counts and day and f"{day:%Y-%m}" in period.months
        and (row == ALL or getattr(fact, row[0]) == row[1])
    }  # fmt: skip


def secrets(history: History) -> Iterable[tuple[str, set[Any]]]:
    """Everything about one to four people that somebody could want to know."""
    rows = [ALL, *(("team", one) for one in TEAMS), *(("template", one) for one in TEMPLATES)]
    codes = [one.code for one in PERIODS]
    for measure, row, code in product(MEANING, rows, codes):
        if row[0] == "template" and measure not in ("given", "begun", "finished"):
            continue
        if measure not in ("stopped", "waived"):
            yield f"{measure} {row} {code}", meant(history, measure, row, code)
    for measure, kind, task, code in product(
        ("stopped", "waived"), ("stopped_at", "task"), TASKS, codes
    ):
        if (measure == "stopped") == (kind == "stopped_at"):
            yield f"{measure} {task} {code}", meant(history, measure, (kind, task), code)
    for row, code in product(rows, codes):
        one = [meant(history, measure, row, code) for measure in ("given", "begun", "finished")]
        yield f"not begun {row} {code}", one[0] - one[1]
        yield f"not finished {row} {code}", one[1] - one[2]
        if row[0] != "template":
            held = meant(history, "held", row, code)
            yield f"unprepared {row} {code}", held - meant(history, "prepared", row, code)


PRIME = 2**31 - 1


def span(vectors: Iterable[set[Any]], atoms: dict[Any, int]) -> list[list[int]]:
    """The reduced rows of all that can be formed by adding and subtracting."""
    basis: list[list[int]] = []
    for one in vectors:
        row = reduce([int(atom in one) for atom in atoms], basis)
        lead = next((index for index, number in enumerate(row) if number), None)
        if lead is not None:
            inverse = pow(row[lead], -1, PRIME)
            basis.append([number * inverse % PRIME for number in row])
    return basis


def reduce(row: list[int], basis: list[list[int]]) -> list[int]:
    """What is left of a row when all that is known is taken away; zeros when it is given away."""
    for known in basis:
        lead = next(index for index, number in enumerate(known) if number)
        if factor := row[lead]:
            row = [(a - factor * b) % PRIME for a, b in zip(row, known, strict=True)]
    return row


@settings(max_examples=60, deadline=None)
@given(histories())
def test_nobody_can_work_out_a_number_about_one_to_four_people(history: History) -> None:
    """Whoever keeps every page and file, and adds and subtracts as they like, learns none."""
    shown = team_figures(history, PERIODS, TEAMS, REASONS).shown
    known: dict[type, list[set[Any]]] = {}
    for (measure, row, code), facts in shown.items():
        true = meant(history, measure, row, code)
        assert set(facts) == true, "a number counts what it says"
        if true:
            known.setdefault(type(next(iter(true))), []).append(true)
    atoms = {
        PlanFact: {fact: n for n, fact in enumerate(history.plans)},
        TalkFact: {fact: n for n, fact in enumerate(history.talks)},
        WaivedFact: {fact: n for n, fact in enumerate(history.waived)},
    }
    basis = {kind: span(sets, atoms[kind]) for kind, sets in known.items()}
    for name, secret in secrets(history):
        if not 0 < len({fact.citizen for fact in secret}) < 5:
            continue
        kind = type(next(iter(secret)))
        row = [int(atom in secret) for atom in atoms[kind]]
        assert any(reduce(row, basis.get(kind, []))), f"{name} can be worked out"


def few_left(begun: int, late: int = 0) -> list[int | None]:
    """Started and begun in October of twelve, of whom so many began, and so many in November."""
    days = [date(2026, 10, 9)] * begun + [date(2026, 11, 9)] * late
    facts = tuple(
        PlanFact(f"p{n}", f"c{n}", "a", "k1", "k1", date(2026, 10, 5), day, None, None, "", "")
        for n, day in enumerate([*days, *[None] * (12 - begun - late)])
    )
    figures = team_figures(History(facts, (), ()), PERIODS, ("a",), ())
    october = next(one for one in PERIODS if one.code == "2026-10")
    return [figures.count(measure, ALL, october) for measure in ("given", "begun")]


def test_that_one_of_twelve_has_not_begun_is_not_told():
    assert few_left(12) == [12, 12]
    assert few_left(11) == [12, None]
    assert few_left(6) == [12, 6]
    assert few_left(6, late=6) == [12, 6]
    assert few_left(6, late=5) == [12, None], "with November's five all but one would have begun"
    assert few_left(2) == [12, None]


def given(*many: tuple[int, str, int, str]) -> Figures:
    """The figures of so many forløb in each of these teams, months and templates."""
    facts = [
        PlanFact(f"{n}", f"c{n}", team, template, template, date(2026, month, 5), None, None, None,
                 "", "")
        for n, (team, month, template) in enumerate(
            one for number, *what in many for one in [what] * number
        )
    ]  # fmt: skip
    return team_figures(History(tuple(facts), (), ()), PERIODS, TEAMS, ())


def month(code: str) -> Period:
    return next(one for one in PERIODS if one.code == code)


@pytest.mark.parametrize(("people", "shown"), [(2, [14, None]), (3, [15, 10])])
def test_small_teams_are_guarded_together_whatever_forloeb_are_small(people, shown):
    figures = given((7, "a", 10, "k1"), (3, "a", 10, "k2"), (2, "b", 10, "k1"),
                    (people, "c", 10, "k1"))  # fmt: skip
    rows = (ALL, ("team", "a"))
    assert [figures.count("given", row, month("2026-10")) for row in rows] == shown


@pytest.mark.parametrize(("people", "shown"), [(2, [10, None]), (3, [10, 15])])
def test_small_months_are_guarded_together_within_their_quarter(people, shown):
    figures = given((10, "a", 10, "k1"), (2, "a", 11, "k1"), (people, "a", 12, "k1"))
    counts = [figures.count("given", ALL, month(code)) for code in ("2026-10", "2026-K4")]
    assert counts == shown


def in_parts(kind: str, parts: Sequence[str]) -> History:
    """October's talks, or forløb that ended then, one of each of these modes, reasons or tasks."""
    day = date(2026, 10, 5)
    if kind == "mode":
        return History((), tuple(TalkFact(f"{n}", f"c{n}", "a", day, mode, False, None)
                                 for n, mode in enumerate(parts)), ())  # fmt: skip
    return History(
        tuple(
            PlanFact(f"{n}", f"c{n}", "a", "k1", "k1", day, None, None, day,
                     one if kind == "reason" else "job", one if kind == "task" else "")
            for n, one in enumerate(parts)
        ), (), (),
    )  # fmt: skip


@pytest.mark.parametrize(("people", "shown"), [(2, [14, None]), (3, [15, 10])])
@pytest.mark.parametrize(
    ("kind", "names", "keys"),
    [
        ("mode", ("phone", "video", "in_person"), (("held", ALL), ("phone", ALL))),
        ("reason", ("job", "andet", "uoplyst"), (("ended", ALL), ("reason job", ALL))),
        ("task", ("t1", "t2", ""), (("ended", ALL), ("stopped", ("stopped_at", "t1")))),
    ],
    ids=["modes", "reasons", "tasks"],
)
def test_small_parts_are_guarded_together(kind, names, keys, people, shown):
    parts = [names[0]] * 10 + [names[1]] * 2 + [names[2]] * people
    reasons = ("job", "andet", "uoplyst")
    figures = team_figures(in_parts(kind, parts), PERIODS, ("a",), reasons)
    assert [figures.count(*key, month("2026-10")) for key in keys] == shown
