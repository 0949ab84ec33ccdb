"""Dine opgaver: ticks, the week's number and the wish, with and without a network."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.client.ticks import WAITING, item, status, tick
from tests.browser.conftest import THEIRS, Jobvej


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


def test_a_page_left_open_is_about_the_day_on_which_it_is_seen_again(anna: Page) -> None:
    def seen_again() -> None:
        anna.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    anna.evaluate("() => { window.isSamePage = true; }")
    seen_again()
    anna.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=3))
    anna.context.set_offline(True)
    seen_again()
    anna.wait_for_timeout(200)
    assert anna.evaluate("() => window.isSamePage"), "the same day, and later without a network"
    anna.context.set_offline(False)
    own = anna.locator("#title")
    own.evaluate("(field) => { field.value = 'Ring til'; }")
    seen_again()
    anna.wait_for_timeout(200)
    assert anna.evaluate("() => window.isSamePage"), "nor while something is being written"
    own.evaluate("(field) => { field.value = ''; }")
    with anna.expect_navigation(url="**/dine-opgaver/"):
        seen_again()
    assert not anna.evaluate("() => window.isSamePage")


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
    [(count,)] = jobvej.rows(f"SELECT count FROM week_count WHERE {THEIRS}", jobvej.ids["Anna"].hex)
    assert count == 7
    week.get_by_role("button", name="2", exact=True).click()
    chosen = week.get_by_label("Antal ansøgninger").locator("option:checked")
    expect(chosen).to_have_text("Vælg antal")


def wish_of_anna(jobvej: Jobvej) -> list[tuple[str | None]]:
    return jobvej.rows(f"SELECT topic FROM wish WHERE {THEIRS}", jobvej.ids["Anna"].hex)


def test_the_wish_is_kept_and_taken_back(anna: Page, jobvej: Jobvej) -> None:
    form = anna.locator("form[data-wish]")
    topic = form.locator("option").nth(1).get_attribute("value")
    form.get_by_role("combobox").select_option(topic)
    form.get_by_role("button", name="Gem").click()
    expect(status(form)).to_have_text("Gemt.")
    assert wish_of_anna(jobvej) == [(topic,)]
    form.get_by_role("combobox").select_option("")
    with anna.expect_response("**/api/events"):
        form.get_by_role("button", name="Gem").click()
    assert wish_of_anna(jobvej) == [(None,)]
