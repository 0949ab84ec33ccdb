"""What who listens hears of what happens on a page: all of it, each time, and after it is there."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LESSON, Jobvej

LISTEN = """addEventListener('DOMContentLoaded', () => {
  window.heard = [];
  const region = (node) => node.nodeType === 1 && node.closest('[role=status], [role=alert]');
  new MutationObserver((changes) => {
    const [here, fresh] = [new Set(), new Set()];
    for (const { target, addedNodes } of changes) {
      if (region(target)) here.add(region(target));
      // What comes together with its region is said by few screen readers.
      for (const one of addedNodes) if (region(one) === one) fresh.add(one);
    }
    const told = [...here].filter((one) => one.textContent && !fresh.has(one));
    for (const one of told) window.heard.push(one.textContent.trim());
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
});"""


def heard(page: Page, number: int) -> list[str]:
    """So many words as a screen reader has by now, and no more."""
    page.wait_for_function(f"() => window.heard.length >= {number}")
    return page.evaluate("() => window.heard")


@pytest.fixture
def listener(page: Page, jobvej: Jobvej) -> Page:
    page.add_init_script(LISTEN)
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.wait_for_load_state("networkidle")
    return page


def test_what_is_done_twice_is_heard_twice(listener: Page) -> None:
    copy = listener.get_by_role("button", name="Kopiér link")
    copy.press("Enter")
    assert len(heard(listener, 1)) == 1
    copy.press("Enter")
    first, second = heard(listener, 2)
    assert first == second


def test_an_answer_that_cannot_be_sent_is_told_each_time(listener: Page) -> None:
    listener.context.set_offline(True)
    for number in (1, 2):
        listener.get_by_role("button", name="Lidt").press("Enter")
        assert heard(listener, number)[-1].startswith("Dit svar blev ikke sendt.")


def test_an_answer_that_is_opened_again_is_heard_again(listener: Page, jobvej: Jobvej) -> None:
    listener.goto(f"{jobvej.url}kurser/cv/")
    listener.wait_for_load_state("networkidle")
    one, other = listener.locator(".question summary").all()[:2]
    one.press("Enter")
    other.press("Enter")
    heard(listener, 2)
    other.press("Enter")
    listener.evaluate(
        "() => new Promise(requestAnimationFrame)"
    )  # two turns at once are told as none
    other.press("Enter")
    first, second, third = heard(listener, 3)
    assert first != second == third


def test_the_explanation_of_a_word_is_heard(listener: Page) -> None:
    word = listener.locator("a[data-word]").first
    word.press("Enter")
    assert (word.get_attribute("data-word") or "?") in heard(listener, 1)[0]
    word.press("Enter")
    word.press("Enter")
    word.press("Enter")
    expect(listener.locator(".word-means")).to_have_count(0)
