"""The large play button: one press, then the film and its own controls have the keyboard."""

import pytest
from playwright.sync_api import Locator, Page, expect

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


MODE = "() => document.querySelector('video').textTracks[0].mode"


def begin(page: Page, jobvej: Jobvej) -> Locator:
    """The line below the film, which has been set going."""
    page.goto(jobvej.url.rstrip("/") + LESSON)
    line = page.locator("[data-caption]")
    expect(line).to_be_hidden()
    page.get_by_role("button", name="Afspil filmen").press("Enter")
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.2")
    return line


def test_captions_stand_below_the_film_where_nothing_lies_on_the_picture(
    page: Page, jobvej: Jobvej
) -> None:
    line = begin(page, jobvej)
    page.evaluate("() => document.querySelector('video').pause()")
    cue = page.evaluate("() => document.querySelector('video').textTracks[0].activeCues[0].text")
    expect(line).to_have_text(" ".join(cue.split()))
    assert page.evaluate(MODE) == "hidden", "the browser's bar would lift it onto the picture"
    film, words = page.locator("video").bounding_box(), line.bounding_box()
    assert film
    assert words
    assert words["y"] >= film["y"] + film["height"]
    page.evaluate("() => { document.querySelector('video').currentTime = 30; }")
    page.wait_for_function(
        "(words) => document.querySelector('[data-caption]').textContent !== words",
        arg=" ".join(cue.split()),
    )
    assert line.bounding_box() == words, "what is below does not move from caption to caption"


def test_in_full_screen_the_captions_are_in_the_picture(page: Page, jobvej: Jobvej) -> None:
    line = begin(page, jobvej)
    page.evaluate("() => document.querySelector('video').requestFullscreen()")
    page.wait_for_function(f"{MODE} === 'showing'")
    cue = page.evaluate_handle("() => document.querySelector('video').textTracks[0].activeCues[0]")
    assert cue.evaluate("(cue) => cue.line") == 0, "at the top, over nothing that is told"
    page.evaluate("() => document.exitFullscreen()")
    page.wait_for_function(f"{MODE} === 'hidden'")
    expect(line).to_be_visible()


def test_a_film_begins_with_captions_also_where_the_browser_keeps_them_off(
    page: Page, jobvej: Jobvej
) -> None:
    """WebKit does, where its owner asks for none. Who hides them afterwards is left alone."""
    page.goto(jobvej.url.rstrip("/") + LESSON)
    video, line = page.locator("video"), page.locator("[data-caption]")
    video.evaluate("(video) => { video.textTracks[0].mode = 'disabled'; }")
    page.get_by_role("button", name="Afspil filmen").click()
    expect(line).not_to_be_empty()
    video.evaluate("(video) => { video.textTracks[0].mode = 'disabled'; video.pause(); }")
    video.evaluate("async (video) => { await video.play(); }")
    assert page.evaluate(MODE) == "disabled"
    expect(line).to_be_hidden()


def test_who_chooses_captions_in_the_browsers_bar_gets_the_browsers(
    page: Page, jobvej: Jobvej
) -> None:
    line = begin(page, jobvej)
    page.evaluate("() => { document.querySelector('video').textTracks[0].mode = 'showing'; }")
    expect(line).to_be_hidden()
    page.evaluate(
        "() => { const v = document.querySelector('video'); v.currentTime = v.duration - 1; }"
    )
    page.wait_for_function("() => document.querySelector('video').ended")
    page.wait_for_function(f"{MODE} === 'hidden'")  # they would lie on what is to be remembered
    page.evaluate("() => document.querySelector('video').play()")
    page.wait_for_function(f"{MODE} === 'showing'")
    expect(line).to_be_hidden()


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
