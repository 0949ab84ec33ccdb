"""What the server does once a day by itself: keep the promises of erasure, copy the database."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from jobvej.catalog.published import Published
from tracker.clock import local_date
from tracker.db import close_connection, fact, is_demo, set_fact, writing
from tracker.enrolment import plans, plans_ahead
from tracker.errors import StoreUnavailable
from tracker.models.store import note, notes
from tracker.people import handovers
from tracker.settings import Settings
from tracker.upkeep import retention
from tracker.upkeep.backup import CopyRefused, back_up

log = logging.getLogger("jobvej")

CHECK_EVERY_SECONDS = 600
"""So soon after midnight, and after a start, the day's work is done."""
RECEIPT = "receipt:"


def run_if_due(now: datetime, published: Published, settings: Settings | None = None) -> bool:
    """Do the day's work unless it was done today already; False when there was nothing to do.

    The copy comes after the erasures, so that no more is copied than must be kept; and it comes
    even when they fail. Without settings there is nowhere to copy to.
    """
    did = False
    try:
        did = _keep_promises(now, published)
    finally:
        if settings and not is_demo():
            did = _copy(now, settings) or did
    return did


def _keep_promises(now: datetime, published: Published) -> bool:
    today = local_date(now)
    if fact("daily_on") == today.isoformat():
        return False
    handovers.carry_out_due(now)
    plans.begin_weeks(now, published)
    plans_ahead.begin_next(now, published)
    report = retention.purge(now, published)
    with writing():
        _receipt(today, "purge", asdict(report))
        set_fact("daily_on", today.isoformat())
    log.info("daily: %r", report)
    return True


def _copy(now: datetime, settings: Settings) -> bool:
    today = local_date(now)
    if fact("backup_on") == today.isoformat():
        return False
    try:
        copy = back_up(settings, now)
    except CopyRefused as refused:
        set_fact("backup_problem", str(refused))
        raise
    with writing():
        _receipt(today, "backup", {"file": copy.file.name, "rows": sum(copy.rows.values())})
        set_fact("backup_problem", "")
        set_fact("backup_on", today.isoformat())
    log.info("daily: copied to %s", copy.file.name)
    return True


def _receipt(today: date, work: str, what: dict[str, Any]) -> None:
    """Write down what was done, in numbers."""
    so_far = json.loads(fact(f"{RECEIPT}{today.isoformat()}") or "{}")
    note(RECEIPT, today.isoformat(), {**so_far, work: what})


def receipts() -> list[tuple[date, dict[str, Any]]]:
    """What was done each day, the newest first: how many, never who."""
    return [(date.fromisoformat(name), work) for name, work in notes(RECEIPT)]


def in_words(work: dict[str, Any]) -> list[str]:
    """One day's work in plain sentences."""
    said = [str(retention.PurgeReport(**work["purge"]))] if "purge" in work else []
    if copy := work.get("backup"):
        said.append(f"Kopi: {copy['file']}, {copy['rows']} rækker.")
    return said


def start(
    now: Callable[[], datetime],
    published: Callable[[], Published],
    settings: Settings | None = None,
) -> threading.Event:
    """Do the day's work in a thread of this process, which holds the store; set the event to stop.

    A day that fails is tried again: the store may have been full, or somebody's mistake mended.
    """
    stop = threading.Event()

    def work() -> None:
        while True:
            try:
                run_if_due(now(), published(), settings)
            except StoreUnavailable:
                log.error("daily: the store cannot be written; trying again later")
            except CopyRefused as refused:
                log.error("daily: no copy; trying again later: %s", refused)
            except Exception as error:
                log.error("daily: %s; trying again later", type(error).__name__)
            finally:
                close_connection()
            if stop.wait(CHECK_EVERY_SECONDS):
                return

    threading.Thread(target=work, name="daily", daemon=True).start()
    return stop
