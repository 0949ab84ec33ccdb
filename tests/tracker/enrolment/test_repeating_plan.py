"""A plan that begins anew each Monday: this week is what counts, and no week piles up behind it."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from jobvej.catalog import Published
from jobvej.catalog.published import PublishedPlan
from tests.tracker.acts import HELBRED, JOBLOG, PROFIL, SKELET, done, event, figure, moment, send
from tests.tracker.conftest import Cast
from tracker.account.device import device_state
from tracker.account.own_plan import OwnPlan, own_plan
from tracker.account.summary import prepare_talk
from tracker.enrolment import pauses, plan_items, plans, weeks
from tracker.enrolment.plan_account import plan_accounts
from tracker.events.progress import rebuild
from tracker.models import ItemState, PlanItem
from tracker.models.plans import week_of

MONDAYS = {1: moment(7, 0, 5), 2: moment(14, 0, 5), 3: moment(21, 0, 5), 4: moment(28, 0, 5)}


@pytest.fixture
def ours(published: Published, weekly: PublishedPlan) -> Published:
    """Two tasks a week, for four weeks."""
    more = replace(weekly.items[0], key="skelet", workday=2, task=SKELET, title="Ret dit CV")
    mine = replace(weekly, items=(*weekly.items, more))
    return replace(published, plans=(published.plans[0], mine))


@pytest.fixture
def anna(cast: Cast, ours: Published) -> UUID:
    """Anna, whose forløb is behind her, in the weekly one since Tuesday 1 December."""
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(1, 8))
    weekly = ours.plan("to-om-ugen")
    assert weekly is not None
    plans.enrol(cast.anna, weekly, moment(1).date(), moment(1, 9))
    return cast.anna


def weeks_pass(ours: Published, number: int) -> None:
    for week in range(1, number + 1):
        plans.begin_weeks(MONDAYS[week], ours)


def items_of(citizen: UUID) -> dict[str, ItemState]:
    """`2026-W49/joblog` → how it stands."""
    states = {row.item: row for row in ItemState.here(ItemState.citizen == citizen)}
    return {row.key: states[row.id] for row in PlanItem.here(PlanItem.citizen == citizen)}


def tick(citizen: UUID, ours: Published, task: str, at: datetime) -> None:
    send(citizen, ours, event("completed", f"activity:{task}", at))


def page(citizen: UUID, ours: Published, at: datetime) -> OwnPlan:
    return own_plan(citizen, at, ours)


def test_a_tick_on_a_lesson_counts_for_this_week_and_never_for_one_behind(
    anna: UUID, ours: Published
) -> None:
    weeks_pass(ours, 2)
    tick(anna, ours, JOBLOG, moment(15))
    found = items_of(anna)
    assert found["2026-W51/joblog"].done_on == moment(15).date()
    assert found["2026-W49/joblog"].state == found["2026-W50/joblog"].state == "open"
    tick(anna, ours, JOBLOG, moment(16))
    assert items_of(anna)["2026-W50/joblog"].state == "open", "twice in a week is no earlier week"
    before = done(anna)
    rebuild(ours, anna)
    assert done(anna) == before


def test_a_pause_that_ends_in_its_week_brings_the_tasks_of_the_rest_of_it(
    anna: UUID, ours: Published
) -> None:
    pause = pauses.set_pause(anna, date(2026, 12, 7), date(2026, 12, 11), None, moment(4))
    plans.begin_weeks(moment(7, 1), ours)
    assert not [row for row in PlanItem.here() if row.week == "2026-W50"]
    plans.resume(anna, pause, None, moment(9), ours)
    days = [row.planned_on for row in PlanItem.here() if row.week == "2026-W50"]
    assert len(days) == 2
    assert all(date(2026, 12, 9) <= day <= date(2026, 12, 11) for day in days), days


def test_what_a_pause_leaves_no_day_of_its_week_is_not_asked_until_the_pause_ends_early(
    cast: Cast, anna: UUID, ours: Published
) -> None:
    weeks_pass(ours, 1)
    before = [row.planned_on for row in PlanItem.here()], figure(anna)
    pause = pauses.set_pause(anna, date(2026, 12, 7), date(2026, 12, 11), None, moment(7))
    found = page(anna, ours, moment(8))
    assert (found.done, found.items, found.span) == (0, 2, "i uge 49"), "as if set on the Sunday"
    assert figure(anna) == (0, 2)
    assert [part.title for part in prepare_talk(anna, moment(8), ours).parts] == ["Uge 49"]
    assert [one.removed for one in plan_accounts(anna, date(2026, 12, 8), ours)] == [()]
    pauses.end_pause(anna, pause, None, moment(10))
    found = page(anna, ours, moment(10))
    assert (found.done, found.items, found.span) == (0, 2, "i denne uge")
    assert [one.when for one in found.this_week] == ["torsdag 10. december", "fredag 11. december"]
    pauses.undo_set(anna, pause)
    assert ([row.planned_on for row in PlanItem.here()], figure(anna)) == before


def test_what_is_done_in_a_pause_counts_all_the_same(anna: UUID, ours: Published) -> None:
    weeks_pass(ours, 1)
    pauses.set_pause(anna, date(2026, 12, 7), date(2026, 12, 11), None, moment(7))
    tick(anna, ours, JOBLOG, moment(9))
    found = page(anna, ours, moment(9))
    assert (found.done, found.items, found.span) == (1, 1, "i denne uge")
    assert [group.heading for group in found.groups] == ["Uge 50"]


def test_a_pause_at_the_end_of_a_week_leaves_the_tasks_before_it(
    anna: UUID, ours: Published
) -> None:
    pauses.set_pause(anna, date(2026, 12, 8), date(2026, 12, 13), None, moment(4))
    weeks_pass(ours, 1)
    found = page(anna, ours, moment(7))
    assert (found.items, [one.when for one in found.this_week]) == (1, ["mandag 7. december"])


def test_a_tick_from_last_week_that_comes_late_counts_for_last_week(
    anna: UUID, ours: Published
) -> None:
    weeks_pass(ours, 1)
    late = event("completed", f"activity:{JOBLOG}", moment(4))
    send(anna, ours, late, now=moment(9))
    found = items_of(anna)
    assert (found["2026-W49/joblog"].state, found["2026-W50/joblog"].state) == ("done", "open")


def test_an_earlier_week_can_still_be_ticked_by_itself(anna: UUID, ours: Published) -> None:
    weeks_pass(ours, 1)
    [behind] = [row for row in PlanItem.here() if row.key == "2026-W49/skelet"]
    send(anna, ours, event("completed", f"item:{behind.id}", moment(8)))
    assert items_of(anna)["2026-W49/skelet"].state == "done"
    found = page(anna, ours, moment(8, 13))
    assert (found.done, found.items) == (0, 2), "and does not count for this week"


def test_the_device_is_told_of_this_week(anna: UUID, ours: Published) -> None:
    weeks_pass(ours, 1)
    [this_week] = [row for row in PlanItem.here() if row.key == "2026-W50/joblog"]
    for state in ("open", "done"):
        told = device_state(anna, ours)[JOBLOG]
        assert (told["item"], told["state"]) == (str(this_week.id), state)
        tick(anna, ours, JOBLOG, moment(8))


def test_dine_opgaver_is_about_this_week(anna: UUID, ours: Published) -> None:
    tick(anna, ours, JOBLOG, moment(2))
    weeks_pass(ours, 2)
    found = page(anna, ours, moment(15))
    assert (found.done, found.items, found.span) == (0, 2, "i denne uge")
    assert found.next is not None
    assert (found.next.activity, found.next.when) == (JOBLOG, "mandag 14. december")
    assert [one.activity for one in found.this_week] == [JOBLOG, SKELET]
    assert [one.done_before for one in found.this_week] == ["", ""], "each week asks anew"
    assert found.weeks.target == "Mål fra uge 49: 2 om ugen."
    assert [(group.heading, len(group.items)) for group in found.groups] == [("Uge 51", 2)]
    assert [(g.heading, [one.state for one in g.items]) for g in found.earlier] == [
        ("Uge 50", ["open", "open"]), ("Uge 49", ["open", "done"]),
    ]  # fmt: skip
    behind = [one.note for group in found.earlier for one in group.items]
    assert behind == ["", "", "", "Lavet 2. december"], "nobody is reminded of a week that is over"


def test_beside_another_plan_a_week_is_not_all_there_is(anna: UUID, ours: Published) -> None:
    plans.enrol(anna, ours.plans[0], moment(1).date(), moment(1, 9))
    both = 2 + len(ours.plans[0].items)
    found = page(anna, ours, moment(2))
    assert (found.done, found.items, found.span) == (0, both, "i dine forløb")
    tick(anna, ours, PROFIL, moment(2))
    weeks_pass(ours, 1)
    found = page(anna, ours, moment(8))
    assert (found.done, found.items) == (1, both), "a tick counts whichever plan it is in"


def test_a_week_that_has_not_begun_is_not_this_week(cast: Cast, ours: Published) -> None:
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(1, 8))
    weekly = ours.plan("to-om-ugen")
    assert weekly is not None
    plans.enrol(cast.anna, weekly, date(2026, 12, 7), moment(1, 9))
    said = [page(cast.anna, ours, moment(day)).span for day in (4, 7, 14)]
    assert said == ["i uge 50", "i denne uge", "i uge 50"], "and one that is over is none either"


def test_a_week_that_is_done_says_what_comes(anna: UUID, ours: Published) -> None:
    for task in (JOBLOG, SKELET):
        tick(anna, ours, task, moment(2))
    found = page(anna, ours, moment(3))
    assert found.next is None
    assert found.all_done == "Du har lavet ugens opgaver. Der kommer nye på mandag."
    weeks_pass(ours, 3)
    assert page(anna, ours, moment(22)).all_done == ""
    for task in (JOBLOG, SKELET):
        tick(anna, ours, task, moment(23))
    found = page(anna, ours, moment(24))
    assert found.all_done.startswith("Du har lavet alle opgaver. Tal med din jobkonsulent")


def test_before_a_talk_the_weeks_stand_side_by_side(anna: UUID, ours: Published) -> None:
    tick(anna, ours, JOBLOG, moment(2))
    weeks_pass(ours, 1)
    tick(anna, ours, JOBLOG, moment(8))
    tick(anna, ours, SKELET, moment(8))
    weeks_pass(ours, 2)
    send(anna, ours, event("week_counted", "week", moment(9), week="2026-W50", count=2))
    found = prepare_talk(anna, moment(16), ours)
    assert found.plans[0][1] == "uge 3 af 4"
    assert [(part.title, part.done, part.total) for part in found.parts] == [
        ("Uge 51", 0, 2), ("Uge 50", 2, 2), ("Uge 49", 1, 2),
    ]  # fmt: skip
    assert [week.words for week in found.weeks.bars] == ["Uge 49: ikke skrevet", "Uge 50: 2"]
    late = [fact for fact in found.facts if fact.startswith("ikke lavet endnu")]
    assert late == ["ikke lavet endnu: Før din joblog (14. dec.) og 1 mere"]
    assert found.next_title == "Før din joblog"


def test_many_weeks_are_told_as_four_and_the_earlier_ones(anna: UUID, ours: Published) -> None:
    weekly = ours.plan("to-om-ugen")
    assert weekly is not None and weekly.repeat is not None
    long = replace(weekly, repeat=replace(weekly.repeat, weeks=10))
    many = replace(ours, plans=(ours.plans[0], long))
    for week in range(1, 6):
        plans.begin_weeks(moment(7 * week if week < 5 else 4, 0, 5,
                                 *((12, 2026) if week < 5 else (1, 2027))), many)  # fmt: skip
    parts = prepare_talk(anna, moment(5, month=1, year=2027), many).parts
    assert [(part.title, part.total) for part in parts] == [
        ("Uge 1", 2), ("Uge 53", 2), ("Uge 52", 2), ("Uge 51", 2), ("Tidligere uger", 4),
    ]  # fmt: skip


def test_after_its_last_week_the_plan_says_so(anna: UUID, ours: Published) -> None:
    weeks_pass(ours, 4)
    after = moment(4, month=1, year=2027)
    assert prepare_talk(anna, after, ours).plans[0][1] == "4 uger er gået"
    assert page(anna, ours, after).this_week == ()


def test_a_plan_that_nobody_ends_asks_for_nothing_more_and_the_consultant_is_told(
    cast: Cast, anna: UUID, ours: Published
) -> None:
    weeks_pass(ours, 3)
    told = "forløbet var planlagt til uge 52: afslut det, eller aftal et nyt"
    last = prepare_talk(anna, moment(27), ours)
    assert last.weeks.target == "Mål fra uge 49: 2 om ugen."
    assert told not in (*last.facts, last.line)
    for after in (moment(28), moment(1, month=2, year=2027)):
        found = prepare_talk(anna, after, ours)
        assert told in found.facts
        assert found.line.endswith(" · forløbet var planlagt til uge 52")
        for shown in (found.weeks, page(anna, ours, after).weeks):
            assert shown.target == ""
            figures = {bar.week: bar.figure for bar in shown.bars}
            assert not {"uge 53", "uge 1", "uge 2", "uge 3", "uge 4"} & set(figures)
    weeks.set_target(anna, "2027-W05", 1, cast.karin, moment(1, month=2, year=2027))
    more = prepare_talk(anna, moment(8, month=2, year=2027), ours).weeks
    assert more.target == "Mål fra uge 5: 1 om ugen."
    assert [bar.words for bar in more.bars][-1] == "Uge 5: ikke skrevet"
    plans.end_plan(anna, plans.running_plan(anna).id, moment(8, month=2, year=2027))
    assert told not in prepare_talk(anna, moment(8, month=2, year=2027), ours).facts


@pytest.mark.parametrize(
    ("key", "week"), [("2026-W49/joblog", "2026-W49"), ("joblog", ""), ("/1a2b3c4d", "")]
)
def test_an_items_key_says_which_week_it_is_of(key: str, week: str) -> None:
    assert week_of(key) == week


def test_a_task_of_ones_own_counts_beside_the_week(cast: Cast, anna: UUID, ours: Published) -> None:
    plan_items.add(anna, task=HELBRED, planned_on=None, staff=cast.karin, now=moment(2),
                   published=ours)  # fmt: skip
    weeks_pass(ours, 1)
    found = page(anna, ours, moment(8))
    assert (found.done, found.items) == (0, 3)
    assert [group.heading for group in found.groups] == ["Uge 50", "Andre opgaver"]


def test_no_week_ends_on_a_day_that_is_off(anna: UUID, ours: Published) -> None:
    weekly = ours.plan("to-om-ugen")
    assert weekly is not None and weekly.repeat is not None
    items = tuple(replace(one, workday=5) for one in weekly.items)
    long = replace(weekly, items=items, repeat=replace(weekly.repeat, weeks=5))
    weeks_pass(replace(ours, plans=(ours.plans[0], long)), 4)
    days = {row.week: row.planned_on for row in PlanItem.here() if row.week}
    assert [days[f"2026-W{week}"] for week in (51, 52, 53)] == [
        date(2026, 12, 18), date(2026, 12, 23), date(2026, 12, 30),
    ]  # fmt: skip
    pauses.set_pause(anna, date(2026, 12, 28), date(2026, 12, 29), None, moment(28))
    days = {row.week: row.planned_on for row in PlanItem.here() if row.week}
    assert days["2026-W53"] == date(2026, 12, 30), "nor does a pause move it there"
