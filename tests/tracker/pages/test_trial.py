"""Prøv som borger: one press makes it, nobody else sees it, counts nowhere, one press wipes it."""

import re
from datetime import timedelta

from tests.tracker.acts import rows_of
from tests.tracker.conftest import Web, employ
from tracker.models import Citizen, Erasure
from tracker.pages.citizen import draw_qr
from tracker.upkeep import retention

HERE = "/job/proev-som-borger/"
MARK = "Prøveborger – tæller ikke med."


def make(web: Web):
    page = web.karin.follow(web.karin.post(HERE, {"template": "kort-vej"}))
    return page, Citizen.here(Citizen.trial_of == web.cast.karin).get()


def code_on(page) -> str:
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", page.text())[0]


def test_one_press_makes_a_citizen_with_a_running_forloeb_and_a_code(web: Web):
    page, citizen = make(web)
    assert "Prøveborgeren er lavet." in page.text()
    page = web.karin.get(f"/job/borgere/{citizen.id}/brev/")
    assert MARK in page.text()
    code = code_on(page)
    assert draw_qr(f"http://localhost/log-paa/#{code.replace('-', '')}") in page.html
    phone = web.nobody()
    phone.post("/log-paa/", {"code": code, "enhed": "faelles"})
    text = phone.get("/dine-opgaver/").text()
    assert MARK in text
    assert "0 af 4" in text
    assert citizen.display_name == "Prøve P."


def test_each_member_of_staff_has_one_trial_citizen(web: Web):
    make(web)
    page = web.karin.post(HERE, {"template": "kort-vej"})
    assert page.status == 422
    assert "Du har allerede en prøveborger. Slet den først." in page.text()
    assert Citizen.here(Citizen.trial_of.is_null(False)).count() == 1


def test_a_plan_must_be_chosen(web: Web):
    page = web.karin.post(HERE, {"template": "findes-ikke"})
    assert page.status == 422
    assert page.text().count("Vælg et forløb.") == 2


def test_it_is_marked_on_every_page_of_both_sides(web: Web):
    _, citizen = make(web)
    own = web.signed_in(citizen.id, "citizen")
    for path in ("", "det-ser-din-jobkonsulent/", "hvem-har-aabnet/"):
        assert MARK in own.get(f"/dine-opgaver/{path}").text()
    talk = f"/job/borgere/{citizen.id}/samtale/"
    assert MARK in web.karin.get(talk).text()
    page = web.karin.follow(web.karin.post(f"/job/borgere/{citizen.id}/aabn/", {"formaal": "talk"}))
    assert (page.h1, MARK in page.text()) == ("Før samtalen: Prøve P.", True)
    web.opened_by_karin()
    for real in (
        web.anna.get("/dine-opgaver/"),
        web.karin.get(f"/job/borgere/{web.cast.anna}/samtale/"),
    ):
        assert MARK not in real.text()


def test_nobody_but_the_maker_sees_it_and_no_list_counts_it(web: Web):
    _, citizen = make(web)
    kim = employ("Kim", team=web.cast.nord)
    other = web.signed_in(kim, "consultant")
    assert "Prøve P." not in other.get("/job/borgere/").text()
    assert other.get(f"/job/borgere/{citizen.id}/samtale/").status == 404
    page = web.karin.get("/job/borgere/")
    assert "Din prøveborger" in page.text()
    count = next(one for one in page.all("p") if "data-count" in one.attrib)
    assert page.text(count) == "1 borger"


def test_the_browser_can_be_switched_and_the_staff_session_is_over(web: Web):
    make(web)
    before = web.karin.client.get_cookie("jobvej-session").value
    page = web.karin.follow(web.karin.post(f"{HERE}skift/"))
    assert page.h1 == "Dine opgaver"
    assert "/job/log-paa/?videre=/job/proev-som-borger/" in page.links()
    assert web.karin.get("/job/i-dag/").status == 403
    old = web.nobody()
    old.client.set_cookie("jobvej-session", before)
    assert old.get("/job/i-dag/").status == 303


def test_another_code_signs_the_old_one_out(web: Web):
    page, citizen = make(web)
    letter = f"/job/borgere/{citizen.id}/brev/"
    assert letter in page.links()
    first = code_on(web.karin.get(letter))
    second = code_on(web.karin.follow(web.karin.post(f"/job/borgere/{citizen.id}/ny-kode/")))
    assert first != second
    assert web.nobody().post("/log-paa/", {"code": first, "enhed": "egen"}).status == 422


def test_one_press_wipes_it_for_good(web: Web):
    _, citizen = make(web)
    page = web.karin.follow(web.karin.post(f"{HERE}slet/"))
    assert "Prøveborgeren er slettet for altid." in page.text()
    assert set(rows_of(citizen.id).values()) == {0}
    assert Erasure.here().get().cause == "trial"
    assert make(web)[1].id != citizen.id


def test_what_is_not_there_is_neither_switched_to_nor_wiped(web: Web):
    for act in ("skift", "slet"):
        assert web.karin.follow(web.karin.post(f"{HERE}{act}/")).h1 == "Prøv som borger"
    assert Citizen.here().count() == 2


def test_it_goes_by_itself_after_thirty_days(web: Web, published):
    make(web)
    assert retention.purge(web.clock.now + timedelta(days=29), published).trials == 0
    assert retention.purge(web.clock.now + timedelta(days=30), published).trials == 1
    assert Citizen.here().count() == 2
