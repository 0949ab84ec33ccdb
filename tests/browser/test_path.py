"""The whole path in a real browser: lesson, letter, a citizen's week, the page before a call."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LESSON, Jobvej, press
from tracker.clock import COPENHAGEN, local_date

pytestmark = pytest.mark.alone

WIDTHS = ((360, 740), (1280, 800))


def today() -> str:
    """As a date field wants it, where the municipality is."""
    return local_date(datetime.now(UTC)).isoformat()


def later_today() -> str:
    """A time that still comes today, also shortly before midnight."""
    now = datetime.now(COPENHAGEN)
    soon = now + timedelta(minutes=5)
    return f"{soon:%H:%M}" if soon.date() == now.date() else "23:59"


class People:
    """A browser of one's own for each, and what axe says of every page they stand on."""

    def __init__(self, browser: Browser, jobvej: Jobvej) -> None:
        self.browser, self.jobvej = browser, jobvej
        self.pages: dict[str, Page] = {}

    def __getitem__(self, name: str) -> Page:
        if name not in self.pages:
            context = self.browser.new_context(locale="da-DK", timezone_id="Europe/Copenhagen")
            context.set_default_timeout(10_000)
            self.pages[name] = context.new_page()
        return self.pages[name]

    def at(self, name: str, path: str) -> Page:
        page = self[name]
        page.goto(self.jobvej.url.rstrip("/") + path)
        return page

    def look(self, name: str) -> None:
        """Nothing to scroll sideways for in both widths; and nothing for axe to find.

        Axe looks at each page in two widths elsewhere; here at what the path has made of it.
        """
        page = self[name]
        for width, height in WIDTHS:
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width, page.url
        found = Axe().run(page).response["violations"]
        assert not found, (page.url, [(v["id"], v["nodes"][0]["html"]) for v in found])


@pytest.fixture
def people(browser: Browser, jobvej: Jobvej) -> Iterator[People]:
    found = People(browser, jobvej)
    yield found
    for page in found.pages.values():
        page.context.close()


def staff_signs_in(people: People) -> None:
    people.at("karin", "/job/log-paa/")
    people.look("karin")
    people.jobvej.staff_signs_in(people["karin"])


def new_citizen(people: People) -> str:
    """Karin takes Amira in; returns the code on the letter."""
    page = people.at("karin", "/job/borgere/ny/")
    page.get_by_role("button", name="Opret, og vis brevet").click()
    expect(page.get_by_role("alert")).to_be_visible()
    people.look("karin")
    page.get_by_label("Navn", exact=False).first.fill("Amira H.")
    page.get_by_label("Reference").fill("2026-4417")
    page.get_by_label("Forløb", exact=True).select_option(label="Fire første skridt")
    page.get_by_label("Første dag i forløbet").fill(today())
    page.get_by_label("med sparring").check()
    page.get_by_role("button", name="Opret, og vis brevet").click()
    expect(page.get_by_role("heading", name="Brev til Amira H.")).to_be_visible()
    expect(page.locator(".letter-code svg")).to_be_visible()
    people.look("karin")
    return page.locator(".letter-code strong").inner_text()


def test_the_path_from_a_lesson_to_the_page_before_a_call(people: People) -> None:
    reads_without_signing_in(people)
    staff_signs_in(people)
    people.look("karin")
    code = new_citizen(people)
    citizen_does_the_first_task(people, code)
    citizen_says_what_to_talk_about(people)
    talk_is_made_and_prepared(people)
    what_staff_did_can_be_taken_back(people)
    talk_is_ended(people)


def reads_without_signing_in(people: People) -> None:
    page = people.at("reader", LESSON)
    expect(page.locator("video track[kind=captions]")).to_have_count(1)
    expect(page.locator(".film-facts")).to_contain_text("undertekster")
    expect(page.get_by_role("button", name="Jeg har gjort det")).to_be_visible()
    people.look("reader")
    assert page.evaluate("() => document.cookie + Object.keys(localStorage)") == ""


