"""Dit MitID: the citizen sees whether it is bound and can take it away."""

import pytest

from tests.tracker.conftest import NOW, Web
from tests.tracker.issuer import Issuer, mitid_settings, web_with
from tracker.models import Session
from tracker.settings import Settings
from tracker.sign_in import mitid

HERE = "/dine-opgaver/mitid/"


@pytest.fixture
def bound(web: Web, settings: Settings, issuer: Issuer) -> Web:
    """Anna has bound her MitID."""
    found = web_with(web, mitid_settings(settings, issuer))
    mitid.bind(found.cast.anna, "a" * 64, NOW)
    return found


def test_it_says_since_when_and_is_linked_from_the_tasks(bound: Web):
    assert HERE in bound.anna.get("/dine-opgaver/").links()
    page = bound.anna.get(HERE)
    assert page.h1 == "Dit MitID"
    assert "Det har du kunnet siden 1. december 2026" in page.text()


def test_the_citizen_takes_it_away_and_stays_signed_in(bound: Web):
    page = bound.anna.follow(bound.anna.post(f"{HERE}fjern/"))
    assert "MitID er fjernet. Brug koden i brevet næste gang." in page.text()
    assert "Du logger på med koden i dit brev." in page.text()
    assert "jobkonsulent fjernede" not in page.text()
    assert mitid.citizen_of("a" * 64) is None
    assert bound.anna.get("/dine-opgaver/").status == 200


def test_it_can_be_bound_again_also_to_another(bound: Web):
    bound.anna.post(f"{HERE}fjern/")
    mitid.bind(bound.cast.anna, "b" * 64, NOW)
    assert mitid.citizen_of("b" * 64).id == bound.cast.anna
    assert mitid.citizen_of("a" * 64) is None


def test_taking_away_what_is_not_there_changes_nothing(bound: Web):
    page = bound.bo.follow(bound.bo.post(f"{HERE}fjern/"))
    assert "fjernet" not in page.text()
    assert mitid.binding(bound.cast.bo) is None
    assert mitid.binding(bound.cast.anna).digest
    assert Session.select().count() == 1
