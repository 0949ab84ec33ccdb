"""A page that was built, or kept on the device, some days ago follows the day it is read on."""

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Jobvej


def test_a_webinar_is_over_on_the_day_after_whenever_the_page_was_built(
    page: Page, jobvej: Jobvej
) -> None:
    address = f"{jobvej.url}webinarer/cv-paa-en-time/"
    page.goto(address)
    sign_up = page.locator("section[data-until]")
    over = page.locator("[data-after]")
    day = date.fromisoformat(sign_up.get_attribute("data-until") or "")
    page.clock.set_fixed_time(f"{day}T21:00:00+01:00")
    page.goto(address)
    expect(sign_up).to_be_visible()
    expect(over).to_be_hidden()
    page.clock.set_fixed_time(f"{day + timedelta(days=1)}T07:00:00+01:00")
    page.goto(address)
    expect(over).to_contain_text("Webinaret er holdt")
    expect(sign_up).to_be_hidden()


def test_a_day_on_which_nobody_answers_is_told_from_a_week_before(
    page: Page, jobvej: Jobvej
) -> None:
    for day, is_told in ((7, False), (8, True), (15, True), (16, False)):
        page.clock.set_fixed_time(f"2027-01-{day:02}T12:00:00+01:00")
        page.goto(f"{jobvej.url}kurser/")
        told = page.get_by_text("Vi har lukket fredag 15. januar (personaledag).")
        expect(told).to_be_visible(visible=is_told)