def citizen_does_the_first_task(people: People, code: str) -> None:
    page = people.at("amira", f"/log-paa/#{code}")
    expect(page.get_by_label("Kode")).to_have_value(code)
    people.look("amira")
    page.get_by_label("Min egen enhed").check()
    page.get_by_role("button", name="Log på").click()
    page.wait_for_url("**/dine-opgaver/")
    expect(page.locator("[data-progress]")).to_contain_text("0 af 4")
    people.look("amira")
    page.get_by_role("link", name="Åbn opgaven").click()
    page.wait_for_url(f"**{LESSON}")
    expect(page.locator("[data-film-note]")).to_contain_text("Når du har set filmen")
    people.look("amira")
    page.get_by_role("button", name="Jeg har gjort det").click()
    expect(page.locator(".task [data-status]")).to_have_text("Gemt.")
    page = people.at("amira", "/dine-opgaver/")
    expect(page.locator("[data-progress]")).to_contain_text("1 af 4")


def citizen_says_what_to_talk_about(people: People) -> None:
    page = people["amira"]
    page.get_by_label("Du vil gerne tale om").select_option(label="ansøgning")
    page.locator("[data-wish]").get_by_role("button", name="Gem").click()
    expect(page.locator("[data-wish] [data-status]")).to_have_text("Gemt.")
    page.locator("[data-week]").get_by_role("button", name="1", exact=True).click()
    expect(page.locator("[data-week] [data-status]")).to_have_text("Gemt.")
    people.look("amira")


def talk_is_made_and_prepared(people: People) -> None:
    page = people.at("karin", "/job/i-dag/")
    expect(page.get_by_label("Vi mødes")).to_be_checked()
    choice = page.get_by_label("Borger").locator("option", has_text="Amira H.")
    page.get_by_label("Borger").select_option(value=choice.get_attribute("value"))
    page.get_by_label("Dato").fill(today())
    page.get_by_label("Klokken").fill(later := later_today())
    page.get_by_role("button", name="Lav samtalen").click()
    expect(page.get_by_role("main")).to_contain_text(later.replace(":", "."))
    people.look("karin")
    page = people.at("karin", "/job/borgere/")
    people.look("karin")
    press(page.get_by_role("link", name="Amira H."))
    people.look("karin")
    page.get_by_role("button", name="Forbered samtale").click()
    expect(page.get_by_role("heading", name="Før samtalen: Amira H.")).to_be_visible()
    section = page.locator("[data-shared]")
    expect(section).to_contain_text("Amira vil gerne tale om: ansøgning")
    expect(section).to_contain_text("1 af 4 opgaver")
    expect(section).to_contain_text("Skriv din profiltekst")
    people.look("karin")


def panel(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).click()


def what_staff_did_can_be_taken_back(people: People) -> None:
    page = people["karin"]
    panel(page, "Tilføj opgave")
    page.get_by_label("Eller skriv en opgave selv").fill("Ring til to firmaer")
    page.get_by_role("button", name="Tilføj opgaven").click()
    expect(page.locator("[data-shared]")).to_contain_text("1 af 5 opgaver")
    panel(page, "Ikke relevant")
    people.look("karin")
    page.get_by_label("Opgave", exact=True).select_option(label="Skriv din overskrift på LinkedIn")
    page.get_by_label("Hvorfor").select_option(index=1)
    page.get_by_role("button", name="Opgaven er ikke relevant").click()
    expect(page.locator("[data-shared]")).to_contain_text(
        "Ikke relevant: Skriv din overskrift på LinkedIn"
    )
    panel(page, "Vi har gennemgået")
    page.get_by_label("Skriv din profiltekst").check()
    page.get_by_role("button", name="Vi har gennemgået det valgte").click()
    undo = page.locator(".undo").get_by_role("button", name="Fortryd")
    expect(undo).to_have_count(3)
    people.look("karin")
    for left in (2, 1, 0):
        undo.first.click()
        expect(undo).to_have_count(left)
    expect(page.locator("[data-shared]")).to_contain_text("1 af 4 opgaver")


def talk_is_ended(people: People) -> None:
    page = people["karin"]
    panel(page, "Afslut samtalen")
    page.get_by_label("Afholdt").check()
    page.get_by_label("Aftalt næste skridt").fill("Vis dit CV til en, du kender")
    page.get_by_role("button", name="Gem, og afslut samtalen").click()
    expect(page.locator("[data-shared]")).to_contain_text("Vis dit CV til en, du kender")
