"""I dag: talks by time, and a form that makes one."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.tracker import clubs
from tests.tracker.acts import book, counted
from tests.tracker.conftest import NOW, Web
from tracker.appointments import talks
from tracker.clock import local_date
from tracker.enrolment import requests
from tracker.gatherings import club_meetings
from tracker.models import Citizen, Talk
from tracker.people import readers

HERE = "/job/i-dag/"


def new(web: Web, **changed: str) -> dict[str, str]:
    form = {
        "citizen": str(web.cast.anna),
        "day": "2026-12-02",
        "clock": "09:30",
        "minutes": "30",
        "mode": "video",
    }
    return {**form, **changed}


def rows(page) -> list[str]:
    return [page.text(one) for one in page.all("li") if one.get("class") == "item"]


def test_a_day_without_talks_says_so(web: Web):
    page = web.karin.get(HERE)
    assert page.h1 == "I dag, tirsdag 1. december"
    assert "Du har ingen samtaler i dag." in page.text()
    assert "/job/i-dag/print/" not in page.forms(), "nothing to print"


@pytest.mark.parametrize(
    ("day", "is_off"), [("2026-12-04", False), ("2026-12-05", True), ("2026-12-25", True)]
)
def test_a_talk_on_a_day_off_is_made_and_said(web: Web, day: str, is_off: bool):
    page = web.karin.follow(web.karin.post(HERE, new(web) | {"day": day}))
    assert "Borgeren kan se den nu." in page.text()
    assert ("Det er en fridag. Passer det ikke, så flyt samtalen." in page.text()) == is_off


def test_a_talk_is_made_and_stands_on_its_day(web: Web):
    page = web.karin.follow(web.karin.post(HERE, new(web)))
    assert "Samtale onsdag 2. december kl. 09.30. Borgeren kan se den nu." in page.text()
    assert "Onsdag 2. december" in page.text()
    [row] = rows(page)
    assert row.startswith("09.30 Anna K. Video, 30 min · ")
    talk = Talk.get()
    assert (talk.minutes, talk.mode, talk.staff) == (30, "video", web.cast.karin)
    assert talk.starts_at.isoformat() == "2026-12-02T08:30:00+00:00"


def test_danish_ways_of_writing_a_time_are_read(web: Web):
    web.karin.post(HERE, new(web, day="2.12.2026", clock="9.30"))
    assert Talk.get().starts_at.isoformat() == "2026-12-02T08:30:00+00:00"


def test_talks_stand_by_time_today_first(web: Web):
    for hours, citizen in ((50, web.cast.anna), (3, web.cast.anna), (1, web.cast.anna)):
        starts_at = NOW + timedelta(hours=hours)
        book(citizen, web.cast.karin, starts_at)
    assert [row[:5] for row in rows(web.karin.get(HERE))] == ["10.00", "12.00", "11.00"]


def test_only_own_talks_of_the_coming_working_days_stand_there(web: Web):
    book(web.cast.bo, web.cast.lars, NOW + timedelta(hours=1))
    book(web.cast.anna, web.cast.karin, NOW + timedelta(days=6))
    book(web.cast.anna, web.cast.karin, NOW + timedelta(days=7))
    page = web.karin.get(HERE)
    assert len(rows(page)) == 1
    assert "Mandag 7. december" in page.text()
    assert "Bo M." not in page.text()


def test_a_talk_of_friday_that_nobody_ended_stands_there_on_monday(web: Web):
    friday = NOW + timedelta(days=3, hours=6)
    ran_late = book(web.cast.anna, web.cast.karin, friday)
    book(web.cast.bo, web.cast.lars, friday)
    web.clock.now = NOW + timedelta(days=6)
    page = web.karin.get(HERE)
    text = page.text()
    assert text.index("Du har ingen samtaler i dag.") < text.index("Ikke afsluttet: fredag 4.")
    assert len(rows(page)) == 1
    assert "Vi har aftalt en samtale" not in text, "there is nothing to write about it any more"
    talks.end_talk(ran_late, talks.HELD, "", None, web.cast.karin, web.clock.now)
    assert "Ikke afsluttet" not in web.karin.get(HERE).text()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"citizen": ""}, "Vælg en borger."),
        ({"citizen": "x"}, "Vælg en borger."),
        ({"day": ""}, "Skriv datoen, fx 1.12.2026."),
        ({"day": "31.02.2027"}, "Skriv datoen, fx 1.12.2026."),
        ({"day": "2026-11-30"}, "Tidspunktet er gået. Vælg et, der kommer."),
        ({"clock": "25:00"}, "Skriv klokkeslættet, fx 10.00."),
        ({"minutes": "0"}, "Vælg mellem 5 og 120 minutter."),
        ({"minutes": "1e2"}, "Vælg mellem 5 og 120 minutter."),
        ({"mode": "fax"}, "Vælg, hvordan I taler sammen."),
        ({"link": "http://moede.example.dk/a"}, "Linket skal begynde med https://."),
        ({"link": "https://karin:kode@moede.dk"}, "Linket skal begynde med https://."),
        ({"link": "javascript:alert(1)"}, "Linket skal begynde med https://."),
        ({"link": "https://moede.dk/" + "x" * 490}, "Det er for langt: 507 tegn."),
        ({"link": "https://moede.dk/0101901234"}, "Det ligner et CPR-nummer."),
        ({"link": "https://a.dk/b", "mode": "phone"}, "Linket hører til en samtale på video."),
        ({"repeat": "3", "until": "2027-01-07"}, "Vælg, hvor tit I taler sammen."),
        ({"repeat": "2"}, "Skriv den sidste dato, fx 1.3.2027."),
        ({"repeat": "2", "until": "2026-12-10"}, "Vælg en slutdato, så der er plads"),
        ({"repeat": "2", "until": "2028-12-10"}, "Vælg en slutdato højst 26 uger frem."),
        ({"until": "2027-01-07"}, "Vælg, hvor tit I taler sammen, eller slet slutdatoen."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_linked(web: Web, changed, sentence):
    page = web.karin.post(HERE, new(web, **changed))
    assert page.status == 422
    assert page.text().count(sentence) == 2
    assert Talk.select().count() == 0


def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_stays(web: Web):
    page = web.karin.post(HERE, new(web, day="i morgen", clock="tidligt", mode=""))
    [box] = [one for one in page.all("div") if one.get("class") == "summary"]
    assert len([one for one in box.iter() if one.tag == "li"]) == 3
    assert page.value("day") == "i morgen"


def test_the_first_way_to_meet_is_to_meet(web: Web):
    chosen = [one for one in web.karin.get(HERE).all("input") if "checked" in one.attrib]
    assert [one.get("value") for one in chosen] == ["in_person"]


def test_a_talk_is_called_off_and_put_back(web: Web):
    talk = book(web.cast.anna, web.cast.karin, NOW + timedelta(hours=1))
    path = f"/job/borgere/{web.cast.anna}/samtaler/{talk}"
    page = web.karin.follow(web.karin.post(f"{path}/aflys/"))
    assert rows(page) == []
    assert "Aflyst: Anna K., tirsdag 1. december kl. 10.00. Fortryd" in page.text()
    assert f"{path}/fortryd/" in page.forms()
    assert "Der er ikke aftalt en samtale" in web.anna.get("/dine-opgaver/").text()
    page = web.karin.follow(web.karin.post(f"{path}/fortryd/"))
    assert len(rows(page)) == 1


def test_a_talk_that_is_over_is_not_called_off(web: Web):
    talk = book(web.cast.anna, web.cast.karin, NOW)
    talks.end_talk(talk, "held", "", None, web.cast.karin, NOW)
    path = f"/job/borgere/{web.cast.anna}/samtaler/{talk}"
    page = web.karin.follow(web.karin.post(f"{path}/aflys/"))
    assert "Samtalen var allerede afsluttet. Intet er ændret." in page.text()
    web.karin.post(f"{path}/fortryd/")
    assert Talk.get().outcome == "held"


def test_a_talk_of_bo_cannot_be_reached_under_anna(web: Web):
    talk = book(web.cast.bo, web.cast.lars, NOW + timedelta(hours=1))
    for act in ("aflys", "fortryd"):
        assert web.karin.post(f"/job/borgere/{web.cast.anna}/samtaler/{talk}/{act}/").status == 404
    assert Talk.get().outcome is None


def test_what_is_asked_to_be_put_back_is_shown_to_ones_own_team_alone(web: Web):
    talk = book(web.cast.bo, web.cast.lars, NOW + timedelta(hours=1))
    talks.cancel_talk(talk, web.cast.lars, NOW)
    query = f"?borger={web.cast.bo}&samtale={talk}"
    assert "Aflyst" in web.lars.get(HERE + query).text()
    assert "Aflyst" not in web.karin.get(HERE + query).text()
    assert web.karin.get(HERE + "?borger=x&samtale=y").status == 200


def test_todays_meetings_of_ones_clubs_stand_there(web: Web, published):
    starts_at = NOW + timedelta(days=1)
    book(web.cast.anna, web.cast.karin, starts_at)
    assert "Jobklub i dag" not in web.karin.get(HERE).text()
    club = clubs.make(web.cast, mode="video", company_consultant=web.cast.lars)
    clubs.make(web.cast, name="Kontor", weekday=2)
    for who in (web.karin, web.lars):
        page = who.get(HERE)
        assert "Jobklub i dag 10.00 Lager Video, 60 min Åbn mødet i jobklub Lager" in page.text()
        assert club.link in page.links()
        assert "Kontor" not in page.text()
    text = web.karin.get(HERE).text()
    assert text.index("Jobklub i dag") < text.index("Onsdag 2. december")
    [meeting, *_] = club_meetings.coming(club, NOW)
    club_meetings.cancel_meeting(meeting, web.cast.karin, NOW)
    page = web.karin.get(HERE)
    assert "10.00 Lager Aflyst" in page.text()
    assert club.link not in page.links()


def test_the_club_of_who_is_away_meets_on_the_covers_day(web: Web):
    club = clubs.make(web.cast, mode="video")
    meeting = f"/job/jobklubber/{club.id}/moeder/2026-12-01/aflys/"
    assert "Jobklub i dag" not in web.lars.get(HERE).text()
    assert web.lars.post(meeting, {}).status == 404
    today = local_date(NOW)
    readers.set_absence(web.cast.karin, web.cast.lars, today, today, web.cast.karin, today)
    assert "Jobklub i dag 10.00 Lager Video, 60 min · du afløser" in web.lars.get(HERE).text()
    assert "Lager" in web.lars.get("/job/jobklubber/").text()
    assert web.lars.get(f"/job/jobklubber/{club.id}/ret/").status == 404, "the rule is the team's"
    assert web.lars.post(meeting, {}).status == 303
    assert "10.00 Lager Aflyst" in web.lars.get(HERE).text()
    web.clock.now += timedelta(days=1)
    later = web.signed_in(web.cast.lars, "consultant")
    assert later.get(f"/job/jobklubber/{club.id}/").status == 404


def test_who_waits_for_an_answer_stands_there_also_without_a_talk(web: Web):
    assert "Venter på svar" not in web.karin.get(HERE).text()
    asked = requests.make(web.cast.anna, requests.CALL_ME, None, NOW - timedelta(days=3))
    page = web.karin.get(HERE)
    assert "Venter på svar Anna K. vil gerne ringes op (28. nov.)" in page.text()
    assert f"/job/borgere/{web.cast.anna}/samtale/" in page.links()
    assert "Venter på svar" not in web.lars.get(HERE).text()
    today = local_date(NOW)
    readers.set_absence(web.cast.karin, web.cast.lars, today, today, web.cast.karin, today)
    said = "Anna K. vil gerne ringes op (28. nov.) · du afløser"
    assert said in web.lars.get(HERE).text()
    requests.answer(web.cast.anna, asked, web.cast.karin, NOW)
    assert "Venter på svar" not in web.karin.get(HERE).text()


def test_who_is_talked_with_today_says_it_in_that_line_alone(web: Web):
    requests.make(web.cast.anna, requests.CALL_ME, None, NOW)
    book(web.cast.anna, web.cast.karin, NOW + timedelta(days=1))
    assert "Venter på svar Anna K." in web.karin.get(HERE).text()
    book(web.cast.anna, web.cast.karin, NOW + timedelta(hours=1))
    page = web.karin.get(HERE)
    assert "Venter på svar" not in page.text()
    assert rows(page)[0].count("vil gerne ringes op") == 1


def test_preparing_says_why_with_one_press(web: Web):
    book(web.cast.anna, web.cast.karin, NOW + timedelta(hours=1))
    assert f"/job/borgere/{web.cast.anna}/aabn/" in web.karin.get(HERE).forms()


def test_a_series_is_made_and_says_that_a_day_was_moved(web: Web):
    form = new(web, day="2026-12-10", repeat="2", until="2027-01-07", link="https://m.dk/a")
    page = web.karin.follow(web.karin.post(HERE, form))
    assert "Der er nu 3 samtaler kl. 09.30: 10. dec., 28. dec., 7. jan." in page.text()
    assert (
        "Hvor dagen er en fridag, eller vi har lukket, er det den næste dag, vi har åbent."
        in page.text()
    )
    text = web.anna.get("/dine-opgaver/").text()
    assert "Samtaler derefter (2) Mandag 28. december kl. 09.30 Torsdag 7. januar kl. 09" in text
    talks_made = list(Talk.select())
    assert {row.link for row in talks_made} == {"https://m.dk/a"}
    assert len({row.series for row in talks_made}) == 1
    again = web.lars.get(page.response.request.full_path)
    assert "Der er nu" not in again.text(), "another team's series"


def series(web: Web) -> list:
    """Four talks, the first of them tomorrow."""
    web.karin.post(HERE, new(web, repeat="2", until="2027-01-13"))
    return list(Talk.select().order_by(Talk.starts_at))


def test_the_rest_of_a_series_is_called_off_and_put_back_as_one(web: Web):
    first, *rest = series(web)
    assert len(rest) == 3
    talks.cancel_talk(rest[1].id, web.cast.karin, NOW - timedelta(hours=1))
    assert "Aflys også de næste" in web.karin.get(HERE).text()
    path = f"/job/borgere/{web.cast.anna}/samtaler/{first.id}"
    page = web.karin.follow(web.karin.post(f"{path}/aflys/", {"raekke": "ja"}))
    assert "kl. 09.30 og 2 mere i rækken. Fortryd" in page.text()
    assert Talk.here(Talk.outcome.is_null()).count() == 0
    web.karin.follow(web.karin.post(f"{path}/fortryd/"))
    left = Talk.here(Talk.outcome == talks.CANCELLED)
    assert [row.id for row in left] == [rest[1].id], "it was called off by itself, before"


def test_one_talk_of_a_series_is_called_off_alone(web: Web):
    first, *rest = series(web)
    web.karin.post(f"/job/borgere/{web.cast.anna}/samtaler/{first.id}/aflys/")
    assert Talk.here(Talk.outcome.is_null()).count() == len(rest)
    last = rest[-1]
    web.clock.now = last.starts_at
    karin = web.signed_in(web.cast.karin, "consultant")
    assert "Aflys også de næste" not in karin.get(HERE).text(), "nothing follows the last"


def test_what_was_called_off_in_one_go_is_one_line_to_take_back(web: Web):
    first, *_ = series(web)
    talks.cancel_talk(first.id, web.cast.karin, NOW, with_following=True)
    page = web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/samtale/")
    assert page.text().count("4 samtaler i rækken er aflyst") == 2  # the words, and its button's
    assert page.text().count("er aflyst") == 2
    told = web.anna.get("/dine-opgaver/aendringer/").text()
    days = "2. dec., 16. dec., 30. dec., 13. jan."
    assert f"4 samtaler i rækken er aflyst {days} · din jobkonsulent" in told


def test_a_text_to_copy_says_when_and_how_and_nothing_about_the_person(web: Web):
    page = web.karin.follow(web.karin.post(HERE, new(web)))
    wanted = "Samtale onsdag 2. december kl. 09.30. Vi taler på video. Ring på 00 00 00 00."
    texts = [page.text(one) for one in page.all("span") if "data-copy-text" in one.attrib]
    assert texts[0] == wanted
    assert len(texts) == 4, "just made, and in its row: two each"
    assert not [text for text in texts if "Anna" in text or "2026-1" in text or "{" in text]


def test_the_text_follows_from_how_it_went(web: Web):
    def texts() -> list[str]:
        page = web.karin.get(HERE)
        return [page.text(one) for one in page.all("span") if "data-copy-text" in one.attrib]

    talk = book(web.cast.anna, web.cast.karin, NOW)
    assert [text.split(" ")[0] for text in texts()] == ["Samtale", "Husk"]
    talks.end_talk(talk, "not_reached", "", None, web.cast.karin, NOW)
    assert [text.split(" ")[:2] for text in texts()] == [["Vi", "fik"]]
    talks.undo_end(talk, NOW)
    talks.end_talk(talk, "held", "", None, web.cast.karin, NOW)
    assert texts() == []


def test_whom_one_no_longer_sees_is_not_on_the_page(web: Web):
    book(web.cast.anna, web.cast.karin, NOW + timedelta(hours=1))
    Citizen.update(team=web.cast.syd, consultant=web.cast.lars).execute()
    assert "Anna" not in web.karin.get(HERE).text()


def test_queries_do_not_grow_with_the_talks(web: Web):
    def asked_with(number: int) -> int:
        for minute in range(Talk.select().count(), number):
            at = NOW + timedelta(hours=1, minutes=minute)
            book(web.cast.anna, web.cast.karin, at, series=uuid4())
        with counted() as said:
            assert len(rows(web.karin.get(HERE))) == number
        return len(said)

    web.karin.get(HERE)  # signs in
    assert asked_with(5) == asked_with(50)
