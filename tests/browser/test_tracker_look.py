"""The tracker's pages as a designer checks them: axe, 320 px, one screen, one sheet."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

import tracker
from tests.browser.conftest import Jobvej, press, sheets_of
from tests.browser.looked_at import (
    CITIZEN,
    CLICKED,
    NO_PAGE,
    OF_A_CITIZEN,
    PUBLIC,
    STAFF,
    TWICE_AS_LARGE,
    club_with,
    leader_with_figures,
    talk_with,
    tomorrow,
)

AXE = Axe()


@pytest.fixture(scope="module")
def served(build_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jobvej]:
    one = Jobvej(tmp_path_factory.mktemp("look"), build_dir)
    one.people("Anna K.", "Bo M.", "Cira P.", "Dina R.")  # Dina's code is replaced by tests
    leader_with_figures(one)
    one.ids["club"] = club_with(one, "Anna K.")
    one.ids["talk"] = talk_with(one, "Bo M.")
    one.start()
    yield one
    one.kill()


def filled(path: str, served: Jobvej, name: str = "Anna K.") -> str:
    """The address with who and what it is about."""
    about = {"citizen": served.ids[name], "day": tomorrow()}
    about |= {what: served.ids[what] for what in ("club", "talk")}
    return served.url.rstrip("/") + path.format(**about)


@pytest.fixture(params=[(320, 640), (1280, 800)], ids=["320", "1280"])
def context(request, browser: Browser) -> Iterator[BrowserContext]:
    width, height = request.param
    size = {"width": width, "height": height}
    made = browser.new_context(viewport=size, service_workers="block", locale="da-DK")
    yield made
    made.close()


def talk_page(page: Page, served: Jobvej, name: str) -> str:
    address = f"{served.url}job/borgere/{served.ids[name]}/samtale/"
    page.goto(address)
    if page.get_by_role("button", name="Teknisk fejl").count():
        press(page.get_by_role("button", name="Forbered samtale"))
    page.wait_for_url(address)
    return address


def stands_up(page: Page) -> None:
    """No fault for axe to find, nothing beside the screen in any size of type, 44 px to press."""
    found = AXE.run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px beside the screen"
    wide = page.evaluate(TWICE_AS_LARGE)
    assert wide <= 0, f"{page.url}: {wide} px beside the screen in large type"
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main select, main summary, "
             + "main input:not([type=hidden]), main h3 a")]
           .filter((one) => one.offsetParent)
           .map((one) => [(one.closest("label") || one).getBoundingClientRect().height,
                          (one.textContent || one.name).trim().slice(0, 40)])
           .filter(([height]) => height < 43.5)"""
    )
    assert not small, f"too small to press: {small}"


def all_stand_up(page: Page, addresses: Iterable[str]) -> None:
    """Each of these pages, with all that folds unfolded."""
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None and (answer.ok or "findes-ikke" in address), address
        page.evaluate(
            "() => document.querySelectorAll('main details:not([name])')"
            ".forEach((one) => { one.open = true; })"
        )
        stands_up(page)


