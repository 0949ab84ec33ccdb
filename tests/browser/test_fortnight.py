"""From the letter to the last of twenty tasks in a real browser, and the weeks that follow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from jobvej.catalog import load_published
from tests.browser.conftest import Jobvej
from tracker.clock import iso_week, local_date, local_moment, monday_of, week_words
from tracker.enrolment import plans
from tracker.store_file import close_store, open_store

pytestmark = pytest.mark.alone

TASKS = 20


def someone(browser: Browser) -> Page:
    """A browser of one's own."""
    context = browser.new_context(locale="da-DK", timezone_id="Europe/Copenhagen")
    context.set_default_timeout(10_000)
    return context.new_page()


def letter_to_amira(page: Page, jobvej: Jobvej) -> str:
    """Karin takes Amira in; returns the address that the letter's QR code holds."""
    page.goto(f"{jobvej.url}job/borgere/ny/")
    page.get_by_label("Navn", exact=False).first.fill("Amira H.")
    page.get_by_label("Reference").fill("2026-4417")
    page.get_by_label("Forløb", exact=True).select_option(label="20 opgaver på 14 dage")
    page.get_by_label("Første dag i forløbet").fill(local_date(datetime.now(UTC)).isoformat())
    page.get_by_label("med sparring").check()
    page.get_by_role("button", name="Opret, og vis brevet").click()
    code = page.locator(".letter-code strong").inner_text()
    return f"{jobvej.url}log-paa/#{code.replace(' ', '')}"


