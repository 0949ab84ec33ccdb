"""Talks from other systems: each line understood or said what is wrong with, all or nothing."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobvej.catalog import Published
from tests.tracker.acts import moment
from tests.tracker.conftest import NOW, SECRET, Cast
from tracker.appointments import talk_import, talks
from tracker.appointments.replaced_talks import replace_talk
from tracker.appointments.talk_import import Step
from tracker.appointments.talk_rows import read_talks
from tracker.appointments.talks import NewTalk
from tracker.enrolment.take_back import take_back, undoable
from tracker.errors import Refused
from tracker.models import Citizen, Staff, Talk, Undone
from tracker.people import citizens

HEAD = "Dato;Klokken;Reference;Minutter;Form;Link;Id\n"


@pytest.fixture
def karin(cast: Cast):
    return Staff.get(Staff.id == cast.karin)


def take(text: str, mode: str, staff) -> int:
    """Bring it in; returns how many talks that made or moved."""
    before = set(Talk.select(Talk.id, Talk.starts_at).tuples())
    talk_import.take(text, mode, staff, NOW)
    return len(set(Talk.select(Talk.id, Talk.starts_at).tuples()) - before)


def look(karin, text: str, mode: str = "phone") -> list[Step]:
    return talk_import.look(text, mode, karin, NOW)


def said(steps: list[Step]) -> list[tuple[int, str, str]]:
    return [(step.line, step.kind, step.what) for step in steps]


def kept() -> list[tuple[str, int, str, str]]:
    rows = Talk.here(Talk.outcome.is_null()).order_by(Talk.starts_at)
    return [(r.starts_at.isoformat()[:16], r.minutes, r.mode, r.source) for r in rows]


def event(uid: str = "1", start: str = "20261208T090000Z", **more: str) -> str:
    lines = {"SUMMARY": "Samtale 2026-1", **more}
    body = "".join(f"{name}:{text}\r\n" for name, text in lines.items() if text)
    return (
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:{start}\r\n"
        f"DURATION:PT30M\r\n{body}END:VEVENT\r\n"
    )


def calendar(*events: str) -> str:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{''.join(events)}END:VCALENDAR\r\n"


def test_a_table_comes_in_with_what_it_says(cast: Cast, karin):
    text = HEAD + (
        "8.12.2026;10.00;2026-1;30 min;Teams;https://m.dk/a;A1\n"
        "2026-12-09;kl. 09:30;2026-1;;Fremmøde;;\n"
        "10-12-2026;9.00;2026-1;;;;\n"
    )
    assert [step.words for step in look(karin, text)] == [
        "Anna K., tirsdag 8. december kl. 10.00 · video, 30 min",
        "Anna K., onsdag 9. december kl. 09.30 · vi mødes, 15 min",
        "Anna K., torsdag 10. december kl. 09.00 · telefon, 15 min",
    ]
    assert take(text, "phone", karin) == 3
    assert kept() == [
        ("2026-12-08T09:00", 30, "video", "imported"),
        ("2026-12-09T08:30", 15, "in_person", "imported"),
        ("2026-12-10T08:00", 15, "phone", "imported"),
    ]
    first = Talk.select().order_by(Talk.starts_at).first()
    assert (first.link, first.staff, first.citizen) == ("https://m.dk/a", cast.karin, cast.anna)


def test_names_do_where_they_are_alone_and_commas_do(cast: Cast, karin):
    text = "navn,dato,tid\nanna k.,8.12.2026,10.00\nAnna K. (2026-1),9.12.2026,10.00"
    assert said(look(karin, text)) == [(2, "new", ""), (3, "new", "")]


def test_two_of_one_name_must_be_told_apart(cast: Cast, karin, published: Published):
    citizens.register(
        display_name="Anna K.", reference="2026-9", team=cast.nord, consultant=cast.karin,
        support_level="med-sparring", template=published.plan("kort-vej"),
        start_on=NOW.date(), citizen_id=uuid4(), now=NOW, secret=SECRET,
        published=published,
    )  # fmt: skip
    [step] = look(karin, "navn;dato;klokken\nAnna K.;8.12.2026;10.00")
    assert (step.kind, step.what) == (
        "wrong", "Det kan være 2 borgere. Skriv referencen på den rigtige.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("32.12.2026;10.00;2026-1;;;;", "Skriv datoen, fx 1.12.2026."),
        ("8.12.2028;10.00;2026-1;;;;", "Tidspunktet ligger mere end et år væk."),
        ("8.12.2026;;2026-1;;;;", "Skriv klokkeslættet, fx 10.00."),
        ("8.12.2026;10.00;;;;;", "Skriv borgerens reference eller navn."),
        ("8.12.2026;10.00;2026-1;300;;;", "Skriv mellem 5 og 120 minutter."),
        ("8.12.2026;10.00;2026-1;;fax;;", "Skriv Vi mødes, Telefon eller Video."),
        ("8.12.2026;10.00;2026-1;;video;http://a.dk;", "Linket skal begynde med https://."),
        ("8.12.2026;10.00;2026-1;;telefon;https://a.dk;", "Linket hører til en samtale på video."),
        ("8.12.2026;10.00;2026-1;;;;010190-1234", "Det ligner et CPR-nummer. Slet kolonnen id."),
        ("8.12.2026;10.00;2026-2;;;;", "2026-2 findes ikke i dit team."),
        ("8.12.2026;10.00;Bo M.;;;;", "Bo M. findes ikke i dit team."),
    ],
)
def test_one_wrong_line_says_why_and_keeps_all_out(cast: Cast, karin, line, part):
    text = f"{HEAD}9.12.2026;10.00;2026-1;;;;\n{line}\n"
    fine, wrong = look(karin, text)
    assert fine.kind == "new"
    assert (wrong.line, wrong.kind) == (3, "wrong")
    assert part in wrong.what
    with pytest.raises(Refused):
        talk_import.take(text, "phone", karin, NOW)
    assert kept() == []


def test_a_second_import_makes_no_second_talk(cast: Cast, karin):
    text = HEAD + "8.12.2026;10.00;2026-1;;;;A1\n9.12.2026;10.00;2026-1;;;;\n"
    assert take(text, "phone", karin) == 2
    assert [kind for _, kind, _ in said(look(karin, text))] == ["known", "known"]
    assert take(text, "phone", karin) == 0
    assert len(kept()) == 2


def test_a_talk_that_was_typed_is_known_and_can_be_moved_from_then_on(cast: Cast, karin):
    talks.make_talk(cast.anna, cast.karin, moment(8, 10), 15, "phone", NOW)
    line = "8.12.2026;10.00;2026-1;;;;A1"
    assert take(HEAD + line, "phone", karin) == 0
    [step] = look(karin, HEAD + line.replace("10.00", "13.00"))
    assert (step.kind, step.what) == ("moved", "Ændres. Var tirsdag 8. december kl. 10.00")
    assert take(HEAD + line.replace("10.00", "13.00"), "phone", karin) == 1
    assert kept() == [("2026-12-08T12:00", 15, "phone", "imported")]


def test_a_talk_on_a_day_off_comes_in_and_is_told(cast: Cast, karin):
    """The other system knows of no holidays; whoever looks does."""
    take(f"{HEAD}8.12.2026;10.00;2026-1;;;;A1\n", "phone", karin)
    steps = look(
        karin,
        f"{HEAD}24.12.2026;10.00;2026-1;;;;A1\n25.12.2026;10.00;2026-1;;;;A2\n"
        "28.12.2026;10.00;2026-1;;;;A3\n",
    )
    assert [step.what for step in steps] == [
        "Det er en fridag. Ændres. Var tirsdag 8. december kl. 10.00",
        "Det er en fridag.",
        "",
    ]


def test_what_is_over_or_ended_is_left_as_it_is(cast: Cast, karin):
    one = talks.make_talk(
        cast.anna, cast.karin, moment(1, 10), 15, "phone", NOW, source="imported",
        external_id=look(karin, f"{HEAD}1.12.2026;10.00;2026-1;;;;A1")[0].row.key,
    )  # fmt: skip
    talks.end_talk(one, talks.HELD, "Ring", None, cast.karin, moment(1, 11))
    text = HEAD + "2.12.2026;10.00;2026-1;;;;A1\n30.11.2026;10.00;2026-1;;;;\n"
    assert said(look(karin, text)) == [
        (2, "known", "Er her allerede"), (3, "left_out", "Tidspunktet er gået"),
    ]  # fmt: skip
    assert take(text, "phone", karin) == 0


def test_whoever_was_not_reached_gets_the_new_time_that_the_other_system_gave(cast: Cast, karin):
    talk_import.take(f"{HEAD}8.12.2026;10.00;2026-1;;;;A1", "phone", karin, NOW)
    talks.end_talk(Talk.get().id, talks.NOT_REACHED, "", None, cast.karin, moment(8, 10))
    same, later = f"{HEAD}8.12.2026;10.00;2026-1;;;;A1", f"{HEAD}9.12.2026;10.00;2026-1;;;;A1"
    assert said(look(karin, same)) == [(2, "known", "Er her allerede")]
    assert said(look(karin, later)) == [(2, "new", "")]
    assert [take(later, "phone", karin) for _ in range(2)] == [1, 0]
    assert kept() == [("2026-12-09T09:00", 15, "phone", "imported")]


def test_of_two_talks_that_one_import_moved_each_is_put_back_by_itself(
    cast: Cast, karin, published: Published
):
    text = HEAD + "8.12.2026;10.00;2026-1;;;;A1\n15.12.2026;10.00;2026-1;;;;A2\n"
    take(text, "phone", karin)
    assert take(text.replace("10.00", "13.00"), "phone", karin) == 2
    told = {one.what: one for one in undoable(cast.anna, NOW, published)}
    assert list(told) == [
        "Samtalen 15. dec. er ændret til 15. dec. kl. 13.00, telefon",
        "Samtalen 8. dec. er ændret til 8. dec. kl. 13.00, telefon",
    ]
    first = told["Samtalen 8. dec. er ændret til 8. dec. kl. 13.00, telefon"]
    assert take_back(cast.anna, "talk", str(first.target), cast.karin, NOW, published)
    assert kept() == [
        ("2026-12-08T09:00", 15, "phone", "imported"),
        ("2026-12-15T12:00", 15, "phone", "imported"),
    ]


def test_a_talk_is_not_moved_into_the_past(cast: Cast, karin):
    talk_import.take(f"{HEAD}8.12.2026;10.00;2026-1;;;;A1", "phone", karin, NOW)
    assert take(f"{HEAD}30.11.2026;10.00;2026-1;;;;A1", "phone", karin) == 0
    assert kept() == [("2026-12-08T09:00", 15, "phone", "imported")]


def test_a_talk_called_off_here_comes_in_again_when_it_stands_there(cast: Cast, karin):
    one = talks.make_talk(cast.anna, cast.karin, moment(8, 10), 15, "phone", NOW)
    talks.cancel_talk(one, cast.karin, NOW)
    assert said(look(karin, f"{HEAD}8.12.2026;10.00;2026-1;;;;")) == [(2, "new", "")]


@pytest.mark.parametrize("second", ["8.12.2026;10.00;2026-1;;;;", "9.12.2026;11.00;2026-1;;;;A1"])
def test_the_same_talk_twice_is_told(cast: Cast, karin, second):
    steps = look(karin, f"{HEAD}8.12.2026;10.00;2026-1;;;;A1\n{second}")
    assert steps[1].what == "Det er den samme samtale som på linje 2. Slet den ene."


def test_a_calendar_comes_in_by_the_references_in_it(cast: Cast, karin):
    text = calendar(
        event("1", LOCATION="Telefon"),
        event("2", "20261209T090000Z", SUMMARY="Frokost"),
        event("3", "20261210T100000", LOCATION="Microsoft Teams", URL="https://m.dk/a"),
        event("4", "20261211T090000Z", SUMMARY="Opfølgning", DESCRIPTION="ref. 2026-1, bemærk"),
        event("5", "20261211T110000Z", SUMMARY="Samtale 2026-12"),
    )
    steps = look(karin, text, "in_person")
    assert [(step.line, step.kind) for step in steps] == [
        (1, "new"), (2, "left_out"), (3, "new"), (4, "new"), (5, "left_out"),
    ]  # fmt: skip
    assert take(text, "in_person", karin) == 3
    assert kept() == [
        ("2026-12-08T09:00", 30, "phone", "imported"),
        ("2026-12-10T09:00", 30, "video", "imported"),
        ("2026-12-11T09:00", 30, "in_person", "imported"),
    ]
    assert take(text, "in_person", karin) == 0


@pytest.mark.parametrize(
    ("where", "mode"),
    [
        ("Microsoft Teams-møde", "video"), ("Mødelokale 2; Microsoft Teams-møde", "video"),
        ("Virtuelt møde", "video"), ("Møde på telefon", "phone"), ("Vi ringer til dig", "phone"),
        ("Mødelokale 2, Ringsted", "in_person"), ("Mødelokale 2", "in_person"),
    ],
)  # fmt: skip
def test_a_meeting_on_teams_or_by_phone_is_none_where_people_come(cast: Cast, karin, where, mode):
    link = "https://teams.microsoft.com/meet/3212345678901?p=AbC"
    text = calendar(event(LOCATION=where, DESCRIPTION=f"Deltag: <{link}>"))
    [step] = look(karin, text)
    assert (step.row.mode, step.row.link) == (mode, link if mode == "video" else "")


def test_a_calendar_that_was_pasted_with_its_byte_order_mark_is_read(cast: Cast, karin):
    assert look(karin, "\ufeff" + calendar(event()))[0].kind == "new"


def test_a_moved_event_moves_its_talk(cast: Cast, karin):
    talk_import.take(calendar(event("1")), "phone", karin, NOW)
    moved = calendar(event("1", "20261209T120000Z"))
    assert take(moved, "phone", karin) == 1
    assert kept() == [("2026-12-09T12:00", 30, "phone", "imported")]


@pytest.mark.parametrize(
    ("one", "part"),
    [
        (event(start="20261208"), "Aftalen har intet klokkeslæt."),
        (event(start="20281208T090000Z"), "Tidspunktet ligger mere end et år væk."),
        (event(RRULE="FREQ=WEEKLY"), "Aftalen gentages."),
        (event(STATUS="CANCELLED"), "Aftalen er aflyst i kalenderen."),
        (event(SUMMARY="Aflyst: Samtale 2026-1"), "Aftalen er aflyst i kalenderen."),
        (event(SUMMARY="Canceled: Samtale 2026-1"), "Aftalen er aflyst i kalenderen."),
        (event().replace("PT30M", "PT8H"), "Aftalen varer ikke mellem 5 og 120 minutter."),
        (event(SUMMARY="Samtale 2026-2"), "Der står ingen af teamets referencer."),
    ],
)
def test_what_in_a_calendar_is_no_talk_is_left_out_and_says_why(cast: Cast, karin, one, part):
    [step] = look(karin, calendar(one))
    assert step.kind == "left_out"
    assert part in step.what


@pytest.mark.parametrize(
    "text",
    ["BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "BEGIN:VCALENDAR\nEND:VCALENDAR", "dato;klokken\n1;2", "x"],
)
def test_what_is_neither_table_nor_calendar_is_refused_with_a_sentence(cast: Cast, karin, text):
    with pytest.raises(Refused) as refusal:
        look(karin, text)
    assert refusal.value.errors["file"]


def test_no_text_of_another_system_is_kept(cast: Cast, karin):
    text = calendar(event("anna@kommune.dk", SUMMARY="Anna Kjær 2026-1, syg"))
    talk_import.take(text, "phone", karin, NOW)
    row = Talk.select().dicts().get()
    assert not [value for value in row.values() if "anna" in str(value) or "syg" in str(value)]


def test_it_is_the_same_by_danish_clocks_in_summer(cast: Cast, karin):
    text = f"{HEAD}30.6.2027;10.00;2026-1;;;;"
    talk_import.take(text, "phone", karin, NOW + timedelta(days=1))
    assert kept()[0][0] == "2027-06-30T08:00"


WHOLE = calendar(
    event(RRULE="FREQ=WEEKLY", URL="https://m.dk/a").replace(
        "DTSTART:20261208T090000Z",
        "DTSTART;TZID=Europe/Copenhagen:20261208T090000\r\nRECURRENCE-ID:20261208T090000Z",
    )
)


PLACE = st.integers(22, len(WHOLE))  # behind the words that say it is a calendar
CUTS = st.tuples(PLACE, st.integers(0, 30), st.sampled_from(["", "0", ":", "\r\n", ";", "=", "2"]))


@settings(deadline=None)  # the first zone is read from the disk
@given(st.lists(CUTS, min_size=1, max_size=4))
def test_however_a_calendar_is_broken_it_is_read_or_refused_with_a_sentence(cuts):
    text = WHOLE
    for at, length, piece in cuts:
        text = text[:at] + (piece or text[at : at + length] * 2) + text[at + length :]
    try:
        rows = read_talks(text)
    except Refused as refusal:
        assert refusal.errors["file"]
    else:
        assert all(row.starts_at or row.problem for row in rows)


@pytest.mark.parametrize("zone", ["Europe", "../../etc/passwd", "", "Nowhere/Town"])
def test_an_unknown_zone_is_no_fault_of_ours(zone: str):
    text = WHOLE.replace("Europe/Copenhagen", zone)
    try:
        read_talks(text)
    except Refused as refusal:
        assert refusal.errors["file"]


def test_an_import_is_taken_back_whole_with_what_it_moved(cast: Cast, karin):
    text = HEAD + "8.12.2026;10.00;2026-1;;;;A1\n"
    talk_import.take(text, "phone", karin, NOW)
    more = text.replace("10.00", "11.00") + "9.12.2026;10.00;2026-1;;;;A2\n"
    batch = talk_import.take(more, "phone", karin, NOW)
    assert talk_import.taken(batch, karin, NOW) == (1, 1)
    lars = Staff.get(Staff.id == cast.lars)
    assert not talk_import.take_back(batch, lars, NOW), "somebody else's import"
    assert len(kept()) == 2
    assert talk_import.take_back(batch, karin, NOW)
    assert kept() == [("2026-12-08T09:00", 15, "phone", "imported")]
    assert [(one.citizen, one.words, one.staff) for one in Undone.here()] == [
        (cast.anna, "Fortrudt: Samtale 9. dec.", cast.karin),
        (
            cast.anna,
            "Fortrudt: Samtalen 8. dec. er ændret til 8. dec. kl. 11.00, telefon",
            cast.karin,
        ),
    ]
    assert talk_import.taken(batch, karin, NOW) == (0, 0)
    assert not talk_import.take_back(batch, karin, NOW), "there is nothing more"


def test_nothing_is_taken_back_of_somebody_whom_one_no_longer_answers_for(cast: Cast, karin):
    """A cover that has ended, a citizen handed over: the import's maker has no say any more."""
    text = HEAD + "8.12.2026;10.00;2026-1;;;;A1\n"
    talk_import.take(text, "phone", karin, NOW)
    more = text.replace("10.00", "11.00") + "9.12.2026;10.00;2026-1;;;;A2\n"
    batch = talk_import.take(more, "phone", karin, NOW)
    stood = kept()
    Citizen.update(team=cast.syd, consultant=cast.lars).where(Citizen.id == cast.anna).execute()
    assert talk_import.taken(batch, karin, NOW) == (0, 0)
    assert not talk_import.take_back(batch, karin, NOW)
    assert (kept(), Undone.here().count()) == (stood, 0)


