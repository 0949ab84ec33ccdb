"""Læs højt: the film waits for the device's voice, which here is a stand-in of the platform's.

Chromium on a test machine has no voice at all. `speechSynthesis` is the browser's and not ours, so
a page of these tests gets one that says nothing but keeps the time a voice would take.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.film.voice import (
    HELLE,
    STRANGERS,
    open_lesson,
    said,
    sentences,
    state,
    wait_for_sentences,
)


@pytest.fixture
def lesson(page: Page, lesson_url: str) -> Page:
    """The lesson on a device with a Danish voice, six times faster than life."""
    open_lesson(page, lesson_url, [*STRANGERS, HELLE])
    page.evaluate("() => { document.querySelector('video').defaultPlaybackRate = 6; "
                  "document.querySelector('video').playbackRate = 6; }")  # fmt: skip
    return page


def test_a_voice_that_comes_late_brings_the_button(page: Page, lesson_url: str) -> None:
    open_lesson(page, lesson_url, [])
    button = page.locator("[data-read-aloud]")
    expect(button).to_be_hidden()
    page.evaluate(
        "(voice) => { speechSynthesis.getVoices().push(voice); "
        "speechSynthesis.dispatchEvent(new Event('voiceschanged')); }",
        HELLE,
    )
    assert button.is_visible(), "at once, not when it is looked for again"


def test_each_sentence_is_said_once_in_order_and_the_film_waits_for_it(lesson: Page) -> None:
    lesson.get_by_role("button", name="Læs højt").click()
    wait_for_sentences(lesson, 5)
    expected = sentences(lesson)
    heard = said(lesson)
    assert [one["text"] for one in heard[:5]] == [text for text, _, _ in expected[:5]]
    assert {(one["voice"], one["lang"], one["rate"]) for one in heard} == {("Helle", "da-DK", 2)}
    assert not any(one["cut"] for one in heard)
    for one, (_, start, _) in zip(heard, expected, strict=False):
        assert start <= one["at"] < start + 2.4, "said as its caption appears"


def test_while_it_waits_the_caption_is_still_shown(lesson: Page) -> None:
    lesson.evaluate(
        "() => { speechSynthesis.pace = 60; document.querySelector('video').playbackRate = 3; }"
    )
    lesson.get_by_role("button", name="Læs højt").click()
    wait_for_sentences(lesson, 1)
    lesson.wait_for_function("() => document.querySelector('video').paused")
    waits = state(lesson)
    text, _, end = sentences(lesson)[0]
    assert end - 0.5 < waits["currentTime"] < end
    assert waits["cue"]
    assert text.endswith(" ".join(waits["cue"].split()))
    wait_for_sentences(lesson, 2)
    assert state(lesson)["ranges"] == 1, "what was watched has no gaps"


def test_a_quick_voice_holds_nothing_up(lesson: Page) -> None:
    lesson.evaluate("() => { speechSynthesis.pace = 0; "
                    "document.querySelector('video').addEventListener('pause', "
                    "() => { window.stood = true; }); }")  # fmt: skip
    lesson.get_by_role("button", name="Læs højt").click()
    wait_for_sentences(lesson, 4)
    assert not lesson.evaluate("() => window.stood")


def test_a_voice_that_ends_as_the_film_begins_to_wait_says_no_sentence_twice(lesson: Page) -> None:
    """The film goes on before the browser has told of its pause."""
    lesson.evaluate(
        "() => { const { speak } = speechSynthesis; let last; speechSynthesis.pace = 500; "
        "speechSynthesis.speak = (utterance) => { last = utterance; speak(utterance); }; "
        "const video = document.querySelector('video'); const pause = video.pause.bind(video); "
        "video.pause = () => { pause(); last.onend(); }; }"
    )
    lesson.get_by_role("button", name="Læs højt").click()
    wait_for_sentences(lesson, 3)
    expected = [text for text, _, _ in sentences(lesson)[:3]]
    assert [one["text"] for one in said(lesson)[:3]] == expected


def test_a_pause_is_silent_and_the_sentence_is_taken_up_where_it_was(lesson: Page) -> None:
    lesson.get_by_role("button", name="Læs højt").click()
    wait_for_sentences(lesson, 2)
    lesson.evaluate("() => document.querySelector('video').pause()")
    lesson.wait_for_function("() => !speechSynthesis.speaking")
    lesson.wait_for_timeout(300)
    heard = said(lesson)
    assert heard[-1]["cut"]
    assert state(lesson)["paused"], "nothing set it going again"
    lesson.evaluate("() => document.querySelector('video').play()")
    wait_for_sentences(lesson, len(heard) + 1)
    again = said(lesson)[len(heard)]["text"]
    assert heard[-1]["text"].endswith(again) or again in [text for text, _, _ in sentences(lesson)]


def test_a_jump_says_what_stands_there(lesson: Page) -> None:
    lesson.get_by_role("button", name="Læs højt").click()
    wait_for_sentences(lesson, 1)
    text, start, _ = sentences(lesson)[6]
    lesson.evaluate(f"() => {{ document.querySelector('video').currentTime = {start + 0.1}; }}")
    lesson.wait_for_function("() => speechSynthesis.said.at(-1).at > 10")
    heard = said(lesson)
    assert heard[-1]["text"] == text
    wait_for_sentences(lesson, len(heard) + 1)


def test_a_jump_while_the_film_waits_goes_on_there(lesson: Page) -> None:
    lesson.evaluate("() => { speechSynthesis.pace = 500; }")
    lesson.get_by_role("button", name="Læs højt").click()
    lesson.wait_for_function("() => speechSynthesis.speaking && "
                             "document.querySelector('video').paused")  # fmt: skip
    text, start, _ = sentences(lesson)[6]
    lesson.evaluate(f"() => {{ document.querySelector('video').currentTime = {start + 0.1}; }}")
    wait_for_sentences(lesson, 2)
    assert [one["text"] for one in said(lesson)][1:] == [text]
    assert said(lesson)[0]["cut"]


def test_stop_is_silent_and_lets_the_film_go_on(lesson: Page) -> None:
    lesson.evaluate("() => { speechSynthesis.pace = 500; }")
    button = lesson.get_by_role("button", name="Læs højt")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    lesson.wait_for_function("() => speechSynthesis.speaking && "
                             "document.querySelector('video').paused")  # fmt: skip
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert not lesson.evaluate("() => speechSynthesis.speaking")
    lesson.wait_for_function("() => !document.querySelector('video').paused")
    end = sentences(lesson)[1][2]
    lesson.wait_for_function(f"() => document.querySelector('video').currentTime > {end}")
    assert len(said(lesson)) == 1


def test_a_voice_that_forgets_to_say_it_is_done_stops_nobody(lesson: Page) -> None:
    lesson.evaluate("() => { speechSynthesis.isMute = true; speechSynthesis.pace = 12; }")
    lesson.get_by_role("button", name="Læs højt").click()
    wait_for_sentences(lesson, 2)


def test_the_last_word_is_said_before_the_film_ends(lesson: Page) -> None:
    lesson.get_by_role("button", name="Læs højt").click()
    wait_for_sentences(lesson, 1)
    last = sentences(lesson)[-4:]
    lesson.evaluate(
        f"() => {{ speechSynthesis.said.length = 0; speechSynthesis.pace = 30; "
        f"document.querySelector('video').currentTime = {last[0][1] + 0.1}; }}"
    )
    lesson.wait_for_function("() => document.querySelector('video').ended", timeout=30_000)
    heard = said(lesson)
    assert [one["text"] for one in heard] == [text for text, _, _ in last]
    assert not any(one["cut"] for one in heard)


def test_a_film_that_was_read_aloud_was_seen(lesson: Page) -> None:
    """To the browser all the waiting is one piece of watching."""
    lesson.evaluate(
        "() => { speechSynthesis.pace = 2; document.querySelector('video').playbackRate = 14; }"
    )
    lesson.get_by_role("button", name="Læs højt").click()
    expect(lesson.locator(".film")).to_have_attribute("data-state", "done", timeout=30_000)
    assert state(lesson)["ranges"] == 1
    assert len(said(lesson)) > 10


@pytest.mark.parametrize("is_kept", [False, True])
def test_the_choice_is_remembered_only_where_the_device_remembers(
    lesson: Page, is_kept: bool
) -> None:
    if is_kept:
        lesson.get_by_role("button", name="Husk, hvor langt jeg er kommet").click()
    lesson.get_by_role("button", name="Læs højt").click()
    lesson.reload()
    button = lesson.get_by_role("button", name="Læs højt")
    expect(button).to_have_attribute("aria-pressed", str(is_kept).lower())
    assert state(lesson)["paused"], "nothing plays by itself"
    assert said(lesson) == []
    lesson.evaluate("() => { document.querySelector('video').play(); }")
    lesson.wait_for_function("() => document.querySelector('video').currentTime > 1")
    assert bool(said(lesson)) is is_kept
