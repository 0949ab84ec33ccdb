"""What the server does once a day by itself: keep the promises of erasure, begin the new week."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from jobvej.catalog.published import Published
from tracker import plans, retention
from tracker.clock import local_date
from tracker.db import close_connection, fact, set_fact
from tracker.errors import StoreUnavailable

log = logging.getLogger("jobvej")

CHECK_EVERY_SECONDS = 600
"""So soon after midnight, and after a start, the day's work is done."""


def run_if_due(now: datetime, published: Published) -> bool:
    """Do the day's work unless it was done today already; False when there was nothing to do."""
    today = local_date(now).isoformat()
    if fact("daily_on") == today:
        return False
    plans.begin_weeks(now, published)
    report = retention.purge(now, published)
    set_fact("daily_on", today)
    log.info("daily: %r", report)
    return True


def start(now: Callable[[], datetime], published: Callable[[], Published]) -> threading.Event:
    """Do the day's work in a thread of this process, which holds the store; set the event to stop.

    A day that fails is tried again: the store may have been full, or somebody's mistake mended.
    """
    stop = threading.Event()

    def work() -> None:
        while True:
            try:
                run_if_due(now(), published())
            except StoreUnavailable:
                log.error("daily: the store cannot be written; trying again later")
            except Exception as error:
                log.error("daily: %s; trying again later", type(error).__name__)
            finally:
                close_connection()
            if stop.wait(CHECK_EVERY_SECONDS):
                return

    threading.Thread(target=work, name="daily", daemon=True).start()
    return stop
