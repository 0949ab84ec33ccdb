"""A signed-in person on a lesson: the task's tick, and a film that counts when it was watched."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import FILM, LESSON, TASK, THEIRS, Jobvej, press

# play() is not awaited: its promise has no time limit, a test has.
FAST = "(video) => { video.muted = true; video.playbackRate = 16; video.play(); }"


@pytest.fixture
def lesson(page: Page, jobvej: Jobvej) -> Page:
    jobvej.sign_in(page, "Anna")
    return read(page, jobvej)


def read(page: Page, jobvej: Jobvej) -> Page:
    page.goto(jobvej.url.rstrip("/") + LESSON)
    expect(page.locator("[data-film-note]")).not_to_be_empty()
    return page


def film(page: Page) -> Locator:
    return page.locator(".film")


def task(page: Page) -> Locator:
    return page.locator(".task")


def at_end(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('video').ended", timeout=20000)


def is_done(jobvej: Jobvej) -> bool:
    """What a consultant will read: the item's state in the tracker."""
    rows = jobvej.rows(
        "SELECT done_at FROM item_state JOIN plan_item ON plan_item.id = item WHERE task = ?"
        " AND replace(plan_item.citizen, '-', '') = ?",
        TASK,
        jobvej.ids["Anna"].hex,
    )
    return bool(rows and rows[0][0])


def test_a_tick_names_the_item_and_is_said_to_be_saved_after_the_answer(
    lesson: Page, jobvej: Jobvej
) -> None:
    task(lesson).get_by_role("button", name="Jeg har gjort det").click()
    expect(task(lesson).locator("[data-status]")).to_have_text("Gemt.")
    [(kind, subject)] = jobvej.events("Anna")
    assert (kind, subject.partition(":")[0]) == ("completed", "item")
    assert is_done(jobvej)
    lesson.reload()
    expect(task(lesson)).to_have_attribute("data-state", "done")


def test_a_tick_can_be_undone_and_set_again(lesson: Page, jobvej: Jobvej) -> None:
    for name, state in (("Jeg har gjort det", "done"), ("Fortryd", "open")) * 2:
        task(lesson).get_by_role("button", name=name).click()
        expect(task(lesson)).to_have_attribute("data-state", state)
    expect(task(lesson).locator("[data-status]")).to_have_text("Gemt.")
    assert [kind for kind, _ in jobvej.events("Anna")] == ["completed", "reopened"] * 2
    assert not is_done(jobvej)


def test_an_undo_that_goes_fast_does_not_overtake_a_tick_that_went_slowly(
    lesson: Page, jobvej: Jobvej
) -> None:
    held: list[Route] = []
    lesson.route("**/api/events", lambda route: route.continue_() if held else held.append(route))
    task(lesson).get_by_role("button", name="Jeg har gjort det").click()
    expect(task(lesson)).to_have_attribute("data-state", "done")
    task(lesson).get_by_role("button", name="Fortryd").click()
    lesson.wait_for_timeout(1500)
    held[0].continue_()
    expect(task(lesson).locator("[data-status]")).to_have_text("Gemt.")
    assert [kind for kind, _ in jobvej.events("Anna")] == ["completed", "reopened"]
    assert not is_done(jobvej)


def test_it_is_said_before_play_that_the_film_counts(lesson: Page) -> None:
    expect(lesson.locator("[data-film-note]")).to_have_text(
        "Filmen er i dit forløb: Når du har set filmen, får den et flueben."
    )


def test_a_film_watched_to_the_end_at_sixteen_times_the_speed_counts_once(
    lesson: Page, jobvej: Jobvej
) -> None:
    lesson.locator("video").evaluate(FAST)
    expect(film(lesson)).to_have_attribute("data-state", "done", timeout=20000)
    expect(film(lesson).locator("[data-status]")).to_have_text("Gemt.")
    at_end(lesson)
    assert jobvej.events("Anna") == [("completed", f"activity:{FILM}")]
    lesson.reload()
    expect(film(lesson)).to_have_attribute("data-state", "done")


def test_jumping_to_the_end_does_not_count(lesson: Page, jobvej: Jobvej) -> None:
    lesson.locator("video").evaluate("""(video) => {
      video.muted = true;
      video.addEventListener('loadedmetadata', () => { video.currentTime = video.duration - 1; });
      video.play();
    }""")
    at_end(lesson)
    lesson.evaluate("() => window.dispatchEvent(new Event('pagehide'))")
    lesson.wait_for_timeout(500)
    expect(film(lesson)).to_have_attribute("data-state", "open")
    assert jobvej.events("Anna") == []


