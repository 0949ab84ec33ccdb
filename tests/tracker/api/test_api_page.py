"""The API as docs/api.md shows it: its own examples are sent, its own answers expected."""

import json
import re
from pathlib import Path
from typing import Any

from tests.tracker.conftest import Web

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")


def example(name: str) -> dict[str, Any]:
    found = re.search(rf"<!-- {name} -->\n```json\n(.*?)```", PAGE, re.DOTALL)
    assert found, name
    return dict(json.loads(found.group(1)))


def test_the_request_of_the_page_gets_the_answer_of_the_page(web: Web) -> None:
    batch = {**example("request"), "person": str(web.cast.anna)}
    answer = web.anna.json("/api/events", batch)
    assert answer.status_code == 200, answer.text
    told = answer.json
    assert {"epoch", "seq"} <= told.keys()
    assert told["verdicts"] == example("answer")["verdicts"]
    again = web.anna.json("/api/events", batch).json
    assert [one["verdict"] for one in again["verdicts"]] == ["known"] * 4 + ["refused"]


def test_an_answer_to_hjalp_det_is_taken_as_the_page_says(web: Web) -> None:
    answer = web.nobody().json("/api/hjalp-det", example("helped"))
    assert (answer.status_code, answer.json) == (200, example("helped answer"))


def test_an_error_has_the_shape_of_the_page(web: Web) -> None:
    batch = {**example("request"), "person": str(web.cast.anna)}
    batch["events"][0]["counter"] = 1.5
    answer = web.anna.json("/api/events", batch)
    assert answer.json.keys() == example("error").keys()
    assert answer.status_code == answer.json["status"] == 400
    assert answer.json["errors"][0].startswith("events.0.counter: ")
