"""Ny borger: one form, and the letter as its answer."""

from uuid import UUID, uuid4

import pytest

from tests.tracker.conftest import Web
from tracker.models import Citizen, Plan, PlanItem
from tracker.people import erasure

HERE = "/job/borgere/ny/"


def new(**changed: str) -> dict[str, str]:
    form = {
        "citizen": str(uuid4()),
        "display_name": "Amira H.",
        "reference": "2026-4417",
        "template": "kort-vej",
        "start_on": "2026-12-01",
        "support_level": "med-sparring",
    }
    return {**form, **changed}


def test_the_answer_is_the_letter(web: Web):
    page = web.karin.follow(web.karin.post(HERE, new()))
    assert page.h1 == "Brev til Amira H."
    assert "Kære Amira H." in page.text()
    row = Citizen.get(Citizen.display_name == "Amira H.")
    assert (row.team, row.consultant) == (web.cast.nord, web.cast.karin)
    assert Plan.get(Plan.citizen == row.id).title == "4 opgaver på 14 dage"
    assert PlanItem.here(PlanItem.citizen == row.id).count() == 4


def test_the_code_of_the_letter_signs_in(web: Web):
    page = web.karin.follow(web.karin.post(HERE, new()))
    code = page.text(next(one for one in page.all("strong") if "-" in page.text(one)))
    visitor = web.nobody()
    visitor.post("/log-paa/", {"code": code, "enhed": "egen"})
    assert "Hej Amira." in visitor.get("/dine-opgaver/").text()


def test_it_is_kept_who_began_the_first_plan_which_is_ended_and_not_taken_back(web: Web):
    form = new()
    web.karin.post(HERE, form)
    plan = Plan.get(Plan.citizen == UUID(form["citizen"]))
    assert plan.started_by == web.cast.karin
    page = f"/job/borgere/{form['citizen']}"
    web.karin.post(f"{page}/aabn/", {"formaal": "help"})
    assert "Forløbet er startet" not in web.karin.get(f"{page}/forloeb/").text()
    web.karin.post(f"{page}/forloeb/fortryd/", {"kind": "started", "target": str(plan.id)})
    assert Plan.here(Plan.id == plan.id).exists()
    web.karin.post(f"{page}/forloeb/{plan.id}/slut/", {"end_reason": "job"})
    assert Plan.get(Plan.id == plan.id).ended_by == web.cast.karin


def test_the_letter_can_be_reloaded_and_the_form_sent_twice(web: Web):
    form = new()
    first = web.karin.post(HERE, form)
    letter = web.karin.get(first.location).html
    assert web.karin.get(first.location).html == letter
    assert web.karin.post(HERE, form).location == first.location
    assert web.karin.get(first.location).html == letter
    assert Citizen.here(Citizen.display_name == "Amira H.").count() == 1


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"display_name": ""}, "Skriv navn"),
        ({"display_name": "x" * 41}, "Det er for langt: 41 tegn."),
        ({"display_name": "Amira 010190-1234"}, "Det ligner et CPR-nummer."),
        ({"reference": "0101901234"}, "Det ligner et CPR-nummer."),
        ({"reference": "2026-1"}, "Der er allerede en borger med reference 2026-1."),
        ({"reference": "2026-2"}, "Der er allerede en borger med reference 2026-2."),
        ({"template": ""}, "Vælg et forløb."),
        ({"template": "findes-ikke"}, "Vælg et forløb."),
        ({"start_on": "snart"}, "Skriv datoen, fx 1.12.2026."),
        ({"start_on": "2030-01-01"}, "Den første dag ligger langt fra i dag."),
        ({"support_level": ""}, "Vælg hjælp undervejs."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(web: Web, changed, part):
    page = web.karin.post(HERE, new(**changed))
    assert page.status == 422
    assert part in page.text()
    assert Citizen.select().count() == 2


def test_all_that_is_wrong_is_said_at_once(web: Web):
    page = web.karin.post(HERE, new(display_name="", reference="", template="", start_on=""))
    [box] = [one for one in page.all("div") if one.get("class") == "summary"]
    assert len([one for one in box.iter() if one.tag == "li"]) == 4


def test_a_made_up_id_is_refused(web: Web):
    assert web.karin.post(HERE, new(citizen="x")).status == 422


def test_the_id_of_another_teams_citizen_gives_nothing_away(web: Web):
    page = web.karin.post(HERE, new(citizen=str(web.cast.bo)))
    assert page.status == 422
    assert "Bo M." not in page.text()


@pytest.mark.parametrize("who", ["karin", "lars", "erased"])
def test_a_number_that_was_somebody_elses_makes_no_citizen(web: Web, who: str):
    """A new code would sign that colleague out; an erased one would be erased again by night."""
    if who == "erased":
        gone = erasure.erase(web.cast.anna, erasure.REQUEST, web.clock.now) or web.cast.anna
    form = new(citizen=str(gone if who == "erased" else getattr(web.cast, who)))
    before = Citizen.here().count()
    page = web.karin.post(HERE, form)
    assert page.status == 422
    assert "Åbn Ny borger igen, og skriv en gang til." in page.text()
    assert Citizen.here().count() == before
