"""Pauses: what is open moves by their working days, and moves back when they end."""

from datetime import date, timedelta

import pytest

from jobvej.catalog import Published
from jobvej.catalog.published import PublishedPlan
from tests.tracker.acts import JOBLOG, PROFIL, RET, SKELET, event, item, moment, send
from tests.tracker.conftest import Cast
from tracker.account.own_plan import own_plan
from tracker.account.summary import prepare_talk
from tracker.enrolment import pauses, plan_items, plans
from tracker.errors import NotFound, Refused
from tracker.models import Pause, PlanChange, PlanItem
from tracker.workdays import working_days

NOON = moment(1)
FIRST, LAST = date(2026, 12, 2), date(2026, 12, 8)
"""Wednesday to Tuesday: five working days."""


def days(citizen) -> dict[str, str]:
    rows = PlanItem.here(PlanItem.citizen == citizen)
    return {row.task or row.title: str(row.planned_on) for row in rows}


def rest(cast: Cast, first: date = FIRST, last: date = LAST, now=NOON):
    return pauses.set_pause(cast.anna, first, last, cast.karin, now)


def test_only_what_is_open_and_ahead_moves(cast: Cast, published: Published) -> None:
    ahead = date(2026, 12, 4)
    plan_items.add(cast.anna, title="Ring", planned_on=ahead, staff=cast.karin, now=NOON,
                   published=published)  # fmt: skip
    send(cast.anna, published, event("completed", f"item:{item(cast.anna, RET)}", NOON))
    before = days(cast.anna)
    rest(cast)
    assert days(cast.anna) == before | {"Ring": "2026-12-11"}, "done and late ones stay"
    assert days(cast.bo)[RET] == "2026-12-03"


def test_a_pause_that_ends_early_gives_back_what_is_left_of_it(cast: Cast) -> None:
    before = days(cast.anna)
    pause = rest(cast)
    assert days(cast.anna)[RET] == "2026-12-10"
    pauses.end_pause(cast.anna, pause, None, moment(4))
    assert days(cast.anna)[RET] == "2026-12-07", "Wednesday and Thursday were paused"
    pauses.undo_end(cast.anna, pause)
    assert days(cast.anna)[RET] == "2026-12-10"
    pauses.undo_set(cast.anna, pause)
    assert days(cast.anna) == before
    assert Pause.here().count() == PlanChange.here().count() == 0


def test_a_pause_of_one_day_is_one_and_can_be_ended_on_that_day_alone(cast: Cast) -> None:
    before = days(cast.anna)
    pause = rest(cast, FIRST, FIRST)
    assert days(cast.anna)[RET] == "2026-12-04"
    with pytest.raises(Refused, match="allerede slut"):
        pauses.end_pause(cast.anna, pause, None, moment(3))
    pauses.end_pause(cast.anna, pause, None, moment(2))
    assert days(cast.anna) == before


def test_a_pause_that_ends_before_it_begins_was_none(cast: Cast) -> None:
    before = days(cast.anna)
    pause = rest(cast, date(2026, 12, 3), date(2026, 12, 20))
    pauses.end_pause(cast.anna, pause, cast.karin, NOON)
    assert days(cast.anna) == before
    assert pauses.days_of(cast.anna) == ()
    with pytest.raises(Refused, match="allerede slut"):
        pauses.end_pause(cast.anna, pause, cast.karin, NOON)


def test_a_day_that_somebody_chose_during_a_pause_stays(cast: Cast) -> None:
    pause = rest(cast)
    plan_items.move(cast.anna, item(cast.anna, RET), date(2026, 12, 15), cast.karin, moment(3))
    pauses.end_pause(cast.anna, pause, None, moment(4))
    assert days(cast.anna)[RET] == "2026-12-15"


def test_two_pauses_move_one_after_the_other_and_back(cast: Cast) -> None:
    before = days(cast.anna)
    first = rest(cast)
    second = rest(cast, date(2026, 12, 10), date(2026, 12, 11), moment(1, 13))
    assert days(cast.anna)[RET] == "2026-12-14"
    pauses.end_pause(cast.anna, first, None, moment(4))
    assert days(cast.anna)[RET] == "2026-12-07", "and no longer lies in the second"
    pauses.undo_end(cast.anna, first)
    pauses.undo_set(cast.anna, second)
    pauses.undo_set(cast.anna, first)
    assert days(cast.anna) == before


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 12, 8), date(2026, 12, 2)),
        (date(2026, 11, 20), date(2026, 11, 30)),
        (date(2026, 10, 1), date(2026, 12, 4)),
        (date(2026, 12, 2), date(2028, 1, 1)),
        (date(2028, 1, 1), date(2028, 1, 2)),
        (date(2026, 12, 18), date(2026, 12, 22)),
    ],
)
def test_days_that_are_no_pause_are_refused(cast: Cast, first: date, last: date) -> None:
    rest(cast, date(2026, 12, 14), date(2026, 12, 18))
    with pytest.raises(Refused):
        rest(cast, first, last)
    assert Pause.here().count() == 1


