"""Borgere in a real browser: the list follows the search, and the address keeps it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Jobvej, served
from tests.browser.looked_at import hidden_focus


@pytest.fixture(scope="module")
def jobvej(tmp_path_factory: pytest.TempPathFactory, build_dir: Path) -> Iterator[Jobvej]:
    """One server for all of them, whose team has Anna and Bo alone: nobody changes anything."""
    yield from served(tmp_path_factory.mktemp("jobvej"), build_dir)


def sign_in(page: Page, jobvej: Jobvej) -> None:
    jobvej.staff_signs_in(page, asked_for="/job/borgere/")


def test_the_list_follows_as_one_types(page: Page, jobvej: Jobvej):
    sign_in(page, jobvej)
    page.get_by_label("Navn eller reference").press_sequentially("bo")
    expect(page.get_by_role("link", name="Bo", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Anna", exact=True)).to_be_hidden()
    expect(page.locator("[data-count]")).to_have_text("1 borger")
    assert page.url.endswith("?soeg=bo")
    page.get_by_role("link", name="samtale").click()
    page.wait_for_url("**?soeg=bo&sorter=samtale")
    page.get_by_label("Navn eller reference").fill("anna")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Hent listen (CSV)").click()
    rows = taken.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert [row.partition(";")[0] for row in rows] == ["navn", "Anna"]
    page.get_by_label("Navn eller reference").fill("bo")
    expect(page.get_by_role("link", name="Anna", exact=True)).to_be_hidden()
    page.get_by_label("Navn eller reference").fill("findes ikke")
    expect(page.get_by_text("Ingen passer til det, du søger efter.")).to_be_visible()
    expect(page.get_by_role("heading", name="Dine")).to_be_hidden()


def test_a_browser_that_cannot_count_what_is_asked_for_keeps_it_in_the_address_too(
    page: Page, jobvej: Jobvej
):
    """Safari before 17, Chrome before 113."""
    page.add_init_script("delete URLSearchParams.prototype.size;")
    sign_in(page, jobvej)
    page.get_by_label("Navn eller reference").press_sequentially("bo")
    expect(page.locator("[data-count]")).to_have_text("1 borger")
    assert page.url.endswith("?soeg=bo")


def test_what_can_be_done_with_the_chosen_comes_with_the_first_of_them(page: Page, jobvej: Jobvej):
    sign_in(page, jobvej)
    start = page.get_by_role("button", name="Start et forløb")
    expect(start).to_be_hidden()
    page.get_by_label("Vælg Anna").check()
    expect(page.get_by_text("Med den ene, du har valgt:")).to_be_visible()
    page.get_by_label("Navn eller reference").fill("bo")
    expect(page.get_by_role("link", name="Anna", exact=True)).to_be_visible()
    page.get_by_role("button", name="Vælg alle under Dine").click()
    expect(page.get_by_text("Med de 2, du har valgt:")).to_be_visible()
    start.click()
    expect(page.get_by_text("For 2 borgere: Anna, Bo.")).to_be_visible()


def test_who_listens_hears_how_many_are_chosen_and_where_to_go_on(page: Page, jobvej: Jobvej):
    sign_in(page, jobvej)
    told = page.get_by_role("status").filter(has_text="valgt")
    every = page.get_by_role("button", name="Vælg alle under Dine", exact=True)
    every.press("Enter")
    expect(told).to_have_text("Du har valgt 2. Det, du kan gøre, står efter listen.")
    none = page.get_by_role("button", name="Fravælg alle under Dine")
    expect(none).to_be_focused()
    none.press("Enter")
    expect(told).to_have_text("Du har ikke valgt nogen.")
    every.press("Enter")
    page.get_by_label("Vælg Anna").press("Space")
    expect(told).to_have_text("Du har valgt 1. Det, du kan gøre, står efter listen.")
    expect(every).to_be_visible()


@pytest.mark.parametrize("size", [(360, 500), (320, 256)], ids=["phone", "400 %"])
def test_what_has_the_focus_is_never_below_what_stays_in_sight(
    page: Page, jobvej: Jobvej, size: tuple[int, int]
):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    sign_in(page, jobvej)
    # A list as long as a team's.
    page.locator(".people").evaluate(
        "(list) => { for (let n = 0; n < 5; n += 1)"
        " list.append(...list.cloneNode(true).children); }"
    )
    page.locator(".pick input").first.check()
    assert hidden_focus(page) == []