def signs_in(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Min egen enhed").check()
    page.get_by_role("main").get_by_role("button", name="Log på").click()
    page.wait_for_url("**/dine-opgaver/")


def all_shown(page: Page, jobvej: Jobvej) -> Page:
    """Dine opgaver with every fold open."""
    page.goto(f"{jobvej.url}dine-opgaver/")
    page.wait_for_load_state("networkidle")  # before that the forms go to the server alone
    closed = page.locator("details.rest:not(.own):not([open]) > summary")
    while closed.count():
        closed.first.click()
    return page


def tick_here(item: Locator) -> None:
    """The box on Dine opgaver."""
    item.get_by_role("button", name="Jeg har gjort det").click()
    expect(item.locator("[data-status]")).to_have_text("Gemt.")
    expect(item).to_have_attribute("data-state", "done")


def tick_on_the_lesson(page: Page) -> None:
    """The next task's own page, and its button."""
    page.get_by_role("link", name="Åbn opgaven").click()
    page.wait_for_url("**/kurser/**")
    task = page.locator("section.task")
    task.get_by_role("button", name="Jeg har gjort det").click()
    expect(task.locator("[data-status]")).to_have_text("Gemt.")


def test_from_the_letter_to_the_last_task(browser: Browser, jobvej: Jobvej) -> None:
    karin, amira = someone(browser), someone(browser)
    jobvej.staff_signs_in(karin)
    signs_in(amira, letter_to_amira(karin, jobvej))
    done = 0
    while done < TASKS:
        page = all_shown(amira, jobvej)
        expect(page.locator("[data-progress]")).to_contain_text(f"{done} af {TASKS} opgaver")
        expect(page.get_by_role("heading", name="Sådan. Så er de klaret.")).to_have_count(0)
        waiting = page.locator(".item[data-state=open]")
        assert waiting.count() == TASKS - done
        first_three = [item.get_attribute("data-item") for item in waiting.all()[:3]]
        for item in first_three if done else ():
            tick_here(page.locator(f"[data-item='{item}']"))
            done += 1
        if done < TASKS:
            page.goto(f"{jobvej.url}dine-opgaver/")
            tick_on_the_lesson(page)
            done += 1
    page = all_shown(amira, jobvej)
    expect(page.get_by_role("heading", name="Sådan. Så er de klaret.")).to_be_visible()
    expect(page.locator("[data-progress]")).to_contain_text(f"{TASKS} af {TASKS} opgaver")
    expect(page.locator(".item[data-state=done]")).to_have_count(TASKS)
    karin_sees_all_of_it(karin, jobvej)
    for one in (karin, amira):
        one.context.close()


def karin_sees_all_of_it(page: Page, jobvej: Jobvej) -> None:
    page.goto(f"{jobvej.url}job/borgere/")
    expect(page.locator(".item", has_text="Amira H.")).to_contain_text(f"{TASKS} af {TASKS}")
    page.get_by_role("link", name="Amira H.").click()
    page.get_by_role("button", name="Forbered samtale").click()
    shared = page.locator("[data-shared]")
    expect(shared).to_contain_text(f"{TASKS} af {TASKS} opgaver")
    expect(shared).to_contain_text("alle opgaver er lavet")


@pytest.fixture
def anna_in_week_three(jobvej: Jobvej) -> Jobvej:
    """Anna's first plan is behind her, and two weeks of »To ansøgninger om ugen«, nothing done."""
    jobvej.kill()
    build = (jobvej.build_dir / "current").read_text().strip()
    published = load_published(jobvej.build_dir / f"site-{build}" / "catalog.json")
    weekly = published.plan("to-om-ugen")
    assert weekly is not None
    monday = monday_of(iso_week(local_date(datetime.now(UTC))))
    open_store(jobvej.settings)
    try:
        anna, began = jobvej.ids["Anna"], local_moment(monday - timedelta(days=14), 8)
        plans.end_plan(anna, plans.running_plan(anna).id, began)
        plans.enrol(anna, weekly, local_date(began), began)
        for week in (1, 0):
            plans.begin_weeks(local_moment(monday - timedelta(weeks=week), 0, 5), published)
    finally:
        close_store()
    jobvej.start()
    return jobvej


def test_a_week_that_repeats_is_this_weeks_and_the_target_stands_there(
    browser: Browser, anna_in_week_three: Jobvej
) -> None:
    jobvej, page = anna_in_week_three, someone(browser)
    signs_in(page, f"{jobvej.url}log-paa/#{jobvej.codes['Anna']}")
    all_shown(page, jobvej)
    figure = page.locator("[data-progress]")
    expect(figure).to_contain_text("0 af 5 opgaver i denne uge")
    expect(page.locator("section", has_text="Ansøgninger i denne uge")).to_contain_text("2 om ugen")
    expect(page.locator("[data-plan] .item")).to_have_count(10)
    tick_here(page.locator("[data-plan] .item").first)
    expect(figure).to_contain_text("0 af 5")  # a week behind moves no figure
    tick_on_the_lesson(page)
    all_shown(page, jobvej)
    expect(figure).to_contain_text("1 af 5 opgaver i denne uge")
    expect(page.locator(".plan-list > section .item").last).to_have_attribute("data-state", "done")
    page.locator("[data-week]").get_by_role("button", name="1", exact=True).click()
    expect(page.locator("[data-week] [data-status]")).to_have_text("Gemt.")
    page.context.close()
    before_the_talk(someone(browser), jobvej)


def before_the_talk(page: Page, jobvej: Jobvej) -> None:
    today = local_date(datetime.now(UTC))
    weeks = [week_words(iso_week(today - timedelta(weeks=n))).capitalize() for n in range(3)]
    jobvej.staff_signs_in(page)
    page.goto(f"{jobvej.url}job/borgere/{jobvej.ids['Anna']}/samtale/")
    page.get_by_role("button", name="Forbered samtale").click()
    parts = page.locator(".courses li")
    expect(parts).to_have_count(3)
    for part, week, count in zip(parts.all(), weeks, ("1/5", "1/5", "0/5"), strict=True):
        expect(part).to_contain_text(week)
        expect(part).to_contain_text(count)
    shared = page.locator("[data-shared]")
    expect(shared).to_contain_text("uge 3 af 10")
    expect(shared).to_contain_text("2 om ugen.")
    bars = [" ".join(bar.split()) for bar in shared.locator(".week-bars li").all_inner_texts()]
    this, last, first = (week.lower() for week in weeks)
    assert bars == [f"ikke skrevet {first}", f"ikke skrevet {last}", f"1 {this}"]
    page.context.close()
