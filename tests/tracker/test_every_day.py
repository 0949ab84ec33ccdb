"""Days, weeks, months and copies on every day of four years: 53 weeks, leap day, summer time."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from jobvej.catalog import Published
from tests.tracker.conftest import Cast
from tracker import clock, workdays
from tracker.enrolment import repeats
from tracker.figures.periods import closed_periods
from tracker.upkeep import backup, daily

DAY = timedelta(days=1)
DAYS = [date(2026, 1, 1) + n * DAY for n in range(1461)]
"""2026 to 2029; 2026 has 53 weeks, and 2028 a 29 February."""
SHORT = {date(2026, 3, 29), date(2027, 3, 28), date(2028, 3, 26), date(2029, 3, 25)}
LONG = {date(2026, 10, 25), date(2027, 10, 31), date(2028, 10, 29), date(2029, 10, 28)}


def test_each_week_has_seven_days_one_monday_and_its_place_in_the_text_order() -> None:
    weeks = Counter(clock.iso_week(day) for day in DAYS)
    assert list(weeks) == sorted(weeks)
    ends = {week for week, days in weeks.items() if days != 7}
    assert ends == {"2026-W01", "2030-W01"}, "only these reach into other years than the four"
    assert [week for week in weeks if week.endswith("53")] == ["2026-W53"]
    for day in DAYS:
        assert clock.monday_of(clock.iso_week(day)) == clock.week_start(day)


def test_a_danish_day_ends_where_the_next_begins() -> None:
    for day in DAYS:
        begins, ends = clock.start_of_day(day), clock.start_of_day(day + DAY)
        assert ends - begins == timedelta(hours=23 if day in SHORT else 25 if day in LONG else 24)
        assert clock.local_date(begins) == clock.local_date(ends - timedelta.resolution) == day


def test_a_talk_keeps_its_time_by_danish_clocks_on_any_day() -> None:
    for moment in (
        datetime(2026, 12, 1, 8, 15, tzinfo=UTC),
        datetime(2027, 6, 1, 7, 15, tzinfo=UTC),
    ):
        for day in DAYS:
            moved = clock.on_day(moment, day)
            assert (clock.local_date(moved), clock.local_time(moved)) == (day, "09.15")


def test_a_plan_counts_its_working_days_as_it_gave_them_out() -> None:
    for start in DAYS:
        days = [workdays.workday(start, number) for number in range(1, 12)]
        assert all(one < other for one, other in pairwise(days))
        assert all(workdays.is_working_day(day) for day in days)
        assert [workdays.working_days(start, day) for day in days] == list(range(1, 12))
        assert workdays.workdays_before(days[-1], 10) == days[0]


def test_no_week_is_without_a_working_day_and_its_last_one_lies_in_it() -> None:
    for monday in filter(lambda day: day.weekday() == 0, DAYS):
        assert monday <= workdays.on_or_after(monday) <= workdays.last_of_week(monday)


def test_a_plan_that_repeats_counts_every_monday_once() -> None:
    for start in DAYS[330:400]:  # December and January
        first = repeats.first_week(start)
        for number in range(1, 11):
            monday = first + timedelta(weeks=number - 1)
            assert repeats.last_week(start, number, ()) == monday
            for day in (monday, monday + 6 * DAY):
                assert repeats.week_number(start, day, ()) == number


def test_the_newest_month_shown_is_the_one_before_and_every_quarter_is_over() -> None:
    for today in DAYS:
        periods = closed_periods(today, 6)
        before = today.replace(day=1) - DAY
        assert periods[0].holds(before)
        assert not any(one.holds(today) for one in periods)
        for quarter in (one for one in periods if "K" in one.code):
            assert int(quarter.months[0][5:]) % 3 == 1
            assert len({month[:4] for month in quarter.months}) == 1


def test_every_night_leaves_a_copy_of_the_last_days_and_weeks(tmp_path: Path) -> None:
    for day in DAYS:
        night = clock.start_of_day(day) + timedelta(minutes=10)
        (tmp_path / f"jobvej-aaby-{night:{backup.STAMP}}.db").touch()
        for old in backup.outdated(tmp_path, "aaby", night):
            old.unlink()
        if day < DAYS[35]:
            continue
        kept = {clock.local_date(made) for made, _ in backup.copies(tmp_path, "aaby")}
        weeks = {clock.week_start(one) for one in kept}
        assert {day - n * DAY for n in range(backup.DAYS_KEPT)} <= kept
        assert len(weeks) == backup.WEEKS_KEPT
        assert min(kept) > day - timedelta(weeks=backup.WEEKS_KEPT)


def test_a_day_of_23_or_25_hours_has_one_night(cast: Cast, published: Published) -> None:
    for day in (date(2027, 3, 28), date(2027, 10, 31)):
        now = clock.start_of_day(day - DAY)
        daily.trust_clock(now)
        while now < clock.start_of_day(day + 2 * DAY):
            daily.run_if_due(now, published)
            now += timedelta(minutes=30)
    nights = sorted(daily.receipts())
    assert [on for on, _ in nights] == [date(2027, 3, n) for n in (27, 28, 29)] + [
        date(2027, 10, 30), date(2027, 10, 31), date(2027, 11, 1),
    ]  # fmt: skip
    assert [(said.count("Slettet:"), said.count("Kopi:")) for _, said in nights] == [(1, 1)] * 6
