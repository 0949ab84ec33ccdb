"""Reading without signing in: nothing is stored, nothing is asked, until the reader wants it."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LESSON, TASK, Jobvej, served

STORED = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).length, cookies: document.cookie,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {
    "local": [], "session": [], "databases": 0, "cookies": "", "caches": 0, "workers": 0,
}  # fmt: skip

FORGETS = "Din browser husker ikke det, du skriver."


@pytest.fixture(scope="module")
def jobvej(tmp_path_factory: pytest.TempPathFactory, build_dir: Path) -> Iterator[Jobvej]:
    """One server for all of them: nobody leaves anything there."""
    yield from served(tmp_path_factory.mktemp("jobvej"), build_dir)


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Every address the page asked for."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


@pytest.fixture
def reader(page: Page, jobvej: Jobvej) -> Page:
    page.goto(jobvej.url.rstrip("/") + LESSON)
    return page


def task(page: Page):
    return page.locator(".task")


def test_reading_and_ticking_leave_nothing_and_ask_nobody(
    asked: list[str], reader: Page, jobvej: Jobvej
) -> None:
    task(reader).get_by_role("button", name="Jeg har gjort det").click()
    expect(task(reader)).to_have_attribute("data-state", "done")
    expect(task(reader).get_by_role("status")).to_contain_text("til du forlader siden")
    reader.get_by_text("Læs teksten i stedet").click()
    reader.get_by_role("button", name="Jeg har læst teksten i stedet").click()
    reader.locator("video").evaluate("(video) => { video.muted = true; video.play(); }")
    reader.wait_for_timeout(800)
    reader.goto(jobvej.url)
    expect(reader.locator("[data-resume]")).to_be_hidden()
    reader.goto(jobvej.url.rstrip("/") + LESSON)
    assert reader.evaluate(STORED) == NOTHING
    assert reader.context.cookies() == []
    assert not [url for url in asked if "/api/" in url]
    assert not [url for url in asked if not url.startswith(jobvej.url)]
    expect(task(reader)).to_have_attribute("data-state", "open")


def test_what_was_ticked_on_the_page_is_remembered_once_the_reader_asks(reader: Page) -> None:
    task(reader).get_by_role("button", name="Jeg har gjort det").click()
    reader.get_by_role("button", name="Husk, hvor langt jeg er kommet").click()
    expect(task(reader).get_by_role("status")).to_have_text("Det er husket på denne enhed.")
    reader.reload()
    expect(task(reader)).to_have_attribute("data-state", "done")
    expect(reader.locator(f".course-nav.beside [data-lesson-task='{TASK}']")).to_contain_text(
        "(lavet)"
    )


def test_what_two_tabs_remember_is_remembered(reader: Page, jobvej: Jobvej) -> None:
    reader.get_by_role("button", name="Husk, hvor langt jeg er kommet").click()
    other = reader.context.new_page()
    other.goto(f"{jobvej.url}kurser/cv/cv-skelet/")
    for tab in (reader, other):
        task(tab).get_by_role("button", name="Jeg har gjort det").click()
        expect(task(tab).get_by_role("status")).to_have_text("Det er husket på denne enhed.")
    reader.reload()
    expect(task(reader)).to_have_attribute("data-state", "done")


def test_the_front_page_offers_to_go_on_where_a_remembering_reader_stopped(
    reader: Page, jobvej: Jobvej
) -> None:
    reader.get_by_role("button", name="Husk, hvor langt jeg er kommet").click()
    reader.goto(jobvej.url)
    card = reader.locator("[data-resume]")
    expect(card).to_contain_text("Din profiltekst")
    expect(card.get_by_role("link", name="Fortsæt")).to_have_attribute("href", LESSON)


def test_after_reading_the_text_the_focus_is_where_that_is_said(reader: Page) -> None:
    film = reader.locator(".film")
    film.get_by_text("Læs teksten i stedet", exact=True).click()
    film.get_by_role("button", name="Jeg har læst teksten i stedet").press("Enter")
    expect(film.get_by_role("status")).to_be_focused()


def test_one_press_deletes_all_from_the_device(reader: Page) -> None:
    reader.get_by_role("button", name="Husk, hvor langt jeg er kommet").click()
    task(reader).get_by_role("button", name="Jeg har gjort det").click()
    reader.get_by_role("button", name="Slet det fra denne enhed").click()
    expect(task(reader)).to_have_attribute("data-state", "open")
    assert reader.evaluate(STORED) == NOTHING


def test_deleting_the_ticks_does_not_take_a_written_text_unasked(reader: Page) -> None:
    box = reader.locator("[data-write-text]").first
    box.fill("Jeg er lagermand.")
    reader.get_by_role("button", name="Husk, hvor langt jeg er kommet").click()
    reader.get_by_role("button", name="Slet det fra denne enhed").click()
    expect(box).to_have_value("Jeg er lagermand.")
    reader.get_by_role("button", name="Slet også det, du har skrevet").click()
    expect(box).to_have_value("")
    assert reader.evaluate(STORED) == NOTHING


def test_a_written_text_stays_on_the_device_and_can_be_deleted_and_brought_back(
    reader: Page, asked: list[str]
) -> None:
    box = reader.locator("[data-write-text]").first
    expect(box).to_have_value("")
    expect(reader.get_by_text(FORGETS)).to_be_hidden()
    assert reader.evaluate(STORED) == NOTHING
    before = len(asked)
    box.fill("Jeg er lagermand.")
    kept = reader.locator("[data-write-status]").first
    expect(kept).to_have_text("Teksten er kun på denne enhed.")
    assert asked[before:] == []
    reader.reload()
    expect(box).to_have_value("Jeg er lagermand.")
    around = reader.locator("[data-write]").first
    around.get_by_role("button", name="Slet").click()
    assert reader.evaluate(STORED) == NOTHING
    around.get_by_role("button", name="Fortryd").click()
    expect(box).to_have_value("Jeg er lagermand.")


def test_a_text_typed_before_the_script_came_is_kept_beside_the_earlier_one(reader: Page) -> None:
    box = reader.locator("[data-write-text]").first
    box.fill("Jeg er lagermand.")
    expect(reader.locator("[data-write-status]").first).not_to_be_empty()
    reader.route(
        "**/client/main.js", lambda route: (box.fill("Jeg kører truck."), route.continue_())
    )
    reader.reload(wait_until="commit")
    expect(box).to_have_value("Jeg er lagermand.\nJeg kører truck.")
    reader.unroute("**/client/main.js")
    reader.reload()
    expect(box).to_have_value("Jeg er lagermand.\nJeg kører truck.")


def test_an_earlier_film_text_can_be_copied(reader: Page) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.get_by_text("Se skabelonen").click()
    block = reader.locator("[data-copy]").first
    block.get_by_role("button", name="Kopiér teksten").click()
    expect(block.get_by_role("status")).to_have_text("Kopieret.")
    copied = reader.evaluate("() => navigator.clipboard.readText()")
    assert copied == block.locator("[data-copy-text]").inner_text()


def test_refused_storage_breaks_nothing(page: Page, jobvej: Jobvej) -> None:
    page.add_init_script("""for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, { get() { throw new DOMException('no') } });""")
    page.goto(jobvej.url.rstrip("/") + LESSON)
    task(page).get_by_role("button", name="Jeg har gjort det").click()
    expect(task(page)).to_have_attribute("data-state", "done")
    page.get_by_role("button", name="Husk, hvor langt jeg er kommet").click()
    expect(page.locator("[data-remember-status]")).to_contain_text("tillader det ikke")


def test_one_broken_part_leaves_the_others_alive(page: Page, jobvej: Jobvej) -> None:
    thrown: list[object] = []
    page.on("pageerror", lambda error: thrown.append(error))
    page.add_init_script("HTMLVideoElement.prototype.addEventListener = () => { throw 1; }")
    page.goto(jobvej.url.rstrip("/") + LESSON)
    task(page).get_by_role("button", name="Jeg har gjort det").click()
    expect(task(page)).to_have_attribute("data-state", "done")
    assert thrown == []


def test_a_lesson_loads_little_script(page: Page, jobvej: Jobvej) -> None:
    """A lesson with film, task, template and write box, gzipped as a proxy sends it."""
    scripts: list[bytes] = []
    page.on("response", lambda one: scripts.append(one.body()) if "/client/" in one.url else None)
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.wait_for_load_state("networkidle")
    assert len(scripts) == 1, "in one round, and what other pages alone need is not among it"
    assert len(gzip.compress(scripts[0], 6)) <= 22 * 1024


def test_no_reader_made_the_tracker_store_anything(jobvej: Jobvej) -> None:
    for table in ("event", "session", "activity_state"):
        assert jobvej.rows(f"SELECT count(*) FROM {table}") == [(0,)]


def test_who_does_not_know_where_to_begin_is_two_presses_from_a_lesson(
    page: Page, jobvej: Jobvej
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(jobvej.url)
    rows = page.locator("main > ul > li > a")
    heights = rows.evaluate_all("(rows) => rows.map((one) => one.getBoundingClientRect().height)")
    assert len(heights) > 5 and min(heights) >= 44
    rows.filter(has_text="Jeg har svært ved at ringe").click()
    here = page.get_by_role("heading", name="Jeg har svært ved at ringe")
    expect(here).to_be_in_viewport()
    page.locator("h2#jeg-har-svaert-ved-at-ringe ~ p a").first.click()
    expect(page.get_by_role("heading", level=1, name="Ring, og følg op")).to_be_visible()
