"""Hvem kan se siden: readers and handover of one citizen, seen by the citizen and taken back."""

from datetime import timedelta

from tests.tracker.acts import counted
from tests.tracker.conftest import Web, employ
from tests.visit import Page
from tracker.models import Citizen, Reader, Staff, Talk
from tracker.people import readers

SEEN = "/dine-opgaver/hvem-har-aabnet/"


def here(web: Web) -> str:
    return f"/job/borgere/{web.cast.anna}/adgang/"


def talk(web: Web) -> str:
    return f"/job/borgere/{web.cast.anna}/samtale/"


def test_a_reader_is_let_in_shown_to_the_citizen_and_taken_out_again(web: Web):
    assert web.lars.get(talk(web)).status == 404
    page = web.karin.follow(web.karin.post(f"{here(web)}laeser/", {"reader": str(web.cast.lars)}))
    assert "Lars · Team Syd siden 1. december 2026" in page.text()
    assert web.lars.get(talk(web)).h1 == "Hvorfor åbner du siden?"
    assert "Du læser med" in web.lars.get("/job/borgere/").text()
    text = web.anna.get(SEEN).text()
    assert "En jobkonsulent i Team Syd, der læser med, siden 1. december 2026" in text
    assert "Lars" not in text
    web.karin.post(f"{here(web)}laeser/fjern/", {"reader": str(web.cast.lars)})
    assert web.lars.get(talk(web)).status == 404
    assert "læser med" not in web.anna.get(SEEN).text()
    told = web.anna.get("/dine-opgaver/aendringer/").text()
    assert "Fortrudt: En jobkonsulent i Team Syd læser med din jobkonsulent" in told


def test_who_reads_along_or_takes_over_and_has_left_is_still_told_of(web: Web):
    web.karin.post(f"{here(web)}laeser/", {"reader": str(web.cast.lars)})
    to = {"to": str(web.cast.lars), "on_date": "2026-12-09"}
    web.karin.post(f"{here(web)}giv-videre/", to)
    Staff.change({Staff.is_active: False}, Staff.id == web.cast.lars)
    text = web.karin.get(here(web)).text()
    assert "En tidligere kollega siden 1. december 2026" in text
    assert "givet videre til en, der ikke arbejder her mere onsdag 9. december" in text


def lars_reads_along(web: Web) -> Page:
    """What Lars meets when he opens Anna's page."""
    web.karin.post(f"{here(web)}laeser/", {"reader": str(web.cast.lars)})
    return web.lars.follow(
        web.lars.post(f"/job/borgere/{web.cast.anna}/aabn/", {"formaal": "talk"})
    )


def test_whoever_only_reads_along_meets_no_button_that_would_be_refused(web: Web):
    page = lars_reads_along(web)
    assert page.h1 == "Før samtalen: Anna K."
    assert "Du læser med. Det er borgerens eget team, der aftaler og ændrer." in page.text()
    forms = [form.get("action") for form in page.all("form")]
    assert not [one for one in forms if str(web.cast.anna) in one]
    assert not [link for link in page.links() if str(web.cast.anna) in link]


def test_whoever_only_reads_along_begins_no_talk(web: Web):
    lars_reads_along(web)
    assert Talk.here(Talk.citizen == web.cast.anna).count() == 0
    web.lars.get("/job/i-dag/")
    made = {"citizen": str(web.cast.anna), "day": "2026-12-08", "clock": "10:00", "minutes": "15",
            "mode": "phone"}  # fmt: skip
    page = web.lars.post("/job/i-dag/", made)
    assert (page.status, "Vælg en borger." in page.text()) == (422, True)
    assert "Anna K." not in web.lars.get("/job/i-dag/").text()
    page = web.lars.post("/job/borgere/start-forloeb/", {"borger": str(web.cast.anna)})
    assert page.status == 404
    lines = "dato;klokken;reference\n8.12.2026;10.00;2026-1"
    page = web.lars.post("/job/samtaler/hent/", {"text": lines, "mode": "phone"})
    assert "findes ikke i dit team" in page.text()
    assert Talk.here(Talk.citizen == web.cast.anna).count() == 0


