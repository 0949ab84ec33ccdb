"""POST /api/hjalp-det: a form or JSON, from our own pages alone, and nothing about who."""

from datetime import timedelta
from typing import Any

import pytest

from tests.tracker.conftest import NOW, Web, full_disk
from tests.visit import OWN_PAGE, Page
from tracker.db import database
from tracker.models import TABLES, LessonFeedback, Session

HERE = "/api/hjalp-det"
YES = {"lesson": "cv.skelet", "answer": "yes"}
BROWSER = {**OWN_PAGE, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def counted() -> int:
    return sum(row.count for row in LessonFeedback.here())


def everything() -> dict[str, list[Any]]:
    """Every row of every table, the counters left out."""
    return {
        table._meta.table_name: database.execute_sql(
            f"SELECT * FROM {table._meta.table_name}"
        ).fetchall()
        for table in TABLES
        if table is not LessonFeedback
    }


def test_a_form_comes_back_to_its_lesson(web: Web) -> None:
    page = web.nobody().post(HERE, YES)
    assert (page.status, page.location) == (303, "/kurser/cv/skelet/#tak-for-svaret")
    assert counted() == 1


def test_the_client_gets_a_short_answer(web: Web) -> None:
    answer = web.nobody().json(HERE, YES)
    assert (answer.status_code, answer.json) == (200, {"ok": True})
    assert counted() == 1


@pytest.mark.parametrize("way", ["form", "json"])
def test_nothing_else_is_written_or_set_whoever_is_signed_in(web: Web, way: str) -> None:
    for visitor in (web.anna, web.karin):
        Session.update(seen_at=NOW - timedelta(minutes=29)).execute()  # a page would renew it
        before = everything()
        answer = visitor.json(HERE, YES) if way == "json" else visitor.post(HERE, YES).response
        assert answer.status_code in (200, 303)
        assert "Set-Cookie" not in answer.headers
        assert everything() == before
    assert counted() == 2


@pytest.mark.parametrize(
    "body",
    [
        {}, {"lesson": "cv.skelet"}, {"answer": "yes"}, {**YES, "person": "anna"},
        {**YES, "answer": "ja"}, {**YES, "answer": True}, {**YES, "lesson": "cv.findes-ikke"},
        {**YES, "lesson": "helbred.hvad-siger-du"}, {**YES, "lesson": ["cv.skelet"]},
        {**YES, "lesson": "x" * 81}, [YES], "yes", None,
    ],
)  # fmt: skip
def test_anything_else_is_refused_and_not_counted(web: Web, body: Any) -> None:
    answer = web.nobody().json(HERE, body)
    assert answer.status_code == answer.json["status"] == 400
    assert answer.json["errors"]
    assert "anna" not in answer.text
    assert counted() == 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"lesson": "cv.skelet", "answer": "yes", "answer": "no"}', "application/json"),
        (b'{"lesson": "cv.skelet", "answer": NaN}', "application/json"),
        (b'{"lesson": "cv.skelet", "answer": "yes"}', "text/plain"),
        (b"lesson=cv.skelet&answer=yes&answer=no", "application/x-www-form-urlencoded"),
        (b"lesson=cv.skelet&answer=yes&who=anna", "application/x-www-form-urlencoded"),
        (b"lesson=cv.skelet", "application/x-www-form-urlencoded"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(web: Web, body: bytes, kind: str) -> None:
    answer = web.nobody().client.post(HERE, data=body, content_type=kind, headers=OWN_PAGE)
    assert answer.status_code == 400
    assert counted() == 0


def test_somebody_at_a_browser_gets_a_page_and_no_json(web: Web) -> None:
    page = web.nobody().post(HERE, {**YES, "answer": "?"}, headers=BROWSER)
    assert (page.status, page.h1) == (400, "Vi forstod ikke det, der blev sendt")
    page = Page(web.nobody().client.get("/api/me", headers=BROWSER))
    assert (page.status, page.h1) == (401, "Du er ikke logget på")


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.dk"}, {}]
)
def test_another_sites_page_cannot_answer(web: Web, headers: dict[str, str]) -> None:
    for form in ({"data": YES}, {"json": YES}):
        assert web.nobody().client.post(HERE, headers=headers, **form).status_code == 403
    assert counted() == 0


def test_one_address_cannot_fill_a_counter(web: Web) -> None:
    statuses = [web.nobody().json(HERE, YES).status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}
    assert web.nobody().json(HERE, YES, environ_base=elsewhere).status_code == 200
    page = web.nobody().post(HERE, YES, headers=BROWSER)
    assert (page.status, page.h1) == (429, "Vent lidt, før du prøver igen")
    assert "din kode" not in page.text(), "who answers has none"
    assert counted() == 61


def test_a_full_disk_is_told_and_may_be_tried_again(web: Web) -> None:
    with full_disk():
        answer = web.nobody().json(HERE, YES)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert web.nobody().json(HERE, YES).status_code == 200
