"""Ny kode, and the letter that carries it."""

import re
from datetime import timedelta

from tests.tracker.conftest import Web
from tracker.pages.citizen import draw_qr
from tracker.sign_in.codes import normalise_code


def make(web: Web):
    return web.karin.follow(web.karin.post(f"/job/borgere/{web.cast.anna}/ny-kode/"))


def code_on(page) -> str:
    return page.text(next(one for one in page.all("strong") if "-" in page.text(one)))


def test_the_new_code_works_and_the_old_one_does_not(web: Web):
    code = code_on(make(web))
    visitor = web.nobody()
    assert visitor.post("/log-paa/", {"code": web.cast.anna_code, "enhed": "egen"}).status == 422
    assert visitor.post("/log-paa/", {"code": code, "enhed": "egen"}).status == 303


def test_whoever_came_in_by_the_old_code_is_signed_out(web: Web):
    assert web.anna.get("/dine-opgaver/").status == 200
    make(web)
    assert web.anna.get("/dine-opgaver/").location == "/log-paa/"
    assert web.bo.get("/dine-opgaver/").status == 200


def test_the_letter_says_what_a_letter_must(web: Web):
    text = make(web).text()
    for words in (
        "Kære Anna K.", "Åby Kommune", "Job og Kompetence", "http://localhost/log-paa/",
        "Din jobkonsulent ser dine flueben og datoen. Ikke hvornår på dagen.",
        "Spørg Karin, der er din jobkonsulent.", "00 00 00 00", "Åben vejledning",
    ):  # fmt: skip
        assert words in text


def test_the_code_stands_in_groups_and_in_the_picture_after_the_number_sign(web: Web):
    page = make(web)
    code = code_on(page)
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}", code)
    assert draw_qr(f"http://localhost/log-paa/#{normalise_code(code)}") in page.html


def test_the_picture_is_drawn_without_style_attributes(web: Web):
    picture = draw_qr("https://jobvej.aaby.dk/log-paa/#7K3MQ9XW2D")
    assert "style" not in picture
    assert picture.startswith("<svg")
    assert 'class="qr"' in picture


def test_reloading_the_letter_makes_no_other_code(web: Web):
    first = make(web)
    assert web.karin.get(f"/job/borgere/{web.cast.anna}/brev/").html == first.html


def test_the_letter_is_gone_after_a_quarter_of_an_hour(web: Web):
    code = code_on(make(web))
    web.clock.now += timedelta(minutes=15)
    page = web.karin.get(f"/job/borgere/{web.cast.anna}/brev/")
    assert page.h1 == "Brevet kan ikke vises mere"
    assert code not in page.html
    assert f"/job/borgere/{web.cast.anna}/ny-kode/" in page.forms()


def test_another_browser_does_not_get_the_code(web: Web):
    code = code_on(make(web))
    other = web.signed_in(web.cast.karin, "consultant")
    page = other.get(f"/job/borgere/{web.cast.anna}/brev/")
    assert code not in page.html
    assert page.h1 == "Brevet kan ikke vises mere"
