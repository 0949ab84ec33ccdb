"""Dine opgaver: ticks, the week's number and the wish, with and without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.client.ticks import NO_OUTBOX, ROWS, WAITING, item, status, tick
from tests.browser.conftest import LESSON, TASK, Jobvej
from tracker.upkeep import backup, restore

STORED = """async () => ({
  local: Object.keys(localStorage), databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
})"""


@pytest.fixture
def profile(
    playwright: Any, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> Iterator[Callable[[], Page]]:
    """Anna's own phone: a browser that can be shut down and started again."""
    started: list[BrowserContext] = []

    def start() -> Page:
        for context in started:
            context.close()
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"), **browser_type_launch_args
        )
        context.set_default_timeout(10_000)
        started[:] = [context]
        return context.pages[0]

    yield start
    for context in started:
        context.close()


def kept(page: Page, number: int = 0) -> str:
    """How to find an item again when it has moved: what is done stands after what is open."""
    return f"[data-item='{item(page, number).get_attribute('data-item')}']"


def test_a_tick_counts_at_once_and_is_said_to_be_saved(anna: Page, jobvej: Jobvej) -> None:
    anna.evaluate("() => { window.isSamePage = true; }")
    tick(anna)
    expect(status(item(anna))).to_have_text("Gemt.")
    expect(anna.locator("[data-progress-done]")).to_have_text("1")
    assert anna.locator("[data-progress] progress").evaluate("(bar) => bar.value") == 1
    assert anna.evaluate("() => window.isSamePage"), "the form was kept from leaving the page"
    item(anna).locator("[data-undo]").click()
    expect(anna.locator("[data-progress-done]")).to_have_text("0")
    expect(status(item(anna))).to_have_text("Gemt.")
    assert [kind for kind, _ in jobvej.events("Anna")] == ["completed", "reopened"]


def the_next(page: Page) -> tuple[Locator, Locator]:
    """The heading of the card »Næste opgave«, and the same task in the list."""
    for fold in page.locator("details.rest:not(.own) > summary").all():
        fold.click()
    card = page.locator(".plan-next h2")
    return card, page.locator("[data-item]", has_text=card.inner_text()).first


def test_the_next_task_follows_the_tick(anna: Page) -> None:
    card, task = the_next(anna)
    before = card.inner_text()
    task.locator("[data-done]").click()
    expect(card).not_to_have_text(before)
    expect(task.locator("[data-undo]")).to_be_focused()
    task.locator("[data-undo]").click()
    expect(card).to_have_text(before)


def test_without_a_network_the_next_task_waits(anna: Page) -> None:
    card, task = the_next(anna)
    before = card.inner_text()
    anna.context.set_offline(True)
    task.locator("[data-done]").click()
    expect(status(task)).to_have_text(WAITING)
    expect(card).to_have_text(before)
    anna.context.set_offline(False)
    expect(card).not_to_have_text(before)


def test_without_javascript_the_form_ticks(browser: Any, jobvej: Jobvej) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{jobvej.url}log-paa/")
    page.get_by_label("Kode").fill(jobvej.codes["Anna"])
    page.get_by_label("Min egen enhed").check()
    page.get_by_role("button", name="Log på").click()
    ticked = kept(page)
    tick(page)
    expect(page.locator(ticked)).to_have_attribute("data-state", "done")
    expect(page.locator(f"[data-state=open] ~ {ticked}")).to_have_count(1)
    context.close()


