"""Weekly targets per person, and eight weeks as bars; what was not written is not zero."""

from datetime import date

import pytest

from jobvej.catalog import Published
from jobvej.catalog.published import PublishedPlan
from tests.tracker.acts import event, moment, send
from tests.tracker.conftest import Cast
from tracker.account.own_plan import own_plan
from tracker.account.summary import prepare_talk
from tracker.enrolment import pauses, plans, weeks
from tracker.errors import Refused
from tracker.models import WeeklyTarget

NOON = moment(1)


def target(cast: Cast, published: Published, day: int = 1) -> str:
    found = prepare_talk(cast.anna, moment(day), published).weeks.target
    assert own_plan(cast.anna, moment(day), published).weeks.target == found
    return found


def test_a_target_holds_from_its_week_on(cast: Cast, published: Published) -> None:
    assert target(cast, published) == ""
    weeks.set_target(cast.anna, "2026-W49", 2, cast.karin, NOON)
    later = weeks.set_target(cast.anna, "2026-W51", 3, cast.karin, moment(1, 13))
    assert target(cast, published) == "Mål fra uge 49: 2 om ugen. Mål fra uge 51: 3 om ugen."
    assert target(cast, published, 15) == "Mål fra uge 51: 3 om ugen."
    weeks.undo_target(cast.bo, later)
    assert WeeklyTarget.here().count() == 2
    weeks.undo_target(cast.anna, later)
    assert target(cast, published, 15) == "Mål fra uge 49: 2 om ugen."


