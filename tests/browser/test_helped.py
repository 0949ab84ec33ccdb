"""»Hjalp det?« in a real browser: with and without script, signed in or not, and offline."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import LESSON, Jobvej

pytestmark = pytest.mark.alone

THANKS = "Tak. Dit svar er talt med. Vi gemmer ikke, hvem du er."
STORED = "() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie].join()"


def lesson(page: Page, jobvej: Jobvej) -> Page:
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.wait_for_load_state("networkidle")
    return page


def press(page: Page, word: str) -> None:
    page.locator("[data-helped]").get_by_role("button", name=word, exact=True).click()


def counted(jobvej: Jobvej) -> list[tuple[str, int]]:
    return jobvej.rows("SELECT answer, count FROM lesson_feedback ORDER BY answer")


def answer_with(answer: dict[str, Any], route: Route) -> None:
    route.fulfill(**answer)


def sound(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def test_one_press_is_one_answer_and_leaves_nothing_behind(page: Page, jobvej: Jobvej) -> None:
    status = lesson(page, jobvej).locator("[data-helped-status]")
    sound(page)
    press(page, "Lidt")
    expect(status).to_have_text(THANKS)
    expect(status).to_be_focused()
    expect(page.locator("[data-helped] form")).to_be_hidden()
    assert page.evaluate(STORED) == ",,"
    sound(page)
    assert counted(jobvej) == [("partly", 1)]
    press(lesson(page, jobvej), "Ja")
    expect(status).to_have_text(THANKS)
    assert counted(jobvej) == [("partly", 1), ("yes", 1)]


def test_the_answer_of_somebody_signed_in_carries_no_cookie(page: Page, jobvej: Jobvej) -> None:
    jobvej.sign_in(page, "Anna")
    before = jobvej.events("Anna")
    with page.expect_request("**/api/hjalp-det") as asked:
        press(lesson(page, jobvej), "Nej")
    expect(page.locator("[data-helped-status]")).to_have_text(THANKS)
    sent = asked.value.all_headers()
    assert "cookie" not in sent
    assert LESSON not in sent.get("referer", "")
    assert asked.value.post_data_json == {"lesson": "cv.profiltekst", "answer": "no"}
    assert jobvej.events("Anna") == before


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_script_the_form_comes_back_to_words_of_thanks(
    without_script: Page, jobvej: Jobvej
) -> None:
    page = lesson(without_script, jobvej)
    expect(page.get_by_text(THANKS)).to_be_hidden()
    press(page, "Ja")
    page.wait_for_url(f"**{LESSON}#tak-for-svaret")
    expect(page.get_by_text(THANKS)).to_be_visible()
    expect(page.locator("[data-helped] form")).to_be_hidden()
    assert counted(jobvej) == [("yes", 1)]
    assert page.context.cookies() == []


def test_what_was_not_sent_is_said_and_can_be_tried_again(page: Page, jobvej: Jobvej) -> None:
    status = lesson(page, jobvej).locator("[data-helped-status]")
    page.context.set_offline(True)
    press(page, "Ja")
    expect(status).to_have_text("Dit svar blev ikke sendt. Prøv igen, når du har internet.")
    page.context.set_offline(False)
    # A static host knows no such address, and a café's sign-in page answers 200 to anything.
    for code, body in ((404, "{}"), (200, "<p>Velkommen"), (200, "{}")):
        page.route("**/api/hjalp-det", partial(answer_with, {"status": code, "body": body}))
        # The words of the answer before stand there still, and would be taken for this one's.
        status.evaluate("(one) => { one.textContent = ''; }")
        press(page, "Ja")
        expect(status).to_have_text("Dit svar blev ikke sendt. Prøv igen senere.")
        page.unroute("**/api/hjalp-det")
    assert counted(jobvej) == []
    press(page, "Ja")
    expect(status).to_have_text(THANKS)
    assert counted(jobvej) == [("yes", 1)]


def test_a_network_that_never_answers_is_given_up(page: Page, jobvej: Jobvej) -> None:
    page.clock.install()
    status = lesson(page, jobvej).locator("[data-helped-status]")
    page.route("**/api/hjalp-det", lambda _route: None)
    with page.expect_request("**/api/hjalp-det"):
        press(page, "Ja")
    page.clock.fast_forward(14_000)
    expect(status).to_be_empty()
    page.clock.fast_forward(1_001)
    expect(status).to_have_text("Dit svar blev ikke sendt. Prøv igen senere.")