def test_every_page_there_is_is_looked_at():
    seen = [*PUBLIC, *CITIZEN, *STAFF, *OF_A_CITIZEN, *CLICKED]
    with (Path(tracker.__file__).parent / "ACCESS.tsv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["method"] == "GET"]
    assert {row["endpoint"] for row in rows} >= NO_PAGE
    for row in rows:
        route = re.sub("<[^>]+>", "[^/]+", row["route"])
        is_seen = any(re.fullmatch(route, path) for path in seen)
        assert is_seen != (row["endpoint"] in NO_PAGE), row["route"]


def test_pages_for_everybody(context: BrowserContext, served: Jobvej):
    all_stand_up(context.new_page(), (filled(path, served) for path in PUBLIC))


def test_pages_of_the_citizen(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    served.sign_in(page, "Anna K.")
    all_stand_up(page, (filled(path, served) for path in CITIZEN))


def test_pages_of_the_consultant_with_every_form_open(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    served.staff_signs_in(page)
    all_stand_up(page, (filled(path, served) for path in STAFF))
    page.goto(f"{served.url}job/borgere/{served.ids['Bo M.']}/samtale/")
    stands_up(page)  # Hvorfor åbner du siden?
    talk_page(page, served, "Bo M.")
    all_stand_up(page, (filled(path, served, "Bo M.") for path in OF_A_CITIZEN))
    talk_page(page, served, "Bo M.")
    for number in range(page.locator("details.panel").count()):
        page.locator("details.panel > summary").nth(number).click()
        stands_up(page)
    press(page.get_by_role("button", name="Dan journalnotat"))
    stands_up(page)


def test_the_main_pages_on_a_tablet(browser: Browser, served: Jobvej):
    context = browser.new_context(
        viewport={"width": 768, "height": 1024}, service_workers="block", locale="da-DK"
    )
    page = context.new_page()
    served.sign_in(page, "Anna K.", shared=True)
    all_stand_up(page, [f"{served.url}dine-opgaver/"])
    page.get_by_role("button", name="Log af").click()
    page.get_by_text("Du er logget af.").wait_for()
    served.staff_signs_in(page)
    all_stand_up(page, (f"{served.url}job/{path}/" for path in ("i-dag", "borgere")))
    all_stand_up(page, [talk_page(page, served, "Anna K.")])
    context.close()


def test_the_forloeb_as_the_consultant_changes_it(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    served.staff_signs_in(page)
    talk_page(page, served, "Bo M.")
    press(page.get_by_role("link", name="Ret forløbet"))
    stands_up(page)
    for number in range(page.locator("details.panel").count()):
        page.locator("details.panel > summary").nth(number).click()
        stands_up(page)
    page.locator(".item .change > summary").first.click()
    press(page.get_by_role("link", name="Byt til en anden").first)
    page.locator(".change > summary").last.click()
    stands_up(page)


def test_what_a_citizen_changes_and_asks_for(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    served.sign_in(page, "Cira P.")
    for fold in page.locator("details:is(.own, .more) > summary").all():
        fold.click()
    stands_up(page)
    width = page.evaluate("innerWidth")  # an own task is added once a day
    page.get_by_label("Hvad vil du gøre?").fill(f"Ring til {width} firmaer")
    press(page.get_by_role("button", name="Tilføj opgaven"))
    page.get_by_text("Din egen opgave er på listen nu.").wait_for()
    page.get_by_text("Vil du noget andet?").click()
    press(page.get_by_role("button", name="Ring til mig"))
    stands_up(page)


def test_pages_for_many_citizens_at_once(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    served.staff_signs_in(page)
    page.goto(f"{served.url}job/borgere/")
    page.get_by_label("Vælg Dina R.").check()
    stands_up(page)
    press(page.get_by_role("button", name="Start et forløb"))
    stands_up(page)
    page.goto(f"{served.url}job/borgere/")
    page.get_by_label("Vælg Dina R.").check()
    press(page.get_by_role("button", name="Giv videre"))
    stands_up(page)
    page.goto(f"{served.url}job/borgere/")
    page.get_by_label("Vælg Dina R.").check()
    press(page.get_by_role("button", name="Lav breve med koder"))
    stands_up(page)
    press(page.get_by_role("button", name="Lav nye koder, og vis brevene"))
    stands_up(page)
    page.goto(f"{served.url}job/borgere/hent/")
    page.get_by_label("Eller kopiér linjerne").fill("navn;reference;forløb;start;hjælp\nÅse;;x;;y")
    press(page.get_by_role("button", name="Se linjerne igennem"))
    stands_up(page)


def test_the_pages_of_the_leader(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    served.staff_signs_in(page, "lis", "/leder/tal/")
    stands_up(page)
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    press(page.get_by_role("link", name="Hjalp det?").first)
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
    served.staff_signs_in(page, "sus", "/drift/")
    stands_up(page)
    press(page.get_by_role("link", name="Dorte"))
    stands_up(page)
    press(page.get_by_role("button", name="Luk adgangen"))
    stands_up(page)
    press(page.get_by_role("button", name="Åbn adgangen igen"))
    press(page.get_by_role("link", name="Ansatte").first)
    press(page.get_by_role("button", name="Opret, og vis adgangskoden"))
    stands_up(page)  # with what to mend


def test_the_pages_of_the_data_protection_officer(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    served.staff_signs_in(page, "dorte", "/databeskyttelse/")
    stands_up(page)
    press(page.get_by_role("button", name="Træk en stikprøve"))
    page.wait_for_url("**size=10*")
    stands_up(page)


def test_a_mistake_is_where_the_eye_and_the_keyboard_are(context: BrowserContext, served: Jobvej):
    page = context.new_page()
    page.goto(f"{served.url}log-paa/")
    press(page.get_by_role("main").get_by_role("button", name="Log på"))
    page.wait_for_function("() => document.activeElement.id === 'fejl'")
    stands_up(page)
    page.get_by_role("link", name="Skriv koden fra dit brev.").press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "code"


def test_the_page_before_a_call_is_one_screen_and_one_sheet(browser: Browser, served: Jobvej):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
    page = context.new_page()
    served.staff_signs_in(page)
    soon = datetime.now(UTC) + timedelta(days=1)
    page.get_by_label("Borger", exact=True).select_option(str(served.ids["Anna K."]))
    page.get_by_label("Dato", exact=True).fill(soon.date().isoformat())
    page.get_by_label("Klokken").fill("10:00")
    press(page.get_by_role("button", name="Lav samtalen"))
    talk_page(page, served, "Anna K.")
    assert page.evaluate("() => document.documentElement.scrollHeight") <= 800
    assert sheets_of(page) == 1
    talk_page(page, served, "Dina R.")
    press(page.get_by_role("button", name="Ny kode"))
    assert page.locator("svg.qr").is_visible()
    assert sheets_of(page) == 1
    context.close()


def test_back_after_an_import_is_the_empty_form_and_nothing_is_sent_again(
    browser: Browser, served: Jobvej
):
    context = browser.new_context(service_workers="block", locale="da-DK")
    page = context.new_page()
    served.staff_signs_in(page)
    page.goto(f"{served.url}job/samtaler/hent/")
    lines = f"dato;klokken;navn\n{tomorrow()};10.00;Cira P."
    page.get_by_label("Eller indsæt linjerne her").fill(lines)
    press(page.get_by_role("button", name="Se, hvad der sker"))
    press(page.get_by_role("button", name="Hent 1 samtale"))
    expect(page.get_by_text("Nye samtaler: 1.")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Eller indsæt linjerne her")).to_have_value("")
    expect(page.get_by_role("button", name="Hent 1 samtale")).to_have_count(0)
    context.close()
