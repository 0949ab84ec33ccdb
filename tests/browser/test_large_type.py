"""Who reads all at 175 % on a phone of 360 px has 206 px left for the same words; or large type."""

from playwright.sync_api import Page

from tests.browser.conftest import Jobvej
from tests.browser.looked_at import TWICE_AS_LARGE

LARGE = {"width": 206, "height": 420}
SIGNS = """() => [...document.querySelectorAll('.here li')].filter((one) => one.offsetParent).map(
  (one) => ['::before', '::after'].map((at) => getComputedStyle(one, at).content))"""
ABOUT = """() => [...document.querySelectorAll('.unbroken')].map(
  (one) => getComputedStyle(one.parentElement).display).filter((one) => /flex|grid/.test(one))"""
LINES = """() => [...document.querySelectorAll('.unbroken')].filter((one) => one.offsetParent).map(
  (one) => one.getClientRects().length)"""


def test_long_words_are_broken_before_the_page_scrolls_sideways(page: Page, jobvej: Jobvej) -> None:
    page.set_viewport_size(LARGE)
    for path in ("", "kurser/", "kurser/linkedin/", "kurser/uddannelse/"):
        page.goto(jobvej.url + path)
        assert page.evaluate("() => document.documentElement.scrollWidth") == LARGE["width"], path


def test_the_longest_words_fit_at_twice_the_size_of_type(page: Page, jobvej: Jobvej) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in (
        *("soeg/", "planer/klar-til-arbejdspladsen/", "kurser/cv/opgaver-og-resultater/"),
        *("kurser/virksomhedspraktik/", "kurser/virksomhedspraktik/aftalen/"),
        *("haefte/digital-tryghed/", "haefte/virksomhedspraktik/"),
    ):
        page.goto(jobvej.url + path)
        assert page.evaluate(TWICE_AS_LARGE) == 0, path


def test_the_courses_names_are_read_in_words(page: Page, jobvej: Jobvej) -> None:
    """They stood one letter on each line, beside a bar that took their place."""
    jobvej.sign_in(page, "Anna")
    page.set_viewport_size(LARGE)
    page.goto(f"{jobvej.url}dine-opgaver/det-ser-din-jobkonsulent/")
    widths = "() => [...document.querySelectorAll('.courses li > :first-child')]"
    found = page.evaluate(f"{widths}.map((name) => name.clientWidth)")
    assert found and min(found) > LARGE["width"] / 2, found


def test_the_sign_between_two_steps_goes_with_the_second(page: Page, jobvej: Jobvej) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{jobvej.url}kurser/virksomhedspraktik/aftalen/")
    course, lesson = (one.bounding_box() for one in page.locator(".here li:visible").all())
    assert course and lesson and lesson["y"] > course["y"]
    assert page.evaluate(SIGNS) == [["none", "none"], ['""', "none"]]


def test_a_kasse_stays_on_one_line_however_narrow_the_page(page: Page, jobvej: Jobvej) -> None:
    page.goto(f"{jobvej.url}kurser/jobnet/min-plan/")
    for width in range(200, 420, 20):
        page.set_viewport_size({"width": width, "height": 740})
        lines = page.evaluate(LINES)
        assert lines and set(lines) == {1}
    assert page.evaluate(ABOUT) == [], "its neighbours lose their spaces"