def test_the_weeks_number_is_kept_and_the_last_press_counts(anna: Page, jobvej: Jobvej) -> None:
    week = anna.locator("form[data-week]")
    for number in ("1", "2"):
        week.get_by_role("button", name=number, exact=True).click()
    expect(status(week)).to_have_text("Gemt.")
    expect(week.get_by_role("button", name="2", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    assert len(jobvej.events("Anna")) == 2
    anna.reload()
    expect(week.get_by_role("button", name="2", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_only_the_answer_to_the_last_press_is_shown(anna: Page) -> None:
    held: list[Route] = []
    anna.route("**/api/events", lambda route: held.append(route))
    week = anna.locator("form[data-week]")
    week.get_by_role("button", name="1", exact=True).click()
    expect(status(week)).to_have_text(WAITING)
    week.get_by_role("button", name="2", exact=True).click()
    held.pop().continue_()
    anna.wait_for_timeout(700)
    assert status(week).inner_text() != "Gemt."
    held.pop().continue_()
    expect(status(week)).to_have_text("Gemt.")


def test_where_the_system_chooses_the_colours_how_far_and_what_is_chosen_are_seen(
    anna: Page,
) -> None:
    anna.emulate_media(forced_colors="active")
    number = anna.locator("button.number")
    number.nth(1).click()
    expect(number.nth(1)).to_have_attribute("aria-pressed", "true")
    colour = "(one) => getComputedStyle(one).backgroundColor"
    assert number.nth(1).evaluate(colour) != number.nth(2).evaluate(colour)
    bar = anna.locator("progress")
    assert bar.evaluate("(one) => getComputedStyle(one).borderStyle") == "solid"


def test_more_than_three_applications_can_be_counted(anna: Page, jobvej: Jobvej) -> None:
    week = anna.locator("form[data-week]")
    week.get_by_text("flere").click()
    week.get_by_role("button", name="Gem").click()
    expect(status(week)).to_have_text("Vælg et antal først.")
    week.get_by_label("Antal ansøgninger").select_option("7")
    week.get_by_role("button", name="Gem").click()
    expect(status(week)).to_have_text("Gemt.")
    [(count,)] = jobvej.rows("SELECT count FROM week_count")
    assert count == 7


def test_the_wish_is_kept_and_taken_back(anna: Page, jobvej: Jobvej) -> None:
    form = anna.locator("form[data-wish]")
    topic = form.locator("option").nth(1).get_attribute("value")
    form.get_by_role("combobox").select_option(topic)
    form.get_by_role("button", name="Gem").click()
    expect(status(form)).to_have_text("Gemt.")
    assert jobvej.rows("SELECT topic FROM wish") == [(topic,)]
    form.get_by_role("combobox").select_option("")
    form.get_by_role("button", name="Gem").click()
    anna.wait_for_timeout(500)
    assert jobvej.rows("SELECT topic FROM wish") == [(None,)]


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


def test_refused_storage_posts_at_once_and_says_when_it_failed(page: Page, jobvej: Jobvej) -> None:
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no'); };")
    jobvej.sign_in(page, "Anna")
    tick(page)
    expect(status(item(page))).to_have_text("Gemt.")
    page.route("**/api/events", lambda route: route.abort())
    tick(page, 1)
    expect(status(item(page, 1))).to_have_text(
        "Det blev ikke gemt. Prøv igen, når du har internet."
    )
    expect(item(page, 1)).to_have_attribute("data-state", "open")
    expect(page.locator("[data-progress-done]")).to_have_text("1")
    assert len(jobvej.events("Anna")) == 1


def test_a_shared_device_keeps_nothing_on_disk(page: Page, jobvej: Jobvej) -> None:
    jobvej.sign_in(page, "Anna", shared=True)
    # By which weekday it is, the lesson's task stands in this week or in the fold below.
    if page.locator("details.rest:not(.own)").count():
        page.locator("details.rest:not(.own) > summary").first.click()
    task = page.locator(f"[data-item][data-activity='{TASK}']")
    task.locator("[data-done]").click()
    expect(status(task)).to_have_text("Gemt.")
    page.goto(jobvej.url.rstrip("/") + LESSON)
    expect(page.locator(".task")).to_have_attribute("data-state", "done")
    expect(page.locator("[data-film-note]")).to_contain_text("er i dit forløb")
    video = "(video) => { video.muted = true; video.playbackRate = 16; video.play(); }"
    page.locator("video").evaluate(video)
    page.locator("[data-write-text]").first.fill("Jeg er lagermand.")
    page.wait_for_timeout(1000)
    nothing = {"local": [], "databases": 0, "caches": 0}
    assert page.evaluate(STORED) == nothing
    page.goto(f"{jobvej.url}dine-opgaver/")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Log af").click()
    page.wait_for_url("**/log-paa/**")
    assert page.evaluate(STORED) == nothing
    assert page.evaluate("() => Object.keys(sessionStorage)") == []


def test_a_tick_that_was_lost_takes_nobody_from_where_they_are(page: Page, jobvej: Jobvej) -> None:
    waiting: list[Route] = []
    jobvej.sign_in(page, "Anna", shared=True)
    page.route("**/api/events", lambda route: waiting.append(route))
    wish = page.get_by_label("Du vil gerne tale om")
    tick(page)
    wish.focus()
    lose(page, waiting)
    expect(status(item(page))).to_contain_text("Det blev ikke gemt")
    expect(wish).to_be_focused()
    tick(page)
    lose(page, waiting)
    expect(item(page).locator("[data-done]")).to_be_focused()


def lose(page: Page, waiting: list[Route]) -> None:
    """The network goes while the act is on its way."""
    while not waiting:
        page.wait_for_timeout(20)
    waiting.pop().abort()


def lost_on_a_lesson(page: Page, jobvej: Jobvej) -> Locator:
    """A tick on a lesson that nothing keeps and that says so; returns its button."""
    page.goto(jobvej.url.rstrip("/") + LESSON)
    done = page.get_by_role("button", name="Jeg har gjort det")
    done.click()
    expect(page.locator(".task [data-status]")).to_contain_text("Det blev ikke gemt")
    return done


def test_a_tick_on_a_lesson_that_was_lost_can_be_set_again_from_there(
    page: Page, jobvej: Jobvej
) -> None:
    jobvej.sign_in(page, "Anna", shared=True)
    page.route("**/api/events", lambda route: route.abort())
    expect(lost_on_a_lesson(page, jobvej)).to_be_focused()


def test_without_the_part_that_keeps_acts_the_forms_tick_and_sign_out(
    anna: Page, jobvej: Jobvej
) -> None:
    anna.add_init_script(NO_OUTBOX)
    anna.reload()
    anna.wait_for_load_state("networkidle")
    with anna.expect_navigation():
        tick(anna)
    assert [kind for kind, _ in jobvej.events("Anna")] == ["completed"]
    with anna.expect_navigation():
        anna.get_by_role("button", name="Log af").click()
    expect(anna.get_by_text("Du er logget af.")).to_be_visible()


def test_without_the_part_that_keeps_acts_a_lesson_says_that_a_tick_is_lost(
    anna: Page, jobvej: Jobvej
) -> None:
    anna.add_init_script(NO_OUTBOX)
    expect(lost_on_a_lesson(anna, jobvej)).to_be_visible()


def test_what_was_refused_is_read_once_and_leaves_the_keyboard_on_the_page(
    anna: Page, jobvej: Jobvej
) -> None:
    anna.evaluate(
        f"""async (person) => new Promise(async (done) => {{
      const held = ({ROWS}).transaction('rows', 'readwrite');
      held.objectStore('rows').put({{ id: 'x', person, kind: 'completed', state: 'refused' }});
      held.oncomplete = done;
    }})""",
        str(jobvej.ids["Anna"]),
    )
    anna.reload()
    anna.get_by_role("button", name="Det er set").press("Enter")
    expect(anna.locator("main")).to_be_focused()
    anna.reload()
    anna.wait_for_load_state("networkidle")
    expect(anna.locator("[data-refused]")).to_have_count(0)
