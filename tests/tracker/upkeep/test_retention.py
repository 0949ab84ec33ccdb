"""Det forsvinder igen: when, and for whom."""

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from jobvej.catalog import Published
from jobvej.catalog.published import PublishedPlan
from tests.tracker.acts import (
    HELBRED,
    JOBLOG,
    RET,
    SKELET,
    book,
    done,
    event,
    figure,
    fill,
    item,
    moment,
    rows_of,
    send,
)
from tests.tracker.clubs import join, make
from tests.tracker.conftest import NOW, SECRET, Cast
from tracker import openings
from tracker.clock import start_of_day
from tracker.db import fact
from tracker.enrolment import pauses, plan_items, plans, requests, undone, weeks
from tracker.gatherings import club_meetings, club_tasks, club_tips
from tracker.models import (
    Absence,
    AccessLog,
    Club,
    ClubItem,
    ClubMeeting,
    ClubMember,
    ClubTask,
    ClubTip,
    Erasure,
    Event,
    PageGrant,
    Pause,
    Plan,
    PlanChange,
    PlanItem,
    Request,
    Session,
    SignInCode,
    Staff,
    Talk,
    Undone,
    WeeklyTarget,
)
from tracker.people import citizens, readers
from tracker.sign_in import sessions
from tracker.upkeep import daily, retention

YEAR = timedelta(days=365)


def test_state_is_erased_six_months_after_the_plan_ended(cast: Cast, published: Published) -> None:
    fill(cast, published, cast.anna)
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(31))
    last_day = start_of_day(date(2027, 6, 30)) - timedelta(minutes=1)
    retention.purge(last_day, published)
    assert rows_of(cast.anna)["Citizen"] == 1
    report = retention.purge(last_day + timedelta(minutes=2), published)
    assert report.citizens_erased == 1
    assert set(rows_of(cast.anna).values()) == {0}
    assert Erasure.here(Erasure.cause == "retention").count() == 1


def test_a_plan_nobody_closes_ends_a_year_after_the_last_sign_of_life(
    cast: Cast, published: Published
) -> None:
    send(cast.anna, published, event("completed", f"activity:{SKELET}", moment(10)))
    book(cast.bo, cast.lars, moment(20))
    retention.purge(moment(9) + YEAR, published)
    assert Plan.here(Plan.ended_on.is_null()).count() == 2
    ended_now = [retention.purge(moment(day) + YEAR, published).plans_ended for day in (10, 11)]
    assert ended_now == [1, 0]
    ended = {row.citizen: row.ended_on for row in Plan.here()}
    assert ended == {cast.anna: date(2027, 12, 10), cast.bo: None}
    assert figure(cast.anna) == (0, 0)