def test_nobody_ends_somebody_elses_pause(cast: Cast) -> None:
    pause = rest(cast)
    with pytest.raises(NotFound):
        pauses.end_pause(cast.bo, pause, None, NOON)


def test_a_plan_that_begins_in_a_pause_begins_after_it(cast: Cast, published: Published) -> None:
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, NOON)
    pause = rest(cast)
    template = published.plan("kort-vej")
    assert template is not None
    plans.enrol(cast.anna, template, date(2026, 12, 7), moment(2), cast.karin)
    rows = PlanItem.here(PlanItem.citizen == cast.anna, PlanItem.created_at == moment(2))
    found = {row.task: row.planned_on for row in rows}
    assert found[SKELET] == date(2026, 12, 9), "its first working day after the pause"
    assert working_days(date(2026, 12, 9), found[RET]) == 9
    pauses.end_pause(cast.anna, pause, None, moment(7))
    moved = {row.task: row.planned_on for row in PlanItem.here(PlanItem.created_at == moment(2))}
    assert moved[SKELET] == date(2026, 12, 7)


def test_the_page_before_a_talk_says_pause_and_reminds_of_nothing(
    cast: Cast, published: Published
) -> None:
    rest(cast)
    ahead = prepare_talk(cast.anna, NOON, published)
    assert "pause fra 2. dec. til 8. dec." in ahead.facts
    found = prepare_talk(cast.anna, moment(8), published)
    assert "pause til 8. dec." in found.facts
    assert not any(
        "intet nyt" in one or "ikke lavet" in one or "koden" in one for one in found.facts
    )
    assert "pause til 8. dec." in found.line
    assert found.plans[0][1] == "dag 7 af 9", "the pause is no day of the plan"
    after = prepare_talk(cast.anna, moment(10), published)
    assert after.plans[0][1] == "dag 9 af 9"
    assert not any("pause" in one for one in after.facts)


def test_it_is_quiet_only_when_a_while_has_passed_since_the_pause(
    cast: Cast, published: Published
) -> None:
    send(cast.anna, published, event("completed", f"item:{item(cast.anna, SKELET)}", moment(1)))
    rest(cast)
    early = prepare_talk(cast.anna, moment(14), published)
    assert not any("intet nyt" in one for one in early.facts)
    late = prepare_talk(cast.anna, moment(15), published)
    assert "intet nyt siden 8. dec." in late.facts
    pauses.set_pause(cast.anna, date(2026, 12, 21), date(2026, 12, 23), None, moment(15))
    again = prepare_talk(cast.anna, moment(15), published)
    assert "intet nyt siden 8. dec." in again.facts, "a pause that is to come is none yet"


def test_dine_opgaver_asks_for_nothing_in_a_pause(cast: Cast, published: Published) -> None:
    rest(cast)
    found = own_plan(cast.anna, moment(4), published)
    assert found.facts.pause is not None
    assert found.facts.pause.until_on == date(2026, 12, 8)
    notes = {one.activity: one.note for group in found.groups for one in group.items}
    assert notes[PROFIL] == notes[JOBLOG] == ""
    ahead = own_plan(cast.anna, NOON, published)
    assert ahead.facts.pause is None
    assert [one.from_on for one in ahead.facts.pauses_left] == [date(2026, 12, 2)]


def test_a_week_wholly_in_a_pause_brings_no_tasks_and_is_made_up_for(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    assert weekly is not None and weekly.repeat is not None
    plan = plans.enrol(cast.anna, weekly, date(2026, 12, 1), NOON)
    rest(cast, date(2026, 12, 5), date(2026, 12, 13))

    def weeks_with_tasks() -> list[str]:
        return [row.week for row in PlanItem.here(PlanItem.plan == plan).order_by(PlanItem.key)]

    for week in range(1, 7):
        plans.begin_weeks(moment(1) + timedelta(days=6 + 7 * (week - 1)), published)
    assert weeks_with_tasks() == ["2026-W49", "2026-W51", "2026-W52", "2026-W53"]
    assert prepare_talk(cast.anna, moment(15), published).plans[0][1] == "uge 2 af 4"


def test_a_weeks_tasks_stay_in_their_week(cast: Cast, weekly: PublishedPlan) -> None:
    plan = plans.enrol(cast.anna, weekly, date(2026, 12, 7), NOON)
    rest(cast, date(2026, 12, 7), date(2026, 12, 10))
    assert PlanItem.here(PlanItem.plan == plan).get().planned_on == date(2026, 12, 11)
