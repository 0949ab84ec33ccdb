"""Talks as other systems write them: each line understood, or said what is wrong with it."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracker.appointments.imports import calendar, event, karin, kept, look, said, table, take
from tests.tracker.conftest import NOW, Cast
from tracker.appointments import talk_import
from tracker.appointments.talk_rows import read_talks
from tracker.errors import Refused
from tracker.models import Citizen, Talk


def test_a_table_comes_in_with_what_it_says(cast: Cast):
    text = table(
        "8.12.2026;10.00;2026-1;30 min;Teams;https://m.dk/a;A1",
        "2026-12-09;Kl. 09:30;2026-1;;Fremmøde;;",
        "10-12-2026;9.00;2026-1;;;;",
    )
    assert [step.words for step in look(cast, text)] == [
        "Anna K., tirsdag 8. december kl. 10.00 · video, 30 min",
        "Anna K., onsdag 9. december kl. 09.30 · vi mødes, 15 min",
        "Anna K., torsdag 10. december kl. 09.00 · telefon, 15 min",
    ]
    assert take(cast, text) == 3
    assert kept() == [
        ("2026-12-08T09:00", 30, "video", "imported"),
        ("2026-12-09T08:30", 15, "in_person", "imported"),
        ("2026-12-10T08:00", 15, "phone", "imported"),
    ]
    first = Talk.select().order_by(Talk.starts_at).first()
    assert (first.link, first.staff, first.citizen) == ("https://m.dk/a", cast.karin, cast.anna)


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("video", "Videomøde, Teams, Digitalt møde, Online, Virtuel"),
        ("phone", "Telefonisk, Tlf., Opkald, Vi ringer, Ring op"),
        ("in_person", "Vi mødes, Møde, Fremmøde, Fysisk, Personlig samtale"),
    ],
)
def test_the_words_of_other_systems_name_a_way_to_talk_in_columns_of_several_names(mode, words):
    lines = "".join(f"\n8.12.2026;10.00;2026-1;45;{one}" for one in words.split(", "))
    for heading in ("form", "hvordan", "type"):
        rows = read_talks(f"dato;tid;ref;længde;{heading}{lines}")
        assert [(row.mode, row.minutes, row.who) for row in rows] == [(mode, 45, "2026-1")] * 5


def test_a_link_alone_says_that_it_is_on_video():
    [row] = read_talks(table("8.12.2026;10.00;2026-1;;;https://m.dk/a;"))
    assert row.mode == "video"


def test_names_do_where_they_are_alone_and_commas_do(cast: Cast):
    text = "navn,dato,tid\nanna k.,8.12.2026,10.00\nAnna K. (2026-1),9.12.2026,10.00"
    assert said(cast, text) == [(2, "new", ""), (3, "new", "")]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("32.12.2026;10.00;2026-1;;;;", "Skriv datoen, fx 1.12.2026."),
        ("8.12.2028;10.00;2026-1;;;;", "Tidspunktet ligger et år eller mere væk."),
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
def test_one_wrong_line_says_why_and_keeps_all_out(cast: Cast, line, part):
    text = table("9.12.2026;10.00;2026-1;;;;", line)
    fine, wrong = look(cast, text)
    assert fine.kind == "new"
    assert (wrong.row.line, wrong.kind) == (3, "wrong")
    assert part in wrong.what
    with pytest.raises(Refused):
        take(cast, text)
    assert kept() == []


def test_it_is_the_same_by_danish_clocks_in_summer(cast: Cast):
    text = table("30.6.2027;10.00;2026-1;;;;")
    talk_import.take(text, "phone", karin(cast), NOW + timedelta(days=1))
    assert kept()[0][0] == "2027-06-30T08:00"


def test_a_calendar_comes_in_by_the_references_in_it(cast: Cast):
    text = "\ufeff" + calendar(  # the byte order mark comes along when one pastes it
        event("1", LOCATION="Telefon"),
        event("2", "20261209T090000Z", SUMMARY="Frokost"),
        event("3", "20261210T100000", LOCATION="Microsoft Teams", URL="https://m.dk/a"),
        event("4", "20261211T090000Z", SUMMARY="Opfølgning", DESCRIPTION="ref. 2026-1, vi mødes"),
        event("5", "20261211T110000Z", SUMMARY="Samtale 2026-12"),
    )
    steps = look(cast, text, "phone")
    assert [step.row.line for step in steps] == [1, 2, 3, 4, 5]
    assert [step.kind for step in steps] == ["new", "left_out", "new", "new", "left_out"]
    assert take(cast, text.replace("BEGIN:VC", "begin:vc"), "phone") == 3
    assert kept() == [
        ("2026-12-08T09:00", 30, "phone", "imported"),
        ("2026-12-10T09:00", 30, "video", "imported"),
        ("2026-12-11T09:00", 30, "in_person", "imported"),
    ]
    assert take(cast, text, "phone") == 0


@pytest.mark.parametrize(("reference", "kind"), [("2-61", "new"), ("261", "left_out")])
def test_a_reference_is_long_enough_not_to_be_any_number(cast: Cast, reference, kind):
    Citizen.change({Citizen.reference: reference}, Citizen.id == cast.anna)
    [step] = look(cast, calendar(event(SUMMARY=f"Lokale {reference}")))
    assert step.kind == kind


@pytest.mark.parametrize(
    ("where", "mode"),
    [
        ("Microsoft Teams-møde", "video"), ("Mødelokale 2; Microsoft Teams-møde", "video"),
        ("Virtuelt møde", "video"), ("Møde på telefon", "phone"), ("Vi ringer til dig", "phone"),
        ("Mødelokale 2, Ringsted", "in_person"), ("Mødelokale 2", "in_person"),
    ],
)  # fmt: skip
def test_a_meeting_on_teams_or_by_phone_is_none_where_people_come(cast: Cast, where, mode):
    link = "https://teams.microsoft.com/meet/3212345678901?p=AbC"
    [step] = look(cast, calendar(event(LOCATION=where, DESCRIPTION=f"Deltag: <{link}>")))
    assert (step.row.mode, step.row.link) == (mode, link if mode == "video" else "")


@pytest.mark.parametrize(
    ("one", "part"),
    [
        (event(start="20261208"), "Aftalen har intet klokkeslæt."),
        (event(start="20261208", DTEND="20261208T100000Z"), "Aftalen har intet klokkeslæt."),
        (event(start="20281208T090000Z"), "Tidspunktet ligger et år eller mere væk."),
        (event(RRULE="FREQ=WEEKLY"), "Aftalen gentages."),
        (event(start="99991231T233000Z"), "Aftalen har intet klokkeslæt."),
        (event(STATUS="CANCELLED"), "Aftalen er aflyst i kalenderen."),
        (event(STATUS="cancelled"), "Aftalen er aflyst i kalenderen."),
        (event(SUMMARY="Aflyst: Samtale 2026-1"), "Aftalen er aflyst i kalenderen."),
        (event(SUMMARY="Canceled: Samtale 2026-1"), "Aftalen er aflyst i kalenderen."),
        (event().replace("PT30M", "PT8H"), "Aftalen varer ikke mellem 5 og 120 minutter."),
        (event(SUMMARY="Samtale 2026-2"), "Der står ingen af teamets referencer."),
    ],
)
def test_what_in_a_calendar_is_no_talk_is_left_out_and_says_why(cast: Cast, one, part):
    [step] = look(cast, calendar(one))
    assert step.kind == "left_out"
    assert part in step.what


@pytest.mark.parametrize(
    ("end", "minutes"),
    [("091500", 15), ("110000", 120), ("090500", 5), ("110100", None), ("090459", None)],
)
def test_an_event_lasts_until_its_end(cast: Cast, end: str, minutes: int | None):
    [step] = look(cast, calendar(event(DTEND=f"20261208T{end}Z")))
    assert step.kind == ("new" if minutes else "left_out")
    assert minutes in (None, step.row.minutes)


def test_an_event_that_says_no_end_takes_the_usual_time(cast: Cast):
    take(cast, calendar(event().replace("DURATION:PT30M\r\n", "")))
    assert kept() == [("2026-12-08T09:00", 15, "phone", "imported")]


def test_of_several_addresses_the_first_that_may_be_kept_is_where_they_meet(cast: Cast):
    words = "Se https://a.dk/010190-1234 og deltag på https://m.dk/a."
    [step] = look(cast, calendar(event(DESCRIPTION=words)))
    assert (step.row.mode, step.row.link) == ("video", "https://m.dk/a")


@pytest.mark.parametrize(
    "text",
    ["BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "BEGIN:VCALENDAR\nEND:VCALENDAR", "dato;klokken\n1;2", "x"],
)
def test_what_is_neither_table_nor_calendar_is_refused_with_a_sentence(text):
    with pytest.raises(Refused) as refusal:
        read_talks(text)
    assert refusal.value.errors["file"]


def test_no_text_of_another_system_is_kept(cast: Cast):
    take(cast, calendar(event("anna@kommune.dk", SUMMARY="Anna Kjær 2026-1, syg")))
    row = Talk.select().dicts().get()
    assert not [value for value in row.values() if "anna" in str(value) or "syg" in str(value)]


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


def test_no_text_makes_the_reader_go_over_it_again_and_again():
    """It would take most of a minute, in which nobody else could tick anything."""
    [row] = read_talks(table(f"8.12.2026;10.00;2026-1;{'min' * 40_000}!"))
    assert row.problem == "Skriv mellem 5 og 120 minutter."
