"""Where no script runs: a lesson is read, forms do all that the tracker asks, folds unfold."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.client.test_anonymous import FORGETS
from tests.browser.conftest import LESSON, Jobvej, press


@pytest.fixture(scope="module")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A phone's browser without scripts."""
    size = {"width": 360, "height": 780}
    return {**browser_context_args, "java_script_enabled": False, "viewport": size}


def unfold(page: Page) -> None:
    for fold in page.locator("details.rest > summary").all():
        fold.click()


def test_a_lesson_is_read_and_promises_nothing_that_it_cannot_do(
    page: Page, jobvej: Jobvej
) -> None:
    page.goto(jobvej.url.rstrip("/") + LESSON)
    expect(page.get_by_role("heading", name="Din profiltekst", level=1)).to_be_visible()
    expect(page.get_by_text("Læs teksten i stedet")).to_be_visible()
    expect(page.locator("video[controls]")).to_be_visible()
    expect(page.get_by_text(FORGETS)).to_be_visible()  # nobody is to trust that box
    expect(page.locator("[data-remember]")).to_be_hidden()
    assert page.locator("button:visible:not(form[method=post] button)").count() == 0


def test_a_citizen_does_everything_without_a_script(page: Page, jobvej: Jobvej) -> None:
    page.goto(f"{jobvej.url}log-paa/")
    page.get_by_label("Kode", exact=True).fill(jobvej.codes["Bo"].lower())
    page.get_by_label("En fælles enhed").check()
    press(page.get_by_role("main").get_by_role("button", name="Log på"))
    unfold(page)
    press(page.get_by_role("button", name="Jeg har gjort det").first)
    assert "Du har lavet 1 af 4 opgaver" in page.locator("main").inner_text()
    press(page.get_by_role("button", name="2", exact=True))
    assert page.locator("button[aria-pressed=true]").inner_text() == "2"
    page.get_by_text("flere", exact=True).click()
    page.get_by_label("Antal ansøgninger").select_option("7")
    press(page.locator("[data-week] button:not([name])"))
    assert page.get_by_label("Antal ansøgninger").input_value() == "7"
    page.get_by_label("Du vil gerne tale om").select_option("cv")
    press(page.locator("[data-wish] button"))
    assert page.get_by_label("Du vil gerne tale om").input_value() == "cv"
    unfold(page)
    press(page.get_by_role("button", name="Fortryd").first)
    assert "Du har lavet 0 af 4 opgaver" in page.locator("main").inner_text()
    press(page.get_by_role("button", name="Log af"))
    assert "Du er logget af." in page.locator("main").inner_text()


def test_a_last_day_is_asked_of_a_series_alone_and_a_mistake_in_it_is_seen(
    page: Page, jobvej: Jobvej
) -> None:
    jobvej.staff_signs_in(page)
    until, rhythm = page.get_by_label("Til og med"), page.get_by_label("Hvor tit")
    expect(until).to_be_hidden()
    rhythm.select_option(label="Hver 2. uge")
    until.fill("2027-01-08")
    rhythm.select_option(label="Én gang")
    expect(until).to_be_hidden()
    press(page.get_by_role("button", name="Lav samtalen"))
    expect(until).to_have_value("2027-01-08")
    expect(until).to_be_visible()
