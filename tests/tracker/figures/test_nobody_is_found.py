"""From a leader's numbers none about one to four people can be worked out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracker.figures.attacker import Between, work_out
from tracker.appointments import talks
from tracker.figures.periods import Period, closed_periods
from tracker.figures.team_figures import ALL, Figures, team_figures
from tracker.figures.team_history import History, PlanFact, TalkFact, WaivedFact

TODAY = date(2027, 1, 5)
"""December to August are over and whole, and so is the last quarter."""
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
STEPS = ("given", "begun", "finished", "not begun", "not finished")
ENDS = ("ended", "stopped", "reason job", "reason andet")
OF_PLANS = (*STEPS, *ENDS)


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


def secrets(history: History) -> Iterable[tuple[str, str, set[Any]]]:
    """Everything about one to four people that somebody could want to know, by its measure."""
    rows = [ALL, *(("team", one) for one in TEAMS), *(("template", one) for one in TEMPLATES)]
    codes = [one.code for one in PERIODS]
    for measure, row, code in product(MEANING, rows, codes):
        if row[0] == "template" and measure not in ("given", "begun", "finished"):
            continue
        if measure not in ("stopped", "waived"):
            yield measure, f"{measure} {row} {code}", meant(history, measure, row, code)
    for measure, kind, task, code in product(
        ("stopped", "waived"), ("stopped_at", "task"), TASKS, codes
    ):
        if (measure == "stopped") == (kind == "stopped_at"):
            yield measure, f"{measure} {task} {code}", meant(history, measure, (kind, task), code)
    for row, code in product(rows, codes):
        one = [meant(history, measure, row, code) for measure in ("given", "begun", "finished")]
        yield "not begun", f"not begun {row} {code}", one[0] - one[1]
        yield "not finished", f"not finished {row} {code}", one[1] - one[2]
        if row[0] != "template":
            held = meant(history, "held", row, code)
            yield (
                "unprepared",
                f"unprepared {row} {code}",
                held - meant(history, "prepared", row, code),
            )


def question(measure: str) -> str:
    """What a number is an answer to; one to another question is no part of it.

    Starts less ends is a number too, but no reader can know that those who ended in a month are
    among those who started in it, so it is about nobody.
    """
    if measure == "waived":
        return measure
    return "steps" if measure in STEPS else "ends" if measure in ENDS else "talks"


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
    known: dict[str, list[set[Any]]] = {}
    for (measure, row, code), facts in shown.items():
        true = meant(history, measure, row, code)
        assert set(facts) == true, "a number counts what it says"
        if true:
            known.setdefault(question(measure), []).append(true)
    plans, talked, waived = (
        {fact: n for n, fact in enumerate(facts)}
        for facts in (history.plans, history.talks, history.waived)
    )
    atoms: dict[str, dict[Any, int]] = {
        "steps": plans, "ends": plans, "talks": talked, "waived": waived,
    }  # fmt: skip
    basis = {kind: span(sets, atoms[kind]) for kind, sets in known.items()}
    for measure, name, secret in secrets(history):
        if not 0 < len({fact.citizen for fact in secret}) < 5:
            continue
        kind = question(measure)
        row = [int(atom in secret) for atom in atoms[kind]]
        assert any(reduce(row, basis.get(kind, []))), f"{name} can be worked out"


Key = tuple[str, tuple[str, str], str]
OF_TEAMS = tuple(("team", one) for one in TEAMS)
KINDS: dict[str, tuple[tuple[tuple[str, str], ...], ...]] = {
    # The rows that everybody is the sum of, by what is counted; else there is no row of everybody.
    **dict.fromkeys(MEANING, (OF_TEAMS,)),
    **dict.fromkeys(STEPS[:3], (OF_TEAMS, tuple(("template", one) for one in TEMPLATES))),
}
OF_TASKS = {"stopped": "stopped_at", "waived": "task"}


def numbers_and_sums() -> tuple[list[Key], list[list[Key]]]:
    """Every number there is, and which of them every reader knows to add up to which."""
    keys: list[Key] = []
    sums: list[list[Key]] = []
    for measure, period in product(MEANING, PERIODS):
        kinds = KINDS[measure]
        rows = [ALL, *(row for kind in kinds for row in kind)]
        if measure in OF_TASKS:
            kinds, rows = (), [(OF_TASKS[measure], one) for one in TASKS]
        keys += [(measure, row, period.code) for row in rows]
        for kind in kinds:
            sums.append([(measure, row, period.code) for row in (ALL, *kind)])
        if len(period.months) > 1:
            for row in rows:
                sums.append([(measure, row, code) for code in (period.code, *period.months)])
    for row, period in product((ALL, *OF_TEAMS), PERIODS):
        sums.append([(one, row, period.code) for one in ("held", *talks.MODES)])
        sums.append([(one, row, period.code) for one in ("ended", "reason job", "reason andet")])
        sums.append([(one, row, period.code) for one in ("held", "prepared", "unprepared")])
    return keys, sums


@settings(max_examples=60, deadline=None)
@given(histories())
def test_nobody_reckons_one_to_four_from_what_a_number_must_at_least_be(history: History) -> None:
    """Nor by what cannot be: no number is below none, and a hidden one may be none."""
    figures = team_figures(history, PERIODS, TEAMS, REASONS)
    keys, sums = numbers_and_sums()
    hidden = (int(not all(figures.shown.values())), inf)  # were none told, it would be one at least
    told: dict[Key, Between] = dict.fromkeys(keys, hidden)
    told |= {key: (len(facts), len(facts)) for key, facts in figures.shown.items()}
    between = work_out(told, sums)
    for key in keys:
        true = meant(history, *key)
        if 0 < len({fact.citizen for fact in true}) < 5:
            least, most = between[key]
            assert least < most, f"{key} is {least}"


@settings(max_examples=40, deadline=None)
@given(histories())
def test_a_new_month_hides_no_number_that_stood_before_it(history: History) -> None:
    """Who wrote down what was told reads in no later page which of it is better not told."""
    before = History(
        tuple(
            replace(
                plan,
                begun_on=_until(plan.begun_on),
                finished_on=_until(plan.finished_on),
                ended_on=_until(plan.ended_on),
            )
            for plan in history.plans
            if _until(plan.given_on)
        ),
        tuple(talk for talk in history.talks if _until(talk.held_on)),
        tuple(waived for waived in history.waived if _until(waived.waived_on)),
    )
    earlier = [one for one in PERIODS if LAST_MONTH not in one.months]
    stood = team_figures(before, earlier, TEAMS, REASONS).shown
    now = team_figures(history, PERIODS, TEAMS, REASONS).shown
    assert stood.keys() <= now.keys()


LAST_MONTH = "2026-12"


def _until(day: date | None) -> date | None:
    """What was known when the last month began."""
    return day if day and f"{day:%Y-%m}" < LAST_MONTH else None


def few_left(begun: int, late: int = 0) -> list[int | None]:
    """Started and begun in October of twelve, and begun in November: so many, and so many late."""
    days = [date(2026, 10, 9)] * begun + [date(2026, 11, 9)] * late
    facts = tuple(
        PlanFact(f"p{n}", f"c{n}", "a", "k1", "k1", date(2026, 10, 5), day, None, None, "", "")
        for n, day in enumerate([*days, *[None] * (12 - begun - late)])
    )
    figures = team_figures(History(facts, (), ()), PERIODS, ("a",), ())
    asked = (("given", "2026-10"), ("begun", "2026-10"), ("begun", "2026-11"))
    return [figures.count(measure, ALL, month(code)) for measure, code in asked]


def test_that_one_of_twelve_has_not_begun_is_not_told():
    assert few_left(12) == [12, 12, None]
    assert few_left(11) == [12, None, None]
    assert few_left(6) == [12, 6, None]
    assert few_left(6, late=6) == [12, 6, 6]
    assert few_left(6, late=5) == [12, 6, None], "with November's five all but one would have begun"
    assert few_left(2) == [12, None, None]


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


def test_five_hidden_numbers_that_add_up_to_five_may_be_one_each_or_not() -> None:
    figures = given(*((1, team, number, "k1") for team in "ab" for number in (10, 11)),
                    (1, "a", 12, "k1"))  # fmt: skip
    assert figures.count("given", ALL, month("2026-K4")) == 5
    for row, code in product(OF_TEAMS, ("2026-10", "2026-11", "2026-12")):
        assert figures.count("given", row, month(code)) is None, "one, or none"


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
