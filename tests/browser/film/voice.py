"""A stand-in for the platform's voice: it says nothing, but keeps the time a voice would take."""

import json
from typing import Any

from playwright.sync_api import Page

VOICE = """(voices) => {
  class Utterance { constructor(text) { this.text = text; } }
  const said = [];
  let current = null;
  const speech = new EventTarget();
  Object.assign(speech, {
    speaking: false, pending: false, said, pace: 15, isMute: false,
    getVoices: () => voices,
    speak(utterance) {
      const video = document.querySelector("video");
      said.push({ text: utterance.text, lang: utterance.lang, voice: utterance.voice.name,
        rate: utterance.rate, at: video && video.currentTime, cut: false });
      speech.speaking = true;
      current = { utterance, entry: said[said.length - 1] };
      current.timer = setTimeout(() => {
        speech.speaking = false;
        current = null;
        if (!speech.isMute) utterance.onend();
      }, utterance.text.length * speech.pace);
    },
    cancel() {
      if (!current) return;
      const { utterance, entry, timer } = current;
      clearTimeout(timer);
      entry.cut = true;
      current = null;
      speech.speaking = false;
      setTimeout(() => utterance.onerror({ error: "interrupted" }));
    },
  });
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
}"""
HELLE = {"name": "Helle", "lang": "da-DK", "localService": True}
STRANGERS = [
    {"name": "Google dansk", "lang": "da-DK", "localService": False},
    {"name": "David", "lang": "en-US", "localService": True},
    {"name": "Dahlia", "lang": "dav", "localService": True},
]


def open_lesson(page: Page, lesson_url: str, voices: list[dict[str, Any]]) -> None:
    page.add_init_script(f"({VOICE})({json.dumps(voices)})")
    page.goto(lesson_url)
    page.wait_for_function("() => document.querySelector('.film[data-state]')")


def said(page: Page) -> list[dict[str, Any]]:
    return page.evaluate("() => speechSynthesis.said")


def sentences(page: Page) -> list[tuple[str, float, float]]:
    """(text, start, end) of every sentence, as the captions have them."""
    cues = page.evaluate(
        "() => [...document.querySelector('video').textTracks[0].cues]"
        ".map(({ text, startTime, endTime }) => [text, startTime, endTime])"
    )
    found: list[tuple[str, float, float]] = []
    is_open = False
    for text, start, end in cues:
        words = " ".join(text.split())
        if is_open:
            before, began, _ = found.pop()
            words, start = f"{before} {words}", began
        found.append((words, start, end))
        is_open = not words.endswith((".", "?", "!", "…"))
    return found


def state(page: Page) -> dict[str, Any]:
    return page.evaluate(
        "() => { const { paused, currentTime, played, textTracks } = "
        "document.querySelector('video'); const [cue] = textTracks[0].activeCues || []; "
        "return { paused, currentTime, ranges: played.length, cue: cue ? cue.text : '' }; }"
    )


def wait_for_sentences(page: Page, count: int) -> None:
    page.wait_for_function(f"() => speechSynthesis.said.length >= {count}")