def test_an_ended_plan_is_erased_and_the_running_one_stays(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    arranged = (Pause, Request, Undone, WeeklyTarget)
    for who in (cast.anna, cast.bo):
        fill(cast, published, who)
    weeks.set_target(cast.anna, "2026-W51", 4, cast.karin, NOW)
    of_bo = [table.here(table.citizen == cast.bo).count() for table in arranged]
    old = plans.running_plan(cast.anna).id
    plans.end_plan(cast.anna, old, moment(10))
    plans.enrol(cast.anna, weekly, date(2027, 6, 1), datetime(2027, 6, 1, 9, tzinfo=NOW.tzinfo))
    later = datetime(2027, 6, 12, 12, tzinfo=NOW.tzinfo)
    send(cast.anna, published, event("completed", f"activity:{JOBLOG}", later))
    book(cast.anna, cast.karin, later, later)
    pauses.set_pause(cast.anna, date(2027, 7, 5), date(2027, 7, 9), None, later)
    requests.make(cast.anna, requests.MEET, None, later)
    undone.keep(cast.anna, "Mål", None, later)
    report = retention.purge(later, published)
    assert (report.plans_erased, report.citizens_erased) == (1, 0)
    assert [row.template for row in Plan.here(Plan.citizen == cast.anna)] == ["to-om-ugen"]
    assert done(cast.anna) == [JOBLOG]
    assert Event.here(Event.citizen == cast.anna).count() == 1
    assert Talk.here(Talk.citizen == cast.anna).count() == 1
    assert PlanChange.here(PlanChange.citizen == cast.anna).count() == 0
    # Of each what is new is left, and the weekly target, which still holds.
    assert [table.here(table.citizen == cast.anna).count() for table in arranged] == [1] * 4
    assert [table.here(table.citizen == cast.bo).count() for table in arranged] == of_bo
    assert figure(cast.anna) == (1, 1)


def test_a_club_goes_six_months_after_its_last_day_and_its_tasks_stay_in_the_plans(
    cast: Cast, published: Published
) -> None:
    club = make(cast, until_on=date(2026, 12, 29))
    join(club, cast.anna, cast, published)
    plan_items.remove(cast.anna, item(cast.anna, RET), cast.karin, NOW, published=published)
    club_tasks.add_task(club.id, RET, cast.karin, NOW, published)
    club_tips.add_tip(club.id, title="Truckfører", place="Åby", link="", until_on=NOW.date(),
                      staff=cast.karin, now=NOW)  # fmt: skip
    first = club_meetings.find_meeting(club, date(2026, 12, 8), NOW)
    assert first is not None
    club_meetings.cancel_meeting(first, cast.karin, NOW)
    make(cast, name="Kontor")
    items = PlanItem.here(PlanItem.citizen == cast.anna).count()
    tables_of_club = (ClubMember, ClubMeeting, ClubTask, ClubItem, ClubTip)
    retention.purge(start_of_day(date(2027, 6, 28)), published)
    assert [table.here().count() for table in tables_of_club] == [1] * 5
    retention.purge(start_of_day(date(2027, 6, 29)), published)
    assert [table.here().count() for table in tables_of_club] == [0] * 5
    assert [row.name for row in Club.here()] == ["Kontor"]
    assert PlanItem.here(PlanItem.citizen == cast.anna).count() == items


def test_the_log_goes_after_a_year_and_sessions_and_codes_in_their_time(
    cast: Cast, published: Published
) -> None:
    karin = Staff.here(Staff.id == cast.karin).get()
    sessions.start(cast.anna, "citizen", is_shared_device=False, now=NOW)
    openings.open_page("browser", karin, cast.anna, "help", NOW)
    citizens.find_by_code(cast.anna_code, secret=SECRET, now=NOW + timedelta(days=200))
    assert retention.purge(NOW + timedelta(hours=1), published).sessions == 0
    report = retention.purge(NOW + timedelta(days=91), published)
    assert (report.sessions, Session.here().count(), PageGrant.here().count()) == (1, 0, 0)
    retention.purge(NOW + timedelta(days=364), published)
    assert (AccessLog.here().count(), SignInCode.here().count()) == (1, 2)
    on_the_day, after = (retention.purge(NOW + timedelta(days=n), published) for n in (365, 366))
    assert (on_the_day.log_rows, on_the_day.codes) == (1, 0), "a code still works on that day"
    assert (after.log_rows, after.codes) == (0, 1)
    assert [row.citizen for row in SignInCode.here()] == [cast.anna]


def test_that_a_page_is_open_is_kept_until_midnight_also_where_one_stays_signed_in(
    cast: Cast, published: Published
) -> None:
    karin = Staff.here(Staff.id == cast.karin).get()
    token = sessions.start(cast.karin, "consultant", is_shared_device=False, now=moment(1, 20))
    openings.open_page(sessions.digest(token), karin, cast.anna, "talk", moment(1, 20))
    for at, kept in ((moment(1, 23, 59), 1), (moment(2, 0), 0)):
        retention.purge(at, published)
        assert (Session.here().count(), PageGrant.here().count()) == (1, kept)


def test_what_turns_out_to_be_a_film_outside_the_plan_is_forgotten(
    cast: Cast, published: Published
) -> None:
    older = replace(published, courses=tuple(c for c in published.courses if c.id != "helbred"))
    send(cast.anna, older, event("completed", f"activity:{HELBRED}", moment(1)),
         event("completed", f"activity:{SKELET}", moment(1)))  # fmt: skip
    assert HELBRED in done(cast.anna)
    newer = replace(published, build="a newer build")
    assert [retention.purge(moment(day), newer).events_forgotten for day in (2, 3)] == [1, 0]
    assert done(cast.anna) == [SKELET]


def test_the_daily_thread_outlives_a_day_that_fails(
    cast: Cast, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily, "CHECK_EVERY_SECONDS", 0.01)
    calls = threading.Semaphore(0)
    times = iter([ValueError("no clock"), NOW])

    def now() -> datetime:
        calls.release()
        value = next(times, NOW)
        if isinstance(value, Exception):
            raise value
        return value

    stop = daily.start(now, lambda: published)
    for _ in range(4):
        assert calls.acquire(timeout=10)
    stop.set()
    assert fact("daily_on") == "2026-12-01"


def test_who_covered_for_whom_goes_with_the_log(cast: Cast, published: Published) -> None:
    day = NOW.date()
    readers.set_absence(cast.karin, cast.lars, day, day, cast.karin, day)
    retention.purge(moment(30, month=11, year=2027), published)
    assert Absence.here().count() == 1
    retention.purge(moment(1, year=2027), published)
    assert Absence.here().count() == 0
