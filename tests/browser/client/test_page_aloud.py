"""Læs siden højt: what stands on the page, in its order, by the device's own Danish voice.

The voice is a stand-in of the platform's, as for the films.
"""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LESSON, Jobvej
from tests.browser.film.voice import HELLE, STRANGERS, VOICE, said, wait_for_sentences
from tests.browser.looked_at import hidden_focus


@pytest.fixture
def reader(page: Page) -> Page:
    """A device with a Danish voice."""
    page.add_init_script(f"({VOICE})({json.dumps([*STRANGERS, HELLE])})")
    return page


def begin(page: Page) -> Locator:
    button = page.get_by_role("button", name="Læs siden højt")
    button.click()
    return page.locator("[data-page-aloud]")


def words(page: Page) -> list[str]:
    return [one["text"] for one in said(page)]


def test_without_a_danish_voice_on_the_device_there_is_no_button(
    page: Page, jobvej: Jobvej
) -> None:
    page.add_init_script(f"({VOICE})({json.dumps(STRANGERS)})")
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.wait_for_load_state("networkidle")
    for button in ("[data-page-aloud]", "[data-read-aloud]"):
        expect(page.locator(button)).to_be_hidden()


@pytest.mark.parametrize("button", ["[data-page-aloud]", "[data-read-aloud]"])
def test_an_iphone_whose_speech_takes_no_listeners_reads_aloud_too(
    reader: Page, jobvej: Jobvej, button: str
) -> None:
    reader.add_init_script("speechSynthesis.addEventListener = undefined;")
    reader.goto(jobvej.url.rstrip("/") + LESSON)
    expect(reader.locator(button)).to_be_visible()


def test_a_voice_that_comes_without_a_word_is_found(page: Page, jobvej: Jobvej) -> None:
    page.add_init_script(f"({VOICE})([])")
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.wait_for_function("() => document.querySelector('.film[data-state]')")
    page.evaluate("(voice) => { speechSynthesis.getVoices().push(voice); }", HELLE)
    expect(page.locator("[data-page-aloud]")).to_be_visible()


def test_a_lesson_is_said_in_its_order_and_the_place_is_shown(reader: Page, jobvej: Jobvej) -> None:
    reader.goto(jobvej.url.rstrip("/") + LESSON)
    button = begin(reader)
    expect(reader.locator("h1.said")).to_be_visible()
    expect(button).to_have_text("Stop oplæsningen")
    wait_for_sentences(reader, 4)
    heard = words(reader)
    lead = reader.locator("p.lead").inner_text()
    assert heard[0] == reader.locator("h1").inner_text()
    assert " ".join(heard[1:]).startswith(lead)
    assert {one["voice"] for one in said(reader)} == {"Helle"}
    assert reader.locator(".said").count() == 1


def test_the_whole_page_is_said_once_and_then_it_is_silent(reader: Page, jobvej: Jobvej) -> None:
    reader.goto(f"{jobvej.url}hjaelp/")
    reader.evaluate("() => { speechSynthesis.pace = 0; }")
    button = begin(reader)
    expect(button).to_have_text("Læs siden højt", timeout=30_000)
    heard = " ".join(words(reader))
    for text in reader.locator("main :is(h1, h2)").all_inner_texts():
        assert heard.count(text) >= 1, text
    assert heard.endswith(reader.locator("main :is(p, li):visible").last.inner_text().strip())
    assert reader.locator(".said").count() == 0


def test_a_press_elsewhere_goes_on_there_and_stop_is_silent(reader: Page, jobvej: Jobvej) -> None:
    reader.goto(jobvej.url.rstrip("/") + LESSON)
    reader.evaluate("() => { speechSynthesis.pace = 500; }")
    button = begin(reader)
    there = reader.locator(".lesson-text > p").last
    there.click()
    wait_for_sentences(reader, 2)
    assert there.inner_text().startswith(words(reader)[1])
    expect(there).to_have_class("said")
    button.click()
    assert not reader.evaluate("() => speechSynthesis.speaking")
    expect(reader.locator(".said")).to_have_count(0)
    reader.wait_for_timeout(700)
    assert len(words(reader)) == 2, "nothing set it going again"


def test_the_button_covers_nothing_that_the_keyboard_comes_to(reader: Page, jobvej: Jobvej) -> None:
    reader.set_viewport_size({"width": 360, "height": 500})
    reader.goto(jobvej.url.rstrip("/") + LESSON)
    reader.evaluate("() => { speechSynthesis.pace = 1000; }")  # the page stays where one goes
    begin(reader)
    assert hidden_focus(reader) == []


def test_a_voice_that_fails_is_not_rushed_through_the_page(reader: Page, jobvej: Jobvej) -> None:
    reader.goto(jobvej.url.rstrip("/") + LESSON)
    reader.evaluate(
        "() => { const { speak } = speechSynthesis; speechSynthesis.speak = (one) => "
        "{ speak(one); speechSynthesis.cancel(); }; }"
    )
    button = begin(reader)
    expect(button).to_have_text("Læs siden højt")
    reader.wait_for_timeout(700)
    assert len(words(reader)) == 1


@pytest.mark.parametrize("film", ["plays", "waits for the voice"])
def test_a_film_and_the_page_never_speak_at_once(reader: Page, jobvej: Jobvej, film: str) -> None:
    reader.goto(jobvej.url.rstrip("/") + LESSON)
    reader.evaluate("() => { speechSynthesis.pace = 500; }")
    button = begin(reader)
    reader.get_by_role("button", name="Læs højt").click()
    expect(button).to_have_text("Læs siden højt")
    is_paused = "true" if film == "waits for the voice" else "false"
    reader.wait_for_function(
        f"() => speechSynthesis.speaking && document.querySelector('video').paused === {is_paused}"
    )
    button.click()
    expect(button).to_have_text("Stop oplæsningen")
    reader.wait_for_timeout(700)
    assert reader.locator("video").evaluate("(video) => video.paused")
    assert words(reader)[-1] == reader.locator("h1").inner_text()


def test_dine_opgaver_are_said_without_what_is_there_to_press(reader: Page, jobvej: Jobvej) -> None:
    jobvej.sign_in(reader, "Anna")
    reader.evaluate("() => { speechSynthesis.pace = 0; }")
    button = begin(reader)
    expect(button).to_have_text("Læs siden højt", timeout=30_000)
    heard = " ".join(words(reader))
    assert heard.startswith("Dine opgaver Hej Anna.")
    assert "Jeg har gjort det" not in heard
    for title in reader.locator(".item:visible h3").all_inner_texts():
        assert title in heard
