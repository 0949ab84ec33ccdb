"""Talks from other systems: what comes of each line, and how an import is taken back whole."""

from datetime import timedelta

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import book, moment
from tests.tracker.appointments.imports import (
    A1,
    calendar,
    event,
    karin,
    kept,
    look,
    said,
    table,
    take,
)
from tests.tracker.conftest import NOW, Cast
from tracker.appointments import talk_import, talks
from tracker.appointments.talks import NewTalk, replace_talk
from tracker.enrolment.take_back import take_back, undoable
from tracker.errors import Refused
from tracker.models import Citizen, Staff, Talk, Undone

A1_AT_ONE = A1.replace("10.00", "13.00")
A2 = "15.12.2026;10.00;2026-1;;;;A2"


def take_whole(cast: Cast, *lines: str):
    """Let Karin bring a table in; returns the import's id."""
    return talk_import.take(table(*lines), "phone", karin(cast), NOW)


def test_two_of_one_name_must_be_told_apart(cast: Cast):
    Citizen.change({Citizen.display_name: "Anna K.", Citizen.team: cast.nord})
    [(_, kind, what)] = said(cast, "navn;dato;klokken\nAnna K.;8.12.2026;10.00")
    assert (kind, what) == ("wrong", "Det kan være 2 borgere. Skriv referencen på den rigtige.")


def test_a_second_import_makes_no_second_talk(cast: Cast):
    text = table(A1, "9.12.2026;10.00;2026-1;;;;")
    assert take(cast, text) == 2
    assert [kind for _, kind, _ in said(cast, text)] == ["known", "known"]
    assert take(cast, text) == 0
    assert len(kept()) == 2


def test_a_talk_that_was_typed_is_known_and_can_be_moved_from_then_on(cast: Cast):
    for day in (8, 9):
        book(cast.anna, cast.karin, moment(day, 10))
    assert take(cast, table(A1)) == 0
    known = Talk.here(Talk.external_id != "").get()
    assert known.starts_at == moment(8, 10), "and no other talk has this id"
    moved = table("8.12.2026;13.00;2026-1;;Video;;A1")
    assert said(cast, moved) == [(2, "moved", "Ændres. Var tirsdag 8. december kl. 10.00")]
    assert take(cast, moved) == 1
    assert take(cast, table(moved.splitlines()[1].replace("A1", "B1"))) == 0
    assert Talk.here(Talk.external_id == known.external_id).count() == 2, "the first id stays"
    assert kept() == [
        ("2026-12-08T12:00", 15, "video", "imported"),
        ("2026-12-09T09:00", 15, "phone", "typed"),
    ]


def test_a_talk_of_somebody_else_at_the_same_time_is_another(cast: Cast):
    Citizen.change({Citizen.team: cast.nord})
    book(cast.bo, cast.karin, moment(8, 10))
    assert said(cast, table(A1)) == [(2, "new", "")]


def test_a_talk_on_a_day_off_comes_in_and_is_told(cast: Cast):
    """The other system knows of no holidays; whoever looks does."""
    take_whole(cast, A1)
    days = ((24, "A1"), (25, "A2"), (28, "A3"))
    steps = look(cast, table(*(f"{day}.12.2026;10.00;2026-1;;;;{id}" for day, id in days)))
    assert [step.what for step in steps] == [
        "Det er en fridag. Ændres. Var tirsdag 8. december kl. 10.00",
        "Det er en fridag.",
        "",
    ]


def test_what_is_over_or_ended_is_left_as_it_is(cast: Cast):
    take_whole(cast, "1.12.2026;10.00;2026-1;;;;A1")
    talks.end_talk(Talk.get().id, talks.HELD, "Ring", None, cast.karin, moment(1, 11))
    text = table("2.12.2026;10.00;2026-1;;;;A1", "30.11.2026;10.00;2026-1;;;;")
    assert said(cast, text) == [
        (2, "known", "Er her allerede"), (3, "left_out", "Tidspunktet er gået"),
    ]  # fmt: skip
    assert take(cast, text) == 0


