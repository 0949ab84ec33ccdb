"""Talks: agreed, moved, ended with the next one, and each step taken back."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.tracker.acts import book, counted, moment
from tests.tracker.conftest import Cast
from tracker.appointments import diary, talks
from tracker.appointments.talks import NewTalk, replace_talk
from tracker.db import database
from tracker.errors import Refused
from tracker.models import Talk

NOON, TEN = moment(1), moment(2, 10)


@pytest.fixture
def talk(cast: Cast):
    return book(cast.anna, cast.karin, TEN, NOON)


def rows() -> list[tuple[str, str | None, str]]:
    return [
        (row.starts_at.isoformat()[:16], row.outcome, row.agreed)
        for row in Talk.here().order_by(Talk.starts_at)
    ]


@pytest.mark.parametrize(
    ("starts", "minutes", "mode", "field"),
    [
        (NOON - timedelta(minutes=1), 15, talks.PHONE, "starts_at"),
        (NOON + timedelta(days=367), 15, talks.PHONE, "starts_at"),
        (TEN, 4, talks.PHONE, "minutes"),
        (TEN, 121, talks.PHONE, "minutes"),
        (TEN, 15, "fax", "mode"),
    ],
)
def test_what_is_no_talk_is_refused(cast: Cast, starts, minutes, mode, field) -> None:
    with pytest.raises(Refused) as refusal:
        book(cast.anna, cast.karin, starts, NOON, minutes=minutes, mode=mode)
    assert list(refusal.value.errors) == [field]
    assert Talk.here().count() == 0


def test_ending_keeps_what_was_agreed_and_makes_the_next(cast: Cast, talk) -> None:
    after = NewTalk(moment(9, 10), 15, talks.VIDEO)
    talks.end_talk(talk, talks.HELD, " Vis dit  CV ", after, cast.karin, moment(2, 10, 14))
    assert rows() == [
        ("2026-12-02T09:00", "held", "Vis dit CV"), ("2026-12-09T09:00", None, ""),
    ]  # fmt: skip
    following = diary.next_talks([cast.anna], moment(2))[cast.anna]
    assert (following.mode, following.follows, following.staff) == ("video", talk, cast.karin)
    assert diary.last_talks([cast.anna], moment(3))[0][cast.anna].id == talk


def test_of_many_talks_one_row_for_each_citizen_is_read(cast: Cast) -> None:
    held = []
    for citizen, staff in ((cast.anna, cast.karin), (cast.bo, cast.lars)):
        for day in range(2, 9):
            one = book(citizen, staff, moment(day, 10), NOON)
            talks.end_talk(one, talks.HELD, "", None, staff, moment(day, 11))
        held.append(one)
        for day in range(9, 14):
            one = book(citizen, staff, moment(day, 10), NOON)
    both = [cast.anna, cast.bo]
    with counted() as said:
        found, _ = diary.last_talks(both, moment(20))
        ahead = diary.next_talks(both, moment(10, 10))
        behind = diary.open_talks(both, moment(12, 10))
    assert [found[one].id for one in both] == held
    assert [ahead[one].starts_at for one in both] == [moment(10, 10)] * 2
    assert [behind[one].starts_at for one in both] == [moment(11, 10)] * 2
    assert [len(database.execute_sql(one).fetchall()) for one in said] == [2, 2, 2]


def test_a_bad_next_talk_ends_nothing(cast: Cast, talk) -> None:
    with pytest.raises(Refused):
        talks.end_talk(talk, talks.HELD, "Vis dit CV", NewTalk(NOON, 15, talks.PHONE), cast.karin,
                       moment(2, 11))  # fmt: skip
    assert rows() == [("2026-12-02T09:00", None, "")]


def test_undoing_takes_back_the_end_and_the_next_talk(cast: Cast, talk) -> None:
    before = rows()
    talks.end_talk(talk, talks.HELD, "Vis dit CV", NewTalk(moment(9, 10), 15, talks.PHONE),
                   cast.karin, moment(2, 11))  # fmt: skip
    talks.undo_end(talk, moment(2, 12))
    assert rows() == before
    with pytest.raises(Refused, match="ikke afsluttet"):
        talks.undo_end(talk, moment(2, 12))


def test_a_chain_is_undone_from_its_end(cast: Cast, talk) -> None:
    talks.end_talk(talk, talks.NOT_REACHED, "", NewTalk(moment(2, 14), 15, talks.PHONE),
                   cast.karin, moment(2, 11))  # fmt: skip
    following = diary.next_talks([cast.anna], moment(2, 13))[cast.anna].id
    talks.end_talk(following, talks.HELD, "", None, cast.karin, moment(2, 15))
    with pytest.raises(Refused, match="Fortryd den først"):
        talks.undo_end(talk, moment(2, 16))
    talks.undo_end(following, moment(2, 16))
    talks.undo_end(talk, moment(2, 16))
    assert rows() == [("2026-12-02T09:00", None, "")]


def test_the_next_day_it_is_history(cast: Cast, talk) -> None:
    talks.end_talk(talk, talks.HELD, "", None, cast.karin, moment(2, 11))
    with pytest.raises(Refused, match="en anden dag"):
        talks.undo_end(talk, moment(3, 9))


def test_a_talk_is_ended_once(cast: Cast, talk) -> None:
    talks.end_talk(talk, talks.HELD, "A", None, cast.karin, moment(2, 11))
    with pytest.raises(Refused, match="allerede afsluttet"):
        talks.end_talk(talk, talks.NOT_REACHED, "B", None, cast.karin, moment(2, 11))
    assert rows() == [("2026-12-02T09:00", "held", "A")]


def test_only_two_ways_to_end(cast: Cast, talk) -> None:
    with pytest.raises(Refused, match="afholdt"):
        talks.end_talk(talk, "cancelled", "", None, cast.karin, moment(2, 11))


def test_a_talk_is_changed_called_off_and_each_put_back(cast: Cast, talk) -> None:
    later = NewTalk(moment(3, 9), 30, talks.IN_PERSON)
    second = replace_talk(talk, later, cast.karin, NOON)
    assert rows() == [("2026-12-02T09:00", "cancelled", ""), ("2026-12-03T08:00", None, "")]
    talks.cancel_talk(second, cast.karin, NOON)
    assert diary.next_talks([cast.anna], NOON) == {}
    with pytest.raises(Refused):
        replace_talk(second, later, cast.karin, NOON)
    with pytest.raises(Refused, match="Fortryd den først"):
        talks.undo_end(talk, moment(1, 13))
    talks.undo_end(second, moment(1, 13))
    talks.undo_end(talk, moment(1, 13))
    assert rows() == [("2026-12-02T09:00", None, "")]


def test_a_talk_is_found_under_its_own_citizen_alone(cast: Cast, talk) -> None:
    assert talks.find_talk(cast.anna, talk).id == talk
    assert talks.find_talk(cast.bo, talk) is None


@pytest.mark.parametrize("weeks", [0, 2])
def test_no_second_talk_is_agreed_at_one_time(cast: Cast, talk, weeks: int) -> None:
    first = TEN - timedelta(weeks=weeks)
    new = NewTalk(first, 15, talks.PHONE, weeks=weeks, until=TEN.date() if weeks else None)
    with pytest.raises(Refused) as refusal:
        talks.agree(cast.anna, cast.lars, new, first - timedelta(days=1))
    assert refusal.value.errors == {
        "starts_at": "Der står allerede en samtale onsdag 2. december kl. 10.00. Intet er ændret."
    }
    assert Talk.here().count() == 1
    talks.cancel_talk(talk, cast.karin, NOON)
    assert talks.agree(cast.anna, cast.karin, new, first - timedelta(days=1))
    talks.agree(cast.bo, cast.lars, new, first - timedelta(days=1))


def test_only_what_one_act_called_off_comes_back_with_it(cast: Cast) -> None:
    """An import may call off many talks of many citizens, of one series, at one moment."""
    series = uuid4()
    before, off, first, second, bos = (
        book(citizen, cast.karin, moment(day, 10), NOON, series=series)
        for citizen, day in (
            (cast.anna, 2), (cast.anna, 9), (cast.anna, 3), (cast.anna, 10), (cast.bo, 10)
        )
    )  # fmt: skip
    alone, later = (book(cast.anna, cast.karin, moment(day, 10), NOON) for day in (4, 11))
    talks.cancel_talk(off, cast.karin, moment(1, 11))

    def left() -> set[UUID]:
        return {row.id for row in Talk.here(Talk.outcome.is_null())}

    talks.cancel_talk(first, cast.karin, NOON, with_following=True)
    assert left() == {before, bos, alone, later}
    talks.cancel_talk(alone, cast.karin, NOON, with_following=True)
    talks.cancel_talk(bos, cast.karin, NOON)
    assert left() == {before, later}, "what is no series has nothing that follows"
    talks.cancel_talk(later, cast.karin, NOON)
    talks.undo_end(first, NOON)
    assert left() == {before, first, second}
    talks.undo_end(alone, NOON)
    assert left() == {before, first, second, alone}
