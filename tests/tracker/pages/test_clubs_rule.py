"""Ny jobklub and Ret jobklubben: all fields or none, and nothing typed twice."""

import pytest

from tests.tracker import clubs
from tests.tracker.conftest import Web
from tracker.models import Club

HERE = "/job/jobklubber/ny/"


def new(web: Web, **changed: str) -> dict[str, str]:
    form = {
        "name": "Lager og transport",
        "weekday": "1",
        "clock": "10.00",
        "minutes": "60",
        "mode": "video",
        "place": "",
        "link": "https://moede.example.dk/1",
        "from_on": "8.12.2026",
        "until_on": "2027-02-02",
        "consultant": str(web.cast.karin),
        "company_consultant": str(web.cast.lars),
    }
    return {**form, **changed}


def test_a_club_is_made_and_its_page_asks_for_members(web: Web):
    page = web.karin.follow(web.karin.post(HERE, new(web)))
    assert page.h1 == "Jobklub Lager og transport"
    assert "Nu kan du tilføje medlemmer." in page.text()
    assert "Tirsdage kl. 10.00, 60 minutter, til 2. februar 2027." in page.text()
    assert "Jobkonsulent: Karin. Virksomhedskonsulent: Lars." in page.text()
    club = Club.here().get()
    assert (club.team, club.changed_by) == (web.cast.nord, web.cast.karin)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Skriv navnet: det, I søger, fx Lager og transport."),
        ({"name": "010203-1234"}, "Det ligner et CPR-nummer."),
        ({"weekday": ""}, "Vælg en ugedag."),
        ({"weekday": "6"}, "Vælg en ugedag."),
        ({"clock": "ti"}, "Skriv klokkeslættet, fx 10.00."),
        ({"minutes": "1"}, "Vælg, hvor længe I mødes."),
        ({"mode": "phone"}, "Vælg, hvordan I mødes."),
        ({"link": "http://x.dk"}, "Linket skal begynde med https://."),
        ({"until_on": "2026-12-01"}, "Vælg en slutdato efter den første dag"),
        ({"consultant": ""}, "Vælg en jobkonsulent."),
        ({"company_consultant": "x"}, "Vælg fra listen."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_kept(web: Web, changed, sentence):
    page = web.karin.post(HERE, new(web, **changed))
    assert page.status == 422
    assert page.text().count(sentence) == 2
    assert Club.here().count() == 0


def test_a_club_is_changed_with_all_that_stood_there(web: Web):
    club = clubs.make(web.cast)
    page = web.karin.get(f"/job/jobklubber/{club.id}/ret/")
    assert (page.value("name"), page.value("clock")) == ("Lager", "10:00")
    assert page.value("until_on") == "2027-01-26"
    page = web.karin.post(f"/job/jobklubber/{club.id}/ret/", new(web, weekday="2", until_on="x"))
    assert page.status == 422
    assert Club.here().get().weekday == 1
    page = web.karin.follow(
        web.karin.post(f"/job/jobklubber/{club.id}/ret/", new(web, weekday="2"))
    )
    assert "Onsdage kl. 10.00" in page.text()


def test_the_company_consultant_does_not_change_the_club(web: Web):
    club = clubs.make(web.cast, company_consultant=web.cast.lars)
    assert web.lars.get(f"/job/jobklubber/{club.id}/").status == 200
    assert web.lars.get(f"/job/jobklubber/{club.id}/ret/").status == 404
