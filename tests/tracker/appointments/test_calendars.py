"""Calendars: what a phone fetches says when, and to whoever else sees it nothing more."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import icalendar

from jobvej.catalog import load_published
from tests.tracker import clubs
from tests.tracker.acts import book
from tests.tracker.conftest import NOW, Cast
from tracker.appointments import calendars, talks
from tracker.gatherings import club_meetings, webinars
from tracker.models import CalendarAddress, Citizen, Staff, Talk
from tracker.people import citizens


def talk(cast: Cast, days: int, mode: str = "phone"):
    now = min(NOW, NOW + timedelta(days=days))
    return book(cast.anna, cast.karin, NOW + timedelta(days=days), now, minutes=30, mode=mode)


PUBLISHED = load_published(Path(__file__).parents[1] / "catalog.json")


def events(token: str) -> list[icalendar.Event]:
    data = calendars.read(token, NOW, PUBLISHED)
    assert data is not None
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_a_talk_stands_there_by_its_time_in_utc(cast: Cast):
    one = talk(cast, 2)
    [event] = events(calendars.give(cast.anna, "citizen", NOW))
    assert str(event["UID"]) == f"{one}@jobvej"
    assert event.start == NOW + timedelta(days=2)
    assert event.end - event.start == timedelta(minutes=30)
    assert event["DTSTART"].to_ical() == b"20261203T080000Z"
    assert event["DTSTAMP"].dt == NOW
    assert event["STATUS"] == "CONFIRMED"


def test_it_is_a_whole_calendar_as_the_standard_asks(cast: Cast):
    talk(cast, 2)
    text = calendars.read(calendars.give(cast.anna, "citizen", NOW), NOW, PUBLISHED).decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert "\r\nVERSION:2.0\r\n" in text and "\r\nPRODID:" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_citizens_calendar_says_nothing_but_that_there_is_a_talk(cast: Cast):
    talk(cast, 2, "video")
    Talk.update(link="https://moede.example.dk/abc").execute()
    [event] = events(calendars.give(cast.anna, "citizen", NOW))
    assert event["SUMMARY"] == "Samtale"
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS"}
    text = calendars.read(calendars.give(cast.anna, "citizen", NOW), NOW, PUBLISHED).decode()
    for secret in ("Anna", "Karin", "2026-1\r", "Nord", "moede"):
        assert secret not in text


def test_a_calendar_has_ones_own_talks_and_a_consultants_first_names_alone(cast: Cast):
    mine = talk(cast, 2)
    theirs = book(cast.anna, cast.lars, NOW + timedelta(days=3))
    book(cast.bo, cast.lars, NOW)
    [event] = events(calendars.give(cast.karin, "consultant", NOW))
    assert (event["UID"], event["SUMMARY"]) == (f"{mine}@jobvej", "Samtale med Anna")
    found = events(calendars.give(cast.anna, "citizen", NOW))
    assert {event["UID"] for event in found} == {f"{mine}@jobvej", f"{theirs}@jobvej"}


def test_whom_a_consultant_no_longer_sees_is_gone_from_the_calendar_too(cast: Cast):
    talk(cast, 2)
    token = calendars.give(cast.karin, "consultant", NOW)
    Citizen.update(team=cast.syd, consultant=cast.lars).execute()
    assert events(token) == []


def test_a_talk_called_off_is_told_as_called_off(cast: Cast):
    one = talk(cast, 2)
    talks.cancel_talk(one, cast.karin, NOW)
    for person, role in ((cast.anna, "citizen"), (cast.karin, "consultant")):
        [event] = events(calendars.give(person, role, NOW))
        assert event["STATUS"] == "CANCELLED"


def test_what_is_long_over_is_left_out(cast: Cast):
    talk(cast, -40)
    last = talk(cast, -10)
    [event] = events(calendars.give(cast.anna, "citizen", NOW))
    assert str(event["UID"]) == f"{last}@jobvej"


def test_a_new_address_ends_the_old_one_and_only_a_digest_is_kept(cast: Cast):
    old = calendars.give(cast.anna, "citizen", NOW)
    new = calendars.give(cast.anna, "citizen", NOW)
    assert calendars.read(old, NOW, PUBLISHED) is None
    assert calendars.read(new, NOW, PUBLISHED) is not None
    [row] = CalendarAddress.select()
    assert new not in str(vars(row)["__data__"]) and len(row.token_digest) == 64
    calendars.take(cast.anna)
    assert calendars.read(new, NOW, PUBLISHED) is None


def test_a_new_code_ends_the_address_too(cast: Cast):
    token = calendars.give(cast.anna, "citizen", NOW)
    other = calendars.give(cast.bo, "citizen", NOW)
    citizens.new_code(cast.anna, now=NOW, secret=b"x" * 32)
    assert calendars.read(token, NOW, PUBLISHED) is None
    assert calendars.read(other, NOW, PUBLISHED) is not None


def test_who_no_longer_works_here_has_no_calendar(cast: Cast):
    token = calendars.give(cast.karin, "consultant", NOW)
    Staff.update(is_active=False).where(Staff.id == cast.karin).execute()
    assert calendars.read(token, NOW, PUBLISHED) is None
    Staff.update(is_active=True, role="leader").where(Staff.id == cast.karin).execute()
    assert calendars.read(token, NOW, PUBLISHED) is None


def test_an_address_cannot_outlive_its_person(cast: Cast):
    token = calendars.give(cast.anna, "citizen", NOW)
    Citizen.delete().where(Citizen.id == cast.anna).execute()
    assert calendars.read(token, NOW, PUBLISHED) is None


def test_meetings_of_a_job_club_stand_there_without_its_name(cast: Cast):
    club = clubs.make(cast)
    clubs.join(club, cast.anna, cast, PUBLISHED)
    [_, second, *_] = club_meetings.coming(club, NOW)
    club_meetings.cancel_meeting(second, cast.karin, NOW)
    mine = events(calendars.give(cast.anna, "citizen", NOW))
    assert {str(event["SUMMARY"]) for event in mine} == {"Møde"}
    assert mine[0]["DTSTART"].to_ical() == b"20261124T090000Z"
    assert [event["STATUS"] for event in mine[:4]] == [
        "CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED",
    ]  # fmt: skip
    theirs = events(calendars.give(cast.karin, "consultant", NOW))
    assert [event["UID"] for event in theirs] == [event["UID"] for event in mine]
    assert {str(event["SUMMARY"]) for event in theirs} == {"Jobklub Lager"}
    assert events(calendars.give(cast.bo, "citizen", NOW)) == []
    assert events(calendars.give(cast.lars, "consultant", NOW)) == []


def test_the_last_meeting_of_two_clubs_stands_there_also_on_a_later_day(cast: Cast):
    both = clubs.make(cast), clubs.make(cast, name="Kontor", until_on=date(2026, 12, 8))
    for club in both:
        clubs.join(club, cast.anna, cast, PUBLISHED)
    last = club_meetings.coming(both[0], NOW)[-1]
    later = last.on + timedelta(days=14)
    club_meetings.change_meeting(last, replace(last, on=later), cast.karin, NOW)
    for person, role in ((cast.anna, "citizen"), (cast.karin, "consultant")):
        assert events(calendars.give(person, role, NOW))[-1].start.date() == later


def test_a_webinar_one_signed_up_for_stands_there(cast: Cast):
    [webinar] = PUBLISHED.webinars
    webinars.sign_up(cast.anna, webinar, NOW)
    [event] = events(calendars.give(cast.anna, "citizen", NOW))
    assert (event["SUMMARY"], event.start) == ("Webinar", webinars.starts_at(webinar))
    assert event["DTSTART"].to_ical().endswith(b"Z"), "in UTC, as every other time"
    assert events(calendars.give(cast.bo, "citizen", NOW)) == []
