"""Series of talks: every date follows from the rhythm, and none falls on a day that is off."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.appointments.series import LONGEST_WEEKS, RHYTHMS, series_days
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
    planned = [first + timedelta(weeks=weeks * n) for n in range(length // (7 * weeks) + 1)]
    for rhythm, day in zip(planned, days, strict=True):
        assert is_working_day(day)
        between = (rhythm + timedelta(days=n) for n in range((day - rhythm).days))
        assert not any(is_working_day(one) for one in between), "the very next working day"
    assert days == sorted(set(days)), "no day twice"


def test_christmas_moves_a_talk():
    assert series_days(date(2026, 12, 10), 2, date(2027, 1, 7)) == [
        date(2026, 12, 10), date(2026, 12, 28), date(2027, 1, 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("weeks", "days", "field"),
    [
        (1, 60, "repeat"),
        (2, 13, "until"),
        (4, 27, "until"),
        (2, 7 * LONGEST_WEEKS + 1, "until"),
    ],
)
def test_an_unknown_rhythm_and_a_useless_or_endless_series_are_refused(
    weeks: int, days: int, field: str
):
    first = date(2026, 12, 1)
    with pytest.raises(Refused) as refused:
        series_days(first, weeks, first + timedelta(days=days))
    assert list(refused.value.errors) == [field]
