"""A phone of 360 px whose owner reads everything at 175 %: 206 px are left for the same words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Jobvej

LARGE = {"width": 206, "height": 420}


@pytest.mark.parametrize("path", ["/", "/kurser/", "/kurser/linkedin/", "/kurser/uddannelse/"])
def test_long_words_are_broken_before_the_page_scrolls_sideways(
    page: Page, jobvej: Jobvej, path: str
) -> None:
    page.set_viewport_size(LARGE)
    page.goto(jobvej.url.rstrip("/") + path)
    assert page.evaluate("() => document.documentElement.scrollWidth") == LARGE["width"]


def test_the_courses_names_are_read_in_words(page: Page, jobvej: Jobvej) -> None:
    """They stood one letter on each line, beside a bar that took their place."""
    jobvej.sign_in(page, "Anna")
    page.set_viewport_size(LARGE)
    page.goto(f"{jobvej.url}dine-opgaver/det-ser-din-jobkonsulent/")
    widths = "() => [...document.querySelectorAll('.courses li > :first-child')]"
    found = page.evaluate(f"{widths}.map((name) => name.clientWidth)")
    assert found and min(found) > LARGE["width"] / 2, found
