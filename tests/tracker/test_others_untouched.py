"""What is done about one thing changes no other of its kind, of the same person or of another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog import Published
from jobvej.catalog.published import PublishedPlan
from tests.tracker.acts import PROFIL, RET, item, moment
from tests.tracker.clubs import make
from tests.tracker.conftest import NOW, Cast, employ
from tracker import openings
from tracker.enrolment import pauses, plan_items, plans, plans_ahead, requests
from tracker.gatherings import club_meetings, club_tasks, webinars
from tracker.models import (
    Absence,
    AccessLog,
    ClubMeeting,
    ClubTask,
    PageGrant,
    Pause,
    Plan,
    PlanAhead,
    Request,
    Staff,
    WebinarSignup,
)
from tracker.people import readers, staff_changes


def touched(table: Any, act: Callable[[], object]) -> list[dict[str, Any]]:
    """The rows of a table that are gone or another after an act."""
    before = list(table.here().dicts())
    act()
    after = list(table.here().dicts())
    return [row for row in before if row not in after]


def ids(table: Any, act: Callable[[], object]) -> list[UUID]:
    return [row["id"] for row in touched(table, act)]


def test_a_pause_is_ended_and_goes_on_alone(cast: Cast) -> None:
    one, *_ = made = [
        (who, pauses.set_pause(who, date(2026, 12, day), date(2026, 12, day + 1), None, NOW))
        for who, day in ((cast.anna, 2), (cast.anna, 14), (cast.bo, 2))
    ]
    assert ids(Pause, lambda: pauses.end_pause(*one, None, NOW)) == [one[1]]
    for other in made[1:]:
        pauses.end_pause(*other, None, NOW)
    assert ids(Pause, lambda: pauses.undo_end(*one)) == [one[1]]


def test_a_cover_is_ended_alone_and_one_that_is_over_stays_as_it_was(cast: Cast) -> None:
    today = NOW.date()
    kim = employ("Kim", team=cast.nord)
    one, other = (
        readers.set_absence(who, cast.lars, today, today + timedelta(days=4), who, today)
        for who in (cast.karin, kim)
    )
    tomorrow = today + timedelta(days=1)
    assert ids(Absence, lambda: readers.end_absence(one, tomorrow)) == [one]
    assert ids(Absence, lambda: readers.end_absence(one, today + timedelta(days=3))) == []
    assert ids(Absence, lambda: readers.end_absence(other, today)) == [other]


def test_a_request_is_answered_and_taken_back_alone(cast: Cast) -> None:
    one, *_ = made = [
        (who, requests.make(who, kind, None, NOW))
        for who, kind in (
            (cast.anna, requests.CALL_ME), (cast.anna, requests.MEET), (cast.bo, requests.CALL_ME),
        )
    ]  # fmt: skip
    assert ids(Request, lambda: requests.answer(*one, cast.karin, NOW)) == [one[1]]
    for other in made[1:]:
        requests.answer(*other, cast.karin, NOW)
    for other in made:
        assert ids(Request, lambda it=other: requests.undo_answer(*it)) == [other[1]]
    assert ids(Request, lambda: requests.take_back(*one)) == [one[1]]


def test_a_plan_is_ended_and_opened_again_alone(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    first = plans.running_plan(cast.anna).id
    second = plans.enrol(cast.anna, weekly, NOW.date(), NOW)
    assert ids(Plan, lambda: plans.end_plan(cast.anna, first, NOW)) == [first]
    plans.end_plan(cast.anna, second, NOW)
    plans.end_plan(cast.bo, plans.running_plan(cast.bo).id, NOW)
    assert ids(Plan, lambda: plans.reopen_plan(cast.anna, first, published)) == [first]


def test_of_the_plans_that_wait_only_the_one_whose_turn_it_is_begins(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    for who in (cast.anna, cast.bo):
        plans_ahead.start_in_order(who, [weekly], None, cast.karin, NOW)
    other = PlanAhead.here(PlanAhead.citizen == cast.bo).get().id
    plan_items.move(cast.bo, item(cast.bo, RET), date(2026, 12, 22), cast.lars, NOW)
    [gone] = touched(PlanAhead, lambda: plans_ahead.begin_next(moment(4), published))
    assert gone["citizen"] == cast.anna
    plans_ahead.start_in_order(
        cast.anna, [replace(weekly, id="et-andet")], None, cast.karin, moment(4)
    )
    out = touched(PlanAhead, lambda: plans_ahead.take_out(cast.bo, other, cast.lars, moment(4)))
    assert [row["citizen"] for row in out] == [cast.bo]


def test_a_meeting_of_one_club_is_put_back_alone(cast: Cast) -> None:
    both = [make(cast, name=name) for name in ("Lager", "Kontor")]
    for club in both:
        for day in (8, 15):
            meeting = club_meetings.find_meeting(club, date(2026, 12, day), NOW)
            assert meeting
            club_meetings.cancel_meeting(meeting, cast.karin, NOW)
    assert ClubMeeting.here().count() == 4
    meeting = club_meetings.find_meeting(both[1], date(2026, 12, 8), NOW)
    assert meeting
    [row] = touched(ClubMeeting, lambda: club_meetings.put_back(meeting, cast.karin, NOW))
    assert (row["club"], row["planned_on"]) == (both[1].id, date(2026, 12, 8))


def test_a_common_task_is_put_back_alone(cast: Cast, published: Published) -> None:
    club = make(cast).id
    for task in (RET, PROFIL):
        club_tasks.add_task(club, task, cast.karin, NOW, published)
    for row in list(ClubTask.here()):
        club_tasks.remove_task(club, row.id, cast.karin, NOW, published)
    [back] = touched(ClubTask, lambda: club_tasks.add_task(club, RET, cast.karin, NOW, published))
    assert back["task"] == RET


def test_one_signs_off_from_one_webinar_alone(cast: Cast, published: Published) -> None:
    [one] = published.webinars
    for webinar in (one, replace(one, id="webinar.et-andet")):
        webinars.sign_up(cast.anna, webinar, NOW)
    webinars.sign_up(cast.bo, one, NOW)
    [row] = touched(WebinarSignup, lambda: webinars.sign_off(cast.anna, one, published))
    assert (row["citizen"], row["webinar"]) == (cast.anna, one.id)


def test_to_open_a_page_is_told_of_each_and_closes_no_other(cast: Cast) -> None:
    karin, lars = (Staff.here(Staff.id == who).get() for who in (cast.karin, cast.lars))
    openings.open_page("karins", karin, cast.anna, "help", NOW)
    openings.open_page("karins", karin, cast.bo, "help", NOW)
    openings.open_page("lars", lars, cast.anna, "help", NOW)
    told = {(row.staff, row.citizen) for row in AccessLog.here()}
    assert told == {(cast.karin, cast.anna), (cast.karin, cast.bo), (cast.lars, cast.anna)}
    later = NOW + timedelta(days=1)
    [row] = touched(
        PageGrant, lambda: openings.open_page("karins", karin, cast.anna, "help", later)
    )
    assert (row["token_digest"], row["citizen"]) == ("karins", cast.anna)


def test_a_password_and_the_access_are_one_persons(cast: Cast) -> None:
    def karin() -> Any:
        return staff_changes.find(cast.karin)

    by = cast.lars
    assert ids(Staff, lambda: staff_changes.new_password(by, karin(), NOW)) == [cast.karin]
    Staff.change({Staff.is_active: False})
    assert ids(Staff, lambda: staff_changes.reopen(by, karin(), NOW)) == [cast.karin]
