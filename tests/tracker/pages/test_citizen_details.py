"""Ret oplysninger: put right by who answers for the citizen, who reads what stood there before."""

import pytest

from tests.tracker.conftest import NOW, Web
from tracker.models import Citizen, Undone
from tracker.people import readers

CHANGES = "/dine-opgaver/aendringer/"


def here(web: Web) -> str:
    return f"/job/borgere/{web.cast.anna}/oplysninger/"


def said(**changed: str) -> dict[str, str]:
    return {
        "display_name": "Anna K.",
        "reference": "2026-1",
        "support_level": "med-sparring",
    } | changed


def stands(web: Web) -> tuple[str, str, str]:
    row = Citizen.here(Citizen.id == web.cast.anna).get()
    return row.display_name, row.reference, row.support_level


def test_the_form_holds_what_stands_there_now(web: Web):
    page = web.karin.get(here(web))
    assert page.h1 == "Ret oplysninger: Anna K."
    assert [page.value(name) for name in ("display_name", "reference")] == ["Anna K.", "2026-1"]
    plan = web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/forloeb/")
    assert here(web) in plan.links()


def test_it_is_put_right_and_the_citizen_reads_what_stood_there_before(web: Web):
    karin = web.opened_by_karin()
    form = said(display_name="Anne K.", reference="2026-77", support_level="paa-egen-haand")
    page = karin.follow(karin.post(here(web), form))
    assert "Det er rettet. Borgeren kan se, hvad der stod før." in page.text()
    assert stands(web) == ("Anne K.", "2026-77", "paa-egen-haand")
    told = web.anna.get(CHANGES).text()
    for words in (
        "navn, før Anna K.",
        "reference, før 2026-1",
        "hjælp undervejs, før med sparring",
    ):
        assert f"Rettet: {words}" in told
    assert (
        "hjælp undervejs: på egen hånd"
        in web.anna.get("/dine-opgaver/det-ser-din-jobkonsulent/").text()
    )


def test_what_is_the_same_is_not_told(web: Web):
    assert web.karin.post(here(web), said()).status == 303
    assert Undone.here().count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", ""),
        ("display_name", "Anna 010190-1234"),
        ("reference", "2026-2"),
        ("support_level", "x"),
    ],
)
def test_what_is_wrong_is_refused_whole(web: Web, field: str, value: str):
    page = web.karin.post(here(web), said(display_name="Anne K.") | {field: value})
    assert page.status == 422
    assert stands(web) == ("Anna K.", "2026-1", "med-sparring")


def test_neither_another_team_nor_who_reads_along_puts_anything_right(web: Web):
    for status in (404, 403):
        assert web.lars.get(here(web)).status == status
        assert web.lars.post(here(web), said(display_name="X")).status == status
        if status == 404:
            readers.add_reader(web.cast.anna, web.cast.lars, web.cast.karin, NOW.date())
    assert stands(web) == ("Anna K.", "2026-1", "med-sparring")