def test_no_text_makes_the_reader_go_over_it_again_and_again():
    began = time.process_time()
    [row] = read_talks(f"{HEAD}8.12.2026;10.00;2026-1;{'min' * 40_000}!")
    assert row.problem == "Skriv mellem 5 og 120 minutter."
    assert time.process_time() - began < 2


def test_a_long_calendar_in_a_large_team_is_looked_at_in_moments(cast: Cast, karin):
    """Nobody else can tick anything meanwhile."""
    one = {"team": cast.nord, "consultant": cast.karin, "support_level": "med-sparring"}
    for number in range(600):
        reference = {"reference": f"2026-{number + 10}", "display_name": f"N{number}"}
        Citizen.create(id=uuid4(), created_on=NOW.date(), **one, **reference)
    rows = "".join(f"8.12.2026;10.00;Møde {number} i huset;;;;\n" for number in range(1000))
    began = time.process_time()
    assert len(look(karin, HEAD + rows)) == 1000
    assert time.process_time() - began < 8


def test_only_what_stands_as_the_import_left_it_is_put_back(cast: Cast, karin):
    text = HEAD + "8.12.2026;10.00;2026-1;;;;A1\n15.12.2026;10.00;2026-1;;;;A2\n"
    talk_import.take(text, "phone", karin, NOW)
    batch = talk_import.take(text.replace("10.00", "11.00"), "phone", karin, NOW)
    first = Talk.here(Talk.outcome.is_null()).order_by(Talk.starts_at).first()
    replace_talk(first.id, NewTalk(moment(9, 12), 15, "phone"), cast.karin, NOW)
    assert talk_import.taken(batch, karin, NOW) == (0, 1)
    assert talk_import.taken(batch, karin, NOW + timedelta(days=1)) == (0, 0), "it is history"
    talk_import.take_back(batch, karin, NOW)
    assert kept() == [
        ("2026-12-09T11:00", 15, "phone", "typed"),
        ("2026-12-15T09:00", 15, "phone", "imported"),
    ]


