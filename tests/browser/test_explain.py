"""A hard word's explanation in a real browser: by touch, by keyboard and without a script."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LESSON, Jobvej


def sound(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def test_a_word_opens_and_closes_by_touch_and_by_keyboard(page: Page, jobvej: Jobvej) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(jobvej.url.rstrip("/") + LESSON)
    word = page.locator("a[data-word]").first
    expect(word).to_have_attribute("aria-expanded", "false")
    box = page.locator(".word-means")
    word.click()
    expect(box).to_contain_text(word.get_attribute("data-word") or "?")
    expect(word).to_have_attribute("aria-expanded", "true")
    expect(word).to_have_attribute("aria-controls", box.get_attribute("id") or "?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    sound(page)
    box.get_by_role("link").focus()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(word).to_be_focused()
    expect(word).to_have_attribute("aria-expanded", "false")
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(box).to_be_visible()
        page.keyboard.press(key)
        expect(box).to_have_count(0)
    assert page.url.endswith(LESSON)


def test_without_a_script_the_word_leads_to_its_explanation(
    browser: Browser, jobvej: Jobvej
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(jobvej.url.rstrip("/") + LESSON)
    word = page.locator("a.word").first
    means = word.get_attribute("data-word") or "?"
    word.click()
    expect(page.locator("dl > div:target")).to_contain_text(means)
    context.close()


def test_the_page_of_words_fits_a_phone(page: Page, jobvej: Jobvej) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{jobvej.url}ord/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    sound(page)
