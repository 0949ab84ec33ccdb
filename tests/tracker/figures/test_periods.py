"""Figures are shown for what is over and not yet being erased."""

from datetime import date

import pytest

from tracker.figures.periods import closed_periods


@pytest.mark.parametrize(
    ("today", "kept", "codes"),
    [
        (date(2026, 12, 1), 6, "2026-11 2026-10 2026-09 2026-08 2026-07 2026-K3"),
        (date(2026, 11, 30), 6, "2026-10 2026-09 2026-08 2026-07 2026-06 2026-K3"),
        # What ended on 1 August is erased on 1 February.
        (date(2027, 1, 31), 6, "2026-12 2026-11 2026-10 2026-09 2026-08 2026-K4"),
        (date(2027, 2, 1), 6, "2027-01 2026-12 2026-11 2026-10 2026-09 2026-K4"),
        (date(2026, 12, 1), 2, "2026-11"),
        (date(2026, 12, 1), 1, ""),
        (date(2027, 1, 1), 60, "2026-12 2026-11 2026-10 2026-09 2026-08 2026-07 2026-K4 2026-K3"),
    ],
)
def test_a_period_is_over_and_whole(today: date, kept: int, codes: str) -> None:
    assert " ".join(one.code for one in closed_periods(today, kept)) == codes


def test_a_period_says_its_name_and_holds_its_days() -> None:
    month, *_, quarter = closed_periods(date(2026, 12, 1), 6)
    assert (month.words, quarter.words) == ("november 2026", "3. kvartal 2026")
    assert month.holds(date(2026, 11, 30))
    assert not month.holds(date(2026, 12, 1))
    assert quarter.holds(date(2026, 7, 1))
    assert not quarter.holds(None)
