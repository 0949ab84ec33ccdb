"""An error says what is wrong, what to do and what is safe; calm, and without a dead end."""

import logging

import pytest

from tests.tracker.conftest import Web, full_disk
from tests.visit import OWN_PAGE
from tracker import errors
from tracker.access import CITIZEN, access
from tracker.models import Event, PlanItem


def test_a_page_that_is_not_there_leads_home_and_names_the_phone(web: Web):
    page = web.nobody().get("/findes-ikke/")
    assert (page.status, page.h1) == (404, "Siden findes ikke")
    assert "/" in page.links()
    assert "00 00 00 00" in page.text()


@pytest.mark.parametrize(("who", "goes_to"), [("anna", "/dine-opgaver/"), ("karin", "/job/i-dag/")])
def test_whoever_is_signed_in_is_led_back_to_their_own_page(web: Web, who, goes_to):
    page = getattr(web, who).get(f"/job/borgere/{web.cast.bo}/samtale/")
    assert page.status == 404
    [button] = [one for one in page.all("a") if one.get("class") == "button"]
    assert button.get("href") == goes_to


@pytest.mark.parametrize("who", ["karin", "nobody"])
def test_staff_are_led_to_their_own_help_and_not_to_the_number_they_answer_themselves(
    web: Web, who
):
    visitor = web.nobody() if who == "nobody" else web.karin
    page = visitor.get("/job/findes-ikke/")
    assert page.status == 404
    [main] = page.all("main")
    assert "spørg jeres it-afdeling" in page.text(main)
    assert "00 00 00 00" not in page.text(main)
    [button] = [one for one in page.all("a") if one.get("class") == "button"]
    assert visitor.get(button.get("href")).status == (200 if who == "nobody" else 303)


def test_the_address_of_a_button_says_so_and_what_it_takes(web: Web):
    page = web.anna.get("/dine-opgaver/oenske/")
    assert (page.status, page.h1) == (405, "Her er ingen side at vise")
    assert "POST" in page.response.headers["Allow"]


def test_a_form_that_is_too_large_is_answered_by_a_page(web: Web):
    page = web.anna.post("/dine-opgaver/oenske/", {"topic": "x" * 300_000})
    assert (page.status, page.h1) == (413, "Det var for meget på én gang")


@pytest.mark.parametrize("path", ["/dine-opgaver/oenske/", "/log-paa/"])
def test_a_store_that_cannot_be_written_says_when_to_try_again(web: Web, path):
    form = {"topic": "cv", "code": web.cast.anna_code, "enhed": "egen"}
    anna = web.anna
    with full_disk():
        page = anna.post(path, form)
    assert (page.status, page.h1) == (503, "Vi kan ikke gemme lige nu")
    assert int(page.response.headers["Retry-After"]) > 0
    assert "Det, du har gemt før, er der stadig." in page.text()


def test_events_are_not_lost_on_a_full_disk(web: Web):
    item = PlanItem.here(PlanItem.citizen == web.cast.anna).get()
    moment = "2026-12-01T08:00:00Z"
    event = {
        "id": "11111111-1111-4111-8111-111111111111", "kind": "completed",
        "subject": f"item:{item.id}", "at": moment, "counter": 1, "data": {"revision": ""},
    }  # fmt: skip
    batch = {"person": str(web.cast.anna), "sent_at": moment, "events": [event]}
    anna = web.anna
    with full_disk():
        answer = anna.json("/api/events", batch)
        assert answer.status_code == 503
        assert answer.get_json()["status"] == 503
        assert anna.get("/dine-opgaver/").status == 200, "reading goes on"
    assert Event.select().count() == 0
    assert web.anna.json("/api/events", batch).get_json()["verdicts"][0]["verdict"] == "stored"


def test_a_fault_is_told_calmly_and_the_log_holds_no_words_of_a_person(own_web: Web, caplog):
    @access(CITIZEN, scope="own")
    def broken():
        raise RuntimeError("Anna skrev noget hemmeligt")

    own_web.app.add_url_rule("/brudt/", "broken", broken)
    with caplog.at_level(logging.ERROR, logger="jobvej"):
        page = own_web.anna.get("/brudt/")
    assert (page.status, page.h1) == (500, "Noget gik galt hos os")
    assert "hemmeligt" not in page.html
    assert "hemmeligt" not in caplog.text
    assert "RuntimeError at broken" in caplog.text
    assert "test_errors.py" in caplog.text


@pytest.mark.parametrize("status", sorted(errors.WORDS))
def test_every_error_has_its_words_without_alarm(web: Web, status):
    words = errors.WORDS[status]
    text = f"{words.title} {words.next_step} {words.safe}"
    assert "!" not in text
    assert "fejl " not in text.lower()
    assert words.next_step.endswith(".")
    assert words.safe.endswith(".")
    with web.app.test_request_context("/"):
        web.app.preprocess_request()
        assert words.title in errors.error_page(status).get_data(as_text=True)


def test_a_broken_template_still_ends_in_words(web: Web, monkeypatch):
    monkeypatch.setitem(web.app.jinja_env.filters, "dial", lambda text: 1 / 0)
    with web.app.test_request_context("/"):
        web.app.preprocess_request()
        answer = errors.error_page(404)
    assert answer.get_data(as_text=True).startswith("Siden findes ikke.")


def test_a_form_with_very_many_parts_is_refused(web: Web):
    form = {f"f{number}": "x" for number in range(300)}
    answer = web.anna.client.post(
        "/dine-opgaver/oenske/", data=form, headers=OWN_PAGE, content_type="multipart/form-data"
    )
    assert answer.status_code == 413
