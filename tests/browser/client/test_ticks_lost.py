"""Ticks that nothing keeps: what is said, where the keyboard stands, and what stays on no disk."""

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.client.ticks import NO_OUTBOX, ROWS, item, status, tick
from tests.browser.conftest import LESSON, TASK, Jobvej

STORED = """async () => ({
  local: Object.keys(localStorage), databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
})"""


def test_refused_storage_posts_at_once_and_says_when_it_failed(page: Page, jobvej: Jobvej) -> None:
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no'); };")
    jobvej.sign_in(page, "Anna")
    tick(page)
    expect(status(item(page))).to_have_text("Gemt.")
    page.route("**/api/events", lambda route: route.abort())
    tick(page, 1)
    expect(status(item(page, 1))).to_have_text(
        "Det blev ikke gemt. Prøv igen, når du har internet."
    )
    expect(item(page, 1)).to_have_attribute("data-state", "open")
    expect(page.locator("[data-progress-done]")).to_have_text("1")
    assert len(jobvej.events("Anna")) == 1


def test_a_shared_device_keeps_nothing_on_disk(page: Page, jobvej: Jobvej) -> None:
    jobvej.sign_in(page, "Anna", shared=True)
    # By which weekday it is, the lesson's task stands in this week or in the fold below.
    if page.locator("details.rest:not(.own)").count():
        page.locator("details.rest:not(.own) > summary").first.click()
    task = page.locator(f"[data-item][data-activity='{TASK}']")
    task.locator("[data-done]").click()
    expect(status(task)).to_have_text("Gemt.")
    page.goto(jobvej.url.rstrip("/") + LESSON)
    expect(page.locator(".task")).to_have_attribute("data-state", "done")
    expect(page.locator("[data-film-note]")).to_contain_text("er i dit forløb")
    video = "(video) => { video.muted = true; video.playbackRate = 16; video.play(); }"
    page.locator("video").evaluate(video)
    page.locator("[data-write-text]").first.fill("Jeg er lagermand.")
    page.wait_for_timeout(1000)
    nothing = {"local": [], "databases": 0, "caches": 0}
    assert page.evaluate(STORED) == nothing
    page.goto(f"{jobvej.url}dine-opgaver/")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Log af").click()
    page.wait_for_url("**/log-paa/**")
    assert page.evaluate(STORED) == nothing
    assert page.evaluate("() => Object.keys(sessionStorage)") == []


def test_a_tick_that_was_lost_takes_nobody_from_where_they_are(page: Page, jobvej: Jobvej) -> None:
    waiting: list[Route] = []
    jobvej.sign_in(page, "Anna", shared=True)
    page.route("**/api/events", lambda route: waiting.append(route))
    wish = page.get_by_label("Du vil gerne tale om")
    tick(page)
    wish.focus()
    lose(page, waiting)
    expect(status(item(page))).to_contain_text("Det blev ikke gemt")
    expect(wish).to_be_focused()
    tick(page)
    lose(page, waiting)
    expect(item(page).locator("[data-done]")).to_be_focused()


def lose(page: Page, waiting: list[Route]) -> None:
    """The network goes while the act is on its way."""
    while not waiting:
        page.wait_for_timeout(20)
    waiting.pop().abort()


def lost_on_a_lesson(page: Page, jobvej: Jobvej) -> Locator:
    """A tick on a lesson that nothing keeps and that says so; returns its button."""
    page.goto(jobvej.url.rstrip("/") + LESSON)
    done = page.get_by_role("button", name="Jeg har gjort det")
    done.click()
    expect(page.locator(".task [data-status]")).to_contain_text("Det blev ikke gemt")
    return done


def test_a_tick_on_a_lesson_that_was_lost_can_be_set_again_from_there(
    page: Page, jobvej: Jobvej
) -> None:
    jobvej.sign_in(page, "Anna", shared=True)
    page.route("**/api/events", lambda route: route.abort())
    expect(lost_on_a_lesson(page, jobvej)).to_be_focused()


def test_without_the_part_that_keeps_acts_the_forms_tick_and_sign_out(
    anna: Page, jobvej: Jobvej
) -> None:
    anna.add_init_script(NO_OUTBOX)
    anna.reload()
    anna.wait_for_load_state("networkidle")
    with anna.expect_navigation():
        tick(anna)
    assert [kind for kind, _ in jobvej.events("Anna")] == ["completed"]
    with anna.expect_navigation():
        anna.get_by_role("button", name="Log af").click()
    expect(anna.get_by_text("Du er logget af.")).to_be_visible()


def test_without_the_part_that_keeps_acts_a_lesson_says_that_a_tick_is_lost(
    anna: Page, jobvej: Jobvej
) -> None:
    anna.add_init_script(NO_OUTBOX)
    expect(lost_on_a_lesson(anna, jobvej)).to_be_visible()


def test_what_was_refused_is_read_once_and_leaves_the_keyboard_on_the_page(
    anna: Page, jobvej: Jobvej
) -> None:
    anna.evaluate(
        f"""async (person) => new Promise(async (done) => {{
      const held = ({ROWS}).transaction('rows', 'readwrite');
      held.objectStore('rows').put({{ id: 'x', person, kind: 'completed', state: 'refused' }});
      held.oncomplete = done;
    }})""",
        str(jobvej.ids["Anna"]),
    )
    anna.reload()
    anna.get_by_role("button", name="Det er set").press("Enter")
    expect(anna.locator("main")).to_be_focused()
    anna.reload()
    anna.wait_for_load_state("networkidle")
    expect(anna.locator("[data-refused]")).to_have_count(0)