def test_queries_do_not_grow_with_the_readers(web: Web):
    def asked_with(number: int) -> int:
        for one in range(Reader.here().count(), number):
            reader = employ(f"Nr. {one}", team=web.cast.syd)
            readers.add_reader(web.cast.anna, reader, web.cast.karin, web.clock.now.date())
        with counted() as said:
            assert web.karin.get(here(web)).text().count("Team Syd siden 1. december") == number
        return len(said)

    web.karin.get(here(web))  # signs in
    assert asked_with(3) == asked_with(30)


def test_who_is_no_choice_is_refused_with_a_sentence(web: Web):
    for reader in ("", "x", str(web.cast.anna)):
        page = web.karin.post(f"{here(web)}laeser/", {"reader": reader})
        assert page.status == 422
        assert page.text().count("Vælg en jobkonsulent fra listen.") == 2
    page = web.karin.post(f"{here(web)}laeser/", {"reader": str(web.cast.karin)})
    assert "Karin er i borgerens team" in page.text()
    assert Reader.here().count() == 0


def test_names_stand_there_only_where_the_municipality_shows_them(web: Web):
    person = Citizen.here(Citizen.id == web.cast.anna).get()
    today = web.clock.now.date()
    readers.add_reader(web.cast.anna, web.cast.lars, web.cast.karin, today)
    shown = readers.who_may_read(person, today, with_names=True)
    assert shown[0] == "Din jobkonsulent: Karin, jobkonsulent i Team Nord"
    assert "En Lars" not in shown[2]
    assert shown[2].startswith("Lars, jobkonsulent i Team Syd, der læser med")
    assert readers.who_may_read(person, today, with_names=False)[:2] == [
        "Din jobkonsulent i Team Nord", "De andre jobkonsulenter i Team Nord",
    ]  # fmt: skip


def test_a_citizen_is_given_on_at_once_and_taken_back(web: Web):
    web.opened_by_karin()
    data = {"to": str(web.cast.lars), "on_date": "1.12.2026"}
    page = web.karin.follow(web.karin.post(f"{here(web)}giv-videre/", data))
    assert page.h1 == "Fravær"
    assert "Anna K. i dag · fra Karin til Lars, Team Syd" in page.text()
    assert web.karin.get(talk(web)).status == 404
    assert "1. december 2026 fik du en ny jobkonsulent." in web.anna.get(SEEN).text()
    chosen = page.value("handover")
    page = web.karin.follow(web.karin.post("/job/fravaer/fortryd/", {"handover": chosen}))
    assert "Det er fortrudt." in page.text()
    assert web.karin.get(talk(web)).h1 == "Hvorfor åbner du siden?"
    assert "ny jobkonsulent" not in web.anna.get(SEEN).text()


def test_a_day_ahead_stands_on_both_sides_until_then(web: Web):
    data = {"to": str(web.cast.lars), "on_date": "2026-12-09"}
    web.karin.post(f"{here(web)}giv-videre/", data)
    words = "Fra 9. dec. er din jobkonsulent en jobkonsulent i Team Syd."
    assert words in web.anna.get(SEEN).text()
    assert "bliver givet videre til Lars · Team Syd" in web.karin.get(here(web)).text()
    assert web.lars.get(talk(web)).status == 404


def test_a_wrong_day_is_said_beside_the_field(web: Web):
    for day, said in (
        ("i morgen", "Skriv datoen, fx 1.12.2026."),
        ("2026-11-30", "Vælg i dag eller en dag, der kommer, højst et år frem."),
    ):
        data = {"to": str(web.cast.lars), "on_date": day}
        page = web.karin.post(f"{here(web)}giv-videre/", data)
        assert (page.status, page.text().count(said)) == (422, 2)
        assert page.value("on_date") == day


def test_another_team_cannot_take_it_back(web: Web):
    data = {"to": str(web.cast.lars), "on_date": "2026-12-01"}
    page = web.karin.follow(web.karin.post(f"{here(web)}giv-videre/", data))
    chosen = page.value("handover")
    web.lars.post("/job/fravaer/fortryd/", {"handover": chosen})
    assert Citizen.here(Citizen.id == web.cast.anna).get().consultant == web.cast.lars
    web.clock.now += timedelta(days=1)
    again = web.signed_in(web.cast.karin, "consultant")
    again.post("/job/fravaer/fortryd/", {"handover": chosen})
    assert Citizen.here(Citizen.id == web.cast.anna).get().consultant == web.cast.lars
