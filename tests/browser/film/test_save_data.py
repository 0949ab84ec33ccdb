"""Spar data: a link to the small film, which becomes a choice where there is a script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

LARGE, SMALL = ".mp4", ".360.mp4"
SIZED = re.compile(r"^Spar data \(0,[1-9] MB\)$")
FORGETS = """() => {
  const { get } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "played");
  let from = 0;
  document.addEventListener("emptied", ({ target }) => { from = target.currentTime; }, true);
  Object.defineProperty(HTMLMediaElement.prototype, "played", {
    get() {
      const played = get.call(this);
      return { length: played.length, end: (i) => played.end(i),
        start: (i) => Math.min(Math.max(played.start(i), from), played.end(i)) };
    },
  });
}"""
"""Chromium remembers what was played of another file; the standard lets a browser forget it."""


def chosen(page: Page) -> str:
    """The film that the player has, without its hash."""
    address = page.evaluate(
        "() => { const film = document.querySelector('video'); "
        "return film.src || film.querySelector('source').src; }"
    )
    return "." + address.rsplit("/", 1)[1].split(".", 4)[4]


def choice(page: Page, url: str) -> Page:
    page.goto(url)
    page.wait_for_function("() => document.querySelector('button[data-save-data], button.choice')")
    expect(page.get_by_role("button", name=SIZED)).to_be_visible()
    return page


def play_to(page: Page, seconds: float) -> None:
    page.evaluate("() => { const film = document.querySelector('video'); "
                  "film.playbackRate = 8; film.play(); }")  # fmt: skip
    page.wait_for_function(f"() => document.querySelector('video').currentTime > {seconds}")


def test_the_small_film_goes_on_where_the_large_one_was_and_both_count(
    page: Page, lesson_url: str
) -> None:
    page.add_init_script(f"({FORGETS})()")
    choice(page, lesson_url)
    assert chosen(page) == LARGE
    page.get_by_role("button", name="Husk, hvor langt jeg er kommet").click()
    play_to(page, 8)
    page.get_by_role("button", name="Spar data").click()
    assert chosen(page) == SMALL
    page.wait_for_function("() => document.querySelector('video').videoHeight === 360")
    page.wait_for_function("() => document.querySelector('video').currentTime > 12")
    assert page.evaluate("() => document.querySelector('video').playbackRate") == 8
    page.evaluate("() => document.querySelector('video').pause()")
    page.wait_for_function(
        "() => { const { films } = JSON.parse(localStorage['jobvej.device']); "
        "const [film] = Object.values(films); return film.segments.at(-1)[1] > 11; }"
    )
    segments = page.evaluate(
        "() => Object.values(JSON.parse(localStorage['jobvej.device']).films)[0].segments"
    )
    watched = sum(end - start for start, end in segments)
    assert segments[0][0] < 0.5
    assert watched > segments[-1][1] - 1.5, f"nothing watched was lost: {segments}"
    assert page.evaluate("() => document.querySelector('video').textTracks[0].cues.length") > 10


def test_back_to_the_large_one(page: Page, lesson_url: str) -> None:
    choice(page, lesson_url)
    button = page.get_by_role("button", name="Spar data")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert chosen(page) == LARGE


def test_choosing_loads_nothing_before_play(page: Page, lesson_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    choice(page, lesson_url)
    page.get_by_role("button", name="Spar data").click()
    page.wait_for_timeout(500)
    assert [url for url in asked if url.endswith(".mp4")] == []


@pytest.mark.parametrize("is_kept", [False, True])
def test_the_choice_is_remembered_only_where_the_device_remembers(
    page: Page, lesson_url: str, is_kept: bool
) -> None:
    choice(page, lesson_url)
    if is_kept:
        page.get_by_role("button", name="Husk, hvor langt jeg er kommet").click()
    page.get_by_role("button", name="Spar data").click()
    choice(page, lesson_url)
    assert chosen(page) == (SMALL if is_kept else LARGE)


def test_a_phone_that_saves_data_gets_the_small_film_and_may_have_the_large(
    page: Page, lesson_url: str
) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    choice(page, lesson_url)
    assert chosen(page) == SMALL
    page.get_by_role("button", name="Spar data").click()
    assert chosen(page) == LARGE


def test_without_a_script_it_is_a_link_to_the_small_film(browser: Browser, lesson_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(lesson_url)
        expect(page.locator("[data-read-aloud]")).to_be_hidden()
        link = page.get_by_role("link", name=SIZED)
        href = link.get_attribute("href")
        assert href
        assert href.endswith(SMALL)
        answer = page.request.get(
            lesson_url.replace("/kurser/cv/profiltekst/", href), headers={"Range": "bytes=0-99"}
        )
        assert (answer.status, answer.headers["content-type"]) == (206, "video/mp4")
