"""Danish days, and the only clock."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tracker import clock, workdays

TRACKER = Path(clock.__file__).parent


def test_the_day_is_the_danish_one() -> None:
    assert clock.local_date(datetime(2026, 11, 30, 22, 59, tzinfo=UTC)) == date(2026, 11, 30)
    assert clock.local_date(datetime(2026, 11, 30, 23, 0, tzinfo=UTC)) == date(2026, 12, 1)
    assert clock.local_date(datetime(2026, 6, 30, 22, 0, tzinfo=UTC)) == date(2026, 7, 1)


def test_words_for_days_and_times_are_danish() -> None:
    day = date(2026, 12, 1)
    assert clock.long_date(day) == "tirsdag 1. december"
    assert clock.full_date(day) == "1. december 2026"
    assert clock.short_date(date(2026, 11, 30)) == "30. nov."
    assert clock.past_date(day, today=date(2026, 12, 31)) == "tirsdag 1. december"
    assert clock.past_date(day, today=date(2027, 1, 1)) == "tirsdag 1. december 2026"
    assert clock.local_time(datetime(2026, 12, 1, 9, 5, tzinfo=UTC)) == "10.05"
    moment = datetime(2026, 12, 1, 9, 5, tzinfo=UTC)
    assert clock.long_moment(moment) == "tirsdag 1. december kl. 10.05"
    assert clock.week_words("2026-W09") == "uge 9"
    assert clock.month_words(clock.month_of(day)) == "december 2026"


def test_a_danish_clock_time_is_found_on_both_sides_of_summer_time() -> None:
    assert clock.local_moment(date(2026, 10, 24), 10) == datetime(2026, 10, 24, 8, tzinfo=UTC)
    assert clock.local_moment(date(2026, 10, 25), 10) == datetime(2026, 10, 25, 9, tzinfo=UTC)
    assert clock.start_of_day(date(2026, 7, 1)) == datetime(2026, 6, 30, 22, tzinfo=UTC)


def test_weeks_are_iso_weeks_over_the_new_year() -> None:
    assert clock.iso_week(date(2027, 1, 3)) == "2026-W53"
    assert clock.monday_of("2026-W53") == date(2026, 12, 28)
    assert clock.week_start(date(2027, 1, 3)) == date(2026, 12, 28)
    assert clock.week_start(date(2027, 1, 4)) == date(2027, 1, 4)
    with pytest.raises(ValueError):
        clock.monday_of("2025-W53")


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2027-01-15", -12, "2026-01-15"),
    ],
)
def test_months_end_where_months_end(day: str, months: int, expected: str) -> None:
    assert clock.months_after(date.fromisoformat(day), months).isoformat() == expected


def test_a_clock_file_without_zone_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("2026-12-01T10:00:00")
    with pytest.raises(ValueError, match="no time zone"):
        clock.pretend(file)


def test_nobody_else_in_the_tracker_reads_the_clock() -> None:
    readers = set()
    for file in TRACKER.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in (
                "datetime.now", "datetime.utcnow", "date.today", "time.time", "datetime.today",
            ):  # fmt: skip
                readers.add(file.relative_to(TRACKER).as_posix())
    assert readers == {"clock.py"}


def test_ten_working_days_are_a_fortnight() -> None:
    monday = date(2026, 11, 23)
    days = [workdays.workday(monday, number) for number in range(1, 11)]
    assert days[0] == monday
    assert days[5] == date(2026, 11, 30)
    assert days[9] == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("2026-11-28", "2026-11-30"),  # Saturday
        ("2026-12-24", "2026-12-28"),  # offices are closed; 25 and 26 December are holidays
        ("2026-12-31", "2027-01-04"),  # so are they on the last day of the year
        ("2027-03-25", "2027-03-30"),  # Maundy Thursday to Easter Monday
        ("2026-05-14", "2026-05-15"),  # Ascension Day
        ("2026-06-05", "2026-06-08"),  # Constitution Day
    ],
)
def test_a_plan_begins_on_a_working_day(start: str, first: str) -> None:
    assert workdays.workday(date.fromisoformat(start), 1).isoformat() == first


def test_a_date_has_its_number_in_the_plan() -> None:
    monday = date(2026, 11, 23)
    numbers = {
        day: workdays.working_days(monday, date(2026, 11, day)) for day in (22, 23, 27, 29, 30)
    }
    assert numbers == {22: 0, 23: 1, 27: 5, 29: 5, 30: 6}
    assert workdays.workdays_before(date(2026, 11, 30), 2) == date(2026, 11, 26)
