"""Ring til mig, Jeg vil hellere mødes, Jeg kan ikke den dag: asked, answered, taken back."""

from datetime import timedelta

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import book, moment
from tests.tracker.conftest import Cast
from tracker.account.own_plan import own_plan
from tracker.account.summary import prepare_talk
from tracker.appointments import talks
from tracker.enrolment import requests
from tracker.errors import Refused
from tracker.models import Citizen, Request
from tracker.people.caseload import caseload

NOON = moment(1)


def asked(cast: Cast) -> list[str]:
    found = requests.open_requests([cast.anna]).get(cast.anna, [])
    return [requests.words(one) for one in found]


def test_it_is_asked_once_and_seen_by_both(cast: Cast, published: Published) -> None:
    first = requests.make(cast.anna, requests.CALL_ME, None, NOON)
    assert requests.make(cast.anna, requests.CALL_ME, None, moment(2)) == first
    assert asked(cast) == ["vil gerne ringes op (1. dec.)"]
    assert "vil gerne ringes op (1. dec.)" in prepare_talk(cast.anna, NOON, published).facts
    [line] = caseload(Citizen.here(Citizen.team == cast.nord), NOON, published)
    assert "vil gerne ringes op (1. dec.)" in line.text
    own = own_plan(cast.anna, NOON, published)
    assert [one.id for one in own.facts.requests] == [first]
    assert own.may_ask == (requests.MEET,)
    assert asked(cast) and not requests.open_requests([cast.bo])


def test_it_is_taken_back_until_it_is_answered(cast: Cast) -> None:
    one = requests.make(cast.anna, requests.MEET, None, NOON)
    requests.take_back(cast.bo, one)
    assert asked(cast) == ["vil hellere mødes (1. dec.)"]
    requests.take_back(cast.anna, one)
    assert Request.here().count() == 0
    one = requests.make(cast.anna, requests.MEET, None, NOON)
    requests.answer(cast.anna, one, cast.karin, moment(2))
    requests.take_back(cast.anna, one)
    row = Request.here().get()
    assert (row.answered_by, str(row.answered_on)) == (cast.karin, "2026-12-02")
    assert asked(cast) == []
    with pytest.raises(Refused, match="besvaret"):
        requests.answer(cast.anna, one, cast.karin, moment(3))
    requests.undo_answer(cast.anna, one)
    assert asked(cast)


def test_another_day_is_about_one_talk_and_over_with_it(cast: Cast, published: Published) -> None:
    starts = NOON + timedelta(days=1)
    talk = book(cast.anna, cast.karin, starts, NOON)
    requests.make(cast.anna, requests.NOT_THAT_DAY, talk, NOON)
    assert asked(cast) == ["kan ikke 2. dec. (meldt 1. dec.)"]
    talks.cancel_talk(talk, cast.karin, NOON)
    assert asked(cast) == []
    talks.undo_end(talk, NOON)
    assert asked(cast)
    own = own_plan(cast.anna, NOON, published)
    assert [one.kind for one in own.facts.requests] == [requests.NOT_THAT_DAY]
    assert own.may_ask == (requests.CALL_ME, requests.MEET)
    later = book(cast.anna, cast.karin, NOON + timedelta(hours=1), NOON)
    own = own_plan(cast.anna, NOON, published)
    assert own.facts.next_talk.id == later
    assert own.may_ask == tuple(requests.BUTTONS), "what was said is about the other talk"
    nothing = own_plan(cast.bo, NOON, published)
    assert nothing.may_ask == (requests.CALL_ME, requests.MEET), "no talk, no other day"


def test_nobody_asks_for_somebody_elses_talk(cast: Cast) -> None:
    starts = NOON + timedelta(days=1)
    talk = book(cast.bo, cast.lars, starts, NOON)
    for about in (talk, None):
        with pytest.raises(Refused):
            requests.make(cast.anna, requests.NOT_THAT_DAY, about, NOON)
    with pytest.raises(Refused, match="knapperne"):
        requests.make(cast.anna, "money", None, NOON)
    assert Request.here().count() == 0
