"""Jobklubber: the team's clubs, each with its next meeting."""

from datetime import date

from tests.tracker import clubs
from tests.tracker.conftest import Web
from tracker.gatherings.clubs import led_by

HERE = "/job/jobklubber/"


def test_without_clubs_it_says_what_one_is(web: Web):
    page = web.karin.get(HERE)
    assert page.h1 == "Jobklubber"
    assert "En jobklub er otte til ti borgere" in page.text()


def test_each_club_stands_with_its_rhythm_members_and_next_meeting(web: Web, published):
    club = clubs.make(web.cast)
    clubs.join(club, web.cast.anna, web.cast, published)
    page = web.karin.get(HERE)
    assert "Lager tirsdage kl. 10.00 · 1 medlem Næste møde 1. dec. kl. 10.00" in page.text()
    assert f"{HERE}{club.id}/" in page.links()


def test_clubs_that_have_ended_stand_below(web: Web):
    clubs.make(web.cast, name="Ny")
    clubs.make(web.cast, name="Gammel", from_on=date(2026, 9, 1), until_on=date(2026, 11, 24))
    text = web.karin.get(HERE).text()
    assert text.index("Ny") < text.index("Afsluttede") < text.index("Gammel")
    assert "Slut 24. november 2026" in text


def test_clubs_stand_in_danish_order(web: Web):
    for name in ("Åbne døre", "Ældre", "lager", "Kontor"):
        clubs.make(web.cast, name=name)
    names = [one.name for one in led_by(web.cast.karin)]
    assert names == ["Kontor", "lager", "Ældre", "Åbne døre"]
    text = web.karin.get(HERE).text()
    assert sorted(names, key=text.index) == names


def test_a_club_of_another_team_is_there_for_its_company_consultant_alone(web: Web):
    clubs.make(web.cast)
    assert "Lager" not in web.lars.get(HERE).text()
    clubs.make(web.cast, name="Transport", company_consultant=web.cast.lars)
    text = web.lars.get(HERE).text()
    assert "Transport" in text and "du fortæller, hvor der er job" in text
    assert "Lager" not in text
