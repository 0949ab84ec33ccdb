"""Whose talks stand on a day, in which order, and which of them nobody ended."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from tests.tracker.acts import book, moment
from tests.tracker.conftest import NOW, Cast
from tracker.appointments import diary, talks
from tracker.models import Talk
from tracker.people import readers

BEFORE = moment(30, 12, month=11)


def made(citizen: UUID, staff: UUID, at: datetime, series: UUID | None = None) -> UUID:
    return book(citizen, staff, at, BEFORE, series=series)


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


def test_ahead_of_a_citizen_are_their_own_that_nobody_ended_by_time(cast: Cast) -> None:
    last, first, off, *_ = (
        made(who, cast.karin, moment(day, 10))
        for who, day in (
            (cast.anna, 9),
            (cast.anna, 2),
            (cast.anna, 3),
            (cast.anna, 1),
            (cast.bo, 4),
        )
    )
    talks.cancel_talk(off, cast.karin, NOW)
    ahead = diary.talks_ahead(cast.anna, moment(2, 10))
    assert [talk.id for talk in ahead] == [first, last]


def test_more_is_to_come_of_a_citizens_series_while_one_is_open_later(cast: Cast) -> None:
    """An import makes talks of many citizens in one series."""
    series = uuid4()
    first, last, off, bos = (
        made(who, cast.karin, moment(day, 10), series)
        for who, day in ((cast.anna, 2), (cast.anna, 9), (cast.anna, 16), (cast.bo, 23))
    )
    alone = made(cast.anna, cast.karin, moment(1, 10))
    talks.cancel_talk(off, cast.karin, NOW)
    everything = list(Talk.here())
    assert {row.id for row in everything} == {first, last, off, bos, alone}
    assert diary.with_more_to_come(everything) == {first}


def test_the_last_talk_held_and_the_last_that_nobody_answered_are_found_apart(cast: Cast) -> None:
    outcomes = (talks.HELD, talks.NOT_REACHED, talks.HELD, talks.NOT_REACHED, talks.CANCELLED)
    ids = []
    for day, outcome in enumerate(outcomes, start=1):
        ids.append(made(cast.anna, cast.karin, moment(day, 10)))
        if outcome == talks.CANCELLED:
            talks.cancel_talk(ids[-1], cast.karin, moment(day, 10))
        else:
            talks.end_talk(ids[-1], outcome, "", None, cast.karin, moment(day, 10))
    for until, held, missed in ((2, 0, 1), (3, 2, 1), (9, 2, 3)):
        found = diary.last_talks([cast.anna, cast.bo], moment(until, 10))
        assert [{who: row.id for who, row in one.items()} for one in found] == [
            {cast.anna: ids[held]},
            {cast.anna: ids[missed]},
        ]