def test_whoever_was_not_reached_gets_the_new_time_that_the_other_system_gave(cast: Cast):
    take_whole(cast, A1)
    talks.end_talk(Talk.get().id, talks.NOT_REACHED, "", None, cast.karin, moment(8, 10))
    later = table(A1.replace("8.", "9.", 1))
    assert said(cast, table(A1)) == [(2, "known", "Er her allerede")]
    assert said(cast, later) == [(2, "new", "")]
    assert [take(cast, later) for _ in range(2)] == [1, 0]
    assert kept() == [("2026-12-09T09:00", 15, "phone", "imported")]


def test_of_two_talks_that_one_import_moved_each_is_put_back_by_itself(
    cast: Cast, published: Published
):
    text = table(A1, A2)
    take(cast, text)
    assert take(cast, text.replace("10.00", "13.00")) == 2
    told = {one.what: one for one in undoable(cast.anna, NOW, published)}
    assert list(told) == [
        "Samtalen 15. dec. er ændret til kl. 13.00, telefon",
        "Samtalen 8. dec. er ændret til kl. 13.00, telefon",
    ]
    first = told["Samtalen 8. dec. er ændret til kl. 13.00, telefon"]
    assert take_back(cast.anna, "talk", str(first.target), cast.karin, NOW, published)
    assert kept() == [
        ("2026-12-08T09:00", 15, "phone", "imported"),
        ("2026-12-15T12:00", 15, "phone", "imported"),
    ]


def test_a_talk_is_not_moved_into_the_past(cast: Cast):
    take_whole(cast, A1)
    assert take(cast, table("30.11.2026;10.00;2026-1;;;;A1")) == 0
    assert kept() == [("2026-12-08T09:00", 15, "phone", "imported")]


def test_a_talk_called_off_here_comes_in_again_when_it_stands_there(cast: Cast):
    one = book(cast.anna, cast.karin, moment(8, 10))
    talks.cancel_talk(one, cast.karin, NOW)
    assert said(cast, table("8.12.2026;10.00;2026-1;;;;")) == [(2, "new", "")]


@pytest.mark.parametrize("second", ["8.12.2026;10.00;2026-1;;;;", "9.12.2026;11.00;2026-1;;;;A1"])
def test_the_same_talk_twice_is_told(cast: Cast, second):
    steps = look(cast, table(A1, second))
    assert steps[1].what == "Det er den samme samtale som på linje 2. Slet den ene."


def test_an_import_is_taken_back_whole_with_what_it_moved(cast: Cast):
    take_whole(cast, A1)
    batch = take_whole(cast, A1_AT_ONE, "9.12.2026;10.00;2026-1;;;;A2")
    assert talk_import.taken(batch, karin(cast), NOW) == (1, 1)
    lars = Staff.get(Staff.id == cast.lars)
    assert not talk_import.take_back(batch, lars, NOW), "somebody else's import"
    assert len(kept()) == 2
    assert talk_import.take_back(batch, karin(cast), NOW)
    assert kept() == [("2026-12-08T09:00", 15, "phone", "imported")]
    words = ("Samtale 9. dec.", "Samtalen 8. dec. er ændret til kl. 13.00, telefon")
    assert [(one.citizen, one.words, one.staff) for one in Undone.here()] == [
        (cast.anna, f"Fortrudt: {what}", cast.karin) for what in words
    ]
    assert talk_import.taken(batch, karin(cast), NOW) == (0, 0)
    assert not talk_import.take_back(batch, karin(cast), NOW), "there is nothing more"


def test_nothing_is_taken_back_of_somebody_whom_one_no_longer_answers_for(cast: Cast):
    """A cover that has ended, a citizen handed over: the import's maker has no say any more."""
    take_whole(cast, A1)
    batch = take_whole(cast, A1.replace("10.00", "11.00"), "9.12.2026;10.00;2026-1;;;;A2")
    stood = kept()
    Citizen.update(team=cast.syd, consultant=cast.lars).where(Citizen.id == cast.anna).execute()
    assert talk_import.taken(batch, karin(cast), NOW) == (0, 0)
    assert not talk_import.take_back(batch, karin(cast), NOW)
    assert (kept(), Undone.here().count()) == (stood, 0)