def test_watching_the_same_half_again_and_again_does_not_count(
    lesson: Page, jobvej: Jobvej
) -> None:
    lesson.locator("video").evaluate("""(video) => {
      let rounds = 0;
      video.addEventListener('timeupdate', () => {
        if (video.currentTime < video.duration / 2) return;
        rounds += 1;
        if (rounds < 3) video.currentTime = 0; else { video.pause(); window.isOver = true; }
      });
      video.muted = true; video.playbackRate = 16; video.play();
    }""")
    lesson.wait_for_function("() => window.isOver", timeout=30000)
    lesson.wait_for_timeout(300)
    expect(film(lesson)).to_have_attribute("data-state", "open")
    assert jobvej.events("Anna") == []


def test_a_film_seen_in_two_visits_counts(lesson: Page, jobvej: Jobvej) -> None:
    lesson.locator("video").evaluate("""(video) => {
      video.addEventListener('timeupdate', () => {
        if (video.currentTime > video.duration * 0.5) { video.pause(); window.isOver = true; }
      });
      video.muted = true; video.playbackRate = 16; video.play();
    }""")
    lesson.wait_for_function("() => window.isOver", timeout=20000)
    expect(film(lesson)).to_have_attribute("data-state", "open")
    read(lesson, jobvej).locator("video").evaluate("""(video) => {
      video.addEventListener('loadedmetadata', () => {
        video.currentTime = video.duration * 0.45; video.playbackRate = 16;
      });
      video.muted = true; video.play();
    }""")
    expect(film(lesson)).to_have_attribute("data-state", "done", timeout=20000)
    expect(film(lesson).locator("[data-status]")).to_have_text("Gemt.")
    assert jobvej.events("Anna") == [("completed", f"activity:{FILM}")]


def test_reading_the_text_instead_counts_the_same_and_nobody_can_tell(
    lesson: Page, jobvej: Jobvej
) -> None:
    lesson.get_by_text("Læs teksten i stedet", exact=True).click()
    lesson.get_by_role("button", name="Jeg har læst teksten i stedet").click()
    expect(film(lesson).locator("[data-status]")).to_have_text("Gemt.")
    assert jobvej.events("Anna") == [("completed", f"activity:{FILM}")]
    [(data,)] = jobvej.rows(f"SELECT data FROM event WHERE {THEIRS}", jobvej.ids["Anna"].hex)
    assert "read" not in data
    assert lesson.evaluate("() => localStorage.getItem('jobvej.kept')") in (None, "") or (
        FILM not in lesson.evaluate("() => localStorage.getItem('jobvej.kept')")
    )


@pytest.mark.parametrize(("is_same_film", "sent"), [(True, 1), (False, 0)])
def test_a_film_seen_before_the_plan_is_known_waits_and_counts_if_it_is_still_that_film(
    page: Page, jobvej: Jobvej, is_same_film: bool, sent: int
) -> None:
    jobvej.sign_in(page, "Anna")
    page.route("**/api/me", lambda route: route.abort())
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.get_by_text("Læs teksten i stedet", exact=True).click()
    page.get_by_role("button", name="Jeg har læst teksten i stedet").click()
    expect(film(page).locator("[data-status]")).to_contain_text("Venter på internet.")
    assert jobvej.events("Anna") == []
    if not is_same_film:
        page.evaluate("""() => localStorage.setItem('jobvej.kept',
          localStorage.getItem('jobvej.kept').replace(/"revision":"/, '$&of-before-'))""")
    page.unroute("**/api/me")
    read(page, jobvej)
    expect(film(page)).to_have_attribute("data-state", "done" if is_same_film else "open")
    if is_same_film:
        expect(film(page).locator("[data-status]")).to_have_text("Gemt.")
        assert FILM not in page.evaluate("() => localStorage.getItem('jobvej.kept')")
    page.wait_for_load_state("networkidle")
    assert len(jobvej.events("Anna")) == sent


def test_a_film_outside_the_plan_stays_on_the_device(page: Page, jobvej: Jobvej) -> None:
    jobvej.sign_in(page, "Anna")
    page.goto(f"{jobvej.url}kurser/cv/cv-skelet/")
    expect(page.locator("[data-film-note]")).to_have_text(
        "Filmen er ikke i dit forløb. Om du har set den, bliver på denne enhed."
    )
    outside = film(page)
    if not outside.get_by_role("button", name="Jeg har læst teksten i stedet").is_visible():
        page.get_by_text("Læs teksten i stedet", exact=True).click()
    outside.get_by_role("button", name="Jeg har læst teksten i stedet").click()
    expect(outside.locator("[data-status]")).to_have_text("Det er husket på denne enhed.")
    page.reload()
    expect(outside).to_have_attribute("data-state", "done")
    assert jobvej.events("Anna") == []


