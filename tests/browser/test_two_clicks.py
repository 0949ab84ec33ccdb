"""From sign-in to any of today's pages in two clicks, and a talk ended in one form."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from tests.browser.conftest import PASSWORD, Jobvej
from tracker.appointments import talks
from tracker.clock import local_date, start_of_day
from tracker.models import Staff

NAMES = ("Anna K.", "Bo M.", "Carl P.")


@pytest.fixture(scope="module")
def served(build_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jobvej]:
    """Karin talks with three people today, the first of them at the first hour of the day."""
    one = Jobvej(tmp_path_factory.mktemp("clicks"), build_dir)
    one.people(*NAMES)
    with one.store():
        [karin] = Staff.here()
        midnight = start_of_day(local_date(datetime.now(UTC)))
        for hour, name in enumerate(NAMES, start=1):
            at = midnight + timedelta(hours=hour)
            talks.agree(one.ids[name], karin.id, talks.NewTalk(at, 15, "phone"), midnight)
    one.start()
    yield one
    one.kill()


class Counted:
    """A browser that counts what a person presses and how often they wait for a page."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.loads = page, 0, 0
        page.on("framenavigated", self._loaded)

    def _loaded(self, frame: Frame) -> None:
        self.loads += frame == self.page.main_frame

    def press(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def since(self) -> tuple[int, int]:
        """(clicks, page loads) since the last time this was asked."""
        counted = (self.clicks, self.loads)
        self.clicks = self.loads = 0
        return counted


@pytest.fixture
def karin(browser: Browser, served: Jobvej) -> Iterator[Counted]:
    """Karin at the sign-in page, with her name and her password typed."""
    context = browser.new_context(service_workers="block", locale="da-DK")
    page = context.new_page()
    page.goto(f"{served.url}job/log-paa/")
    page.get_by_label("Brugernavn").fill("karin")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    yield Counted(page)
    context.close()


def sign_in(karin: Counted) -> None:
    karin.press(karin.page.get_by_role("main").get_by_role("button", name="Log på"))
    expect(karin.page.get_by_role("heading", level=1)).to_contain_text("I dag")


def test_any_of_todays_pages_is_two_clicks_from_the_sign_in(karin: Counted):
    sign_in(karin)
    karin.press(karin.page.get_by_role("button", name="Forbered samtale med Bo M."))
    expect(karin.page.get_by_role("heading", level=1)).to_have_text("Før samtalen: Bo M.")
    expect(karin.page.locator("[data-shared]")).to_be_visible()
    assert karin.since() == (2, 2), "the sign-in itself, and one press; a page each"


def test_a_talk_is_ended_in_one_form(karin: Counted, served: Jobvej):
    sign_in(karin)
    page = karin.page
    karin.press(page.get_by_role("button", name="Forbered samtale med Carl P."))
    expect(page.get_by_role("heading", level=1)).to_have_text("Før samtalen: Carl P.")
    karin.since()
    karin.press(page.locator("summary", has_text="Afslut samtalen"))
    karin.press(page.get_by_label("Afholdt"))
    page.get_by_label("Aftalt næste skridt").fill("Ring til to firmaer")
    ahead = local_date(datetime.now(UTC)) + timedelta(days=14)
    page.get_by_label("Dato").fill(ahead.isoformat())
    page.get_by_label("Klokken").fill("10:00")
    karin.press(page.get_by_role("button", name="Gem, og afslut samtalen"))
    expect(page.get_by_role("status").first).to_have_text("Samtalen er afsluttet og gemt.")
    assert karin.since() == (3, 1)
    rows = served.rows(
        "SELECT outcome, agreed FROM talk WHERE replace(citizen, '-', '') = ? ORDER BY starts_at",
        served.ids["Carl P."].hex,
    )
    assert rows == [("held", "Ring til to firmaer"), (None, "")]
