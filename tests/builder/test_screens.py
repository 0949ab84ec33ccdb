"""The built pages in Chromium, under our policy: nothing foreign, nothing too small."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/",
    "/kurser/",
    "/kurser/cv/",
    "/kurser/cv/profiltekst/",
    "/haefte/cv/",
    "/planer/",
    "/planer/to-skridt/",
    "/hjaelp/",
    "/soeg/",
    "/privatliv/",
    "/404.html",
]
SIZES = ("100%", "200%")
INLINE = "p, li:not(nav li), td, dd"
"""Links inside a sentence are excepted from the size of targets (WCAG 2.2, 2.5.8)."""


@pytest.fixture
def visit(browser: Browser, origin: str) -> Iterator:
    """Open a page at a width; at the end nothing may have gone wrong."""
    contexts, wrong = [], []

    def open_(address: str, width: int = 1280, js: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=js, locale="da-DK"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on(
            "request",
            lambda request: request.url.startswith(origin) or wrong.append(request.url),
        )
        page.goto(origin + address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not wrong


def each(page: Page, origin: str) -> Iterator[str]:
    """Every address in turn, in the same window."""
    for address in ADDRESSES:
        page.goto(origin + address)
        yield address


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(visit, origin: str, width: int) -> None:
    """By day with all its rules; by night only the colours are others."""
    axe, found = Axe(), {}
    page = visit("/", width)
    page.emulate_media(reduced_motion="reduce")  # a colour on its way to another is neither
    for address in each(page, origin):
        for details in page.query_selector_all("details:not([open]) > summary"):
            if details.is_visible():
                details.click()
        by_day = axe.run(page)
        page.emulate_media(color_scheme="dark")
        by_night = axe.run(page, options={"runOnly": ["color-contrast"]})
        page.emulate_media(color_scheme="light")
        for result in (by_day, by_night):
            if result.violations_count:
                found[address] = result.generate_report()
    assert not found, "\n".join(found.values())


def test_nothing_scrolls_sideways_on_the_smallest_phone(visit, origin: str) -> None:
    """Nor in twice as large type."""
    page = visit("/", 320)
    wide = """(size) => {
      document.documentElement.style.fontSize = size;
      return document.documentElement.scrollWidth;
    }"""
    for address in each(page, origin):
        for size in SIZES:
            assert page.evaluate(wide, size) == 320, (address, size)


@pytest.mark.parametrize("width", [360, 1280])
def test_what_one_presses_is_44_pixels_high(visit, origin: str, width: int) -> None:
    page = visit("/", width)
    small = """(inline) => [
            ...document.querySelectorAll("a, button, summary, input, textarea, label")
        ].filter((one) => one.checkVisibility() && getComputedStyle(one).opacity !== "0")
        .filter((one) => !(one.matches("a") && one.closest(inline)
            && one.closest(inline).textContent.trim() !== one.textContent.trim()))
        .filter((one) => !one.matches(".skip, :is(.write, .search-form) label"))
        .map((one) => {
            const after = getComputedStyle(one, "::after");
            const card = after.position === "absolute" ? one.closest(".card") : null;
            return [one.textContent.trim(), (card || one).getBoundingClientRect().height];
        }).filter(([, height]) => height < 44)"""
    found = {address: page.evaluate(small, INLINE) for address in each(page, origin)}
    assert found == {one: [] for one in ADDRESSES}


def test_the_first_press_of_tab_leads_past_the_header(visit) -> None:
    page = visit("/kurser/cv/profiltekst/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Gå til indholdet"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "indhold"


def test_whoever_has_the_focus_can_be_seen(visit) -> None:
    """Each stop of the tab key has the ring of sun; the card shows its link's."""
    for address in ("/", "/kurser/cv/profiltekst/"):
        page = visit(address)
        for _ in range(40):
            page.keyboard.press("Tab")
            ring = page.evaluate(
                """() => { const one = document.activeElement;
                if (one === document.body) return "end";
                const sets = one.closest(".tabbed-set");
                const target = one.matches(".tabbed-set > input")
                    ? sets.querySelector(".tabbed-labels > label") : one;
                return [getComputedStyle(target).outlineColor, getComputedStyle(target,
                    "::after").outlineColor].includes("rgb(255, 201, 77)") || one.outerHTML; }"""
            )
            if ring == "end":
                break
            assert ring is True


def test_the_keys_that_material_took_are_free(visit) -> None:
    page = visit("/kurser/cv/profiltekst/")
    address = page.url
    for key in ("n", "p", "f", "s", ".", ",", "/"):
        page.keyboard.press(key)
    assert page.url == address
    assert page.evaluate("() => document.activeElement === document.body")


def test_tabs_change_by_click_and_by_arrow_without_script(visit) -> None:
    page = visit("/kurser/cv/profiltekst/", js=False)
    assert page.get_by_text("Jeg har kørt truck i 8 år.").is_visible()
    page.locator("label", has_text="Pleje").click()
    assert page.get_by_text("Jeg er SOSU-hjælper.").is_visible()
    assert not page.get_by_text("Jeg har kørt truck i 8 år.").is_visible()
    page.keyboard.press("ArrowLeft")
    assert page.get_by_text("Jeg har kørt truck i 8 år.").is_visible()


def test_of_all_courses_only_this_one_is_listed_beside_the_lesson(visit) -> None:
    page = visit("/kurser/cv/profiltekst/")
    listed = page.locator(".course-nav.beside a")
    assert listed.all_inner_texts() == ["Dit CV & mere", "Din profiltekst", "Hul i CV'et"]
    assert not page.locator(".course-nav.below").is_visible()
    phone = visit("/kurser/cv/profiltekst/", 360)
    assert not phone.locator(".course-nav.beside").is_visible()
    phone.get_by_text("Alle lektioner i Dit CV & mere").click()
    assert phone.locator(".course-nav.below").get_by_text("Hul i CV'et").is_visible()


def test_a_printed_plan_has_boxes_to_tick_and_nothing_to_press(visit) -> None:
    page = visit("/planer/to-skridt/")
    page.emulate_media(media="print")
    assert page.locator(".item .tick:visible").count() == 2
    assert page.locator("button:visible").count() == 0
    assert page.locator("nav:visible").count() == 0
    assert page.get_by_text(re.compile("Ring til os på")).is_visible()
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert len(pages) == 1
