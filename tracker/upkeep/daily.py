"""What the server does by itself once a day: erase what is due, and copy the database."""

import logging
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta

from jobvej.catalog.published import Published
from tracker.clock import local_date
from tracker.db import close_connection, fact, is_demo, opened_with, set_fact, writing
from tracker.enrolment import plans, plans_ahead
from tracker.errors import Stopped, StoreUnavailable
from tracker.models import StoreFact
from tracker.people import handovers
from tracker.upkeep import retention
from tracker.upkeep.backup import CopyRefused, back_up, leap

log = logging.getLogger("jobvej")

CHECK_EVERY_SECONDS = 600
"""So soon after midnight, and after a start, the day's work is done."""
RECEIPT = "receipt:"
RECEIPTS_KEPT = timedelta(days=400)


class ClockLeapt(Stopped):
    """The clock may be wrong: nothing is erased by it before somebody has said that it is right."""


def run_if_due(now: datetime, published: Published) -> None:
    """Do the day's work unless it was done today already.

    The copy comes after the erasures, so that no more is copied than must be kept; and it comes
    even when they fail. A demo has nobody to lose and no copies.

    Raises ClockLeapt where the clock went on by months: a wrong year would erase everybody for
    good, and let go of the copies.
    """
    if not is_demo() and (said := leap(fact("clock_on"), local_date(now))):
        raise ClockLeapt(said)
    try:
        _keep_promises(now, published)
    finally:
        if not is_demo():
            _copy(now)


def _keep_promises(now: datetime, published: Published) -> None:
    today = local_date(now)
    if fact("daily_on") == today.isoformat():
        return
    handovers.carry_out_due(now)
    plans.begin_weeks(now, published)
    plans_ahead.begin_next(now, published)
    report = retention.purge(now, published)
    with writing():
        _receipt(today, str(report))
        set_fact("daily_on", today.isoformat())
        trust_clock(now)
    log.info("daily: %r", report)


def trust_clock(now: datetime) -> None:
    """Believe the clock: it went on by days, or somebody erased by it by hand."""
    set_fact("clock_on", local_date(now).isoformat())


def _copy(now: datetime) -> None:
    today = local_date(now)
    if fact("backup_on") == today.isoformat():
        return
    try:
        copy = back_up(opened_with(), now)
    except CopyRefused as refused:
        set_fact("backup_problem", str(refused))
        raise
    with writing():
        _receipt(today, f"Kopi: {copy.file.name}, {copy.citizens} borgere.")
        set_fact("backup_problem", "")
        set_fact("backup_on", today.isoformat())
    log.info("daily: copied to %s", copy.file.name)


def _receipt(today: date, sentence: str) -> None:
    """Write down what was done; what is more than a year old is let go."""
    name = f"{RECEIPT}{today.isoformat()}"
    set_fact(name, f"{fact(name)} {sentence}".strip())
    oldest = f"{RECEIPT}{(today - RECEIPTS_KEPT).isoformat()}"
    StoreFact.delete().where(StoreFact.name.between(RECEIPT, oldest)).execute()


def receipts() -> list[tuple[date, str]]:
    """What was done each day, the newest first: how many, never who."""
    rows = StoreFact.select().where(StoreFact.name.startswith(RECEIPT))
    return [
        (date.fromisoformat(row.name[len(RECEIPT) :]), row.value)
        for row in rows.order_by(StoreFact.name.desc())
    ]


def start(now: Callable[[], datetime], published: Callable[[], Published]) -> threading.Event:
    """Do the day's work in a thread of this process, which holds the store; set the event to stop.

    A day that fails is tried again: the store may have been full, or somebody's mistake mended.
    """
    stop = threading.Event()

    def work() -> None:
        while True:
            try:
                run_if_due(now(), published())
            except (Stopped, StoreUnavailable) as stopped:
                log.error("daily: trying again later: %s", stopped)
            except Exception as error:
                log.error("daily: %s; trying again later", type(error).__name__)
            finally:
                close_connection()
            if stop.wait(CHECK_EVERY_SECONDS):
                return

    threading.Thread(target=work, name="daily", daemon=True).start()
    return stop
