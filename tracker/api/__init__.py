"""The client's API: one file per address."""

from __future__ import annotations

from tracker.api import erased, events, health, helped, me

API = (events.page, me.page, erased.page, helped.page, health.page)
