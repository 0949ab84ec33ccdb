"""Ticks on Dine opgaver that wait: for a network, a server, a session, and their owner."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.client.ticks import WAITING, item, kept, status, tick
from tests.browser.conftest import LESSON, Jobvej
from tracker.upkeep import backup, restore


@pytest.mark.alone
def test_ticks_wait_for_the_server_through_a_restart_of_the_browser(
    profile: Callable[[], Page], jobvej: Jobvej
) -> None:
    page = profile()
    jobvej.sign_in(page, "Anna")
    jobvej.kill()
    ticked, undone = kept(page), kept(page, 1)
    tick(page)
    tick(page, 1)
    expect(status(item(page))).to_have_text(WAITING)
    expect(item(page)).to_have_attribute("data-state", "done")
    item(page, 1).locator("[data-undo]").click()
    expect(item(page, 1)).to_have_attribute("data-state", "open")
    expect(status(item(page, 1))).to_have_text(WAITING)  # said once it is on the disk

    page = profile()
    assert jobvej.events("Anna") == []
    jobvej.start()
    page.goto(f"{jobvej.url}dine-opgaver/")
    expect(page.locator(f"[data-state=open] ~ {ticked}")).to_have_attribute("data-state", "done")
    expect(status(page.locator(ticked))).to_have_text("Gemt.")
    page.reload()
    expect(page.locator(f"[data-state=open] ~ {ticked}")).to_have_attribute("data-state", "done")
    expect(page.locator(undone)).to_have_attribute("data-state", "open")
    assert [kind for kind, _ in jobvej.events("Anna")] == ["completed", "completed", "reopened"]
    assert len(set(jobvej.rows("SELECT id FROM event"))) == 3


def test_a_tick_that_waits_is_delivered_when_the_network_comes_back(
    anna: Page, jobvej: Jobvej
) -> None:
    anna.context.set_offline(True)
    tick(anna)
    expect(status(item(anna))).to_have_text(WAITING)
    anna.context.set_offline(False)
    expect(status(item(anna))).to_have_text("Gemt.")
    assert len(jobvej.events("Anna")) == 1


def test_what_was_sent_before_the_page_could_show_it_is_shown_too(anna: Page) -> None:
    """A page that comes slowly holds what the tracker knew before the tick came."""
    anna.route("**/api/events", lambda route: route.abort())
    ticked = kept(anna)
    tick(anna)
    expect(status(item(anna))).to_have_text(WAITING)
    anna.unroute("**/api/events")
    with anna.expect_response("**/api/events"):
        anna.reload()
    expect(anna.locator(ticked)).to_have_attribute("data-state", "done")
    expect(status(anna.locator(ticked))).to_have_text("Gemt.")


@pytest.mark.alone
@pytest.mark.parametrize("path", ["/dine-opgaver/", LESSON])
def test_a_tick_that_a_restored_tracker_has_lost_comes_back_from_the_device(
    anna: Page, jobvej: Jobvej, path: str
) -> None:
    copy = backup.back_up(jobvej.settings, datetime.now(UTC)).file
    tick(anna)
    expect(status(item(anna))).to_have_text("Gemt.")
    jobvej.kill()
    restore.restore(jobvej.settings, copy, datetime.now(UTC))
    assert jobvej.events("Anna") == []
    jobvej.start()
    with anna.expect_response("**/api/events"):
        anna.goto(jobvej.url.rstrip("/") + path)
    assert [kind for kind, _ in jobvej.events("Anna")] == ["completed"]


def test_two_people_on_one_device_never_get_each_others_ticks(anna: Page, jobvej: Jobvej) -> None:
    posted: list[dict[str, Any]] = []
    anna.on(
        "request",
        lambda one: posted.append(one.post_data_json) if one.url.endswith("/events") else None,
    )
    anna.route("**/api/events", lambda route: route.abort())
    ticked = kept(anna)
    tick(anna)
    expect(status(item(anna))).to_have_text(WAITING)
    anna.context.clear_cookies()  # her session ended; she did not sign out
    anna.unroute("**/api/events")

    jobvej.sign_in(anna, "Bo")
    posted.clear()
    tick(anna, 1)
    expect(status(item(anna, 1))).to_have_text("Gemt.")
    assert {batch["person"] for batch in posted} == {str(jobvej.ids["Bo"])}
    assert len(jobvej.events("Bo")) == 1
    assert jobvej.events("Anna") == []
    expect(item(anna)).to_have_attribute("data-state", "open")

    anna.get_by_role("button", name="Log af").click()
    anna.wait_for_url("**/log-paa/**")
    jobvej.sign_in(anna, "Anna")
    expect(status(anna.locator(ticked))).to_have_text("Gemt.")
    assert len(jobvej.events("Anna")) == 1
    assert len(jobvej.events("Bo")) == 1


def test_a_tick_after_the_session_ended_is_kept_for_its_owner(anna: Page, jobvej: Jobvej) -> None:
    anna.context.clear_cookies()
    ticked = kept(anna)
    tick(anna)
    expect(status(item(anna))).to_contain_text("Log på igen, så bliver det sendt.")
    jobvej.sign_in(anna, "Anna")
    expect(status(anna.locator(ticked))).to_have_text("Gemt.")
    assert len(jobvej.events("Anna")) == 1
