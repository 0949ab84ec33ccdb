"""Six weeks of one person, from the letter to a job, in real browsers without any script.

The server's clock is moved from day to day. After each step both sides are read: what the
consultant sees of Amira is byte for byte what Amira sees herself.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PASSWORD, Jobvej, press
from tracker.clock import local_moment
from tracker.people import staff
from tracker.store_file import become_demo

START = date(2026, 12, 7)


class SixWeeks:
    """The server with a clock, and a browser on each side of it."""

    def __init__(self, jobvej: Jobvej, clock: Path, browser: Browser) -> None:
        self.jobvej, self.clock = jobvej, clock
        self.karin, self.amira, self.lis = (
            browser.new_context(java_script_enabled=False, locale="da-DK").new_page()
            for _ in range(3)
        )
        for page in (self.karin, self.amira, self.lis):
            page.set_default_timeout(10_000)
        self.code, self.citizen = "", ""

    def it_is(self, year: int, month: int, day: int, hour: int = 9) -> None:
        """Move the clock; Karin's working day begins with a sign-in of its own."""
        self.clock.write_text(local_moment(date(year, month, day), hour).isoformat())
        self.sign_in(self.karin, "karin", "/job/i-dag/")
        if self.code:
            self.go(self.amira, "dine-opgaver/")

    def go(self, page: Page, path: str) -> Page:
        page.goto(self.jobvej.url + path)
        return page

    def sign_in(self, page: Page, name: str, lands_on: str) -> None:
        page.context.clear_cookies()
        self.jobvej.staff_signs_in(page, name, lands_on)

    def before_the_talk(self) -> Page:
        """Karin on Før samtalen, with the purpose said."""
        page = self.go(self.karin, f"job/borgere/{self.citizen}/samtale/")
        if page.get_by_role("button", name="Teknisk fejl").count():
            press(page.get_by_role("button", name="Hjælp"))
            page.wait_for_url("**/samtale/")
        return page

    def plan(self) -> Page:
        """Karin on Ret forløbet."""
        self.before_the_talk()
        return self.go(self.karin, f"job/borgere/{self.citizen}/forloeb/")

    def both_see(self, *words: str) -> None:
        """The same section on both sides, and these words in it."""
        hers = self.before_the_talk().locator("[data-shared]")
        own = self.go(self.amira, "dine-opgaver/det-ser-din-jobkonsulent/").locator("[data-shared]")
        assert hers.evaluate("(one) => one.outerHTML") == own.evaluate("(one) => one.outerHTML")
        for one in words:
            expect(hers).to_contain_text(one)

    def tick(self, number: int) -> None:
        """Amira's next tasks, in the order of her page."""
        for _ in range(number):
            page = self.go(self.amira, "dine-opgaver/")
            open_folds(page)
            item = page.locator(".plan-list .item[data-state=open]").first
            press(item.get_by_role("button", name="Jeg har gjort det"))
            expect(page.get_by_role("status").filter(has_text="Gemt.").first).to_be_visible()


def open_folds(page: Page) -> None:
    closed = page.locator("details.rest:not(.own):not([open]) > summary")
    while closed.count():
        closed.first.click()


def panel(page: Page | Locator, name: str) -> Locator:
    """One fold of a page, opened."""
    page.locator("summary", has_text=name).first.click()
    return page.locator("details[open]").filter(has_text=name).last


@pytest.fixture
def weeks(tmp_path: Path, build_dir: Path, browser: Browser) -> Iterator[SixWeeks]:
    """An invented municipality, since only there the clock may be moved."""
    clock = tmp_path / "clock"
    clock.write_text(local_moment(START, 8).isoformat())
    jobvej = Jobvej(tmp_path, build_dir)
    with jobvej.store(create=True):
        become_demo()
        team = staff.add_team("Nord")
        for name, role, where in (("karin", "consultant", team), ("lis", "leader", None)):
            staff.add_staff(staff.Place(name.title(), role, where), name, PASSWORD)
    jobvej.environment["JOBVEJ_CLOCK_FILE"] = str(clock)
    jobvej.start()
    walk = SixWeeks(jobvej, clock, browser)
    yield walk
    for page in (walk.karin, walk.amira, walk.lis):
        page.context.close()
    jobvej.kill()


def test_from_the_letter_to_a_job(weeks: SixWeeks) -> None:
    the_letter(weeks)
    talks_in_a_row(weeks)
    the_first_tasks_and_a_short_talk(weeks)
    a_pause(weeks)
    the_last_tasks(weeks)
    a_week_that_repeats(weeks)
    the_club(weeks)
    the_webinar(weeks)
    a_job(weeks)
    nobody_is_found_in_the_figures(weeks)


