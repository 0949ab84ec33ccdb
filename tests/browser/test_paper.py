"""On paper: each forløb one A4 with a box for each task; lessons and ticks in every browser."""

from playwright.sync_api import Page

from jobvej.catalog import read_catalog
from tests.browser.conftest import LESSON, ROOT, Jobvej, sheets_of

SPARE = "() => { document.querySelector('main').style.paddingBottom = '8mm'; }"
"""Another browser's type may take a little more room than this one's."""


def test_every_forloeb_is_one_sheet_with_boxes_phone_and_its_address(
    jobvej: Jobvej, page: Page
) -> None:
    catalog, _ = read_catalog(ROOT)
    assert catalog and len(catalog.plans) > 1
    page.emulate_media(media="print")
    for plan in catalog.plans:
        address = f"{jobvej.url}g/{plan.id}"
        page.goto(address)
        assert page.url == f"{jobvej.url}planer/{plan.id}/"
        assert page.locator(".item .tick:visible").count() == len(plan.items)
        page.get_by_text(address.removeprefix("http://"), exact=True).wait_for()
        foot = page.locator(".page-foot").inner_text()
        assert catalog.municipality.name in foot and catalog.municipality.phone in foot
        page.evaluate(SPARE)
        assert sheets_of(page) == 1, plan.id


def test_the_tasks_are_one_sheet_with_every_fold_open(jobvej: Jobvej, page: Page) -> None:
    jobvej.sign_in(page, "Bo")
    assert sheets_of(page) == 1
    page.emulate_media(media="print")
    assert page.locator(".page-foot").is_hidden(), "it could end on a sheet of its own"
    assert page.locator(".plan-side").get_by_text("Du kan altid tale med et menneske.").is_visible()


def test_every_tab_is_printed_below_its_name(jobvej: Jobvej, page: Page) -> None:
    page.goto(f"{jobvej.url}kurser/cv/udseende/")
    names, labels = page.locator(".tab-name"), page.locator(".tabbed-labels")
    assert names.count() > 1 and labels.is_visible() and not names.first.is_visible()
    page.emulate_media(media="print")
    assert not labels.is_visible()
    for name in names.all():
        assert name.is_visible()


def test_each_lesson_of_a_booklet_begins_a_sheet(jobvej: Jobvej, page: Page) -> None:
    page.emulate_media(media="print")
    page.goto(f"{jobvej.url}haefte/cv/")
    sheets = page.locator(".sheet")
    breaks = sheets.evaluate_all("(all) => all.map((one) => getComputedStyle(one).breakBefore)")
    assert len(breaks) > 2 and set(breaks) == {"page"}
    assert page.get_by_role("button", name="Print").count() == 0
    box = page.locator(".sheet .rule").first
    assert (box.bounding_box() or {})["height"] > 35, "room for a line of handwriting"


def test_a_lesson_fills_the_sheet_also_where_the_window_counts(jobvej: Jobvej, page: Page) -> None:
    """WebKit asks a wide window, not the sheet, whether there is room beside the lesson."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(media="print")
    page.goto(jobvej.url.rstrip("/") + LESSON)
    assert page.locator("main").evaluate("(main) => main.clientWidth") > 1000


def test_a_tick_is_seen_also_where_backgrounds_are_printed(jobvej: Jobvej, page: Page) -> None:
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.get_by_role("button", name="Jeg har gjort det").click()
    page.emulate_media(media="print")
    background, ink = page.locator(".task .tick").evaluate("""(tick) => [
      getComputedStyle(tick).backgroundColor,
      getComputedStyle(tick, "::after").borderRightColor,
    ]""")
    assert ink == "rgb(0, 0, 0)" and background == "rgba(0, 0, 0, 0)"
