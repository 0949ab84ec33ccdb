"""An operator sees whether all is well, and what the server did each night."""

from __future__ import annotations

import pytest

from tests.tracker.conftest import CHEAP, NOW, PASSWORD, Web
from tests.visit import Visitor
from tracker import db
from tracker.people import staff
from tracker.upkeep import daily

HERE = "/drift/maskinen/"


@pytest.fixture
def sus(web: Web) -> Visitor:
    """An operator, signed in."""
    person = staff.add_staff(
        name="Sus", sign_in_name="sus", role="operator", team=None, password=PASSWORD, hasher=CHEAP
    )
    return web.signed_in(person, "operator")


def test_what_must_be_done_stands_first(sus: Visitor) -> None:
    page = sus.get(HERE)
    assert page.h1 == "Maskinen"
    [notice] = [one for one in page.all("section") if one.get("class") == "notice"]
    assert "Der er ingen kopi af databasen. Lav en med: jobvej backup" in page.text(notice)
    assert "Jobvej 0.1.0." in page.text()
    assert "Sitet er bygget: " in page.text()


def test_the_store_stays_open_after_a_look_at_it(web: Web, sus: Visitor) -> None:
    assert sus.get(HERE).status == 200
    assert db.municipality() == "aaby"
    assert web.karin.get("/job/i-dag/").status == 200


def test_each_night_says_how_many_and_never_who(web: Web, sus: Visitor, published) -> None:
    assert "Serveren har ikke slettet eller kopieret endnu." in sus.get(HERE).text()
    daily.run_if_due(NOW, published)
    page = sus.get(HERE)
    assert "Tirsdag 1. december Slettet: 0 borgere" in page.text()
    assert "Det, der skal slettes, er slettet." in page.text()


def test_a_copy_that_failed_is_told(sus: Visitor) -> None:
    db.set_fact("backup_problem", "Disken er fuld.")
    assert "Nattens kopi blev ikke lavet: Disken er fuld." in sus.get(HERE).text()


def test_nobody_else_sees_the_machine(web: Web) -> None:
    assert web.nobody().get(HERE).status == 303
    for other in (web.karin, web.anna):
        assert other.get(HERE).status == 403
