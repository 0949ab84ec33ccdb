"""The consultant parts a citizen from a MitID that may be somebody else's."""

import pytest

from tests.tracker.conftest import NOW, Web
from tests.tracker.issuer import Issuer, mitid_settings, web_with
from tracker.appointments import calendars
from tracker.settings import Settings
from tracker.sign_in import mitid


@pytest.fixture
def bound(web: Web, settings: Settings, issuer: Issuer) -> Web:
    """Anna has bound a MitID."""
    found = web_with(web, mitid_settings(settings, issuer))
    mitid.bind(found.cast.anna, "a" * 64, NOW)
    return found


def here(bound: Web) -> str:
    return f"/job/borgere/{bound.cast.anna}/mitid/"


def test_the_consultant_reads_what_the_citizen_reads(bound: Web):
    page = bound.karin.get(here(bound))
    assert "Anna K. kan logge på med MitID." in page.text()
    assert "siden 1. december 2026" in page.text()
    assert "siden 1. december 2026" in bound.anna.get("/dine-opgaver/mitid/").text()
    assert here(bound) in bound.karin.get(f"/job/borgere/{bound.cast.anna}/samtale/").links()


def test_taken_away_it_signs_out_everywhere_and_the_citizen_reads_who_did_it(bound: Web):
    assert bound.anna.get("/dine-opgaver/").status == 200
    page = bound.karin.follow(bound.karin.post(f"{here(bound)}fjern/"))
    assert "MitID er fjernet. Giv nu også en ny kode." in page.text()
    assert bound.anna.get("/dine-opgaver/").status == 303
    again = bound.signed_in(bound.cast.anna, "citizen")
    assert "Din jobkonsulent fjernede dit MitID" in again.get("/dine-opgaver/mitid/").text()
    assert mitid.binding(bound.cast.anna).removed_by == bound.cast.karin


def test_the_calendar_that_a_stranger_may_have_made_ends_with_it(bound: Web):
    token = calendars.give(bound.cast.anna, "citizen", bound.clock.now)
    assert bound.nobody().get(f"/kalender/{token}.ics").status == 200
    bound.karin.post(f"{here(bound)}fjern/")
    assert bound.nobody().get(f"/kalender/{token}.ics").status == 404


def test_taking_it_away_is_undone_by_binding_it_again(bound: Web):
    bound.karin.post(f"{here(bound)}fjern/")
    mitid.bind(bound.cast.anna, "a" * 64, bound.clock.now)
    again = bound.signed_in(bound.cast.anna, "citizen")
    assert "fjernede" not in again.get("/dine-opgaver/mitid/").text()
    assert mitid.binding(bound.cast.anna).digest


def test_another_team_does_not_even_learn_that_the_person_exists(bound: Web):
    assert bound.lars.get(here(bound)).status == 404
    assert bound.lars.post(f"{here(bound)}fjern/").status == 404
    assert mitid.binding(bound.cast.anna).digest


def test_pressed_twice_it_says_nothing_new_and_signs_nobody_out(bound: Web):
    bound.karin.post(f"{here(bound)}fjern/")
    again = bound.signed_in(bound.cast.anna, "citizen")
    page = bound.karin.follow(bound.karin.post(f"{here(bound)}fjern/"))
    assert "MitID er fjernet." not in page.text()
    assert again.get("/dine-opgaver/").status == 200
    assert "MitID blev fjernet" in page.text()
