"""Events per second and how long a phone waits, with 32 of them posting at once.

Each posts batches of ten through `record()`, one transaction and one flush to the disk each. The
peer, in the same run on the same disk: the bare INSERT of the same rows with Python's sqlite3, one
transaction per batch, under the same lock; it keeps no progress, no idempotence and no verdicts.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from jobvej.catalog import publish, read_catalog
from tracker import citizens, staff
from tracker.db import close_connection, close_store, open_store, writing
from tracker.models import Event, PlanItem
from tracker.progress import IncomingEvent, record
from tracker.settings import Settings

CONNECTIONS, BATCHES, BATCH = 32, 12, 10
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[1]


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


def people(published: object) -> list[tuple[UUID, list[str]]]:
    """One citizen a connection, with the subjects they tick."""
    team = staff.add_team("Nord")
    karin = staff.add_staff(
        name="Karin",
        sign_in_name="karin",
        role="consultant",
        team=team,
        password="x",  # noqa: S106
    )
    found = []
    for number in range(CONNECTIONS):
        citizen = uuid4()
        with writing():
            citizens.register(
                display_name=f"Nr. {number}", reference=f"b-{number}", team=team,
                consultant=karin, support_level="med-sparring", template=published.plan("job-14-dage"),
                start_on=date(2026, 11, 23), citizen_id=citizen, now=NOW - timedelta(days=8),
                secret=b"x" * 32, published=published,
            )  # fmt: skip
        items = PlanItem.here(PlanItem.citizen == citizen)
        found.append((citizen, [f"item:{item.id}" for item in items]))
    return found


def main() -> int:
    """Measure both and print the ratio."""
    catalog, problems = read_catalog(ROOT)
    if catalog is None:
        print(*problems, sep="\n")
        return 1
    published = publish(catalog, "20261201090000-00000000")
    with tempfile.TemporaryDirectory(dir=ROOT) as folder:
        url = f"sqlite:///{folder}/bench.db"
        open_store(Settings(database_url=url, municipality="aaby"), create=True)
        cast = people(published)

        def post(number: int) -> None:
            citizen, subjects = cast[number]
            events = [
                IncomingEvent(
                    uuid4(), "completed", subjects[n % len(subjects)], NOW, n, {"revision": "a"}
                )
                for n in range(BATCH)
            ]
            verdicts = record(citizen, events, sent_at=NOW, now=NOW, published=published)
            assert all(verdict.verdict == "stored" for verdict in verdicts)  # noqa: S101

        ours = tell("record()", at_once(post))
        rows = list(Event.here().limit(BATCH).dicts())
        close_store()
        peer = tell("sqlite3, bare INSERT", at_once(bare(f"{folder}/peer.db", rows)))
    print(f"record() does {ours / peer:.2f} of what bare INSERTs do.")
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
