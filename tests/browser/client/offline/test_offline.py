"""A kept course where there is no network: read, seen and ticked."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Error, Page, Request, expect

from tests.browser.client.offline.kept import (
    COURSE,
    keep,
    offer,
    open_without_network,
    publish_with,
)
from tests.browser.conftest import LESSON, Jobvej


def test_a_kept_course_is_read_without_a_network_in_its_own_clothes(
    reader: Page, jobvej: Jobvej
) -> None:
    keep(reader)
    expect(offer(reader).get_by_role("status")).to_be_focused()
    open_without_network(reader, jobvej, LESSON)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Din profiltekst")
    font = reader.evaluate(
        "() => document.fonts.ready.then((all) => [...all].map((f) => f.status))"
    )
    assert font.count("loaded") == 2
    reader.get_by_role("button", name="Jeg har gjort det").click()
    expect(reader.locator(".task")).to_have_attribute("data-state", "done")
    reader.goto(jobvej.url.rstrip("/") + COURSE)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Dit CV")


def test_its_film_plays_and_can_be_moved_in(reader: Page, jobvej: Jobvej) -> None:
    keep(reader)
    open_without_network(reader, jobvej, LESSON)
    at = reader.locator("video").evaluate(
        """async (video) => {
      video.muted = true;
      await video.play();
      video.currentTime = 30;
      await new Promise((done) => video.addEventListener("seeked", done, { once: true }));
      await new Promise((done) => video.addEventListener("timeupdate", done, { once: true }));
      return video.currentTime;
    }"""
    )
    assert 30 <= at < 32
    cues = "(video) => video.textTracks[0].cues.length"
    assert reader.locator("video").evaluate(cues) > 5


def test_a_film_is_answered_in_the_pieces_that_players_ask_for(
    reader: Page, jobvej: Jobvej
) -> None:
    keep(reader)
    open_without_network(reader, jobvej, LESSON)
    film = reader.locator("video source").get_attribute("src")
    ask = """async ([film, range]) => {
      const answer = await fetch(film, { headers: { Range: range } });
      const size = (await answer.arrayBuffer()).byteLength;
      return [answer.status, size, answer.headers.get("Content-Range")];
    }"""
    whole = reader.evaluate(ask, [film, "bytes=0-"])[1]
    for asked, first, last in (
        ("bytes=0-1", 0, 1),
        ("bytes=10-", 10, whole - 1),
        ("bytes=-5", whole - 5, whole - 1),
        (f"bytes={whole - 2}-{whole + 9}", whole - 2, whole - 1),
    ):
        told = [206, last - first + 1, f"bytes {first}-{last}/{whole}"]
        assert reader.evaluate(ask, [film, asked]) == told
    assert reader.evaluate(ask, [film, f"bytes={whole}-"]) == [416, 0, f"bytes */{whole}"]


def test_a_tick_without_a_network_waits_and_is_sent_later(page: Page, jobvej: Jobvej) -> None:
    jobvej.sign_in(page, "Anna")
    page.goto(jobvej.url.rstrip("/") + LESSON)
    expect(page.locator("[data-film-note]")).to_be_visible()  # the plan is known here
    page.goto(jobvej.url.rstrip("/") + COURSE)
    page.wait_for_load_state("networkidle")
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one))
    keep(page)
    assert [one for one in asked if one.url.endswith(LESSON)]
    assert not [one.url for one in asked if "cookie" in one.all_headers()], "as anybody gets it"
    open_without_network(page, jobvej, LESSON)
    page.get_by_role("button", name="Jeg har gjort det").click()
    status = page.locator(".task [data-status]")
    expect(status).to_have_text("Venter på internet. Du mister ikke noget.")
    assert jobvej.events("Anna") == []
    page.context.set_offline(False)
    expect(status).to_have_text("Gemt.")
    assert [kind for kind, _ in jobvej.events("Anna")] == ["completed"]


def test_another_page_says_calmly_that_it_cannot_come_and_what_can(
    reader: Page, jobvej: Jobvej
) -> None:
    keep(reader)
    for address in ("/kurser/jobsamtalen/", "/", "/dine-opgaver/"):
        open_without_network(reader, jobvej, address)
        expect(reader.get_by_role("heading", level=1)).to_have_text("Uden internet")
        expect(reader.get_by_role("main")).to_contain_text("Du har ikke gjort noget galt.")
        expect(reader.get_by_role("link", name="Dit CV")).to_be_visible()
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):  # the browser's own business
        reader.context.new_page().goto(f"{jobvej.url}job/i-dag/")
    for address, wanted in (
        ("/dine-opgaver/", "**/log-paa/**"),
        ("/kurser/jobsamtale/#laerer", "**/kurser/jobsamtale/#laerer"),
    ):
        open_without_network(reader, jobvej, address)
        reader.context.set_offline(False)
        reader.get_by_role("link", name="Prøv igen").click()
        expect(reader.get_by_role("heading", level=1)).not_to_have_text("Uden internet")
        reader.wait_for_url(wanted)  # the page that was wanted, with a network


@pytest.mark.parametrize("address", ["/g/cv.profiltekst/", "/g/cv.profiltekst", LESSON[:-1]])
def test_an_address_that_leads_on_does_so_without_a_network_too(
    reader: Page, jobvej: Jobvej, address: str
) -> None:
    keep(reader)
    open_without_network(reader, jobvej, address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Din profiltekst")
    assert reader.url.endswith(LESSON)


class Ailing(BaseHTTPRequestHandler):
    """A server that says it cannot answer, or takes its time to."""

    def do_GET(self) -> None:
        time.sleep(60 if self.server.is_slow else 0)
        self.send_error(502)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.mark.parametrize("is_slow", [False, True])
def test_a_server_that_ails_keeps_nobody_from_what_is_kept(
    page: Page, jobvej: Jobvej, is_slow: bool
) -> None:
    page.goto(jobvej.url.rstrip("/") + COURSE)
    keep(page)
    (worker,) = page.context.service_workers
    worker.evaluate("""() => {
      const real = setTimeout;
      self.setTimeout = (work, wait, ...rest) => real(work, wait / 20, ...rest);
    }""")
    jobvej.kill()
    server = ThreadingHTTPServer(("127.0.0.1", urlsplit(jobvej.url).port), Ailing)
    server.is_slow = is_slow
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        page.goto(jobvej.url.rstrip("/") + LESSON, wait_until="commit")
        expect(page.get_by_role("heading", level=1)).to_have_text("Din profiltekst")
    finally:
        server.shutdown()
        server.server_close()
        jobvej.start()


def test_a_picture_is_seen_without_a_network_wherever_its_author_laid_it(
    reader: Page, jobvej: Jobvej
) -> None:
    build = (jobvej.build_dir / "current").read_text().strip()
    www = jobvej.build_dir / f"site-{build}" / "www"
    Image.new("RGB", (40, 30)).save(www / "assets" / "Et æble.PNG")
    picture = '</h1><img src="/assets/Et%20%C3%A6ble.PNG" alt="Et æble">'
    publish_with(jobvej, "</h1>", picture)
    reader.reload()
    keep(reader)
    open_without_network(reader, jobvej, LESSON)
    width = "(picture) => picture.decode().then(() => picture.naturalWidth)"
    assert reader.get_by_alt_text("Et æble").evaluate(width) == 40


def test_a_page_of_before_is_never_kept_as_the_new_one(reader: Page, jobvej: Jobvej) -> None:
    """Where the network is slow or away, the worker must not answer whoever fetches an edition."""
    keep(reader)
    reader.reload()
    reader.context.set_offline(True)
    asked = f"() => fetch('{LESSON}').then(() => 'answered', () => 'no network')"
    assert reader.evaluate(asked) == "no network"


def test_a_page_that_is_open_already_goes_on_as_it_was(reader: Page, jobvej: Jobvej) -> None:
    """Its film may be playing in the large size, which no piece of the small one fits."""
    lesson = reader.context.new_page()
    lesson.goto(jobvej.url.rstrip("/") + LESSON)
    keep(reader)
    led = "() => navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)"
    assert not lesson.evaluate(led)
    lesson.reload()
    assert lesson.evaluate(led)


def test_where_storage_fails_a_page_is_shown_all_the_same(reader: Page, jobvej: Jobvej) -> None:
    keep(reader)
    (worker,) = reader.context.service_workers
    worker.evaluate("() => { CacheStorage.prototype.keys = () => Promise.reject(new Error()); }")
    reader.goto(jobvej.url.rstrip("/") + COURSE)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Dit CV")
    expect(offer(reader)).to_be_visible()  # its scripts have come too


def test_a_lesson_leads_to_where_its_course_is_kept(page: Page, jobvej: Jobvej) -> None:
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.get_by_role("link", name="Læs uden internet").click()
    expect(offer(page).get_by_text("Læs kurset uden internet")).to_be_focused()
    expect(offer(page).get_by_role("button", name="MB)")).to_be_in_viewport()
