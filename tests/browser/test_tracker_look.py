"""The tracker's pages as a designer checks them: axe, 320 px, one screen, one sheet, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Jobvej
from tracker import helped, staff
from tracker.db import close_store, open_store

AXE = Axe()
CITIZEN = (
    "/dine-opgaver/",
    "/dine-opgaver/det-ser-din-jobkonsulent/",
    "/dine-opgaver/hvem-har-aabnet/",
    "/dine-opgaver/kalender/",
    "/dine-opgaver/hent/",
    "/dine-opgaver/slet/",
)
STAFF = (
    "/job/i-dag/",
    "/job/i-dag/print/",
    "/job/samtaler/hent/",
    "/job/kalender/",
    "/job/borgere/",
    "/job/borgere/ny/",
    "/job/borgere/hent/",
    "/job/borgere/breve/",
    "/job/fravaer/",
    "/job/proev-som-borger/",
)
PUBLIC = ("/log-paa/", "/job/log-paa/", "/findes-ikke/")


@pytest.fixture(scope="module")
def served(build_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jobvej]:
    one = Jobvej(tmp_path_factory.mktemp("look"), build_dir)
    one.people("Anna K.", "Bo M.", "Cira P.")
    leader_with_figures(one)
    one.start()
    yield one
    one.kill()


def leader_with_figures(one: Jobvej) -> None:
    """Lis, a leader, and answers under two lessons: many months of one, too few of the other.

    Sus and Dorte run the machine and look after data.
    """
    open_store(one.settings)
    try:
        for name, role in (("Lis", "leader"), ("Sus", "operator"), ("Dorte", "dpo")):
            staff.add_staff(
                name=name, sign_in_name=name, role=role, team=None, password="karins lange kode"
            )
        for month in ("2026-08", "2026-09", "2026-10", "2026-11"):
            helped.add("cv.profiltekst", month, "yes", 117)
            helped.add("cv.profiltekst", month, "no", 21)
        helped.add("cv.cv-skelet", "2026-11", "partly", 4)
    finally:
        close_store()


@pytest.fixture(params=[(320, 640), (1280, 800)], ids=["320", "1280"])
def context(request, browser: Browser) -> Iterator[BrowserContext]:
    width, height = request.param
    size = {"width": width, "height": height}
    made = browser.new_context(viewport=size, service_workers="block", locale="da-DK")
    yield made
    made.close()


def as_staff(
    page: Page, served: Jobvej, name: str = "karin", lands_on: str = "/job/i-dag/"
) -> None:
    page.goto(f"{served.url}job/log-paa/")
    page.get_by_label("Brugernavn").fill(name)
    page.get_by_label("Adgangskode").fill("karins lange kode")
    page.get_by_role("main").get_by_role("button", name="Log på").click()
    page.wait_for_url(f"**{lands_on}")


def talk_page(page: Page, served: Jobvej, name: str) -> str:
    address = f"{served.url}job/borgere/{served.ids[name]}/samtale/"
    page.goto(address)
    if page.get_by_role("button", name="Teknisk fejl").count():
        page.get_by_role("button", name="Forbered samtale").click()
    page.wait_for_url(address)
    return address


def stands_up(page: Page) -> None:
    """No fault for axe to find, nothing beside the screen, and 44 px to press."""
    found = AXE.run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px beside the screen"
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main select, main summary, "
             + "main input:not([type=hidden]), main h3 a")]
           .filter((one) => one.offsetParent)
           .map((one) => [(one.closest("label") || one).getBoundingClientRect().height,
                          (one.textContent || one.name).trim().slice(0, 40)])
           .filter(([height]) => height < 43.5)"""
    )
    assert not small, f"too small to press: {small}"


@pytest.mark.parametrize("path", PUBLIC)
def test_pages_for_everybody(context: BrowserContext, served: Jobvej, path: str):
    page = context.new_page()
    page.goto(served.url.rstrip("/") + path)
    stands_up(page)


