"""The client's API: one file per address."""

from __future__ import annotations

from tracker.api import events, health, helped, me

API = (events.page, me.page, helped.page, health.page)
