"""Slet for altid: said plainly, typed by hand, gone at once, and nobody else's."""

from pathlib import Path

import pytest

from tests.tracker.acts import fill, rows_of
from tests.tracker.conftest import Web
from tracker.db import database
from tracker.models import Erasure

HERE = "/dine-opgaver/slet/"


def test_what_goes_and_what_stays_is_said_first(web: Web):
    text = web.anna.get(HERE).text()
    assert "Det kan ikke fortrydes." in text
    assert "Dine pligter og frister der er de samme som før." in text
    assert rows_of(web.cast.anna)["Citizen"] == 1


@pytest.mark.parametrize("word", ["", "ja", "slet ikke"])
def test_nothing_goes_by_a_slip(web: Web, word):
    page = web.anna.post(HERE, {"word": word})
    assert page.status == 422
    assert page.text().count("Skriv SLET, hvis du vil slette alt. Intet er slettet endnu.") == 2
    assert rows_of(web.cast.anna)["Citizen"] == 1


def test_all_is_gone_at_once_for_both_sides_and_nobody_elses(web: Web, published):
    fill(web.cast, published, web.cast.anna)
    before = rows_of(web.cast.bo)
    phone = web.signed_in(web.cast.anna, "citizen")
    page = web.anna.follow(web.anna.post(HERE, {"word": " slet "}))
    assert "Alt, hvad vi havde gemt om dig, er slettet for altid." in page.text()
    assert set(rows_of(web.cast.anna).values()) == {0}
    assert rows_of(web.cast.bo) == before
    assert Erasure.here().get().cause == "request"
    assert b"Anna K." not in Path(f"{database.database}-wal").read_bytes()
    assert phone.get("/dine-opgaver/").status == 303
    assert "Anna K." not in web.karin.get("/job/borgere/").text()
    assert web.karin.get(f"/job/borgere/{web.cast.anna}/samtale/").status == 404
    code = {"code": web.cast.anna_code, "enhed": "egen"}
    assert web.nobody().post("/log-paa/", code).status == 422
