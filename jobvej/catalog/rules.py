"""What a municipality decides for itself: its words, closed lists, thresholds and periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date


@dataclass(frozen=True)
class Choice:
    """One entry of a closed list of kommune.yml: a lasting code and the words on screen."""

    code: str
    label: str


@dataclass(frozen=True)
class FactRules:
    """The thresholds for facts before a talk."""

    quiet_days: int
    """So many days without anything new."""
    unused_code_days: int
    """So many days in which the code was not used."""


OUR_FACT_RULES = FactRules(quiet_days=7, unused_code_days=0)
"""The rules where the municipality has written none."""

OUR_END_REASONS = (
    Choice("job", "i job"),
    Choice("uddannelse", "i uddannelse"),
    Choice("flyttet", "flyttet til en anden kommune"),
    Choice("andet", "andet"),
    Choice("uoplyst", "uoplyst"),
)
"""Why a forløb ended, where the municipality has written no list of its own."""


TOLD_BEFORE = timedelta(days=7)
"""So long before a day on which nobody answers it is told."""


@dataclass(frozen=True)
class Closing:
    """Days on which the municipality is closed, besides weekends and public holidays."""

    first: str
    last: str
    """ISO dates, as catalog.json holds them; the same for one day."""
    why: str

    @property
    def days(self) -> tuple[date, ...]:
        """Each of its days. Raises ValueError when its dates are none."""
        first, last = date.fromisoformat(self.first), date.fromisoformat(self.last)
        return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))

    @property
    def told_from(self) -> date:
        """From this day to its last one readers are told of it where a phone number stands."""
        return self.days[0] - TOLD_BEFORE

    @property
    def words(self) -> str:
        """'Vi har lukket torsdag 24. december (juleaften).'"""
        first, last = (
            format_date(day, "EEEE d.\u00a0MMMM", locale="da")
            for day in (self.days[0], self.days[-1])
        )
        span = first if first == last else f"fra {first} til {last}"
        return f"Vi har lukket {span} ({self.why})."


@dataclass(frozen=True)
class Municipality:
    """The municipality's own words and rules, from content/kommune.yml."""

    id: str
    name: str
    unit: str
    """What the unit is called on screens, e.g. 'Job og Kompetence'."""
    phone: str
    guidance: str
    """Where and when a person can be met (Åben vejledning), one sentence."""
    illness: str
    """What to do when ill, one sentence."""
    wish_topics: tuple[Choice, ...]
    waive_reasons: tuple[Choice, ...]
    support_levels: tuple[Choice, ...]
    show_staff_names: bool
    """Whether the citizen sees names of staff who opened their page (off by default)."""
    state_retention_months: int
    log_retention_months: int
    facts: FactRules = OUR_FACT_RULES
    messages: tuple[Choice, ...] = ()
    """invitation, reminder and not_reached: texts about a talk to copy into other systems."""
    end_reasons: tuple[Choice, ...] = OUR_END_REASONS
    call_back: str = ""
    """When one may expect a call after »Ring til mig«, one sentence; empty: nothing is promised."""
    closed_days: tuple[Closing, ...] = ()
    """In the order of the file; none of them overlap."""
