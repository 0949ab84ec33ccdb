"""A forløb that repeats in a real browser: this week's tasks, those behind, and the number."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Jobvej
from tracker.clock import iso_week, local_date, local_moment, monday_of, week_words
from tracker.enrolment import plans

pytestmark = pytest.mark.alone


def all_shown(page: Page, jobvej: Jobvej) -> None:
    """Dine opgaver with every fold open."""
    page.goto(f"{jobvej.url}dine-opgaver/")
    page.wait_for_load_state("networkidle")  # before that the forms go to the server alone
    closed = page.locator("details.rest:not(.own):not([open]) > summary")
    while closed.count():
        closed.first.click()


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


@pytest.fixture
def anna_in_week_three(jobvej: Jobvej) -> Jobvej:
    """Anna's first plan is behind her, and two weeks of »To ansøgninger om ugen«, nothing done."""
    published = jobvej.published
    weekly = published.plan("to-om-ugen")
    assert weekly is not None
    monday = monday_of(iso_week(local_date(datetime.now(UTC))))
    with jobvej.store():
        anna, began = jobvej.ids["Anna"], local_moment(monday - timedelta(days=14), 8)
        plans.end_plan(anna, plans.running_plan(anna).id, began)
        plans.enrol(anna, weekly, local_date(began), began)
        for week in (1, 0):
            plans.begin_weeks(local_moment(monday - timedelta(weeks=week), 0, 5), published)
    return jobvej


def test_a_week_that_repeats_is_this_weeks_and_the_target_stands_there(
    page: Page, anna_in_week_three: Jobvej
) -> None:
    jobvej = anna_in_week_three
    jobvej.sign_in(page, "Anna")
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
    before_the_talk(page, jobvej)


def before_the_talk(page: Page, jobvej: Jobvej) -> None:
    today = local_date(datetime.now(UTC))
    weeks = [week_words(iso_week(today - timedelta(weeks=n))).capitalize() for n in range(3)]
    page.context.clear_cookies()
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
