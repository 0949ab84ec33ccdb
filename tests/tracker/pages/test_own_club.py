"""Jobklubben, to a member: the meeting, the tasks, the jobs, and nothing about the others."""

import re
from datetime import date, timedelta

from tests.tracker import clubs
from tests.tracker.acts import RET, SKELET, event, moment, send
from tests.tracker.conftest import NOW, Web
from tracker.gatherings import club_meetings, club_tasks, club_tips
from tracker.gatherings.club_meetings import OneMeeting
from tracker.gatherings.clubs import remove_member
from tracker.models import Citizen, Club, ClubMember


def joined(web: Web, published, others: int = 0, **changed):
    club = clubs.make(web.cast, **changed)
    clubs.join(club, web.cast.anna, web.cast, published)
    people = clubs.fill_up(club, web.cast, published, others)
    return club, people, f"/dine-opgaver/jobklub/{club.id}/"


def test_a_member_reads_when_and_how_the_club_meets_next(web: Web, published):
    _, _, here = joined(web, published, others=2)
    page = web.anna.get(here)
    assert page.h1 == "Jobklub Lager"
    assert "I mødes tirsdage kl. 10.00." in page.text()
    assert "Næste møde I dag kl. 10.00 Vi mødes: Biblioteket. Mødet varer 60 minutter." in (
        page.text()
    )
    assert "I er 3 medlemmer." in page.text()
    web.clock.now = NOW + timedelta(hours=2, minutes=1)
    assert "Tirsdag 8. december kl. 10.00" in web.anna.get(here).text()


def test_the_link_of_a_video_meeting_is_there_on_the_day_alone(web: Web, published):
    club, _, here = joined(web, published, mode="video")
    assert club.link in web.anna.get(here).links()
    assert club.link in web.anna.get("/dine-opgaver/").links()
    web.clock.now = NOW + timedelta(days=1)
    for page in (web.anna.get(here), web.anna.get("/dine-opgaver/")):
        assert club.link not in page.html
    assert "Linket kommer her på dagen." in web.anna.get(here).text()


def test_a_link_that_is_missing_on_the_day_is_said(web: Web, published):
    club, _, here = joined(web, published, mode="video")
    Club.change({Club.link: ""}, Club.id == club.id)
    assert "Linket mangler. Ring til os på 00 00 00 00" in web.anna.get(here).text()
    assert 'på <a class="nobreak" href="tel:00000000"' in web.anna.get(here).html


def test_a_meeting_that_is_moved_or_cancelled_is_told_of_on_both_pages(web: Web, published):
    club, _, here = joined(web, published)
    [first, second, *_] = club_meetings.coming(club, NOW)
    for cancelled in (first, club_meetings.find_meeting(club, date(2026, 12, 22), NOW)):
        club_meetings.cancel_meeting(cancelled, web.cast.karin, NOW)
    new = OneMeeting(date(2026, 12, 9), second.starts_at.time(), "in_person", "Rådhuset", "")
    club_meetings.change_meeting(second, new, web.cast.karin, NOW)
    for path in (here, "/dine-opgaver/"):
        text = web.anna.get(path).text()
        assert "Mødet tirsdag 1. december er aflyst." in text
        assert text.count("er aflyst") == 1, "three weeks ahead nobody needs to know yet"
        assert "nsdag 9. december kl. 09.00" in text
        assert "Vi mødes: Rådhuset. " in text
        assert "Flyttet fra tirsdag 8. december." in text


def test_who_is_no_member_finds_no_such_club(web: Web, published):
    club, _, here = joined(web, published)
    [other] = clubs.fill_up(clubs.make(web.cast, name="Kontor"), web.cast, published, 1)
    of_another = web.signed_in(other, "citizen")
    assert of_another.get(here).status == 404
    assert of_another.post(f"{here}navn/", {"vis": "ja"}).status == 404
    assert web.nobody().get(here).location == "/log-paa/"
    remove_member(club.id, web.cast.anna, web.cast.karin, NOW)
    assert web.anna.get(here).status == 404
    assert web.anna.post(f"{here}navn/", {"vis": "ja"}).status == 404


def test_who_was_taken_out_is_told_and_can_object(web: Web, published):
    club, _, _ = joined(web, published)
    remove_member(club.id, web.cast.anna, web.cast.karin, NOW)
    text = web.anna.get("/dine-opgaver/").text()
    assert "Jobklub Lager Du er ikke længere med (1. dec.). Er det en fejl, så ring til os." in text
    web.clock.now = NOW + timedelta(days=15)
    assert "Jobklub" not in web.anna.get("/dine-opgaver/").text()


