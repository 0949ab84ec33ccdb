"""A job club from making it to joining it: both sides by plain forms, looked at as designers do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import Jobvej, press
from tests.browser.test_tracker_look import stands_up

pytestmark = pytest.mark.alone


@pytest.fixture
def town(build_dir: Path, tmp_path: Path) -> Iterator[Jobvej]:
    one = Jobvej(tmp_path, build_dir)
    one.people("Anna K.", "Bo M.")
    one.start()
    yield one
    one.kill()


@pytest.fixture(params=[320, 1280])
def context(request, browser: Browser) -> Iterator[BrowserContext]:
    size = {"width": request.param, "height": 800}
    made = browser.new_context(viewport=size, service_workers="block", locale="da-DK")
    yield made
    made.close()


def test_a_club_is_made_joined_and_followed(browser: Browser, context, town: Jobvej):
    page = context.new_page()
    town.staff_signs_in(page)
    press(page.get_by_role("link", name="Jobklubber"))
    stands_up(page)
    press(page.get_by_role("link", name="Ny jobklub"))
    stands_up(page)
    page.get_by_label("Navn").fill("Lager og transport")
    page.get_by_label("Ugedag").select_option("tirsdage")
    page.get_by_label("Klokken").fill("10:00")
    page.get_by_label("Video").check()
    press(page.get_by_role("button", name="Lav jobklubben"))
    for name in ("Anna K.", "Bo M."):
        page.get_by_label("Tilføj et medlem").select_option(str(town.ids[name]))
        press(page.get_by_role("button", name="Tilføj medlemmet"))
    page.get_by_label("Tilføj en fælles opgave").select_option("jobsoegning.skjulte-job.opgave")
    press(page.get_by_role("button", name="Tilføj hos alle medlemmer"))
    page.get_by_text("Tilføj et job").click()
    stands_up(page)
    page.get_by_label("Job", exact=True).fill("Medhjælper til lageret")
    page.get_by_label("Sted").fill("Havnens Lager, Åby")
    page.get_by_label("Vis til og med").fill(page.evaluate(TOMORROW))
    press(page.get_by_role("button", name="Tilføj jobbet"))
    press(page.get_by_role("button", name="Aflys mødet").first)
    stands_up(page)
    press(page.get_by_role("link", name="Ret mødet").first)
    stands_up(page)

    own = context.browser.new_context(viewport=page.viewport_size, service_workers="block")
    page = own.new_page()
    town.sign_in(page, "Anna K.")
    stands_up(page)
    assert page.locator(".item", has_text="Find fem arbejdspladser").count() == 1
    press(page.get_by_role("link", name="Åbn jobklubben"))
    stands_up(page)
    assert page.get_by_text("Medhjælper til lageret").is_visible()
    assert page.get_by_text("er aflyst").is_visible()
    press(page.get_by_role("button", name="Vis mit fornavn"))
    assert page.get_by_text("De her viser deres fornavn: Anna.").is_visible()
    page.goto(f"{town.url}dine-opgaver/webinarer/")
    stands_up(page)
    own.close()


TOMORROW = "() => new Date(Date.now() + 864e5).toISOString().slice(0, 10)"
