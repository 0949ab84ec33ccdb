"""Borgere in a real browser: the list follows the search, and the address keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Jobvej, served


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
    expect(page.get_by_role("status")).to_have_text("1 borger")
    assert page.url.endswith("?soeg=bo")
    page.get_by_role("link", name="samtale").click()
    page.wait_for_url("**?soeg=bo&sorter=samtale")
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
    expect(page.get_by_role("status")).to_have_text("1 borger")
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
