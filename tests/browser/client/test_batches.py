"""What goes into one request, and how long to wait after a failure."""

from typing import Any

import pytest
from playwright.sync_api import Page

BATCH = """async (rows) => {
  const { nextBatch } = await import('/batches.js');
  const { rows: taken, body } = nextBatch('p', rows, '2026-12-01T09:00:00.000Z');
  return { taken: taken.length, bytes: new TextEncoder().encode(body).length,
           body: JSON.parse(body) };
}"""
PAUSE = "async (args) => (await import('/batches.js')).pause(...args)"


def row(counter: int, data: str = "") -> dict[str, Any]:
    return {
        "id": f"id-{counter}", "person": "p", "state": "waiting", "kind": "completed",
        "subject": "activity:cv.x", "at": "2026-12-01T08:00:00.000Z", "counter": counter,
        "data": {"revision": data},
    }  # fmt: skip


def test_a_batch_has_at_most_fifty_events(blank: Page) -> None:
    batch = blank.evaluate(BATCH, [row(n) for n in range(120)])
    assert batch["taken"] == 50
    assert [event["counter"] for event in batch["body"]["events"]] == list(range(50))
    assert batch["body"]["person"] == "p"
    assert set(batch["body"]["events"][0]) == {"id", "kind", "subject", "at", "counter", "data"}


def test_a_batch_fits_in_32_kilobytes_of_utf8(blank: Page) -> None:
    batch = blank.evaluate(BATCH, [row(n, "æ" * 1000) for n in range(30)])
    assert 28 * 1024 < batch["bytes"] <= 32 * 1024
    assert batch["taken"] < 30


def test_an_event_larger_than_a_batch_goes_alone(blank: Page) -> None:
    batch = blank.evaluate(BATCH, [row(1, "x" * 40000), row(2)])
    assert batch["taken"] == 1


@pytest.mark.parametrize(
    ("retry_after", "milliseconds"),
    [("7", 7000), ("Tue, 01 Dec 2026 09:00:30 GMT", 30000), ("9999999", 3600000)],
)
def test_the_servers_word_on_waiting_is_kept(
    blank: Page, retry_after: str, milliseconds: int
) -> None:
    now = 1796115600000  # 1 December 2026, 9:00:00 UTC
    assert blank.evaluate(PAUSE, [1, retry_after, now]) == milliseconds


def test_without_a_word_the_wait_doubles_up_to_minutes(blank: Page) -> None:
    waits = [blank.evaluate(PAUSE, [failures, None, 0]) for failures in (1, 4, 20)]
    assert 1500 <= waits[0] <= 2500
    assert 12000 <= waits[1] <= 20000
    assert 225000 <= waits[2] <= 375000
