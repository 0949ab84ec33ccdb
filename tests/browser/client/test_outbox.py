"""Acts wait on the device until the tracker has answered for each; the peer plays every answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.client.conftest import Peer

ANNA, BO = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"

OPEN = """async ([person, shared]) => {
  window.outbox = await import('/outbox.js');
  await window.outbox.open(person, shared);
}"""
PUT = """async ([subject, kind]) => {
  const fates = [];
  await window.outbox.put({ kind, subject, data: {} }, (fate) => fates.push(fate));
  return fates;
}"""
ROWS = """async (name) => {
  const { DiskRows } = await import('/rows.js');
  const rows = await DiskRows.open();
  return rows.of(name);
}"""


def opened(page: Page, person: str = ANNA, shared: bool = False) -> Page:
    page.evaluate(OPEN, [person, shared])
    return page


def put(page: Page, subject: str = "activity:cv.x", kind: str = "completed") -> list[str]:
    return page.evaluate(PUT, [subject, kind])


def rows(page: Page, person: str = ANNA) -> list[dict[str, Any]]:
    return page.evaluate(ROWS, person)


def deliver(page: Page) -> None:
    page.evaluate("() => window.outbox.deliver()")


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
    anna.wait_for_timeout(2500)
    assert len(peer.batches) == 2, "it goes by itself when the time has come"
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


def test_one_persons_rows_never_go_out_under_another(anna: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: (500, {}, {})
    put(anna, "activity:anna.s")
    peer.answer = peer.store
    peer.batches.clear()
    anna.reload()
    put(opened(anna, BO), "activity:bo.s")
    assert [(batch["person"], batch["events"][0]["subject"]) for batch in peer.batches] == [
        (BO, "activity:bo.s")
    ]
    assert [row["state"] for row in rows(anna, ANNA)] == ["waiting"]
    anna.reload()
    deliver(opened(anna, ANNA))
    assert peer.batches[-1]["person"] == ANNA
    assert peer.batches[-1]["events"][0]["subject"] == "activity:anna.s"


def test_a_refused_event_is_kept_aside_and_told(anna: Page, peer: Peer) -> None:
    peer.answer = lambda batch: peer.say({e["id"]: "refused" for e in batch["events"]})
    assert put(anna) == ["refused"]
    assert [row["state"] for row in anna.evaluate("() => window.outbox.unsettled()")] == ["refused"]
    deliver(anna)
    assert len(peer.batches) == 1


def test_what_is_not_recorded_leaves_the_device(anna: Page, peer: Peer) -> None:
    peer.answer = lambda batch: peer.say({e["id"]: "not_recorded" for e in batch["events"]})
    assert put(anna) == ["not_recorded"]
    assert rows(anna) == []


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


def test_what_was_acknowledged_leaves_after_thirty_days(anna: Page, peer: Peer) -> None:
    put(anna, "activity:old")
    peer.answer = lambda _batch: (500, {}, {})
    put(anna, "activity:waiting")
    anna.reload()
    assert len(rows(opened(anna))) == 2, "until then both stay"
    for days, left in ((29, 2), (31, 1)):
        anna.reload()
        anna.evaluate(
            "(days) => { const now = Date.now; Date.now = () => now() + days * 86400e3; }", days
        )
        assert len(rows(opened(anna))) == left
    assert [row["subject"] for row in rows(anna)] == ["activity:waiting"]


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


@pytest.fixture(params=["a shared device", "storage refused"])
def diskless(blank: Page, peer: Peer, request: pytest.FixtureRequest) -> Page:
    if request.param == "a shared device":
        return opened(blank, shared=True)
    blank.evaluate("() => { indexedDB.open = () => { throw new Error('refused'); }; }")
    return opened(blank)


def test_without_a_disk_an_act_is_posted_at_once(diskless: Page, peer: Peer) -> None:
    assert put(diskless) == ["saved"]
    assert len(peer.ids) == 1


def test_without_a_disk_a_failure_is_told_and_nothing_waits(diskless: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: (500, {}, {})
    assert put(diskless) == ["lost"]
    assert diskless.evaluate("() => window.outbox.unsettled()") == []


def test_without_a_disk_the_end_of_the_session_is_told(diskless: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: (401, {}, {"ok": False})
    assert put(diskless) == ["lost_signed_out"]


def test_without_a_disk_nobody_is_told_that_an_act_on_its_way_cannot_be_lost(
    blank: Page, peer: Peer
) -> None:
    def slow(batch: dict[str, Any]) -> Any:
        time.sleep(1.8)
        return peer.store(batch)

    peer.answer = slow
    assert put(opened(blank, shared=True)) == ["saved"]


def test_a_connection_that_ios_closed_in_the_background_is_opened_again(
    anna: Page, peer: Peer
) -> None:
    peer.answer = lambda _batch: (500, {}, {})
    anna.evaluate("""() => {
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = () => {
        IDBDatabase.prototype.transaction = transaction;
        throw new DOMException('', 'InvalidStateError');
      };
    }""")
    assert put(anna) == ["waiting"]
    assert [row["state"] for row in rows(anna)] == ["waiting"]


@pytest.fixture
def cut_off(anna: Page) -> Page:
    """iOS now and then cuts a page off from its database, for as long as the page lives."""
    anna.evaluate("""() => {
      IDBDatabase.prototype.transaction = () => { throw new DOMException('', 'UnknownError'); };
    }""")
    return anna


def test_with_a_disk_that_breaks_an_act_is_posted_at_once(cut_off: Page, peer: Peer) -> None:
    assert put(cut_off) == ["saved"]
    assert len(peer.ids) == 1


def test_a_disk_that_breaks_is_never_taken_for_an_answer(cut_off: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: (500, {}, {})
    assert put(cut_off) == ["lost"]


def test_what_a_broken_disk_holds_still_waits(anna: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: (500, {}, {})
    fates = anna.evaluate("""async () => {
      const fates = [];
      await window.outbox.put({ kind: 'completed', subject: 'wish' }, (fate) => fates.push(fate));
      IDBDatabase.prototype.transaction = () => { throw new DOMException('', 'UnknownError'); };
      await window.outbox.deliver();
      return [fates, await window.outbox.unsettled()];
    }""")
    assert fates == [["waiting", "waiting"], []]


def test_a_shared_device_writes_no_database(blank: Page, peer: Peer) -> None:
    put(opened(blank, shared=True))
    assert blank.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_sign_out_takes_only_that_persons_rows(anna: Page, peer: Peer) -> None:
    peer.answer = lambda _batch: (500, {}, {})
    put(anna)
    anna.reload()
    opened(anna, BO)
    anna.evaluate("() => window.outbox.noticed('first', 1)")
    put(anna)
    anna.evaluate("() => window.outbox.wipe()")
    assert rows(anna, BO) == []
    assert len(rows(anna, ANNA)) == 1
    stands = """async (name) => {
      const { DiskRows } = await import('/rows.js');
      return (await DiskRows.open()).fact(name);
    }"""
    assert anna.evaluate(stands, f"stands:{BO}") is None


@pytest.fixture
def profile(
    playwright: Any, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> Iterator[Callable[[], BrowserContext]]:
    """A browser with a folder of its own, to be closed and started again."""
    started: list[BrowserContext] = []

    def start() -> BrowserContext:
        for context in started:
            context.close()
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"), **browser_type_launch_args
        )
        started[:] = [context]
        return context

    yield start
    for context in started:
        context.close()


def test_a_waiting_act_outlives_the_browser(
    profile: Callable[[], BrowserContext], peer: Peer, peers: tuple[str, list[Peer]]
) -> None:
    peer.answer = lambda _batch: (500, {}, {})
    page = profile().new_page()
    page.goto(peers[0])
    put(opened(page))
    peer.answer = peer.store
    peer.batches.clear()
    page = profile().new_page()
    page.goto(peers[0])
    deliver(opened(page))
    assert len(peer.ids) == 1