def test_a_lesson_outside_the_plan_is_added_to_the_tasks(page: Page, jobvej: Jobvej) -> None:
    lesson = f"{jobvej.url}kurser/cv/cv-skelet/"
    add = page.get_by_role("button", name="Tilføj til dine opgaver")
    page.goto(lesson)
    expect(add).to_be_hidden()
    jobvej.sign_in(page, "Anna")
    page.goto(lesson)
    press(add)
    expect(page.get_by_role("status").first).to_contain_text("Opgaven står på din liste nu.")
    expect(page.locator("[data-activity='cv.cv-skelet.opgave']")).to_have_count(1)
    page.goto(lesson)
    expect(page.locator("[data-film-note]")).to_contain_text("Filmen er i dit forløb")
    expect(add).to_be_hidden()


def test_a_task_outside_the_plan_is_sent_as_the_deliberate_act_it_is(
    page: Page, jobvej: Jobvej
) -> None:
    jobvej.sign_in(page, "Anna")
    page.goto(f"{jobvej.url}kurser/cv/cv-skelet/")
    task(page).get_by_role("button", name="Jeg har gjort det").click()
    expect(task(page).locator("[data-status]")).to_have_text("Gemt.")
    [(kind, subject)] = jobvej.events("Anna")
    assert (kind, subject) == ("completed", "activity:cv.cv-skelet.opgave")


def make_sensitive(page: Page, path: str) -> None:
    """As if the author had called this lesson so."""

    def sensitive(route: Route) -> None:
        answer = route.fetch()
        html = answer.text().replace('data-sensitive="false"', 'data-sensitive="true"')
        route.fulfill(response=answer, body=html)

    page.route(f"**{path}", sensitive)


def test_a_sensitive_lesson_outside_the_plan_is_never_sent(page: Page, jobvej: Jobvej) -> None:
    jobvej.sign_in(page, "Anna")
    posts: list[str] = []
    page.on("request", lambda one: posts.append(one.url) if one.method == "POST" else None)
    make_sensitive(page, "/kurser/cv/cv-skelet/")
    page.goto(f"{jobvej.url}kurser/cv/cv-skelet/")
    expect(page.locator("[data-film-note]")).not_to_be_empty()
    task(page).get_by_role("button", name="Jeg har gjort det").click()
    expect(task(page)).to_have_attribute("data-state", "done")
    expect(task(page).locator("[data-status]")).to_have_text("Det er husket på denne enhed.")
    assert posts == []


def test_a_sensitive_lesson_in_the_plan_is_sent_as_any_other(page: Page, jobvej: Jobvej) -> None:
    jobvej.sign_in(page, "Anna")
    make_sensitive(page, LESSON)
    read(page, jobvej)
    task(page).get_by_role("button", name="Jeg har gjort det").click()
    expect(task(page).locator("[data-status]")).to_have_text("Gemt.")
    assert is_done(jobvej)


def test_only_the_answer_to_the_last_press_is_shown(lesson: Page) -> None:
    held: list[Route] = []
    lesson.route("**/api/events", lambda route: held.append(route))
    words = task(lesson).locator("[data-status]")
    task(lesson).get_by_role("button", name="Jeg har gjort det").click()
    expect(words).to_have_text("Venter på internet. Du mister ikke noget.")
    task(lesson).get_by_role("button", name="Fortryd").click()
    held.pop().continue_()
    lesson.wait_for_timeout(700)
    assert words.inner_text() != "Gemt."
    held.pop().continue_()
    expect(words).to_have_text("Gemt.")


def test_a_trial_citizen_is_told_apart_on_a_lesson_too(page: Page, jobvej: Jobvej) -> None:
    jobvej.staff_signs_in(page, asked_for="/job/proev-som-borger/")
    press(page.get_by_role("button", name="Lav en prøveborger"))
    press(page.locator("form[action$='/skift/'] button"))
    page.goto(jobvej.url.rstrip("/") + LESSON)
    note = page.get_by_role("main").get_by_role("note")
    expect(note).to_have_text("Prøveborger – tæller ikke med. Log på som ansat igen")
