"""A course kept on the device: read, seen and ticked where there is no network."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from jobvej.builder.offline import write_offline
from jobvej.catalog import read_catalog
from tests.browser.conftest import LESSON, ROOT, Jobvej, served

COURSE = "/kurser/cv/"
KEPT = "Kurset er gemt på enheden. Du kan læse det og se filmene uden internet."
LEFT = """async () => ({
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


@pytest.fixture(scope="module")
def jobvej(tmp_path_factory: pytest.TempPathFactory, build_dir: Path) -> Iterator[Jobvej]:
    """A server on a build of its own, which a test may replace."""
    folder = tmp_path_factory.mktemp("jobvej")
    shutil.copytree(build_dir, folder / "build")
    yield from served(folder, folder / "build")


@pytest.fixture
def reader(page: Page, jobvej: Jobvej) -> Page:
    page.goto(jobvej.url.rstrip("/") + COURSE)
    return page


def offer(page: Page):
    return page.locator("[data-offline]")


def unfold(page: Page) -> None:
    offer(page).get_by_text("Læs kurset uden internet").click()
    expect(offer(page).get_by_role("button", name="MB)")).to_be_visible()


def keep(page: Page) -> None:
    unfold(page)
    offer(page).get_by_role("button", name="Gem kurset på enheden").click()
    expect(offer(page).get_by_role("status")).to_have_text(KEPT, timeout=30_000)


def open_without_network(page: Page, jobvej: Jobvej, address: str) -> None:
    page.context.set_offline(True)
    page.goto(jobvej.url.rstrip("/") + address)


def test_nothing_is_kept_before_it_is_asked_for(reader: Page) -> None:
    unfold(reader)
    assert reader.evaluate(LEFT) == {"caches": 0, "workers": 0}


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
    keep(page)
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
    reader.context.set_offline(False)
    reader.get_by_role("link", name="Prøv igen").click()
    reader.wait_for_url("**/log-paa/**")  # the page that was wanted, with a network


def test_a_server_that_is_down_is_no_network_either(page: Page, jobvej: Jobvej) -> None:
    page.goto(jobvej.url.rstrip("/") + COURSE)
    keep(page)
    jobvej.kill()
    try:
        page.goto(jobvej.url.rstrip("/") + LESSON)
        expect(page.get_by_role("heading", level=1)).to_have_text("Din profiltekst")
    finally:
        jobvej.start()


def test_it_can_be_stopped_and_goes_on_where_it_was(reader: Page) -> None:
    unfold(reader)
    offer(reader).evaluate("""(offer) => {
      const [bar, stop] = ["progress", "stop"].map((one) =>
        offer.querySelector(`[data-offline-${one}]`));
      const look = () => { if (bar.value >= 20) { watch.disconnect(); stop.click(); } };
      const watch = new MutationObserver(look);
      watch.observe(bar, { attributes: true });
    }""")
    offer(reader).get_by_role("button", name="Gem kurset på enheden").click()
    status = offer(reader).get_by_role("status")
    expect(status).to_have_text("Det er stoppet. Det, der er gemt, bliver ikke hentet igen.")
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.reload()
    asked.clear()
    offer(reader).get_by_text("Læs kurset uden internet").click()
    offer(reader).get_by_role("button", name="Gem resten").click()
    expect(status).to_have_text(KEPT, timeout=30_000)
    assert not [one for one in asked if one.endswith(".css")]  # the first, and here already
    assert [one for one in asked if one.endswith(".mp4")]


def test_a_device_without_room_says_so(reader: Page, jobvej: Jobvej) -> None:
    unfold(reader)
    devtools = reader.context.new_cdp_session(reader)
    quota = {"origin": jobvej.url.rstrip("/"), "quotaSize": 200_000}
    devtools.send("Storage.overrideQuotaForOrigin", quota)
    offer(reader).get_by_role("button", name="Gem kurset på enheden").click()
    expect(offer(reader).get_by_role("status")).to_have_text(
        "Der er ikke plads nok på enheden. Slet noget andet på den, og prøv igen."
    )
    offer(reader).get_by_role("button", name="Slet kurset fra enheden").click()
    expect(offer(reader).get_by_role("status")).to_have_text("Kurset er slettet fra enheden.")
    assert reader.evaluate(LEFT) == {"caches": 0, "workers": 0}


def test_deleting_the_last_course_leaves_nothing_on_the_device(reader: Page) -> None:
    keep(reader)
    reader.reload()
    expect(offer(reader).get_by_role("status")).to_have_text(KEPT)
    offer(reader).get_by_role("button", name="Slet kurset fra enheden").click()
    expect(offer(reader).get_by_role("button", name="Gem kurset på enheden")).to_be_visible()
    assert reader.evaluate(LEFT) == {"caches": 0, "workers": 0}


def test_what_the_author_changed_is_there_the_next_time_the_course_is_opened(
    reader: Page, jobvej: Jobvej
) -> None:
    keep(reader)
    films = [one for one in reader.evaluate(ADDRESSES) if one.endswith(".mp4")]
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    (before,) = reader.evaluate(NAMES)
    publish_with(jobvej, "Din profiltekst", "Din nye profiltekst")
    reader.goto(jobvej.url.rstrip("/") + COURSE)
    names = reader.evaluate(NAMES_AFTER, before)
    assert len(names) == 1
    assert names != [before]
    open_without_network(reader, jobvej, LESSON)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Din nye profiltekst")
    assert films
    assert not [one for one in asked if one.endswith(".mp4")]  # it is the same film


NAMES = "async () => await caches.keys()"
NAMES_AFTER = f"""async (before) => {{
  const names = {NAMES};
  for (let wait = 0; wait < 100 && (await names()).includes(before); wait += 1) {{
    await new Promise((done) => setTimeout(done, 100));
  }}
  return names();
}}"""
ADDRESSES = """async () => {
  const [name] = await caches.keys();
  const kept = await (await caches.open(name)).keys();
  return kept.map((one) => new URL(one.url).pathname);
}"""


def publish_with(jobvej: Jobvej, old: str, new: str) -> None:
    """A newer build, in which these words of every page are others."""
    current = jobvej.build_dir / "current"
    build = current.read_text().strip()
    newer = f"{datetime.now(UTC) + timedelta(seconds=1):%Y%m%d%H%M%S}-{build[-8:]}"
    folder = jobvej.build_dir / f"site-{newer}"
    shutil.copytree(jobvej.build_dir / f"site-{build}", folder)
    catalog = folder / "catalog.json"
    catalog.write_text(catalog.read_text("utf-8").replace(build, newer), "utf-8")
    page = folder / "www" / LESSON.strip("/") / "index.html"
    page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    for packed in folder.rglob("*.gz"):
        packed.unlink()
    write_offline(read_catalog(ROOT)[0], folder / "www", jobvej.build_dir / "films")
    current.write_text(newer)
    while newer.encode() not in urlopen(f"{jobvej.url}readyz").read():
        time.sleep(0.2)


def test_on_a_device_that_many_use_it_is_not_offered(page: Page, jobvej: Jobvej) -> None:
    jobvej.sign_in(page, "Bo", shared=True)
    page.goto(jobvej.url.rstrip("/") + COURSE)
    expect(page.get_by_role("heading", name="Lektioner")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(offer(page)).to_be_hidden()
