"""A series of talks: every second or fourth week until a day, never on a day that is off."""

from datetime import date, timedelta

from tracker.errors import Refused
from tracker.workdays import on_or_after

RHYTHMS = (2, 4)
"""How many weeks may lie between two talks."""
LONGEST_WEEKS = 26
"""How far ahead a series may reach: half a year is as long as anybody can promise a Tuesday."""


def series_days(first: date, weeks: int, until: date) -> list[date]:
    """The days of a series; one that is off gives way to the next working day.

    `until` bounds the rhythm, so the last may be moved past it.

    Raises Refused when the rhythm is unknown, or the end too early or too far away.
    """
    if weeks not in RHYTHMS:
        raise Refused({"repeat": "Vælg hver 2. eller hver 4. uge."})
    if until < first + timedelta(weeks=weeks):
        raise Refused({"until": "Vælg en slutdato, så der er plads til mindst to samtaler."})
    if until > first + timedelta(weeks=LONGEST_WEEKS):
        raise Refused({"until": f"Vælg en slutdato højst {LONGEST_WEEKS} uger frem."})
    found, day = [], first
    while day <= until:
        found.append(on_or_after(day))
        day += timedelta(weeks=weeks)
    return found
