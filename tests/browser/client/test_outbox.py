"""Acts wait on the device until the tracker has answered for each; the peer plays every answer."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.client.acts import ANNA, deliver, opened, put, rows
from tests.browser.client.conftest import Peer


@pytest.fixture
def anna(blank: Page, peer: Peer) -> Page:
    return opened(blank)


def test_an_act_is_saved_only_when_the_tracker_has_named_it(anna: Page, peer: Peer) -> None:
    assert put(anna) == ["saved"]
    assert [row["state"] for row in rows(anna)] == ["acknowledged"]
    assert peer.batches[0]["person"] == ANNA


def test_an_answer_that_does_not_name_the_event_keeps_it(anna: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: peer.say({"another": "stored"})
    assert put(anna) == ["waiting"]
    assert [row["state"] for row in rows(anna)] == ["waiting"]
    assert len(peer.batches) == 1, "an answer without progress must not be asked for in a loop"


def test_the_page_of_a_cafe_network_is_no_answer(anna: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: (200, {"Content-Type": "text/html"}, b"<h1>Velkommen</h1>")
    assert put(anna) == ["waiting"]
    peer.answer = lambda _batch: (200, {}, {"hello": "there"})
    deliver(anna)
    assert [row["state"] for row in rows(anna)] == ["waiting"]


def test_what_waited_is_delivered_once_by_the_next_page(
    anna: Page, peer: Peer, context: BrowserContext
) -> None:
    peer.answer = lambda _batch: (500, {}, {})
    put(anna, "activity:cv.x")
    put(anna, "activity:cv.y")
    anna.close()
    sent = len(peer.batches)
    peer.answer = peer.store
    later = context.new_page()
    later.goto(anna.url)
    deliver(opened(later))
    deliver(later)
    assert [event["subject"] for event in peer.batches[sent]["events"]] == [
        "activity:cv.x",
        "activity:cv.y",
    ]
    assert len(peer.batches) == sent + 1


def test_retry_after_is_waited_for_even_when_the_person_acts(anna: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: (503, {"Retry-After": "2"}, {})
    assert put(anna) == ["waiting"]
    peer.answer = peer.store
    deliver(anna)
    assert len(peer.batches) == 1
    with anna.expect_response("**/api/events"):
        pass  # it goes by itself when the time has come
    deliver(anna)
    assert len(peer.batches) == 2
    assert [row["state"] for row in rows(anna)] == ["acknowledged"]


def test_a_tracker_that_asks_for_patience_is_not_asked_because_the_person_acts(
    anna: Page, peer: Peer
) -> None:
    page = b"<h1>Too many requests</h1>"  # as a proxy before the tracker says it
    peer.answer = lambda _batch: (429, {"Retry-After": "60", "Content-Type": "text/html"}, page)
    put(anna, "activity:cv.x")
    put(anna, "activity:cv.y")
    assert len(peer.batches) == 1


def test_a_tracker_that_is_down_and_says_no_time_is_asked_when_the_person_acts(
    anna: Page, peer: Peer
) -> None:
    peer.answer = lambda _batch: (503, {}, {})
    put(anna, "activity:cv.x")
    peer.answer = peer.store
    put(anna, "activity:cv.y")
    assert [len(batch["events"]) for batch in peer.batches] == [1, 2]


def test_who_comes_back_to_the_page_need_not_wait_for_the_next_try(anna: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: (500, {"Retry-After": "3600"}, {})
    put(anna)
    peer.answer = peer.store
    with anna.expect_response("**/api/events"):
        anna.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")


@pytest.mark.parametrize("status", [401, 409])
def test_rows_stay_for_their_owner_when_somebody_else_or_nobody_is_signed_in(
    anna: Page, peer: Peer, status: int
) -> None:
    peer.answer = lambda _batch: (status, {}, {"ok": False})
    assert put(anna) == ["signed_out"]
    assert [row["person"] for row in rows(anna)] == [ANNA]


def test_a_refused_event_is_kept_aside_and_told_and_one_not_recorded_leaves_the_device(
    anna: Page, peer: Peer
) -> None:
    peer.answer = lambda batch: peer.say({e["id"]: "not_recorded" for e in batch["events"]})
    assert put(anna) == ["not_recorded"]
    assert rows(anna) == []
    peer.answer = lambda batch: peer.say({e["id"]: "refused" for e in batch["events"]})
    assert put(anna) == ["refused"]
    assert [row["state"] for row in anna.evaluate("() => window.outbox.unsettled()")] == ["refused"]
    deliver(anna)
    assert len(peer.batches) == 2


@pytest.mark.parametrize("status", [400, 413, 422])
def test_an_event_that_cannot_be_read_does_not_hold_up_the_others(
    anna: Page, peer: Peer, status: int
) -> None:
    peer.answer = lambda _batch: (500, {}, {})
    for subject in ("activity:a", "activity:odd", "activity:b"):
        put(anna, subject)

    def picky(batch: dict[str, Any]) -> Any:
        odd = any(event["subject"] == "activity:odd" for event in batch["events"])
        return (status, {}, {"ok": False}) if odd else peer.store(batch)

    peer.answer = picky
    deliver(anna)
    assert [(row["subject"], row["state"]) for row in rows(anna)] == [
        ("activity:a", "acknowledged"),
        ("activity:odd", "refused"),
        ("activity:b", "acknowledged"),
    ]


def test_undo_before_delivery_comes_after_the_tick(anna: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: (500, {}, {})
    put(anna)
    put(anna, kind="reopened")
    peer.answer = peer.store
    deliver(anna)
    tick, undo = peer.batches[-1]["events"]
    assert (tick["kind"], undo["kind"]) == ("completed", "reopened")
    assert tick["counter"] < undo["counter"]
    assert tick["at"] < undo["at"]


def test_order_holds_when_the_devices_clock_is_set_back(anna: Page, peer: Peer) -> None:
    put(anna)
    anna.evaluate("() => { const real = Date.now; Date.now = () => real() - 3600e3; }")
    put(anna, kind="reopened")
    tick, undo = [batch["events"][0] for batch in peer.batches]
    assert tick["at"] < undo["at"]


def test_a_clock_that_once_stood_days_ahead_is_not_followed(anna: Page, peer: Peer) -> None:
    anna.evaluate("() => { window.real = Date.now; Date.now = () => real() + 3 * 86400e3; }")
    put(anna)
    anna.evaluate("() => { Date.now = window.real; }")
    put(anna, kind="reopened")
    tick, undo = [batch["events"][0] for batch in peer.batches]
    assert undo["at"] < tick["at"]
    assert undo["counter"] > tick["counter"]


def test_a_restored_tracker_is_offered_again_what_it_may_have_lost(anna: Page, peer: Peer) -> None:
    put(anna, "activity:cv.x")
    put(anna, "activity:cv.y")
    kept = list(peer.ids)
    peer.batches.clear()
    peer.seq = 1
    anna.evaluate("() => window.outbox.noticed('first', 1)")
    deliver(anna)
    assert peer.ids == kept


def test_a_new_epoch_makes_the_device_offer_again_once(anna: Page, peer: Peer) -> None:
    put(anna, "activity:cv.x")
    first = peer.ids[0]
    peer.epoch = "second"
    put(anna, "activity:cv.y")
    assert peer.ids.count(first) == 2
    put(anna, "activity:cv.z")
    assert peer.ids.count(first) == 2


def test_two_servers_that_disagree_make_no_loop(anna: Page, peer: Peer) -> None:
    def restless(batch: dict[str, Any]) -> Any:
        peer.epoch += "x"
        return peer.store(batch)

    peer.answer = restless
    for _ in range(3):
        put(anna)
    assert len(peer.batches) < 6


def test_sixty_waiting_acts_go_out_in_two_batches(anna: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: (503, {}, {})
    anna.evaluate("""async () => {
      for (let i = 0; i < 60; i += 1) {
        const { DiskRows } = window.rows || (window.rows = await import('/rows.js'));
        const store = window.store || (window.store = await DiskRows.open());
        await store.add({ id: `id-${i}`, person: '%s', kind: 'completed', data: {},
          subject: 'activity:cv.x', state: 'waiting' });
      }
    }""" % ANNA)  # fmt: skip # noqa: UP031 - braces of JavaScript
    peer.answer = peer.store
    peer.batches.clear()
    deliver(anna)
    assert [len(batch["events"]) for batch in peer.batches] == [50, 10]
    assert all(batch["bytes"] <= 32 * 1024 for batch in peer.batches)


def test_two_tabs_give_each_act_its_own_number_and_send_it_once(
    anna: Page, peer: Peer, context: BrowserContext
) -> None:
    other = context.new_page()
    other.goto(anna.url)
    opened(other)
    many = """async (tab) => Promise.all([...Array(8).keys()].map((i) =>
      window.outbox.put({ kind: 'completed', subject: `activity:${tab}.n${i}` })))"""
    # Both tabs work at once: the first call returns before its promise is settled.
    anna.evaluate(f"() => {{ window.work = ({many})('a'); }}")
    other.evaluate(many, "b")
    anna.evaluate("() => window.work")
    counters = [row["counter"] for row in rows(anna)]
    assert sorted(counters) == list(range(1, 17))
    assert len(peer.ids) == len(set(peer.ids)) == 16


def test_without_web_locks_acts_still_arrive(blank: Page, peer: Peer) -> None:
    blank.evaluate("() => Object.defineProperty(navigator, 'locks', { value: undefined })")
    assert put(opened(blank)) == ["saved"]


def test_without_random_uuid_an_id_is_still_a_version_4_uuid(blank: Page, peer: Peer) -> None:
    blank.evaluate("() => { crypto.randomUUID = undefined; }")
    put(opened(blank))
    assert blank.evaluate(
        "(id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)",
        peer.ids[0],
    )
