"""The large play button: one press, then the film and its own controls have the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LESSON, Jobvej


def test_the_play_button_starts_the_film_and_hands_over_to_its_controls(
    page: Page, jobvej: Jobvej
) -> None:
    page.goto(jobvej.url.rstrip("/") + LESSON)
    play = page.get_by_role("button", name="Afspil filmen")
    expect(play).to_be_visible()
    assert not page.evaluate("() => document.querySelector('video').controls")
    play.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.2")
    expect(play).to_be_hidden()
    assert page.evaluate("() => document.activeElement.tagName") == "VIDEO"
    assert page.evaluate("() => document.querySelector('video').controls")


def test_without_script_the_film_has_its_own_controls(browser: Browser, jobvej: Jobvej) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(jobvej.url.rstrip("/") + LESSON)
    expect(page.locator("video[controls]")).to_be_visible()
    expect(page.get_by_role("button", name="Afspil filmen")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("kind", ["large", "small"])
def test_a_film_that_does_not_come_says_so_and_can_be_pressed_again(
    page: Page, jobvej: Jobvej, kind: str
) -> None:
    page.route("**/*.mp4", lambda route: route.abort())
    page.goto(jobvej.url.rstrip("/") + LESSON)
    if kind == "small":
        page.get_by_role("button", name="Spar data").click()
    play = page.get_by_role("button", name="Afspil filmen")
    play.press("Enter")
    told = page.locator(".film [data-status]")
    expect(told).to_contain_text("Filmen kunne ikke hentes.")
    expect(play).to_be_focused()
    page.unroute("**/*.mp4")
    play.press("Enter")
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.2")
    expect(told).to_be_empty()
    expect(play).to_be_hidden()


def test_at_its_end_no_caption_lies_on_what_is_to_be_remembered(page: Page, jobvej: Jobvej) -> None:
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.get_by_role("button", name="Afspil filmen").press("Enter")
    mode = "() => document.querySelector('video').textTracks[0].mode"
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.2")
    assert page.evaluate(mode) == "showing"
    page.evaluate(
        "() => { const v = document.querySelector('video'); v.currentTime = v.duration - 1; }"
    )
    page.wait_for_function("() => document.querySelector('video').ended")
    page.wait_for_function(f"{mode} === 'hidden'")
    page.evaluate("() => document.querySelector('video').play()")
    page.wait_for_function(f"{mode} === 'showing'")