def the_letter(weeks: SixWeeks) -> None:
    weeks.it_is(2026, 12, 7)
    page = weeks.go(weeks.karin, "job/borgere/ny/")
    page.get_by_label("Navn").fill("Amira H.")
    page.get_by_label("Reference").fill("2026-4417")
    page.get_by_label("Forløb", exact=True).select_option(label="20 opgaver på 14 dage")
    page.get_by_label("Første dag i forløbet").fill(START.isoformat())
    page.get_by_label("med sparring").check()
    press(page.get_by_role("button", name="Opret, og vis brevet"))
    weeks.code = page.locator(".letter-code strong").inner_text()
    weeks.citizen = page.url.split("/job/borgere/")[1].split("/")[0]
    own = weeks.go(weeks.amira, "log-paa/")
    own.get_by_label("Kode").fill(weeks.code)
    own.get_by_label("Min egen enhed").check()
    press(own.get_by_role("main").get_by_role("button", name="Log på"))
    own.wait_for_url("**/dine-opgaver/")
    weeks.both_see("0 af 20 opgaver", "dag 1 af 10")


def talks_in_a_row(weeks: SixWeeks) -> None:
    """Every second Thursday; the one on Christmas Eve is moved, and said to be."""
    page = weeks.go(weeks.karin, "job/i-dag/")
    page.get_by_label("Borger", exact=True).select_option(label="Amira H. · 2026-4417")
    page.get_by_label("Dato").fill("2026-12-10")
    page.get_by_label("Klokken").fill("10:00")
    page.get_by_label("Hvor tit").select_option(label="Hver 2. uge")
    page.get_by_label("Til og med").fill("2027-01-08")
    page.get_by_label("Telefon").check()
    press(page.get_by_role("button", name="Lav samtalen"))
    said = page.locator(".notice").filter(has_text="Der er nu 3 samtaler")
    expect(said).to_contain_text("10. dec., 28. dec., 7. jan.")
    expect(said).to_contain_text("er en fridag")
    weeks.both_see("Torsdag 10. december kl. 10.00 · telefon, 15 min")


def the_first_tasks_and_a_short_talk(weeks: SixWeeks) -> None:
    weeks.it_is(2026, 12, 9)
    weeks.tick(8)
    own = weeks.go(weeks.amira, "dine-opgaver/")
    press(own.locator(".numbers").get_by_role("button", name="2", exact=True))
    own.get_by_label("Du vil gerne tale om").select_option(label="ansøgning")
    press(own.locator("form[data-wish]").get_by_role("button", name="Gem"))
    weeks.both_see("8 af 20 opgaver", "Amira vil gerne tale om: ansøgning")
    weeks.it_is(2026, 12, 10)
    page = weeks.karin
    press(page.get_by_role("button", name="Forbered samtale").first)
    page.wait_for_url("**/samtale/")
    form = panel(page, "Afslut samtalen")
    form.get_by_label("Afholdt").check()
    form.get_by_label("Aftalt næste skridt").fill("Ring til ét lager")
    press(form.get_by_role("button", name="Gem, og afslut samtalen"))
    weeks.both_see("Aftalt sidst (10. dec.)", "Ring til ét lager")
    expect(weeks.go(weeks.amira, "dine-opgaver/").get_by_role("main")).to_contain_text(
        "Ring til ét lager"
    )


def a_pause(weeks: SixWeeks) -> None:
    """From Thursday in week two until New Year: what is open moves, duties elsewhere do not."""
    weeks.it_is(2026, 12, 16)
    weeks.tick(7)
    own = weeks.go(weeks.amira, "dine-opgaver/")
    own.get_by_text("Vil du noget andet?").click()
    press(own.get_by_role("button", name="Jeg kan ikke den dag"))
    form = panel(own, "Jeg har brug for en pause")
    form.get_by_label("Første dag").fill("2026-12-17")
    form.get_by_label("Sidste dag").fill("2027-01-03")
    press(form.get_by_role("button", name="pause"))
    weeks.both_see("15 af 20 opgaver", "pause")
    page = weeks.before_the_talk()
    expect(page.locator("#oensker + ul, section[aria-labelledby=oensker]").first).to_contain_text(
        "kan ikke"
    )
    press(page.get_by_role("button", name="Det er besvaret").first)
    press(page.get_by_role("button", name="Aflys samtalen", exact=True))
    weeks.it_is(2026, 12, 28)
    expect(weeks.amira.get_by_role("main")).to_contain_text("Du har pause til søndag 3. januar")
    weeks.both_see("pause", "Torsdag 7. januar kl. 10.00")


def the_last_tasks(weeks: SixWeeks) -> None:
    weeks.it_is(2027, 1, 4)
    weeks.both_see("15 af 20 opgaver", "dag 9 af 10")
    weeks.tick(5)
    weeks.both_see("20 af 20 opgaver", "alle opgaver er lavet")


