"""Days on which the municipality is closed: what is placed steps aside, what is kept stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from jobvej.catalog import Published
from tests.tracker import clubs
from tests.tracker.acts import RET, event, item, moment, send
from tests.tracker.appointments.imports import said, table
from tests.tracker.conftest import NOW, Cast, Web
from tracker import workdays
from tracker.account.own_plan import own_plan
from tracker.account.summary import prepare_talk
from tracker.appointments.series import series_days
from tracker.enrolment import pauses, plans, repeats, weeks
from tracker.enrolment.plan_account import plan_accounts
from tracker.errors import Refused
from tracker.gatherings import club_meetings
from tracker.models import PlanItem

Close = Callable[..., None]
WEDNESDAY, THURSDAY, FRIDAY = date(2026, 12, 2), date(2026, 12, 3), date(2026, 12, 4)
BEFORE_NEW_YEAR = ("2026-12-28", "2026-12-29", "2026-12-30")
"""With 31 December and 1 January no day of week 53 is left."""


def items(cast: Cast) -> list[PlanItem]:
    """Those of the forløb that runs, in the order in which they stand on Dine opgaver."""
    rows = PlanItem.here(PlanItem.plan == plans.running_plan(cast.anna).id)
    return list(rows.order_by(PlanItem.planned_on, PlanItem.position))


def planned(cast: Cast) -> list[tuple[str, date]]:
    return [(one.task, one.planned_on) for one in items(cast)]


def test_what_is_placed_steps_aside(cast: Cast, published: Published, closed: Close) -> None:
    closed("2026-12-03", "2026-12-05", "2026-12-25")  # and two that are off without that
    assert workdays.closed_days(THURSDAY, THURSDAY) == 1
    assert workdays.closed_days(FRIDAY, date(2026, 12, 31)) == 0
    assert workdays.workday(WEDNESDAY, 2) == FRIDAY
    assert workdays.working_days(WEDNESDAY, FRIDAY) == 2
    assert pauses.first_day(cast.anna, THURSDAY) == FRIDAY
    assert series_days(date(2026, 11, 19), 2, THURSDAY) == [date(2026, 11, 19), FRIDAY]
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, NOW)
    template = published.plan("kort-vej")
    assert template
    plans.enrol(cast.anna, template, WEDNESDAY, NOW)
    assert [day.day for _, day in planned(cast)] == [2, 7, 11, 15], "working days 1, 3, 7 and 9"


def test_a_week_that_is_closed_brings_no_tasks_and_the_plan_lasts_a_week_longer(
    cast: Cast, published: Published, closed: Close
) -> None:
    weekly = published.plan("to-om-ugen")
    assert weekly
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, NOW)
    plans.enrol(cast.anna, weekly, date(2026, 12, 21), NOW)
    without = repeats.last_week(date(2026, 12, 21), 4, ())
    closed(*BEFORE_NEW_YEAR)
    for monday in (date(2026, 12, 28), date(2027, 1, 4)):
        plans.begin_weeks(moment(1) + (monday - NOW.date()), published)
    assert {row.week for row in items(cast)} == {"2026-W52", "2027-W01"}
    assert repeats.last_week(date(2026, 12, 21), 4, ()) == without + timedelta(weeks=1)
    assert workdays.last_of_week(date(2026, 12, 28)) == date(2027, 1, 1), "and no day before it"
    written = weeks.read(cast.anna, plans.running_plan(cast.anna), date(2027, 1, 11), (), published)
    assert [one.week for one in written.bars] == ["uge 52", "uge 1"], "nobody was asked in week 53"


def test_a_day_closed_on_which_a_weekly_plan_has_begun_costs_no_week(
    cast: Cast, published: Published, closed: Close
) -> None:
    weekly = published.plan("to-om-ugen")
    assert weekly
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, NOW)
    plans.enrol(cast.anna, weekly, FRIDAY, NOW)
    closed("2026-12-04")
    for days in (6, 13):
        plans.begin_weeks(moment(1) + timedelta(days=days), published)
    assert {row.week for row in items(cast)} == {"2026-W49", "2026-W50", "2026-W51"}


@pytest.mark.parametrize("known", [True, False])
def test_what_is_kept_stays_where_it_is_when_the_list_is_edited(
    cast: Cast, published: Published, closed: Close, known: bool
) -> None:
    if known:
        closed("2026-12-07")
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, NOW)
    template = published.plan("kort-vej")
    assert template
    plans.enrol(cast.anna, template, WEDNESDAY, NOW)
    send(
        cast.anna,
        published,
        event("completed", f"item:{item(cast.anna, RET, last=True)}", moment(3)),
    )
    pause = pauses.set_pause(cast.anna, date(2026, 12, 9), date(2026, 12, 9), None, moment(3))
    before = planned(cast)
    done = own_plan(cast.anna, moment(8), published).done
    for days in (("2026-12-04", "2026-12-07"), ("2026-12-07", "2026-12-08"), ("2026-12-07",)):
        closed(*days)
        assert planned(cast) == before
        assert own_plan(cast.anna, moment(8), published).done == done
        [account] = plan_accounts(cast.anna, date(2026, 12, 8), published)
        assert account.differences == (), "a day off is no change of the template"
    pauses.undo_set(cast.anna, pause)
    order = [task for task, _ in before]
    assert [task for task, _ in planned(cast)] == order


def test_a_talk_on_such_a_day_is_made_and_it_is_said(web: Web, closed: Close) -> None:
    closed("2026-12-04", web=web)
    off = "Vi har lukket den dag (personaledag). "
    talk = {"citizen": str(web.cast.anna), "day": "2026-12-04", "clock": "10:00", "minutes": "15",
            "mode": "phone"}  # fmt: skip
    page = web.karin.follow(web.karin.post("/job/i-dag/", talk))
    assert f"{off}Passer det ikke, så flyt samtalen." in page.text()
    assert f"Fredag 4. december {off}" in web.karin.get("/job/i-dag/").text()
    assert (
        f"{off}Er du i tvivl om samtalen, så ring til os." in web.anna.get("/dine-opgaver/").text()
    )


def test_a_talk_that_is_brought_in_says_it(cast: Cast, closed: Close) -> None:
    closed("2026-12-04")
    [(_, kind, what)] = said(cast, table("4.12.2026;10.00;2026-1;;;;A1"))
    assert (kind, what) == ("new", "Vi har lukket den dag (personaledag).")


def test_it_is_told_from_a_week_before_to_the_day_itself_wherever_one_can_ring(
    web: Web, closed: Close
) -> None:
    words = "Vi har lukket onsdag 9. december (personaledag)."
    closed("2026-12-09", web=web)
    for day, times in ((1, 0), (2, 3), (9, 3), (10, 0)):
        web.clock.now = moment(day)
        assert web.anna.get("/dine-opgaver/").text().count(words) == times, day
        assert web.nobody().get("/log-paa/").text().count(words) == bool(times)
        karin = web.signed_in(web.cast.karin, "consultant")
        assert words not in karin.get("/job/i-dag/").text(), "who answers knows"


def test_both_sides_count_by_the_days_that_are_left(
    cast: Cast, published: Published, closed: Close
) -> None:
    assert prepare_talk(cast.anna, NOW, published).plans[0][1] == "dag 7 af 9"
    closed("2026-11-27")
    assert prepare_talk(cast.anna, NOW, published).plans[0][1] == "dag 6 af 8"


def test_a_club_does_not_meet_and_says_why(web: Web, published: Published, closed: Close) -> None:
    club = clubs.make(web.cast)
    clubs.join(club, web.cast.anna, web.cast, published)
    closed("2026-12-08", web=web)
    here = f"/job/jobklubber/{club.id}/"
    assert club_meetings.next_meetings([club], moment(2))[club.id].on == date(2026, 12, 15)
    assert "Intet møde · Vi har lukket den dag (personaledag)." in web.karin.get(here).text()
    for page in ("/dine-opgaver/", f"/dine-opgaver/jobklub/{club.id}/"):
        text = web.anna.get(page).text()
        assert "Mødet tirsdag 8. december er aflyst. Vi har lukket den dag (personaledag)." in text
    web.clock.now = moment(8, 7)
    karin = web.signed_in(web.cast.karin, "consultant")
    assert "Intet møde i dag. Vi har lukket (personaledag)." in karin.get("/job/i-dag/").text()


def test_a_meeting_that_staff_moved_stands_though_the_day_is_closed_later(
    web: Web, published: Published, closed: Close
) -> None:
    club = clubs.make(web.cast)
    clubs.join(club, web.cast.anna, web.cast, published)
    meeting = club_meetings.find_meeting(club, date(2026, 12, 8), NOW)
    assert meeting
    club_meetings.change_meeting(
        meeting, replace(meeting, on=date(2026, 12, 9)), web.cast.karin, NOW
    )
    closed("2026-12-08", "2026-12-09", web=web)
    moved = club_meetings.find_meeting(club, date(2026, 12, 8), NOW)
    assert moved
    assert (moved.on, moved.is_cancelled) == (date(2026, 12, 9), False)
    web.clock.now = moment(9, 7)
    page = web.anna.get(f"/dine-opgaver/jobklub/{club.id}/")
    assert "Er du i tvivl om mødet, så ring til os." in page.text()
    club_meetings.put_back(moved, web.cast.karin, NOW)
    by_rule = club_meetings.find_meeting(club, date(2026, 12, 8), NOW)
    assert by_rule
    assert by_rule.is_cancelled
    with pytest.raises(Refused, match=r"Vi har lukket den dag \(personaledag\). Vælg en anden."):
        club_meetings.change_meeting(by_rule, by_rule, web.cast.karin, NOW)
    club_meetings.change_meeting(
        by_rule, replace(by_rule, on=date(2026, 12, 10)), web.cast.karin, NOW
    )
    assert not club_meetings.find_meeting(club, date(2026, 12, 8), NOW).is_cancelled
