"""Journalnotat: made by a person, word for word the same to the citizen, and never taken away."""

from datetime import timedelta

from tests.tracker.acts import book
from tests.tracker.conftest import NOW, Web
from tests.visit import Page
from tracker.appointments import case_notes, talks
from tracker.models import CaseNote

RULE_7 = (
    "Selvrapporteret. Et manglende flueben er ikke dokumentation for manglende rådighed. "
    "Skal oplysningen bruges i en afgørelse, skal borgeren høres først."
)
OPENED_BY = "/dine-opgaver/hvem-har-aabnet/"


def here(web: Web) -> str:
    return f"/job/borgere/{web.cast.anna}/journalnotat/"


def make(web: Web) -> Page:
    karin = web.opened_by_karin()
    return karin.follow(karin.post(here(web)))


def texts(page: Page) -> list[str]:
    return [one.text for one in page.all("textarea")]


def test_the_button_on_foer_samtalen_makes_a_note_to_copy(web: Web):
    before = web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/samtale/")
    assert here(web) in before.forms()
    page = make(web)
    assert page.h1 == "Journalnotat: Anna K."
    assert "Notatet er dannet. Borgeren kan læse det nu." in page.text()
    [area] = page.all("textarea")
    assert "readonly" in area.attrib and "data-copy-text" in area.attrib
    row = CaseNote.get()
    assert (row.citizen, row.staff, row.made_at) == (web.cast.anna, web.cast.karin, NOW)


def test_the_note_says_what_stood_before_the_talk_and_ends_with_the_rule(web: Web):
    book(web.cast.anna, web.cast.karin, NOW + timedelta(hours=1))
    web.anna.post("/dine-opgaver/oenske/", {"topic": "cv"})
    [text] = texts(make(web))
    assert text.startswith("Journalnotat, 1. december 2026\nAnna K., reference 2026-1\n")
    assert "\nAftalt samtale: tirsdag 1. december kl. 10.00 · telefon, 15 min\n" in text
    assert "\nForløb: 4 opgaver på 14 dage, dag 7 af 9\n" in text
    assert "\nLavet: 0 af 4 opgaver\n" in text
    assert "Anna vil gerne tale om: CV" in text
    assert text.endswith(f"\n\n{RULE_7}")


def test_what_was_agreed_stands_in_the_note(web: Web):
    talk = book(web.cast.anna, web.cast.karin, NOW)
    talks.end_talk(talk, "held", "Ring til to firmaer", None, web.cast.karin, NOW)
    [text] = texts(make(web))
    assert "\nAftalt samtale: ingen\nSidste samtale: 1. dec.\nAftalt sidst: Ring til to fir" in text


def test_job_clubs_and_webinars_stand_in_the_note(web: Web):
    web.anna.post("/dine-opgaver/webinarer/webinar.cv-paa-en-time/tilmeld/")
    [text] = texts(make(web))
    assert "\nEr med i: Tilmeldt webinar: CV på en time, 8. dec.\n" in text


def test_the_citizen_reads_the_very_same_words(web: Web):
    assert "Ingen har dannet et journalnotat om dig." in web.anna.get(OPENED_BY).text()
    theirs = texts(make(web))
    assert texts(web.anna.get(OPENED_BY)) == theirs
    assert texts(web.bo.get(OPENED_BY)) == []


def test_made_again_unchanged_it_is_the_note_there_is(web: Web):
    make(web)
    make(web)
    assert CaseNote.select().count() == 1
    web.anna.post("/dine-opgaver/oenske/", {"topic": "cv"})
    assert len(texts(make(web))) == 2


def test_the_newest_stands_first_and_none_can_be_taken_away(web: Web):
    make(web)
    web.clock.now += timedelta(days=1)
    web.__dict__.pop("karin")  # a working day is one session
    page = make(web)
    assert [one.split("\n")[0] for one in texts(page)] == [
        "Journalnotat, 2. december 2026",
        "Journalnotat, 1. december 2026",
    ]
    assert "Et notat kan ikke slettes her" in page.text()
    assert [one for one in page.forms() if one != "/log-af/"] == [here(web)]


def test_looking_makes_none(web: Web):
    page = web.opened_by_karin().get(here(web))
    assert "Der er ikke dannet et notat endnu." in page.text()
    assert CaseNote.select().count() == 0


def test_without_a_purpose_there_is_no_note_and_none_about_somebody_elses_citizen(web: Web):
    assert web.karin.post(here(web)).status == 403
    assert web.lars.post(here(web)).status == 404
    assert web.lars.get(here(web)).status == 404
    assert CaseNote.select().count() == 0


def test_names_of_staff_are_shown_only_where_the_municipality_shows_them(web: Web):
    make(web)
    [(_, hidden)] = case_notes.notes_of(web.cast.anna, with_names=False)
    [(_, shown)] = case_notes.notes_of(web.cast.anna, with_names=True)
    assert (hidden, shown) == ("", "Karin")
