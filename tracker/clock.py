"""The only place that reads the clock, and Danish words for days and times."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

LONGEST_AHEAD = timedelta(days=364)
"""How far ahead a day can be agreed on. Pages say it without its year, and the same day next year,
which is what a slip of the year makes of it, would read as the one that is near."""

_pretend: Path | None = None


def now() -> datetime:
    """The time just now, aware and in UTC; rules are given it and never call this.

    A demo may stand still at a time of its own: see `pretend`.
    """
    if _pretend is not None:
        return read_clock_file(_pretend)
    return datetime.now(UTC)


def pretend(file: Path | None) -> None:
    """Take the time from a file; the store allows that for a demo database only."""
    global _pretend
    if file is not None:
        read_clock_file(file)
    _pretend = file


def read_clock_file(file: Path) -> datetime:
    """The time a clock file holds. Raises ValueError when it is no time with a zone."""
    text = file.read_text(encoding="ascii").strip()
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{file}: {text!r} has no time zone")
    return moment.astimezone(UTC)


def local_date(moment: datetime) -> date:
    """The day it was in Denmark, which is the only day the tracker speaks of."""
    return moment.astimezone(COPENHAGEN).date()


def local_time(moment: datetime) -> str:
    """`10.00`: a time of day as Danish is written, for appointments only."""
    return moment.astimezone(COPENHAGEN).strftime("%H.%M")


def local_moment(day: date, hour: int, minute: int = 0) -> datetime:
    """The UTC time at which Danish clocks show this hour of this day."""
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=COPENHAGEN)
    return local.astimezone(UTC)


def on_day(moment: datetime, day: date) -> datetime:
    """The UTC time at which Danish clocks show the same time of day on another day."""
    local = moment.astimezone(COPENHAGEN)
    return local_moment(day, local.hour, local.minute)


def start_of_day(day: date) -> datetime:
    """Midnight in Denmark as UTC."""
    return local_moment(day, 0)


@lru_cache(maxsize=4096)
def _said(day: date, pattern: str) -> str:
    """A day in Danish; cached, since a page of sixty people has two hundred, mostly the same.

    Formatting them took a tenth of such a page's time (bench/pages.py).
    """
    return format_date(day, pattern, locale="da")


def long_date(day: date) -> str:
    """`tirsdag 1. december`."""
    return _said(day, "EEEE d. MMMM")


def long_moment(moment: datetime) -> str:
    """`tirsdag 1. december kl. 10.00`: when a talk or a meeting begins."""
    return f"{long_date(local_date(moment))} kl. {local_time(moment)}"


def past_date(day: date, today: date) -> str:
    """`tirsdag 1. december`, and `torsdag 31. december 2026` once that is another year."""
    return _said(day, "EEEE d. MMMM" if day.year == today.year else "EEEE d. MMMM y")


def full_date(day: date) -> str:
    """`1. december 2026`, where the year matters: promises of erasure, receipts."""
    return _said(day, "d. MMMM y")


def short_date(day: date) -> str:
    """`30. nov.`, and `1. maj` where Danish has nothing to cut."""
    return _said(day, "d. MMM")


def iso_week(day: date) -> str:
    """`2026-W49`: the week as events and tables name it."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def week_start(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def monday_of(week: str) -> date:
    """The first day of `2026-W49`. Raises ValueError for a week that does not exist."""
    year, _, number = week.partition("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def week_words(week: str) -> str:
    """`uge 49`."""
    return f"uge {int(week[-2:])}"


def month_of(day: date) -> str:
    """`2026-12`: the month as tables name it; text order is time order."""
    return f"{day.year}-{day.month:02d}"


def month_words(month: str) -> str:
    """`december 2026`."""
    return _said(date.fromisoformat(f"{month}-01"), "MMMM y")


def months_after(day: date, months: int) -> date:
    """The same day so many months later (earlier when negative), or a shorter month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
