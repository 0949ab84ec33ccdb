"""Milliseconds of server time for the pages a consultant waits for, in a database of full size.

10,000 citizens, 100 consultants and 1 million events, made once (seed 27) by the same rules as in
use, so that every row and summary is what the tracker itself would hold; kept in build/bench until
the tracker's tables or `_people.py` change. Each request goes through the whole application:
session, access checks, queries, template, headers. Told are the milliseconds of processor time,
since whoever shares the machine is no part of the claim, with the clock's beside them. The peer,
in the same run: a bare Flask page that answers with as many bytes. The claim is for 60 citizens;
the team of five with 500 is told beside it.
"""

import hashlib
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import _people as people
from _people import NOW, OWN, SECRET, SEED, make
from flask import Flask
from flask.testing import FlaskClient

from jobvej.catalog import Catalog, publish, read_catalog, write_catalog
from tracker import openings
from tracker.app import create_app
from tracker.models import Citizen, Event, Staff
from tracker.settings import Settings
from tracker.sign_in import sessions
from tracker.site import Site
from tracker.store_file import close_store, open_store
from tracker.upkeep.backup import known_steps

LIMIT_MS, WARM_UP, ROUNDS = 30.0, 10, 120
BUILD = "20261201090000-00000000"
ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Print each page's median beside the limit and the peer."""
    catalog, problems = read_catalog(ROOT)
    if problems:
        print(*problems, sep="\n")
        return 1
    folder = ROOT / "build" / "bench"
    file = folder / f"pages-{_edition()}.db"
    settings = Settings(database_url=f"sqlite:///{file}", municipality="aaby")
    if not file.exists():
        make(file, publish(catalog, BUILD), settings)
    open_store(settings)
    held = f"{Citizen.here().count():,} citizens, {Staff.here().count():,} consultants"
    size = f"{file.stat().st_size / 1e6:,.0f} MB"
    print(f"{held}, {Event.here().count():,} events, {size}; seed {SEED}.")
    app = create_app(_site(folder / "site", catalog), lambda: NOW, SECRET)
    slow = measure(app, "Nr. 0", f"{OWN} citizens", limit=LIMIT_MS)
    measure(app, "Nr. 1", "a team of five", limit=None)
    close_store()
    return int(slow)


def _edition() -> str:
    """Changes with the tables and with how people are made here."""
    told = "".join(known_steps()) + Path(people.__file__).read_text(encoding="utf-8")
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _site(folder: Path, catalog: Catalog) -> Site:
    """A built site of two empty pages, with the real catalog."""
    build = folder / f"site-{BUILD}"
    (build / "www").mkdir(parents=True, exist_ok=True)
    for page in ("index.html", "404.html"):
        (build / "www" / page).write_text("<!doctype html><title>Jobvej</title>")
    write_catalog(catalog, BUILD, build / "catalog.json")
    (build / "site.json").write_text('{"assets": "/assets/jobvej.00000000/"}')
    (folder / "current").write_text(BUILD)
    return Site(folder)


def measure(app: Flask, consultant: str, whose: str, limit: float | None) -> bool:
    """Time the three pages for one consultant; whether one of them is over the limit."""
    person = Staff.here(Staff.name == consultant).get()
    token = sessions.start(person.id, "consultant", is_shared_device=False, now=NOW)
    client = app.test_client()
    client.set_cookie("jobvej-session", token)
    own = [row.id for row in Citizen.here(Citizen.consultant == person.id)]
    for citizen in own:
        openings.open_page(sessions.digest(token), person, citizen, "talk", NOW)
    pages: dict[str, Callable[[int], str]] = {
        "I dag": lambda number: "/job/i-dag/",
        "Borgere": lambda number: "/job/borgere/",
        "Før samtalen": lambda number: f"/job/borgere/{own[number % len(own)]}/samtale/",
    }
    slow = False
    for name, address in pages.items():
        took, clock, size = _time(client, address)
        bare, _, _ = _time(_bare(size), lambda number: "/")
        beside = f"{took / LIMIT_MS:4.2f} of the limit" if limit else "not the claim"
        print(f"{name:<13} {whose:<15} {took:6.1f} ms ({clock:.1f} by the clock)   "
              f"{size / 1000:6.1f} kB   {beside}   {took / bare:5.0f} × a bare page")  # fmt: skip
        slow |= limit is not None and took > limit
    return slow


def _time(client: FlaskClient, address: Callable[[int], str]) -> tuple[float, float, int]:
    """The median milliseconds of a page, by processor and by clock, and its bytes."""
    took: list[tuple[float, float]] = []
    size = 0
    for number in range(-WARM_UP, ROUNDS):
        began, started = time.thread_time(), time.perf_counter()
        answer = client.get(address(number))
        size = len(answer.data)
        spent, waited = time.thread_time() - began, time.perf_counter() - started
        if answer.status_code != 200:
            raise SystemExit(f"{address(number)}: {answer.status_code}")
        if number >= 0:
            took.append((spent * 1000, waited * 1000))
    spent, waited = (statistics.median(one) for one in zip(*took, strict=True))
    return spent, waited, size


def _bare(size: int) -> FlaskClient:
    """The peer: Flask, and as many bytes."""
    app, page = Flask("bare"), "x" * size
    app.add_url_rule("/", view_func=lambda: page)
    return app.test_client()


if __name__ == "__main__":
    sys.exit(main())
