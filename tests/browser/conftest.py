"""A real site and a real tracker to visit: built once, served by `jobvej run`."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from copy import copy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Locator, Page, TimeoutError

from jobvej.builder.site import build_site
from jobvej.catalog import load_published, read_catalog
from jobvej.studio.render import render_films
from tracker.clock import local_date
from tracker.people import citizens, staff, staff_changes
from tracker.settings import Settings
from tracker.sign_in.codes import read_secret
from tracker.store_file import close_store, open_store

ROOT = Path(__file__).parents[2]
LESSON = "/kurser/cv/profiltekst/"
FILM = "cv.profiltekst.video"
TASK = "cv.profiltekst.opgave"
PLAN = "fire-foerste-skridt"
"""Four tasks, the first of them TASK."""
PASSWORD = "karins lange kode"
THEIRS = "replace(citizen, '-', '') = ?"
"""What stands of the person with this id, in SQL."""


class Jobvej:
    """`jobvej run` on a database of its own, with a named cast; stopped and started at will."""

    def __init__(self, folder: Path, build_dir: Path) -> None:
        self.folder, self.build_dir = folder, build_dir
        self.codes: dict[str, str] = {}
        self.ids: dict[str, UUID] = {}
        self.process: subprocess.Popen[str] | None = None
        self.url = ""
        self.environment: dict[str, str] = {}
        """More settings of this one."""
        self.settings = Settings(
            database_url=f"sqlite:///{folder / 'jobvej.db'}",
            municipality="aaby",
            secret_file=folder / "secret.key",
            build_dir=build_dir,
        )

    def people(self, *names: str) -> None:
        """Karin's team with these citizens, each in a forløb that began a week ago."""
        build = (self.build_dir / "current").read_text().strip()
        published = load_published(self.build_dir / f"site-{build}" / "catalog.json")
        now = datetime.now(UTC)
        self.settings = self.settings.model_copy(update={"municipality": published.municipality.id})
        open_store(self.settings, create=True)
        try:
            team = staff.add_team("Nord")
            place = staff.Place("Karin", "consultant", team)
            karin = staff.add_staff(place, "karin", PASSWORD)
            for number, name in enumerate(names):
                self.ids[name] = uuid4()
                one = citizens.Newcomer(
                    display_name=name,
                    reference=f"2026-{number}",
                    support_level=published.municipality.support_levels[0].code,
                    template=next(plan for plan in published.plans if plan.id == PLAN),
                    start_on=local_date(now) - timedelta(days=7),
                )
                self.codes[name] = citizens.register(
                    one, self.ids[name], staff_changes.find(karin), now - timedelta(days=7),
                    read_secret(self.settings.secret_file), published,
                )  # fmt: skip
        finally:
            close_store()

    def pair(self, number: int) -> Jobvej:
        """The same server, where Anna and Bo are the two with this number."""
        pair = copy(self)
        names = [(name, f"{name} {number}") for name in ("Anna", "Bo")]
        pair.codes = {name: self.codes[one] for name, one in names}
        pair.ids = {name: self.ids[one] for name, one in names}
        return pair

    def start(self) -> str:
        """Serve, on the same port as before if there was one; returns the address."""
        settings = self.settings
        environment = {
            **os.environ,
            "JOBVEJ_DATABASE_URL": settings.database_url,
            "JOBVEJ_SECRET_FILE": str(settings.secret_file),
            "JOBVEJ_BUILD_DIR": str(settings.build_dir),
            "JOBVEJ_MUNICIPALITY": settings.municipality,
            **self.environment,
        }
        port = self.url.rstrip("/").rpartition(":")[2] or "0"
        self.process = subprocess.Popen(
            [str(Path(sys.executable).with_name("jobvej")), "run", "--port", port],
            env=environment,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("READY "):
                self.url = line.split()[1]
                return self.url
        raise AssertionError("jobvej run did not start")

    def kill(self) -> None:
        """End it without a word, as a power cut does."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(10)
            if self.process.stdout:
                self.process.stdout.close()
        self.process = None

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What stands in the database file."""
        with sqlite3.connect(self.folder / "jobvej.db") as connection:
            return connection.execute(sql, values).fetchall()

    def events(self, name: str) -> list[tuple[str, str]]:
        """(kind, subject) of everything stored of a person, in the order it happened."""
        return self.rows(
            f"SELECT kind, subject FROM event WHERE {THEIRS} ORDER BY effective_at, counter",
            self.ids[name].hex,
        )

    def sign_in(self, page: Page, name: str, *, shared: bool = False) -> None:
        """As the letter says: the code, and whose device it is."""
        page.goto(f"{self.url}log-paa/#{self.codes[name]}")
        page.wait_for_function("() => document.querySelector('input[name=code]').value")
        page.get_by_label("En fælles enhed" if shared else "Min egen enhed").check()
        page.get_by_role("button", name="Log på").click()
        page.wait_for_url("**/dine-opgaver/")
        page.wait_for_load_state("networkidle")  # before that the forms go to the server alone

    def staff_signs_in(
        self, page: Page, name: str = "karin", lands_on: str = "/job/i-dag/", asked_for: str = ""
    ) -> None:
        """Name and password; on to what was asked for, else to the first page of the role."""
        page.goto(f"{self.url}job/log-paa/{asked_for and f'?videre={asked_for}'}")
        page.get_by_label("Brugernavn").fill(name)
        page.get_by_label("Adgangskode").fill(PASSWORD)
        press(page.get_by_role("main").get_by_role("button", name="Log på"))
        page.wait_for_url(f"**{asked_for or lands_on}")


def sheets_of(page: Page) -> int:
    """How many sheets of A4 a page takes."""
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def press(what: Locator) -> None:
    """Click, and wait for the page that comes of it; until then one would read the old one.

    Once in some thousand presses Chromium loses one on a page that has just come, and why is not
    known. A person sees that and presses again; so does this, but only where nothing was asked of
    the server.
    """
    page = what.page
    with page.expect_navigation():
        try:
            with page.expect_request(lambda one: one.is_navigation_request(), timeout=10_000):
                what.click()
        except TimeoutError:
            what.click()


@pytest.fixture(scope="session")
def build_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real tree, built once, with one real film."""
    folder = tmp_path_factory.mktemp("build")
    catalog, problems = read_catalog(ROOT)
    assert problems == ()
    render_films([film for film in catalog.films() if film.id == FILM], folder)
    build_site(ROOT, folder)
    return folder


def served(folder: Path, build_dir: Path) -> Iterator[Jobvej]:
    """Anna and Bo have a code each; the server runs."""
    place = Jobvej(folder, build_dir)
    place.people("Anna", "Bo")
    place.start()
    yield place
    place.kill()


@pytest.fixture(scope="session")
def pairs(build_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Jobvej]]:
    """An Anna and a Bo for each test that asks; twelve pairs share a server.

    To start one takes longer than most tests do.
    """

    def give() -> Iterator[Jobvej]:
        while True:
            place = Jobvej(tmp_path_factory.mktemp("jobvej"), build_dir)
            place.people(*(f"{name} {number}" for number in range(12) for name in ("Anna", "Bo")))
            place.start()
            try:
                yield from (place.pair(number) for number in range(12))
            finally:
                place.kill()

    given = give()
    yield given
    given.close()


@pytest.fixture
def jobvej(
    request: pytest.FixtureRequest, build_dir: Path, tmp_path: Path, pairs: Iterator[Jobvej]
) -> Iterator[Jobvej]:
    """A server with an Anna and a Bo whom no other test meets; one `alone` has it to itself."""
    if request.node.get_closest_marker("alone"):
        yield from served(tmp_path, build_dir)
    else:
        yield next(pairs)


@pytest.fixture
def page(page: Page) -> Page:
    """What does not come within ten seconds is not waited for."""
    page.set_default_timeout(10_000)
    return page
