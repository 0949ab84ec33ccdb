"""Whose talks stand on a day, in which order, and which of them nobody ended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from tests.tracker.acts import moment
from tests.tracker.conftest import NOW, Cast
from tracker.appointments import diary, talks
from tracker.people import readers

BEFORE = moment(30, 12, month=11)


def made(citizen: UUID, staff: UUID, at: datetime) -> UUID:
    return talks.make_talk(citizen, staff, at, 15, talks.PHONE, BEFORE)


def day_of(staff: UUID, people: list[UUID], first: int, until: int) -> list[UUID]:
    """The talks from one day of December to the beginning of another."""
    found = diary.talks_between(staff, people, moment(first, 0), moment(until, 0))
    return [talk.id for talk, _ in found]


def test_a_day_goes_by_time_then_name_without_what_was_called_off(cast: Cast) -> None:
    both = [cast.anna, cast.bo]
    talk, same, early, night, off, *_ = (
        made(who, staff, moment(day, hour))
        for who, staff, day, hour in (
            (cast.bo, cast.karin, 2, 10),
            (cast.anna, cast.karin, 2, 10),
            (cast.bo, cast.karin, 2, 9),
            (cast.anna, cast.karin, 2, 0),
            (cast.anna, cast.karin, 2, 8),
            (cast.anna, cast.lars, 2, 8),
            (cast.anna, cast.karin, 3, 0),
        )
    )
    talks.cancel_talk(off, cast.karin, NOW)
    talks.end_talk(early, talks.HELD, "", None, cast.karin, moment(2, 9))
    assert day_of(cast.karin, both, 2, 3) == [night, early, same, talk]
    assert day_of(cast.karin, [cast.anna], 2, 3) == [night, same], "others are not hers to know"


@pytest.mark.parametrize(
    ("first", "theirs"), [(1, []), (2, [2, 3]), (3, [3]), (4, [])], ids=lambda one: str(one)
)
def test_the_cover_has_the_talks_of_the_covers_days(cast: Cast, first: int, theirs: list) -> None:
    begins, ends = moment(2).date(), moment(3).date()
    readers.set_absence(cast.karin, cast.lars, begins, ends, cast.karin, NOW.date())
    by_day = {day: made(cast.anna, cast.karin, moment(day, 10)) for day in (1, 2, 3, 4)}
    expected = [by_day[day] for day in theirs]
    assert day_of(cast.lars, [cast.anna], first, 9) == expected
    assert day_of(uuid4(), [cast.anna], first, 9) == [], "who covers does so alone"


def test_what_nobody_ended_is_ones_own_of_this_time_and_goes_by_time(cast: Cast) -> None:
    last, first, ended, *_ = (
        made(who, staff, at)
        for who, staff, at in (
            (cast.anna, cast.karin, moment(2, 10)),
            (cast.anna, cast.karin, moment(1, 0)),
            (cast.anna, cast.karin, moment(1, 9)),
            (cast.anna, cast.karin, moment(3, 0)),
            (cast.anna, cast.karin, moment(30, 23, month=11)),
            (cast.anna, cast.lars, moment(1, 10)),
            (cast.bo, cast.karin, moment(1, 10)),
        )
    )
    talks.end_talk(ended, talks.NOT_REACHED, "", None, cast.karin, moment(1, 10))
    found = diary.never_ended(cast.karin, [cast.anna], moment(1, 0), moment(3, 0))
    assert [(talk.id, who.id) for talk, who in found] == [(first, cast.anna), (last, cast.anna)]