def test_a_first_name_is_shown_by_own_choice_and_hidden_again(web: Web, published):
    _, people, here = joined(web, published, others=3)
    other = web.signed_in(people[0], "citizen")
    assert "Anna" not in other.get(here).html
    page = web.anna.follow(web.anna.post(f"{here}navn/", {"vis": "ja"}))
    assert "Gemt. De andre i jobklubben kan se dit fornavn." in page.text()
    text = other.get(here).text()
    assert "De her viser deres fornavn: Anna." in text
    assert "Anna K" not in text
    page = web.anna.follow(web.anna.post(f"{here}navn/", {"vis": "nej"}))
    assert "kan ikke se dit navn" in page.text()
    assert "Anna" not in other.get(here).html
    assert not ClubMember.here(ClubMember.citizen == web.cast.anna).get().shows_name


def test_the_page_holds_nothing_about_any_other_member(web: Web, published):
    """No name, reference or id; and whoever does what, the page is the same but for the number."""
    club, people, here = joined(web, published, others=8)
    club_tasks.add_task(club.id, SKELET, web.cast.karin, NOW, published)
    for citizen in people[:5]:
        send(citizen, published, event("completed", f"activity:{SKELET}", moment(1, 8)))
    page = web.anna.get(here)
    assert "5 af 9 har lavet den" in page.text()
    for row in Citizen.here(Citizen.id != web.cast.anna):
        assert row.display_name.split(" ")[0] not in page.html
        assert row.reference not in page.html
        assert str(row.id) not in page.html and row.id.hex not in page.html
    send(people[5], published, event("completed", f"activity:{SKELET}", moment(1, 8, 30)))
    send(people[0], published, event("reopened", f"activity:{SKELET}", moment(1, 8, 40)))
    assert web.anna.get(here).html == page.html, "another five of nine look the same"


def test_at_either_end_a_member_reads_words_and_no_number(web: Web, published):
    club, people, here = joined(web, published, others=5)
    club_tasks.add_task(club.id, SKELET, web.cast.karin, NOW, published)
    assert "Få har lavet den endnu" in web.anna.get(here).text()
    for citizen in people:
        send(citizen, published, event("completed", f"activity:{SKELET}", moment(1, 8)))
    text = web.anna.get(here).text()
    assert "De fleste har lavet den" in text
    assert not re.search(r"\d af 6", text)


def test_in_a_small_club_no_number_is_shown(web: Web, published):
    club, people, here = joined(web, published, others=3)
    club_tasks.add_task(club.id, SKELET, web.cast.karin, NOW, published)
    for citizen in people:
        send(citizen, published, event("completed", f"activity:{SKELET}", moment(1, 8)))
    text = web.anna.get(here).text()
    assert "har lavet den" not in text
    assert "Ikke lavet endnu" in text


def test_ones_own_tick_stands_beside_the_number(web: Web, published):
    club, _, here = joined(web, published)
    club_tasks.add_task(club.id, RET, web.cast.karin, NOW, published)
    assert "Du har lavet den" not in web.anna.get(here).text()
    send(web.cast.anna, published, event("completed", f"activity:{RET}", moment(1, 8)))
    assert "Ret dit CV til ét job Du har lavet den" in web.anna.get(here).text()
    [task] = club_tasks.common_tasks(club.id, NOW, published)
    club_tasks.remove_task(club.id, task.id, web.cast.karin, NOW, published)
    assert "Ret dit CV" not in web.anna.get(here).text(), "no task of theirs any more"


def test_jobs_stand_there_until_their_day_has_passed(web: Web, published):
    club, _, here = joined(web, published)
    club_tips.add_tip(club.id, title="Truckfører", place="Havnen, Åby", until_on=date(2026, 12, 2),
                      link="https://job.example.dk/7", staff=web.cast.karin, now=NOW)  # fmt: skip
    page = web.anna.get(here)
    assert "Truckfører Havnen, Åby · står her til 2. dec." in page.text()
    assert "https://job.example.dk/7" in page.links()
    web.clock.now = NOW + timedelta(days=2)
    assert "Truckfører" not in web.anna.get(here).text()


def test_both_sides_read_the_club_before_a_talk(web: Web, published):
    joined(web, published)
    fact = "Jobklub Lager, tirsdage kl. 10.00"
    assert fact in web.anna.get("/dine-opgaver/det-ser-din-jobkonsulent/").text()
    talk = web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/samtale/")
    assert fact in talk.text()


def test_a_club_that_has_ended_stands_on_no_other_page(web: Web, published):
    joined(web, published, until_on=date(2026, 12, 1))
    assert "Jobklub" in web.anna.get("/dine-opgaver/").text()
    web.clock.now = NOW + timedelta(days=1)
    assert "Jobklub" not in web.anna.get("/dine-opgaver/").text()
    assert "Jobklub" not in web.anna.get("/dine-opgaver/det-ser-din-jobkonsulent/").text()
