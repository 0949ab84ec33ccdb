"""Signing in and out on a device: what comes along, what is asked, and that nothing stays."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.client.ticks import ROWS, WAITING, item, status, tick
from tests.browser.conftest import FILM, LESSON, TASK, THEIRS, Jobvej
from tracker.people import erasure
from tracker.sign_in import sessions


def read_a_film_outside_the_plan(page: Page, jobvej: Jobvej) -> None:
    """The device keeps that, and nobody else."""
    page.goto(f"{jobvej.url}kurser/cv/cv-skelet/")
    expect(page.locator("[data-film-note]")).not_to_be_empty()
    page.get_by_role("button", name="Jeg har læst teksten i stedet").click()
    page.goto(f"{jobvej.url}dine-opgaver/")


def test_sign_out_takes_the_person_off_the_device(anna: Page, jobvej: Jobvej) -> None:
    read_a_film_outside_the_plan(anna, jobvej)
    tick(anna)
    expect(status(item(anna))).to_have_text("Gemt.")
    anna.get_by_role("button", name="Log af").click()
    anna.wait_for_url("**/log-paa/**")
    assert anna.evaluate("() => Object.keys(localStorage)") == []
    assert rows_left(anna, jobvej) == 0
    asked: list[str] = []
    anna.on("request", lambda one: asked.append(one.url))
    anna.goto(jobvej.url.rstrip("/") + LESSON)
    anna.wait_for_timeout(300)
    assert not [url for url in asked if "/api/" in url]


def test_a_sign_out_that_the_scripts_missed_still_takes_the_person_off_the_device(
    anna: Page, jobvej: Jobvej
) -> None:
    read_a_film_outside_the_plan(anna, jobvej)
    anna.locator("form[data-sign-out]").evaluate("(form) => form.submit()")
    anna.wait_for_url("**/log-paa/**")
    anna.wait_for_load_state("networkidle")
    assert anna.evaluate("() => Object.keys(localStorage)") == []


def rows_left(page: Page, jobvej: Jobvej, name: str = "Anna") -> int:
    """How many acts of a person the device holds."""
    count = f"""async (person) => new Promise(async (done) => {{
      const rows = ({ROWS}).transaction('rows').objectStore('rows').index('person');
      rows.count(person).onsuccess = (event) => done(event.target.result);
    }})"""
    return page.evaluate(count, str(jobvej.ids[name]))


@pytest.mark.alone
@pytest.mark.parametrize(("is_erased", "left"), [(False, 1), (True, 0)])
def test_a_device_wipes_what_it_kept_of_who_was_erased_and_of_nobody_else(
    anna: Page, jobvej: Jobvej, is_erased: bool, left: int
) -> None:
    anna.route("**/api/events", lambda route: route.abort())
    tick(anna)
    expect(status(item(anna))).to_have_text(WAITING)
    with jobvej.store():
        if is_erased:
            erasure.erase(jobvej.ids["Anna"], erasure.REQUEST, datetime.now(UTC))
        else:
            sessions.end_all(jobvej.ids["Anna"])
    anna.goto(jobvej.url.rstrip("/") + LESSON)
    anna.wait_for_load_state("networkidle")
    assert anna.evaluate("() => Object.keys(localStorage)") == []
    assert rows_left(anna, jobvej) == left


def test_sign_out_asks_when_a_tick_still_waits(anna: Page, jobvej: Jobvej) -> None:
    anna.route("**/api/events", lambda route: route.abort())
    tick(anna)
    tick(anna, 1)
    expect(status(item(anna, 1))).to_have_text(WAITING)
    leave = anna.locator("header").get_by_role("button", name="Log af")
    leave.click()
    question = anna.locator("[data-sign-out-question]")
    expect(question).to_contain_text("2 flueben er ikke sendt endnu.")
    expect(question).to_be_focused()
    question.get_by_role("button", name="Vent med at logge af").click()
    expect(question).to_be_hidden()
    leave.click()
    question.get_by_role("button", name="Log af og slet dem").click()
    anna.wait_for_url("**/log-paa/**")
    anna.unroute("**/api/events")
    jobvej.sign_in(anna, "Anna")
    expect(item(anna)).to_have_attribute("data-state", "open")
    assert jobvej.events("Anna") == []


def test_sign_out_delivers_what_can_be_delivered_and_asks_nothing(
    anna: Page, jobvej: Jobvej
) -> None:
    anna.route("**/api/events", lambda route: route.abort())
    tick(anna)
    expect(status(item(anna))).to_have_text(WAITING)
    anna.unroute("**/api/events")
    anna.locator("header").get_by_role("button", name="Log af").click()
    anna.wait_for_url("**/log-paa/**")
    assert len(jobvej.events("Anna")) == 1


def test_sign_out_without_a_network_says_that_it_did_not_happen(anna: Page, jobvej: Jobvej) -> None:
    anna.context.set_offline(True)
    tick(anna)
    anna.locator("header").get_by_role("button", name="Log af").click()
    question = anna.locator("[data-sign-out-question]")
    expect(question).to_contain_text("1 flueben er ikke sendt endnu. Det bliver sendt, når")
    question.get_by_role("button", name="Log af og slet det").click()
    expect(question).to_contain_text("Du er ikke logget af endnu.")
    anna.context.set_offline(False)
    expect(status(item(anna))).to_have_text("Gemt.")
    assert len(jobvej.events("Anna")) == 1


def test_sign_out_shows_that_it_works_on_a_network_that_does_not_answer(anna: Page) -> None:
    anna.route("**/log-af/", lambda route: None)
    anna.clock.install()
    press = anna.locator("header form button")
    with anna.expect_request("**/log-af/"):
        press.click()
    expect(press).to_have_text("Logger af …")
    with anna.expect_request(lambda one: one.is_navigation_request()) as again:
        anna.clock.fast_forward(16_000)
    assert again.value.url.endswith("/log-af/"), "given up, and left to the browser"


def test_while_the_tracker_does_not_end_the_session_nothing_is_wiped(
    anna: Page, jobvej: Jobvej
) -> None:
    anna.route("**/api/events", lambda route: route.abort())
    anna.route("**/log-af/", lambda route: route.fulfill(status=503, body="Optaget"))
    tick(anna)
    expect(status(item(anna))).to_have_text(WAITING)
    anna.locator("header").get_by_role("button", name="Log af").click()
    with anna.expect_navigation():
        anna.get_by_role("button", name="Log af og slet det").click()
    anna.goto(jobvej.url.rstrip("/") + LESSON)
    assert rows_left(anna, jobvej) == 1


def test_a_page_is_theirs_who_has_signed_in_on_the_device_since(page: Page, jobvej: Jobvej) -> None:
    jobvej.sign_in(page, "Bo")
    anna = str(jobvej.ids["Anna"])
    page.evaluate("(anna) => localStorage.setItem('jobvej.person', anna)", anna)
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Jeg har gjort det").click()
    expect(page.locator(".task [data-status]")).to_have_text("Gemt.")
    assert [len(jobvej.events(name)) for name in ("Anna", "Bo")] == [0, 1]


def test_what_the_device_keeps_of_one_person_is_not_shown_to_the_next(
    anna: Page, jobvej: Jobvej
) -> None:
    read_a_film_outside_the_plan(anna, jobvej)
    anna.context.clear_cookies()  # her session ended; she did not sign out
    anna.route("**/api/me", lambda route: route.abort())  # nor has her device heard of it
    jobvej.sign_in(anna, "Bo")
    anna.unroute("**/api/me")
    anna.goto(f"{jobvej.url}kurser/cv/cv-skelet/")
    expect(anna.locator("[data-film-note]")).not_to_be_empty()
    expect(anna.locator(".film")).to_have_attribute("data-state", "open")


def test_the_code_leaves_the_address_and_is_not_sent_by_itself(page: Page, jobvej: Jobvej) -> None:
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.method))
    page.goto(f"{jobvej.url}log-paa/#{jobvej.codes['Anna']}")
    field = page.locator("input[name=code]")
    expect(field).to_have_value(jobvej.codes["Anna"])
    assert page.url == f"{jobvej.url}log-paa/"
    for anchor in ("code-hjaelp", "noget"):
        page.evaluate("(anchor) => { location.hash = anchor; }", anchor)
        page.wait_for_timeout(200)
        expect(field).to_have_value(jobvej.codes["Anna"])
    assert "POST" not in sent


def remember(page: Page, jobvej: Jobvej) -> None:
    """Before the letter came: a task done and a film read, on a device that remembers."""
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.get_by_role("button", name="Husk, hvor langt jeg er kommet").click()
    page.locator(".task").get_by_role("button", name="Jeg har gjort det").click()
    page.get_by_text("Læs teksten i stedet", exact=True).click()
    page.get_by_role("button", name="Jeg har læst teksten i stedet").click()
    page.goto(f"{jobvej.url}kurser/cv/cv-skelet/")
    page.locator(".task").get_by_role("button", name="Jeg har gjort det").click()


def test_what_the_device_remembered_comes_along_when_the_person_wants(
    page: Page, jobvej: Jobvej
) -> None:
    remember(page, jobvej)
    early = "(kept) => Object.assign(JSON.parse(kept), {})"
    page.evaluate(f"""() => {{
      const kept = ({early})(localStorage.getItem('jobvej.device'));
      for (const film of Object.values(kept.films)) film.on = '2026-01-05';
      localStorage.setItem('jobvej.device', JSON.stringify(kept));
    }}""")
    jobvej.sign_in(page, "Anna")
    box = page.locator("[data-bring-along]")
    expect(box).to_contain_text("Du har lavet 1 opgave og set 1 film på denne enhed før.")
    assert jobvej.events("Anna") == []
    box.get_by_role("button", name="Tag dem med").click()
    expect(page.locator("[data-progress-done]")).to_have_text("1")
    kinds = {subject.partition(":")[0] for _, subject in jobvej.events("Anna")}
    assert kinds == {"item", "activity"}
    [(seen_at,)] = jobvej.rows(
        f"SELECT done_at FROM activity_state WHERE activity = ? AND {THEIRS}",
        FILM,
        jobvej.ids["Anna"].hex,
    )
    assert seen_at.startswith("2026-01-05"), "with the day on which it was seen"
    kept = page.evaluate("() => JSON.parse(localStorage.getItem('jobvej.device'))")
    assert list(kept["tasks"]) == ["cv.cv-skelet.opgave"], "outside the plan it stays here"
    assert TASK not in kept["tasks"]
    assert kept["films"] == {}


def test_after_no_thanks_nothing_is_brought_along_and_nobody_is_asked_again(
    page: Page, jobvej: Jobvej
) -> None:
    remember(page, jobvej)
    jobvej.sign_in(page, "Anna")
    page.locator("[data-bring-along]").get_by_role("button", name="Nej tak").press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.reload()
    page.wait_for_timeout(500)
    expect(page.locator("[data-bring-along]")).to_be_hidden()
    assert jobvej.events("Anna") == []


def test_who_is_signed_in_is_told_that_what_the_device_held_before_is_deleted(
    page: Page, jobvej: Jobvej
) -> None:
    remember(page, jobvej)
    jobvej.sign_in(page, "Anna")
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.get_by_role("button", name="Slet det fra denne enhed").press("Enter")
    told = page.get_by_text("Det er slettet fra denne enhed.")
    expect(told).to_be_visible()
    expect(told).to_be_focused()
    page.reload()
    expect(page.locator("[data-helped]")).to_be_visible()
    expect(page.locator("[data-remember]")).to_be_hidden()


def test_a_shared_device_brings_nothing_along(page: Page, jobvej: Jobvej) -> None:
    remember(page, jobvej)
    jobvej.sign_in(page, "Anna", shared=True)
    page.wait_for_timeout(500)
    expect(page.locator("[data-bring-along]")).to_be_hidden()