def test_the_latest_said_for_a_week_holds_and_goes_before_the_plans(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    plans.enrol(cast.anna, weekly, date(2026, 12, 1), NOON)
    assert target(cast, published) == "Mål fra uge 49: 2 om ugen."
    weeks.set_target(cast.anna, "2026-W49", 5, cast.karin, NOON)
    weeks.set_target(cast.anna, "2026-W49", 1, cast.karin, moment(1, 13))
    assert target(cast, published) == "Mål fra uge 49: 1 om ugen."


@pytest.mark.parametrize(
    ("week", "number"),
    [
        ("2026-W48", 2), ("2027-W48", 2), ("2026-W49", 21), ("2026-W49", -1), ("", 2),
        ("2027-W53", 2), ("2026-W5٣", 2), ("x", 2),
    ],
)  # fmt: skip
def test_a_target_is_for_weeks_to_come(cast: Cast, week: str, number: int) -> None:
    with pytest.raises(Refused):
        weeks.set_target(cast.anna, week, number, cast.karin, NOON)
    for last in ("2026-W53", "2027-W47"):
        weeks.set_target(cast.anna, last, 20, cast.karin, NOON)


def test_eight_weeks_stand_as_bars_and_a_missing_one_says_so(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    plans.enrol(cast.anna, weekly, date(2026, 12, 1), NOON)
    for week, count in (("2026-W49", 4), ("2026-W51", 2), ("2026-W52", 0)):
        said = event("week_counted", "week", moment(27), week=week, count=count)
        send(cast.anna, published, said)
    found = prepare_talk(cast.anna, moment(29), published)
    assert [(one.week, one.figure, one.share) for one in found.weeks.bars] == [
        ("uge 49", "4", 100), ("uge 50", "ikke skrevet", 0), ("uge 51", "2", 50),
        ("uge 52", "0", 0),
    ]  # fmt: skip
    assert found.weeks.bars[-1].words == "Uge 52: 0"
    own = own_plan(cast.anna, moment(22), published).weeks.bars_before
    assert [one.week for one in own] == ["uge 49", "uge 50", "uge 51"], "this week has its buttons"
    weeks.set_target(cast.anna, "2026-W53", 2, cast.karin, moment(28))
    assert len(prepare_talk(cast.anna, moment(1, month=3, year=2027), published).weeks.bars) == 8


def test_numbers_and_targets_are_of_one_citizen_alone(cast: Cast, published: Published) -> None:
    said = event("week_counted", "week", NOON, week="2026-W49", count=4)
    send(cast.bo, published, said)
    weeks.set_target(cast.bo, "2026-W49", 2, cast.lars, NOON)
    bo, anna = (own_plan(one, NOON, published).weeks for one in (cast.bo, cast.anna))
    assert (bo.counts, bo.agreed) == ({"2026-W49": 4}, {"2026-W49": 2})
    assert (anna.counts, anna.agreed) == ({}, {})


def test_a_week_that_lies_wholly_in_a_pause_is_no_gap(cast: Cast, published: Published) -> None:
    weeks.set_target(cast.anna, "2026-W50", 2, cast.karin, NOON)
    pauses.set_pause(cast.anna, date(2026, 12, 18), date(2027, 1, 3), None, moment(16))
    said = event("week_counted", "week", moment(30), week="2026-W53", count=1)
    send(cast.anna, published, said)
    found = prepare_talk(cast.anna, moment(5, month=1, year=2027), published)
    assert [(one.week, one.figure) for one in found.weeks.bars] == [
        ("uge 50", "ikke skrevet"), ("uge 51", "ikke skrevet"), ("uge 53", "1"),
    ]  # fmt: skip
    own = own_plan(cast.anna, moment(5, month=1, year=2027), published).weeks.bars_before
    assert [one.week for one in own] == ["uge 50", "uge 51", "uge 53"]


@pytest.mark.parametrize("start", [date(2026, 12, 24), date(2026, 12, 26), date(2026, 12, 27)])
def test_a_plan_that_begins_on_a_day_off_asks_for_nothing_in_the_week_before(
    cast: Cast, published: Published, weekly: PublishedPlan, start: date
) -> None:
    plans.enrol(cast.anna, weekly, start, NOON)
    monday = moment(4, month=1, year=2027)
    found = prepare_talk(cast.anna, monday, published).weeks
    assert found.target == "Mål fra uge 53: 2 om ugen."
    assert [one.words for one in found.bars] == ["Uge 53: ikke skrevet"]


def test_a_year_with_53_weeks_keeps_its_weeks_in_order(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    plans.enrol(cast.anna, weekly, date(2026, 12, 21), NOON)
    weeks.set_target(cast.anna, "2027-W01", 3, cast.karin, moment(28))
    friday = moment(8, month=1, year=2027)
    for week, count in (("2026-W53", 1), ("2027-W01", 4)):
        said = event("week_counted", "week", friday, week=week, count=count)
        send(cast.anna, published, said, now=friday)
    found = prepare_talk(cast.anna, moment(11, month=1, year=2027), published).weeks
    assert [one.words for one in found.bars] == ["Uge 52: ikke skrevet", "Uge 53: 1", "Uge 1: 4"]
    assert found.words == "uge 2"
    assert target(cast, published, 31) == "Mål fra uge 52: 2 om ugen. Mål fra uge 1: 3 om ugen."
    assert found.target == "Mål fra uge 1: 3 om ugen."


def test_a_week_for_which_none_were_agreed_is_no_gap(cast: Cast, published: Published) -> None:
    for minute, (week, number) in enumerate((("2026-W49", 0), ("2026-W50", 2), ("2026-W52", 0))):
        weeks.set_target(cast.anna, week, number, cast.karin, moment(1, 12, minute))
    found = prepare_talk(cast.anna, moment(5, month=1, year=2027), published)
    assert [(one.week, one.figure) for one in found.weeks.bars] == [
        ("uge 50", "ikke skrevet"), ("uge 51", "ikke skrevet"),
    ]  # fmt: skip


def test_nothing_is_asked_for_once_the_plan_has_ended(cast: Cast, published: Published) -> None:
    weeks.set_target(cast.anna, "2026-W49", 2, cast.karin, NOON)
    said = event("week_counted", "week", NOON, week="2026-W49", count=4)
    send(cast.anna, published, said)
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(4))
    assert target(cast, published, 29) == ""
    found = prepare_talk(cast.anna, moment(29), published)
    assert [one.words for one in found.weeks.bars] == ["Uge 49: 4"], "what was written stays"
