"""Milliseconds of server time for the pages a consultant waits for, in a database of full size.

10,000 citizens, 100 consultants and 1 million events, made once (seed 27) by the same rules as in
use, so that every row and summary is what the tracker itself would hold; kept in build/bench until
the tracker's tables or this file change. Each request goes through the whole application: session,
access checks, queries, template, headers. Told are the milliseconds of processor time, since
whoever shares the machine is no part of the claim, with the clock's beside them. The peer, in the
same run: a bare Flask page that answers with as many bytes. The claim is for 60 citizens; the team
of five with 500 is told beside it.
"""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from rich.progress import track

from jobvej.catalog import Catalog, Published, publish, read_catalog, write_catalog
from tracker import access, citizens, sessions, staff, talks
from tracker.app import create_app
from tracker.backup import known_steps
from tracker.clock import local_moment
from tracker.db import close_store, database, open_store, writing
from tracker.models import Citizen, Event, PlanItem, Staff
from tracker.progress import IncomingEvent, record
from tracker.settings import Settings
from tracker.site import Site
from tracker.workdays import on_or_after

SEED, LIMIT_MS, WARM_UP, ROUNDS = 27, 30.0, 10, 120
CITIZENS, CONSULTANTS, TEAM, OWN, EVENTS_EACH = 10_000, 100, 5, 60, 100
BUILD = "20261201090000-00000000"
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
START = date(2026, 11, 23)
SECRET = b"x" * 32
ROOT = Path(__file__).resolve().parents[1]
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PLANS = ("job-14-dage", "smaa-skridt", "i-dit-tempo", "ung-videre")


def main() -> int:
    """Print each page's median beside the limit and the peer."""
    catalog, problems = read_catalog(ROOT)
    if catalog is None:
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
    told = "".join(known_steps()) + Path(__file__).read_text(encoding="utf-8")
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def make(file: Path, published: Published, settings: Settings) -> None:
    """Everybody, by the rules; under another name until it is whole."""
    for old in file.parent.glob("pages-*"):
        old.unlink()
    part = file.with_name("pages-part.db")
    open_store(settings.model_copy(update={"database_url": f"sqlite:///{part}"}), create=True)
    database.execute_sql("PRAGMA synchronous = OFF")  # a power cut here costs a new run alone
    chance = random.Random(SEED)  # noqa: S311
    employed = _employ()
    for number in track(range(CITIZENS // 100), f"{CITIZENS:,} citizens", disable=None):
        with writing():
            for one in range(number * 100, number * 100 + 100):
                team, consultant = employed[_whose(one)]
                citizen = _take_in(one, team, consultant, chance, published)
                _live(citizen, chance, published)
                _talk(citizen, one, consultant)
    database.execute_sql("PRAGMA optimize")
    close_store()
    part.rename(file)
    for tail in ("-wal", "-shm", ".lock"):
        Path(f"{part}{tail}").unlink(missing_ok=True)


def _employ() -> list[tuple[UUID, UUID]]:
    """The first consultant alone in a team, the others in teams of five."""
    found, team = [], staff.add_team("Team 0")
    for number in range(CONSULTANTS):
        if number % TEAM == 1:
            team = staff.add_team(f"Team {number}")
        one = staff.add_staff(
            name=f"Nr. {number}", sign_in_name=f"nr-{number}", role="consultant", team=team,
            password="x", hasher=CHEAP,  # noqa: S106
        )  # fmt: skip
        found.append((team, one))
    return found


def _whose(citizen: int) -> int:
    """The first consultant has sixty, the others share the rest."""
    return 0 if citizen < OWN else 1 + citizen % (CONSULTANTS - 1)


def _take_in(
    number: int, team: UUID, consultant: UUID, chance: random.Random, published: Published
) -> UUID:
    template = published.plan(PLANS[number % len(PLANS)])
    if template is None:
        raise SystemExit(f"the plan {PLANS[number % len(PLANS)]} is not in content/planer/")
    citizen = UUID(int=chance.getrandbits(128), version=4)
    levels = published.municipality.support_levels
    citizens.register(
        display_name=f"{chance.choice(NAMES)} {chance.choice('ABDEFGHJKLMNPRSTVW')}.",
        reference=f"2026-{number}", team=team, consultant=consultant,
        support_level=levels[number % len(levels)].code, template=template,
        start_on=START, citizen_id=citizen, now=NOW - timedelta(days=9), secret=SECRET,
        published=published,
    )  # fmt: skip
    return citizen


NAMES = ("Amira", "Bent", "Camilla", "Dorte", "Emil", "Fatima", "Grethe", "Hassan", "Ida", "Jens")


def _live(citizen: UUID, chance: random.Random, published: Published) -> None:
    """A hundred events: tasks ticked and unticked, films seen, numbers typed, wishes made."""
    items = list(PlanItem.here(PlanItem.citizen == citizen).order_by(PlanItem.position))
    films = [
        place[0].video.id
        for place in (published.activity(item.task) for item in items)
        if place and place[0].video
    ]
    topics = [topic.code for topic in published.municipality.wish_topics]
    reach = chance.randint(1, len(items))
    events = []
    for number in range(EVENTS_EACH):
        at = NOW - timedelta(days=8) + timedelta(minutes=number * 100)
        kind, subject, data = _one(number, items[:reach], films[:reach], topics, chance)
        id = UUID(int=chance.getrandbits(128), version=4)
        events.append(IncomingEvent(id, kind, subject, at, number, data))
    verdicts = record(citizen, events, sent_at=NOW, now=NOW, published=published)
    if refused := {one.reason for one in verdicts if one.verdict != "stored"}:
        raise SystemExit(f"not all was stored: {refused}")


def _one(
    number: int, items: list[Any], films: list[str], topics: list[str], chance: random.Random
) -> tuple[str, str, dict[str, Any]]:
    """What somebody does next."""
    kind = number % 10
    if kind == 9:
        return "wish_set", "wish", {"topic": chance.choice(topics)}
    if kind == 8:
        return "week_counted", "week", {"week": "2026-W48", "count": chance.randint(0, 5)}
    if kind in (6, 7) and films:
        return "completed", f"activity:{chance.choice(films)}", {"revision": "0a1b2c3d"}
    item = f"item:{chance.choice(items).id}"
    return ("reopened", item, {}) if kind == 5 else ("completed", item, {"revision": "0a1b2c3d"})


def _talk(citizen: UUID, number: int, consultant: UUID) -> None:
    """One talk held last week, and the next within the coming ten working days, eight a day."""
    before = local_moment(date(2026, 11, 25), 9)
    held = talks.make_talk(citizen, consultant, before, 15, talks.PHONE, before)
    talks.end_talk(held, talks.HELD, "Vis dit CV til en, du kender", None, consultant, before)
    day = date(2026, 12, 1)
    mine = number if number < OWN else number // (CONSULTANTS - 1)
    for _ in range(mine // 8 % 10):
        day = on_or_after(day + timedelta(days=1))
    starts = local_moment(day, 9) + timedelta(minutes=45 * (mine % 8))
    talks.make_talk(citizen, consultant, starts, 15, talks.VIDEO, NOW)


def _site(folder: Path, catalog: Catalog) -> Site:
    """A built site of one page, with the real catalog."""
    build = folder / f"site-{BUILD}"
    (build / "www").mkdir(parents=True, exist_ok=True)
    (build / "www" / "index.html").write_text("<!doctype html><title>Jobvej</title>")
    write_catalog(catalog, BUILD, build / "catalog.json")
    (build / "csp.json").write_text('{"script_hashes": []}')
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
        access.open_page(sessions.digest(token), person, citizen, "talk", NOW)
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
