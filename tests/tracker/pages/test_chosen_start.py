"""Start et forløb for many: all of them or none, and for whom it does not fit by name."""

from datetime import date

import pytest

from tests.tracker.conftest import Web, newcomer
from tracker.models import Plan

HERE = "/job/borgere/start-forloeb/"


@pytest.fixture
def both(web: Web, published) -> list[str]:
    """Anna and Cira of team Nord; Cira has another forløb."""
    weekly = published.plan("to-om-ugen")
    cira = newcomer(web.cast, published, "Cira P.", template=weekly)
    return [str(web.cast.anna), str(cira)]


def plans_of(citizen: str) -> list[str]:
    return sorted(row.template for row in Plan.here(Plan.citizen == citizen))


def begin(web: Web, chosen: list[str], **changed: str):
    form = {"template": "to-om-ugen", "start_on": "2026-12-07", **changed}
    return web.karin.post(f"{HERE}gem/", {"borger": chosen, **form})


def test_who_it_is_for_is_said_first(web: Web, both):
    page = web.karin.post(HERE, {"borger": both})
    assert "For 2 borgere: Anna K., Cira P. Alle får det, eller ingen gør." in page.text()
    assert page.value("start_on") == "2026-12-01"


def test_it_begins_for_those_chosen_alone(web: Web, both):
    page = web.karin.follow(begin(web, both[:1]))
    assert "Forløbet er startet. Borgerne kan se det nu." in page.text()
    assert plans_of(both[0]) == ["kort-vej", "to-om-ugen"]
    assert plans_of(both[1]) == ["to-om-ugen"]
    plan = Plan.here(Plan.citizen == both[0], Plan.template == "to-om-ugen").get()
    assert (plan.start_on, plan.started_by) == (date(2026, 12, 7), web.cast.karin)


def test_a_citizen_who_has_the_plan_already_is_named_and_nobody_gets_it(web: Web, both):
    page = begin(web, both)
    assert page.status == 422
    assert "Cira P.: Forløbet »" in page.text()
    assert plans_of(both[0]) == ["kort-vej"]
    sent = [one.get("value") for one in page.all("input") if one.get("name") == "borger"]
    assert sorted(sent) == sorted(both)


def test_what_is_wrong_is_said_beside_the_field(web: Web, both):
    page = begin(web, both, template="x", start_on="på mandag")
    for said in ("Vælg et forløb.", "Skriv datoen, fx 1.12.2026."):
        assert page.text().count(said) == 2
    assert page.value("start_on") == "på mandag"


def test_somebody_elses_citizen_among_them_stops_all(web: Web, both):
    assert begin(web, [*both, str(web.cast.bo)]).status == 404
    assert plans_of(both[0]) == ["kort-vej"]


def test_without_anybody_chosen_it_says_what_to_do(web: Web):
    page = web.karin.follow(web.karin.post(HERE))
    assert "Sæt først et flueben ved dem, det gælder." in page.text()