def test_only_what_stands_as_the_import_left_it_is_put_back(cast: Cast):
    first_batch = take_whole(cast, A1, A2)
    batch = take_whole(cast, A1_AT_ONE, A2.replace("10.00", "13.00"))
    first = Talk.here(Talk.outcome.is_null()).order_by(Talk.starts_at).first()
    replace_talk(first.id, NewTalk(moment(9, 12), 15, "phone"), cast.karin, NOW)
    assert talk_import.taken(batch, karin(cast), NOW) == (0, 1)
    tomorrow = NOW + timedelta(days=1)
    assert talk_import.taken(batch, karin(cast), tomorrow) == (0, 0), "it is history"
    assert talk_import.take_back(batch, karin(cast), NOW)
    assert kept() == [
        ("2026-12-09T11:00", 15, "phone", "typed"),
        ("2026-12-15T09:00", 15, "phone", "imported"),
    ]
    assert talk_import.taken(first_batch, karin(cast), NOW) == (1, 0), "the other is by hand now"


def test_what_was_ended_since_is_not_taken_back(cast: Cast):
    batch = take_whole(cast, "1.12.2026;12.00;2026-1;;;;")
    talks.end_talk(Talk.get().id, talks.HELD, "Ring", None, cast.karin, NOW)
    talk_import.take_back(batch, karin(cast), NOW)
    assert Talk.get().outcome == "held"


def test_calling_off_the_rest_stops_at_the_one_citizen(cast: Cast):
    Citizen.change({Citizen.team: cast.nord})
    pairs = [(day, who) for day in (8, 9, 10) for who in ("2026-1", "2026-2")]
    take_whole(cast, *(f"{day}.12.2026;10.00;{who};;;;" for day, who in pairs))
    first = Talk.select().where(Talk.citizen == cast.anna).order_by(Talk.starts_at).first()
    talks.cancel_talk(first.id, cast.karin, NOW, with_following=True)
    off = Talk.here(Talk.outcome == talks.CANCELLED)
    assert [row.citizen for row in off] == [cast.anna] * 3


def test_after_a_change_by_hand_the_other_system_is_about_the_talk_that_is_open(cast: Cast):
    assert take(cast, calendar(event())) == 1
    [first] = Talk.select()
    later = NewTalk(first.starts_at + timedelta(days=1), 30, "phone")
    second = replace_talk(first.id, later, cast.karin, NOW)
    [step] = look(cast, calendar(event(start="20261210T090000Z")))
    assert (step.kind, step.talk.id) == ("moved", second)
    assert "Var onsdag 9. december" in step.what


VIDEO = "8.12.2026;10.00;2026-1;;Video;;A1"


@pytest.mark.parametrize("line", [VIDEO, VIDEO.replace("Video", "")])
@pytest.mark.parametrize("clock", ["10.00", "13.00"])
def test_what_the_other_system_leaves_out_stays_as_it_was_set_by_hand(
    cast: Cast, line: str, clock: str
):
    take(cast, table(VIDEO))
    by_hand = NewTalk(moment(8, 10), 45, "video", "https://m.dk/a")
    replace_talk(Talk.get().id, by_hand, cast.karin, NOW)
    text = table(line.replace("10.00", clock))
    [step] = look(cast, text)
    assert step.words == f"Anna K., tirsdag 8. december kl. {clock} · video, 45 min"
    assert step.kind == ("known" if clock == "10.00" else "moved")
    take(cast, text)
    stands = Talk.here(Talk.outcome.is_null()).get()
    assert (stands.minutes, stands.mode, stands.link) == (45, "video", "https://m.dk/a")


def test_whoever_comes_in_person_from_then_on_has_no_link_any_more(cast: Cast):
    take(cast, table(VIDEO.replace(";;A1", ";https://m.dk/a;A1")))
    assert take(cast, table("9.12.2026;10.00;2026-1;;Vi mødes;;A1")) == 1
    assert Talk.here(Talk.outcome.is_null()).get().link == ""


def test_a_link_where_none_belongs_is_told_before_a_talk_is_moved_too(cast: Cast):
    take(cast, table(A1))
    moved = table("9.12.2026;10.00;2026-1;;Telefon;https://m.dk/a;A1")
    [(_, kind, what)] = said(cast, moved)
    assert (kind, what[:38]) == ("wrong", "Linket hører til en samtale på video. ")
    with pytest.raises(Refused, match="1 af 1 linjer"):
        take(cast, moved)
