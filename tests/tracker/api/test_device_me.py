"""GET /api/me: who, and how each film and task stands."""

from datetime import timedelta

from tests.tracker.conftest import Web
from tracker.models import Citizen, PlanItem

HERE = "/api/me"


def test_it_says_who_and_how_things_stand(web: Web):
    first = PlanItem.here(PlanItem.citizen == web.cast.anna).order_by(PlanItem.position).first()
    web.anna.post(f"/dine-opgaver/opgave/{first.id}/gjort/")
    answer = web.anna.client.get(HERE)
    body = answer.get_json()
    assert (body["ok"], body["person"], body["shared_device"]) == (True, str(web.cast.anna), False)
    assert body["seq"] == 1
    assert body["activities"]["cv.skelet.opgave"] == {
        "in_plan": True,
        "item": str(first.id),
        "state": "done",
        "done_on": "2026-12-01",
    }
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_shared_device_is_told_that_it_is_one(web: Web):
    shared = web.signed_in(web.cast.anna, "citizen", is_shared=True)
    assert shared.client.get(HERE).get_json()["shared_device"] is True
    web.clock.now += timedelta(minutes=20)
    assert shared.client.get(HERE).get_json()["ends_in"] == 8 * 3600 - 20 * 60
    assert web.anna.client.get(HERE).get_json()["ends_in"] is None, "months, on an own device"


def test_a_trial_citizen_is_said_to_be_one(web: Web):
    assert web.anna.client.get(HERE).get_json()["trial"] is False
    web.karin.post("/job/proev-som-borger/", {"template": "kort-vej"})
    trial = Citizen.here(Citizen.trial_of == web.cast.karin).get()
    assert web.signed_in(trial.id, "citizen").client.get(HERE).get_json()["trial"] is True


def test_nobody_is_401_and_no_redirect(web: Web):
    answer = web.nobody().client.get(HERE)
    assert answer.status_code == 401
    assert answer.get_json()["error"] == "unauthorized"


def test_staff_have_no_tasks(web: Web):
    assert web.karin.client.get(HERE).status_code == 403


def test_bo_learns_nothing_of_anna(web: Web):
    assert str(web.cast.anna) not in web.bo.client.get(HERE).get_data(as_text=True)
