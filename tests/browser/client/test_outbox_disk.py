"""Acts where the disk is shared, refused, broken or somebody else's, and when the browser ends."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.client.acts import ANNA, BO, deliver, opened, put, rows
from tests.browser.client.conftest import Peer


@pytest.fixture
def anna(blank: Page, peer: Peer) -> Page:
    return opened(blank)


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


def test_a_waiting_act_outlives_the_browser(
    profile: Callable[[], Page], peer: Peer, peers: tuple[str, list[Peer]]
) -> None:
    peer.answer = lambda _batch: (500, {}, {})
    page = profile()
    page.goto(peers[0])
    put(opened(page))
    peer.answer = peer.store
    peer.batches.clear()
    page = profile()
    page.goto(peers[0])
    deliver(opened(page))
    assert len(peer.ids) == 1
