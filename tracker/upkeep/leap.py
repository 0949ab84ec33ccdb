"""A clock that has jumped ahead by months may be wrong, so nothing is deleted by it."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.clock import full_date

LEAP = timedelta(days=60)
"""Longer than any copy is kept, so that a restored one is none."""


def leap(clock_on: str, today: date) -> str:
    """What is to be done where the clock went on by months since it was last believed, or ""."""
    if not clock_on or today - date.fromisoformat(clock_on) <= LEAP:
        return ""
    return (
        f"Uret er gået fra den {full_date(date.fromisoformat(clock_on))} til den "
        f"{full_date(today)}. Indtil nogen har set på det, bliver intet slettet eller kopieret. "
        "Går uret rigtigt, så stop serveren, kør jobvej tracker purge, og start den igen."
    )
