"""Breve med koder: for those chosen alone, said before it is done, one file once, nothing kept."""

import re
from datetime import timedelta

import pytest

from tests.tracker.conftest import Web, newcomer
from tracker.db import database
from tracker.models import Citizen
from tracker.pages.citizen import draw_qr

HERE = "/job/borgere/breve/"
CODE = re.compile(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b")


@pytest.fixture
def three(web: Web, published) -> list[str]:
    """Anna, Cira and =Dan of team Nord."""
    more = [newcomer(web.cast, published, name) for name in ("Cira P.", "=Dan")]
    return [str(one) for one in (web.cast.anna, *more)]


def make(web: Web, chosen: list[str]):
    return web.karin.follow(web.karin.post(f"{HERE}lav/", {"borger": chosen}))


def can_sign_in(web: Web, code: str) -> bool:
    return web.nobody().post("/log-paa/", {"code": code, "enhed": "egen"}).status == 303


def test_what_it_does_is_said_before_anything_is_done(web: Web, three):
    page = web.karin.post(HERE, {"borger": three[:2]})
    assert "2 borgere får hver en ny kode: Anna K., Cira P." in page.text()
    assert "Den gamle kode virker så ikke mere" in page.text()
    assert can_sign_in(web, web.cast.anna_code)


def test_the_letters_lie_as_the_list_does(web: Web, three):
    names = ("Øjvind P.", "Åse K.", "Ærø T.")
    for id, name in zip(three, names, strict=True):
        Citizen.change({Citizen.display_name: name}, Citizen.id == id)
    asked = web.karin.post(HERE, {"borger": three})
    assert "en ny kode: Ærø T., Øjvind P., Åse K." in asked.text()
    sheets = [one.get("aria-label") for one in make(web, three).all("article")]
    assert sheets == ["Brev til Ærø T.", "Brev til Øjvind P.", "Brev til Åse K."]


def test_each_chosen_gets_a_sheet_with_a_code_that_works(web: Web, three):
    page = make(web, three[:2])
    sheets = [one for one in page.all("article")]
    assert [one.get("aria-label") for one in sheets] == ["Brev til Anna K.", "Brev til Cira P."]
    for sheet in sheets:
        code = CODE.search(page.text(sheet))[0]
        assert draw_qr(f"http://localhost/log-paa/#{code.replace('-', '')}") in page.html
        assert can_sign_in(web, code)
    assert not can_sign_in(web, web.cast.anna_code)


def test_whoever_was_not_chosen_keeps_the_code_and_stays_signed_in(web: Web, three):
    assert web.anna.get("/dine-opgaver/").status == 200
    make(web, three[1:])
    assert web.anna.get("/dine-opgaver/").status == 200
    assert can_sign_in(web, web.cast.anna_code)


def test_reloading_makes_no_other_codes_and_no_other_browser_sees_them(web: Web, three):
    page = make(web, three)
    assert web.karin.get(HERE).html.count("Brev til") == 3
    assert CODE.findall(web.karin.get(HERE).text()) == CODE.findall(page.text())
    other = web.signed_in(web.cast.karin, "consultant")
    assert other.get(HERE).h1 == "Brevene kan ikke vises mere"
    web.clock.now += timedelta(minutes=15)
    assert web.karin.get(HERE).h1 == "Brevene kan ikke vises mere"


def test_the_file_is_given_once_and_runs_no_formula(web: Web, three):
    codes = CODE.findall(make(web, three).text())
    answer = web.karin.post(f"{HERE}digital-post.csv").response
    assert answer.mimetype == "text/csv"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "attachment" in answer.headers["Content-Disposition"]
    lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert lines[0] == "reference;navn;adresse;kode"
    assert lines[1].startswith("r-=Dan;'=Dan;http://localhost/log-paa/;")
    assert [line.rpartition(";")[2] for line in lines[1:]] == codes
    page = web.karin.follow(web.karin.post(f"{HERE}digital-post.csv"))
    assert "Filen er hentet. Den kan kun hentes én gang." in page.text()


def test_no_code_reaches_the_disk(web: Web, three, tmp_path):
    codes = CODE.findall(make(web, three).text())
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    on_disk = b"".join(file.read_bytes() for file in tmp_path.glob("jobvej.db*"))
    assert b"Cira P." in on_disk
    for code in codes:
        assert code.replace("-", "").encode() not in on_disk


def test_somebody_elses_citizen_among_them_stops_all(web: Web, three):
    for path in (HERE, f"{HERE}lav/"):
        assert web.karin.post(path, {"borger": [*three, str(web.cast.bo)]}).status == 404
        assert web.karin.post(path, {"borger": "x"}).status == 404
    assert can_sign_in(web, web.cast.anna_code)
    assert can_sign_in(web, web.cast.bo_code)


def test_whoever_reads_along_gives_no_codes(web: Web, three):
    web.karin.post(f"/job/borgere/{web.cast.anna}/adgang/laeser/", {"reader": str(web.cast.lars)})
    both = {"borger": [three[0], str(web.cast.bo)]}
    for path in (HERE, f"{HERE}lav/"):
        assert web.lars.post(path, both).status == 404
    assert can_sign_in(web, web.cast.anna_code)
    assert can_sign_in(web, web.cast.bo_code)


def test_without_anybody_chosen_it_says_what_to_do(web: Web):
    page = web.karin.follow(web.karin.post(HERE))
    assert "Sæt først et flueben ved dem, det gælder." in page.text()


def test_a_trial_citizen_is_left_out(web: Web, three):
    web.karin.post("/job/proev-som-borger/", {"template": "kort-vej"})
    [trial] = Citizen.here(Citizen.trial_of.is_null(False))
    page = web.karin.post(HERE, {"borger": [three[0], str(trial.id)]})
    assert "1 borger får en ny kode: Anna K." in page.text()
