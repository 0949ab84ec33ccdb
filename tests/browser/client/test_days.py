"""A page that was built, or kept on the device, some days ago follows the day it is read on."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Jobvej


def test_a_webinar_is_over_on_the_day_after_whenever_the_page_was_built(
    page: Page, jobvej: Jobvej
) -> None:
    address = f"{jobvej.url}webinarer/cv-paa-en-time/"
    page.goto(address)
    sign_up = page.locator("[data-until]")
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