def a_week_that_repeats(weeks: SixWeeks) -> None:
    """The talk of 7 January agrees on the weekly plan, from Monday on, and on a number."""
    weeks.it_is(2027, 1, 7)
    page = weeks.plan()
    form = panel(page, "Start et forløb")
    form.get_by_label("Forløb", exact=True).select_option(label="To ansøgninger om ugen")
    form.get_by_label("Første dag").fill("2027-01-11")
    press(form.get_by_role("button", name="Start"))
    form = panel(weeks.plan(), "Mål om ugen")
    form.get_by_label("Ansøgninger om ugen").fill("3")
    form.get_by_label("Fra").select_option(label="uge 2")
    press(form.get_by_role("button", name="Gem målet"))
    weeks.it_is(2027, 1, 11)
    weeks.tick(1)
    own = weeks.go(weeks.amira, "dine-opgaver/")
    press(own.locator(".numbers").get_by_role("button", name="1", exact=True))
    weeks.both_see("3 om ugen")


def the_club(weeks: SixWeeks) -> None:
    page = weeks.go(weeks.karin, "job/jobklubber/ny/")
    page.get_by_label("Navn").fill("Lager og transport")
    page.get_by_label("Ugedag").select_option(label="tirsdage")
    page.get_by_label("Klokken").fill("13:00")
    page.get_by_label("Fra", exact=True).fill("2027-01-11")
    page.get_by_label("Til", exact=True).fill("2027-03-31")
    page.get_by_label("Vi mødes").check()
    page.get_by_label("Sted").fill("Biblioteket, lokale 2")
    page.get_by_label("Jobkonsulent", exact=True).select_option(label="Karin")
    press(page.get_by_role("button", name="Lav jobklubben"))
    page.get_by_label("Tilføj et medlem").select_option(index=1)
    press(page.get_by_role("button", name="Tilføj medlemmet"))
    tip = panel(page, "Tilføj et job")
    tip.get_by_label("Job", exact=True).fill("Medhjælper til lageret")
    tip.get_by_label("Sted").fill("Havnens Lager, Åby")
    tip.get_by_label("Vis til og med").fill("2027-01-20")
    press(tip.get_by_role("button", name="Tilføj jobbet"))
    weeks.it_is(2027, 1, 12)
    own = weeks.amira
    press(own.get_by_role("link", name="Åbn jobklubben"))
    expect(own.get_by_role("main")).to_contain_text("I dag kl. 13.00")
    expect(own.get_by_role("main")).to_contain_text("Medhjælper til lageret")
    weeks.both_see("Jobklub Lager og transport")


def the_webinar(weeks: SixWeeks) -> None:
    """Signed up the day before; having been there is an activity that both sides see."""
    own = weeks.go(weeks.amira, "dine-opgaver/webinarer/")
    press(own.get_by_role("button", name=re.compile("Tilmeld mig.*CV")))
    weeks.both_see("CV på en time")
    weeks.it_is(2027, 1, 15)
    own = weeks.go(weeks.amira, "dine-opgaver/webinarer/")
    press(own.get_by_role("button", name=re.compile("Jeg var med.*CV")))
    weeks.both_see("CV på en time")


def a_job(weeks: SixWeeks) -> None:
    page = weeks.plan()
    for _ in range(page.locator("section.account").count()):
        form = panel(weeks.plan().locator("section.account").first, "Afslut forløbet")
        form.get_by_label("Hvorfor slutter det?").select_option(label="i job")
        press(form.get_by_role("button", name="Afslut forløbet"))
    expect(page.get_by_role("main")).to_contain_text("Der er intet forløb i gang.")
    own = weeks.go(weeks.amira, "dine-opgaver/")
    expect(own.get_by_role("main")).to_contain_text("Dit forløb sluttede 15. januar")
    changes = weeks.go(weeks.amira, "dine-opgaver/aendringer/").get_by_role("main")
    for words in ("i job", "Pause fra 17. dec. til 3. jan.", "er startet", "Mål fra uge 2"):
        expect(changes).to_contain_text(words)
    weeks.both_see("Slettes 6 måneder efter")


def nobody_is_found_in_the_figures(weeks: SixWeeks) -> None:
    """One citizen is far too few: the leader reads what they would read of nobody."""
    weeks.it_is(2027, 2, 2)
    weeks.sign_in(weeks.lis, "lis", "/leder/tal/")
    figures = weeks.go(weeks.lis, "leder/tal/").get_by_role("main")
    expect(figures.get_by_text("Der er ingen tal at vise for januar 2027.")).to_have_count(6)
    expect(figures.locator("td")).to_have_count(0)
