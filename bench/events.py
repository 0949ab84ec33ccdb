"""Events per second and how long a phone waits, with 32 of them posting at once.

Each posts batches of ten: over real HTTP to the real server, and straight through `record()`; one
transaction and one flush to the disk per batch. The peer, in the same run on the same disk: the
bare INSERT of the same rows with Python's sqlite3, one transaction per batch, under a lock like
ours; it keeps no progress, checks nothing and gives no verdicts.
"""

import json
import logging
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from uuid import UUID, uuid4

from jobvej.catalog import Catalog, Published, publish, read_catalog, write_catalog
from tracker.app import create_app
from tracker.db import close_connection, writing
from tracker.events.incoming import IncomingEvent
from tracker.events.progress import record
from tracker.models import Event, PlanItem, Staff
from tracker.people import citizens, staff
from tracker.serve import listen, make_server
from tracker.settings import Settings
from tracker.sign_in import sessions
from tracker.site import Site
from tracker.store_file import close_store, open_store

CONNECTIONS, BATCHES, BATCH = 32, 12, 10
HISTORIES = (0, 60, 1_000)
"""Events behind a tick: the first one, a fortnight, a year."""
BUILD = "20261201090000-00000000"
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[1]
People = list[tuple[UUID, list[str]]]


def at_once(post: Callable[[int], None]) -> list[float]:
    """Let every connection post its batches; returns the seconds each batch took."""
    waits: list[float] = []
    begin = threading.Barrier(CONNECTIONS + 1)

    def phone(number: int) -> None:
        begin.wait()
        for _ in range(BATCHES):
            started = time.perf_counter()
            post(number)
            waits.append(time.perf_counter() - started)
        close_connection()

    threads = [threading.Thread(target=phone, args=(n,)) for n in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    begin.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    waits.append(time.perf_counter() - started)
    return waits


def tell(name: str, waits: list[float]) -> float:
    """One line of the result; returns events per second."""
    *single, total = waits
    rate = CONNECTIONS * BATCHES * BATCH / total
    p99 = statistics.quantiles(single, n=100)[98] * 1000
    print(f"{name:<22} {rate:8,.0f} events/s   p99 {p99:7.1f} ms a batch of {BATCH}")
    return rate


def people(published: Published) -> People:
    """One citizen a connection, with the subjects they tick."""
    team = staff.add_team("Nord")
    karin = staff.add_staff(staff.Place("Karin", "consultant", team), "karin", "x")
    leads = Staff.here(Staff.id == karin).get()
    template = published.plan("job-14-dage")
    if template is None:
        raise SystemExit("the plan job-14-dage is not in content/planer/")
    found = []
    for number in range(CONNECTIONS):
        citizen = uuid4()
        with writing():
            one = citizens.Newcomer(
                f"Nr. {number}", f"b-{number}", "med-sparring", template, date(2026, 11, 23)
            )
            began = NOW - timedelta(days=8)
            citizens.register(one, citizen, leads, began, b"x" * 32, published)
        items = PlanItem.here(PlanItem.citizen == citizen)
        found.append((citizen, [f"item:{item.id}" for item in items]))
    return found


def batch(subjects: list[str]) -> list[IncomingEvent]:
    """Ten ticks, each with an id of its own."""
    return [
        IncomingEvent(uuid4(), "completed", subjects[n % len(subjects)], NOW, n, {"revision": "a"})
        for n in range(BATCH)
    ]


def through_record(cast: People, published: Published) -> Callable[[int], None]:
    """The rules and the disk, without the web."""

    def post(number: int) -> None:
        citizen, subjects = cast[number]
        verdicts = record(citizen, batch(subjects), sent_at=NOW, now=NOW, published=published)
        if {verdict.verdict for verdict in verdicts} != {"stored"}:
            raise SystemExit(f"not all was stored: {verdicts}")

    return post


def with_history(citizen: UUID, subjects: list[str], behind: int, published: Published) -> float:
    """Milliseconds of one tick of somebody with so many events behind them, at the median."""
    held = Event.here(Event.citizen == citizen).count()
    while held < behind:
        record(citizen, batch(subjects), sent_at=NOW, now=NOW, published=published)
        held += BATCH
    waits = []
    for event in batch(subjects):
        started = time.perf_counter()
        record(citizen, [event], sent_at=NOW, now=NOW, published=published)
        waits.append(time.perf_counter() - started)
    return statistics.median(waits) * 1000


def over_http(port: int, cast: People) -> Callable[[int], None]:
    """A phone that keeps its connection open and is signed in."""
    local = threading.local()
    tokens = [
        sessions.start(citizen, "citizen", is_shared_device=False, now=NOW) for citizen, _ in cast
    ]

    def post(number: int) -> None:
        if not hasattr(local, "web"):
            local.web = HTTPConnection("127.0.0.1", port, timeout=60)
        citizen, subjects = cast[number]
        events = [
            {"id": str(e.id), "kind": e.kind, "subject": e.subject, "at": e.at.isoformat(),
             "counter": e.counter, "data": e.data} for e in batch(subjects)
        ]  # fmt: skip
        body = {"person": str(citizen), "sent_at": NOW.isoformat(), "events": events}
        local.web.request(
            "POST", "/api/events", json.dumps(body),
            {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin",
             "Cookie": f"jobvej-session={tokens[number]}"},
        )  # fmt: skip
        answer = local.web.getresponse()
        told = answer.read()
        if answer.status != 200 or told.count(b'"stored"') != BATCH:
            raise SystemExit(f"{answer.status}: {told!r}")

    return post


@contextmanager
def served(build_dir: Path, catalog: Catalog) -> Iterator[int]:
    """The real server on a site of one page; gives its port."""
    folder = build_dir / f"site-{BUILD}"
    (folder / "www").mkdir(parents=True)
    for page in ("index.html", "404.html"):
        (folder / "www" / page).write_text("<!doctype html><title>Jobvej</title>")
    write_catalog(catalog, BUILD, folder / "catalog.json")
    (folder / "site.json").write_text('{"assets": "/assets/jobvej.00000000/"}')
    (build_dir / "current").write_text(BUILD)
    site = Site(build_dir)
    bound = listen("127.0.0.1", 0, may_move=False)
    server = make_server(create_app(site, lambda: NOW, b"x" * 32), site, bound)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield bound.getsockname()[1]
    server.task_dispatcher.shutdown()  # a worker that has answered still has to tell the loop
    with suppress(OSError):  # its thread may see the order, and be gone before the last byte
        server.trigger.pull_trigger(server.close)
    thread.join(5)


def main() -> int:
    """Measure all three and print the ratios."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # 32 phones, 8 threads: meant so
    catalog, problems = read_catalog(ROOT)
    if problems:
        print(*problems, sep="\n")
        return 1
    published = publish(catalog, BUILD)
    with tempfile.TemporaryDirectory(dir=ROOT) as folder:
        url = f"sqlite:///{folder}/bench.db"
        open_store(Settings(database_url=url, municipality="aaby"), create=True)
        cast = people(published)
        with served(Path(folder), catalog) as port:
            web = tell("POST /api/events", at_once(over_http(port, cast)))
        Event.drop()
        rules = tell("record()", at_once(through_record(cast, published)))
        rows = list(Event.here().limit(BATCH).dicts())
        Event.drop()
        alone = [with_history(*cast[n], behind, published) for n, behind in enumerate(HISTORIES)]
        close_store()
        peer = tell("sqlite3, bare INSERT", at_once(bare(f"{folder}/peer.db", rows)))
    for behind, took in zip(HISTORIES, alone, strict=True):
        print(
            f"One tick after {behind:,} events: {took:.1f} ms, {took / alone[0]:.1f} × the first."
        )
    print(f"Of what bare INSERTs do: record() {rules / peer:.2f}, over HTTP {web / peer:.2f}.")
    return 0


def bare(path: str, rows: list[dict[str, object]]) -> Callable[[int], None]:
    """The peer: the same columns, one IMMEDIATE transaction a batch, synchronous=FULL."""
    local, lock = threading.local(), threading.Lock()
    names = list(rows[0])
    values = [[str(row[name]) for name in names] for row in rows]
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA journal_mode = wal")
        db.execute(f"CREATE TABLE event ({', '.join(names)}, PRIMARY KEY (citizen, id))")
    marks = ", ".join("?" * len(names))
    place = names.index("id")

    def post(number: int) -> None:
        if not hasattr(local, "db"):
            local.db = sqlite3.connect(path, isolation_level=None, timeout=30)
            local.db.execute("PRAGMA synchronous = full")
        fresh = [[*row[:place], uuid4().hex, *row[place + 1 :]] for row in values]
        with lock:
            local.db.execute("BEGIN IMMEDIATE")
            local.db.executemany(f"INSERT INTO event VALUES ({marks})", fresh)  # noqa: S608
            local.db.execute("COMMIT")

    return post


if __name__ == "__main__":
    sys.exit(main())
