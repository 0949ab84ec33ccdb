"""Series of talks: every date follows from the rhythm, and none falls on a day that is off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.appointments.series import LONGEST_WEEKS, RHYTHMS, moved_days, series_days
from tracker.errors import Refused
from tracker.workdays import is_working_day

FIRST = st.dates(date(2026, 1, 1), date(2031, 12, 31))


@settings(deadline=None)  # the first year asks for its holidays
@given(first=FIRST, weeks=st.sampled_from(sorted(RHYTHMS)), length=st.integers(0, 182))
def test_a_series_keeps_its_rhythm_and_asks_for_no_day_that_is_off(first, weeks, length):
    until = first + timedelta(days=length)
    if length < 7 * weeks:
        with pytest.raises(Refused):
            series_days(first, weeks, until)
        return
    days = series_days(first, weeks, until)
    assert [day.planned for day in days] == [
        first + timedelta(weeks=weeks * n) for n in range(length // (7 * weeks) + 1)
    ]
    for day in days:
        assert is_working_day(day.on)
        between = (day.planned + timedelta(days=n) for n in range((day.on - day.planned).days))
        assert not any(is_working_day(one) for one in between), "the very next working day"
        assert day.is_moved == (day.on != day.planned)
    assert [day.on for day in days] == sorted({day.on for day in days}), "no day twice"


@settings(deadline=None)
@given(first=FIRST, weeks=st.sampled_from(sorted(RHYTHMS)), more=st.integers(1, 6))
def test_which_days_were_moved_is_told_from_the_days_alone(first, weeks, more):
    days = series_days(first, weeks, first + timedelta(weeks=weeks * min(more, 26 // weeks)))
    told = moved_days([day.on for day in days])
    # A rhythm on Sundays is told as one on Mondays: nobody is surprised by that.
    assert set(told) <= {day for day in days if day.is_moved} or first != days[0].on
    if first == days[0].on:
        assert told == tuple(day for day in days if day.is_moved)


def test_days_of_no_series_are_said_nothing_of():
    assert moved_days([date(2026, 12, 1), date(2026, 12, 4)]) == ()


def test_christmas_moves_a_talk_and_says_so():
    days = series_days(date(2026, 12, 10), 2, date(2027, 1, 7))
    assert [day.on for day in days] == [
        date(2026, 12, 10), date(2026, 12, 28), date(2027, 1, 7),
    ]  # fmt: skip
    assert days[1].words == ("torsdag 24. december er en fridag, så den bliver mandag 28. december")


@pytest.mark.parametrize(("weeks", "days"), [(1, 60), (2, 13), (4, 27), (2, 7 * LONGEST_WEEKS + 1)])
def test_an_unknown_rhythm_and_a_useless_or_endless_series_are_refused(weeks: int, days: int):
    first = date(2026, 12, 1)
    with pytest.raises(Refused):
        series_days(first, weeks, first + timedelta(days=days))
