"""Hent dine oplysninger: to read, and as a file with every table."""

import json

from tests.tracker.acts import fill
from tests.tracker.conftest import Web

HERE = "/dine-opgaver/hent/"


def test_it_is_found_from_dine_opgaver(web: Web):
    assert HERE in web.anna.get("/dine-opgaver/").links()


def test_all_of_it_can_be_read(web: Web, published):
    fill(web.cast, published, web.cast.anna)
    text = web.anna.get(HERE).text()
    for words in (
        "navn: Anna K.",
        "Dine samtaler (1)",
        "aftalt: Ring til Irmgard",
        "uge: 2026-W49",
    ):
        assert words in text
    assert "Bo M." not in text


def test_the_file_names_every_table(web: Web):
    answer = web.anna.get(f"{HERE}oplysninger.json").response
    assert answer.headers["Cache-Control"] == "no-store"
    assert "attachment" in answer.headers["Content-Disposition"]
    found = json.loads(answer.get_data())
    assert found["citizen"][0]["display_name"] == "Anna K."
    assert {"event", "talk", "access_log", "reader", "wish"} <= set(found)
    assert found["wish"] == []