def test_what_was_ended_since_is_not_taken_back(cast: Cast, karin):
    batch = talk_import.take(f"{HEAD}1.12.2026;12.00;2026-1;;;;", "phone", karin, NOW)
    talks.end_talk(Talk.get().id, talks.HELD, "Ring", None, cast.karin, NOW)
    talk_import.take_back(batch, karin, NOW)
    assert Talk.get().outcome == "held"


def test_calling_off_the_rest_stops_at_the_one_citizen(cast: Cast, karin):
    Citizen.update(team=cast.nord).where(Citizen.id == cast.bo).execute()
    text = HEAD + "".join(
        f"{day}.12.2026;10.00;{who};;;;\n" for day in (8, 9, 10) for who in ("2026-1", "2026-2")
    )
    talk_import.take(text, "phone", karin, NOW)
    first = Talk.select().where(Talk.citizen == cast.anna).order_by(Talk.starts_at).first()
    talks.cancel_talk(first.id, cast.karin, NOW, with_following=True)
    off = Talk.here(Talk.outcome == talks.CANCELLED)
    assert [row.citizen for row in off] == [cast.anna] * 3


def test_after_a_change_by_hand_the_other_system_is_about_the_talk_that_is_open(cast: Cast, karin):
    assert take(calendar(event()), "phone", karin) == 1
    [first] = Talk.select()
    later = NewTalk(first.starts_at + timedelta(days=1), 30, "phone")
    second = replace_talk(first.id, later, cast.karin, NOW)
    [step] = look(karin, calendar(event(start="20261210T090000Z")))
    assert (step.kind, step.talk.id) == ("moved", second)
    assert "Var onsdag 9. december" in step.what