def test_pages_of_the_citizen(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    served.sign_in(page, "Anna K.")
    for path in CITIZEN:
        page.goto(served.url.rstrip("/") + path)
        stands_up(page)


def test_pages_of_the_consultant_with_every_form_open(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    as_staff(page, served)
    for path in STAFF:
        page.goto(served.url.rstrip("/") + path)
        stands_up(page)
    page.goto(f"{served.url}job/borgere/{served.ids['Bo M.']}/samtale/")
    stands_up(page)  # Hvorfor åbner du siden?
    page.goto(f"{served.url}job/borgere/{served.ids['Bo M.']}/adgang/")
    stands_up(page)
    talk_page(page, served, "Bo M.")
    for number in range(page.locator("details.panel").count()):
        page.locator("details.panel > summary").nth(number).click()
        stands_up(page)
    page.get_by_role("button", name="Dan journalnotat").click()
    stands_up(page)


def test_pages_for_many_citizens_at_once(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    as_staff(page, served)
    page.goto(f"{served.url}job/borgere/")
    page.get_by_label("Vælg Cira P.").check()
    stands_up(page)
    page.get_by_role("button", name="Start et forløb").click()
    stands_up(page)
    page.goto(f"{served.url}job/borgere/")
    page.get_by_label("Vælg Cira P.").check()
    page.get_by_role("button", name="Lav breve med koder").click()
    stands_up(page)
    page.get_by_role("button", name="Lav nye koder, og vis brevene").click()
    stands_up(page)
    page.goto(f"{served.url}job/borgere/hent/")
    page.get_by_label("Eller kopiér linjerne").fill("navn;reference;forløb;start;hjælp\nÅse;;x;;y")
    page.get_by_role("button", name="Se linjerne igennem").click()
    stands_up(page)


def test_the_pages_of_the_leader(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    as_staff(page, served, "lis", "/leder/tal/")
    stands_up(page)
    assert page.get_by_role("button", name="Print").is_visible()
    page.get_by_role("link", name="Hjalp det?").first.click()
    stands_up(page)
    page.locator("main summary").click()
    stands_up(page)
    assert page.get_by_text("skjult (færre end 5)").is_visible()
    bars = page.locator(".months svg").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().width)"
    )
    assert len(bars) == 4
    assert min(bars) > 100, "the bars have room beside the words"


def test_the_pages_of_the_operator(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    as_staff(page, served, "sus", "/drift/")
    stands_up(page)
    page.get_by_role("link", name="Maskinen").click()
    stands_up(page)
    page.get_by_role("link", name="Ansatte").click()
    page.get_by_role("link", name="Dorte").click()
    stands_up(page)
    page.get_by_role("button", name="Luk adgangen").click()
    stands_up(page)
    page.get_by_role("button", name="Åbn adgangen igen").click()
    page.get_by_role("link", name="Ansatte").first.click()
    page.get_by_role("button", name="Opret, og vis adgangskoden").click()
    stands_up(page)  # with what to mend


def test_the_pages_of_the_data_protection_officer(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    as_staff(page, served, "dorte", "/databeskyttelse/")
    stands_up(page)
    page.get_by_role("button", name="Træk en stikprøve").click()
    page.wait_for_url("**/stikproever/**")
    stands_up(page)


def test_a_mistake_is_where_the_eye_and_the_keyboard_are(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    page.goto(f"{served.url}log-paa/")
    page.get_by_role("main").get_by_role("button", name="Log på").click()
    page.wait_for_function("() => document.activeElement.id === 'fejl'")
    stands_up(page)
    page.get_by_role("link", name="Koden passer ikke.").press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "code"


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def test_the_page_before_a_call_is_one_screen_and_one_sheet(browser: Browser, served: Jobvej):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
    page = context.new_page()
    as_staff(page, served)
    soon = datetime.now(UTC) + timedelta(days=1)
    page.get_by_label("Borger", exact=True).select_option(str(served.ids["Anna K."]))
    page.get_by_label("Dato", exact=True).fill(soon.date().isoformat())
    page.get_by_label("Klokken").fill("10:00")
    page.get_by_role("button", name="Lav samtalen").click()
    talk_page(page, served, "Anna K.")
    assert page.evaluate("() => document.documentElement.scrollHeight") <= 800
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 1
    page.get_by_role("button", name="Ny kode").click()
    assert page.locator("svg.qr").is_visible()
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 1
    context.close()


def test_the_tasks_are_one_sheet_with_every_fold_open(browser: Browser, served: Jobvej):
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    served.sign_in(page, "Bo M.")
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 1
    context.close()


def test_everything_works_without_a_script(browser: Browser, served: Jobvej):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(f"{served.url}log-paa/")
    page.get_by_label("Kode", exact=True).fill(served.codes["Bo M."].lower())
    page.get_by_label("En fælles enhed").check()
    page.get_by_role("main").get_by_role("button", name="Log på").click()
    for fold in page.locator("details.rest > summary").all():
        fold.click()
    page.get_by_role("button", name="Jeg har gjort det").first.click()
    assert "Du har lavet 1 af 4 opgaver" in page.locator("main").inner_text()
    page.get_by_role("button", name="2", exact=True).click()
    assert page.locator("button[aria-pressed=true]").inner_text() == "2"
    page.get_by_text("flere", exact=True).click()
    page.get_by_label("Antal ansøgninger").select_option("7")
    page.locator("[data-week] button:not([name])").click()
    assert page.get_by_label("Antal ansøgninger").input_value() == "7"
    page.get_by_label("Du vil gerne tale om").select_option("cv")
    page.locator("[data-wish] button").click()
    assert page.get_by_label("Du vil gerne tale om").input_value() == "cv"
    for fold in page.locator("details.rest > summary").all():
        fold.click()
    page.get_by_role("button", name="Fortryd").first.click()
    assert "Du har lavet 0 af 4 opgaver" in page.locator("main").inner_text()
    page.get_by_role("button", name="Log af").click()
    assert "Du er logget af." in page.locator("main").inner_text()
    context.close()
