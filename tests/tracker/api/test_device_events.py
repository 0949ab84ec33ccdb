"""POST /api/events: one verdict each; what is odd is refused with a reason and never a fault."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.tracker.conftest import NOW, Web
from tests.visit import OWN_PAGE
from tracker.models import CitizenSummary, Event, PlanItem

HERE = "/api/events"
SENT = "2026-12-01T08:00:00Z"


def item_of(web: Web) -> str:
    first = PlanItem.here(PlanItem.citizen == web.cast.anna).order_by(PlanItem.position).first()
    return f"item:{first.id}"


def event(web: Web, **changed: Any) -> dict[str, Any]:
    one = {
        "id": str(uuid4()),
        "kind": "completed",
        "subject": item_of(web),
        "at": SENT,
        "counter": 1,
        "data": {"revision": "4e5f6a7b"},
    }
    return {**one, **changed}


def batch(web: Web, *events: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {"person": str(web.cast.anna), "sent_at": SENT, "events": list(events), **changed}


def send(web: Web, body: Any) -> Any:
    return web.anna.json(HERE, body)


def raw(web: Web, body: bytes | str, kind: str = "application/json") -> Any:
    return web.anna.client.post(
        HERE, data=body, headers={**OWN_PAGE, "Content-Type": kind}
    )  # fmt: skip


def assert_json_error(answer: Any, status: int) -> None:
    """The one shape of every error of the API."""
    assert answer.status_code == status
    body = answer.get_json()
    assert set(body) == {"ok", "error", "errors", "status"}
    assert (body["ok"], body["status"]) == (False, status)
    assert body["error"]
    assert all(isinstance(one, str) for one in body["errors"])


def test_an_event_is_stored_once_and_known_after(web: Web):
    one = event(web)
    first, again = (send(web, batch(web, one)).get_json() for _ in range(2))
    assert first["ok"] is True
    assert first["verdicts"] == [{"id": one["id"], "verdict": "stored"}]
    assert again["verdicts"] == [{"id": one["id"], "verdict": "known"}]
    assert (first["seq"], again["seq"]) == (1, 1)
    assert first["epoch"] == again["epoch"]
    assert CitizenSummary.get(CitizenSummary.citizen == web.cast.anna).done == 1


def test_one_bad_event_does_not_hold_back_the_others(web: Web):
    good, bad = event(web), event(web, subject=f"item:{uuid4()}")
    verdicts = send(web, batch(web, bad, good)).get_json()["verdicts"]
    assert [one["verdict"] for one in verdicts] == ["refused", "stored"]
    assert verdicts[0]["reason"] == "unknown subject"


def test_a_film_outside_the_plan_is_not_recorded(web: Web):
    film = event(web, subject="activity:helbred.hvad-siger-du.video")
    [verdict] = send(web, batch(web, film)).get_json()["verdicts"]
    assert verdict["verdict"] == "not_recorded"
    assert Event.select().count() == 0


def test_rows_of_another_person_stay_with_their_owner(web: Web):
    answer = send(web, batch(web, event(web), person=str(web.cast.bo)))
    assert_json_error(answer, 409)
    assert Event.select().count() == 0


def test_nobody_signed_in_is_told_so(web: Web):
    assert_json_error(web.nobody().json(HERE, batch(web)), 401)


def test_a_consultant_ticks_for_nobody(web: Web):
    assert_json_error(web.karin.json(HERE, batch(web, event(web))), 403)


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "x"}, {"id": 1}, {"id": None}, {"kind": 7}, {"kind": ""}, {"kind": "x" * 21},
        {"subject": ""}, {"subject": "x" * 101}, {"subject": None},
        {"at": "yesterday"}, {"at": "2026-12-01T08:00:00"}, {"at": 1764576000},
        {"at": "0001-01-01T00:00:00Z"}, {"at": "9999-12-31T23:59:59-23:59"},
        {"counter": -1}, {"counter": 1.0}, {"counter": "1"}, {"counter": True},
        {"counter": 2**64}, {"data": None}, {"data": []}, {"data": {"revision": 1.5}},
        {"data": {"revision": False}}, {"data": {"revision": {"a": 1}}},
        {"data": {"revision": "x" * 101}}, {"data": {str(n): 1 for n in range(6)}},
        {"extra": 1},
    ],
)  # fmt: skip
def test_an_event_of_another_form_is_refused_with_where_and_why(web: Web, changed):
    answer = send(web, batch(web, event(web, **changed)))
    assert_json_error(answer, 400)
    name = next(iter(changed))
    assert answer.get_json()["errors"][0].startswith(f"events.0.{name}")
    assert Event.select().count() == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"person": "anna"}, {"person": None}, {"sent_at": "now"}, {"sent_at": None},
        {"events": {}}, {"events": None}, {"events": "[]"}, {"more": 1},
    ],
)  # fmt: skip
def test_a_batch_of_another_form_is_refused(web: Web, changed):
    assert_json_error(send(web, batch(web, **changed)), 400)


def test_a_missing_field_is_named(web: Web):
    answer = send(web, {"person": str(web.cast.anna)})
    assert answer.get_json()["errors"] == ["sent_at: Field required", "events: Field required"]


@pytest.mark.parametrize("value", ["[]", "null", "1", '"x"', "true"])
def test_json_that_is_no_batch_is_refused(web: Web, value):
    assert_json_error(raw(web, value), 400)


@pytest.mark.parametrize(
    "odd",
    ["NaN", "Infinity", '"\\u0000"', '"\\ud800"', "[" * 50_000, "1" * 50_000, '{"a":1,"a":2}',
     '{"a":' * 20 + "1" + "}" * 20, "1e999"],
)  # fmt: skip
def test_odd_values_are_refused_and_never_a_fault(web: Web, odd):
    text = json.dumps(batch(web, event(web, data={"revision": "HERE"}))).replace('"HERE"', odd)
    answer = raw(web, text)
    assert_json_error(answer, 400)
    assert answer.get_json()["errors"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"\x00", b"[1,"])
def test_what_is_no_json_is_refused(web: Web, body):
    assert_json_error(raw(web, body), 400)


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "text/json"],
)
def test_only_json_is_read_since_forms_can_be_sent_from_elsewhere(web: Web, kind):
    answer = raw(web, json.dumps(batch(web, event(web))), kind)
    assert_json_error(answer, 400)
    assert Event.select().count() == 0


def test_the_reason_never_repeats_what_was_sent(web: Web):
    answer = send(web, batch(web, event(web, kind=["hemmeligt"])))
    assert "hemmeligt" not in answer.get_data(as_text=True)


def test_too_large_a_body_is_refused(web: Web):
    answer = raw(web, b" " * (256 * 1024 + 1))
    assert_json_error(answer, 413)


def test_up_to_200_events_are_taken_and_no_more(web: Web):
    many = [event(web, counter=number) for number in range(200)]
    answer = send(web, batch(web, *many))
    assert len(answer.get_json()["verdicts"]) == 200
    assert_json_error(send(web, batch(web, *many, event(web))), 400)


def test_a_devices_clock_that_is_wrong_by_years_is_corrected(web: Web):
    late = event(web, at="2035-01-01T11:00:00Z")
    answer = send(web, batch(web, late, sent_at="2035-01-01T12:00:00Z"))
    assert answer.get_json()["verdicts"][0]["verdict"] == "stored"
    assert Event.get().effective_at == NOW - timedelta(hours=1)


def test_too_many_requests_are_told_when_to_come_back(web: Web):
    for _ in range(120):
        assert send(web, batch(web)).status_code == 200
    answer = send(web, batch(web))
    assert_json_error(answer, 429)
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert web.bo.json(HERE, batch(web, person=str(web.cast.bo))).status_code == 200


def test_reading_by_get_is_told_in_json(web: Web):
    assert_json_error(web.anna.client.get(HERE), 405)
    assert_json_error(web.anna.client.get("/api/findes-ikke"), 404)


def test_no_answer_is_kept_by_a_cache(web: Web):
    assert send(web, batch(web)).headers["Cache-Control"] == "no-store"
