"""Reads a form: each field by its rule, with one sentence on what to do when it is wrong."""

import re
from collections.abc import Collection, Mapping
from datetime import date, time
from uuid import UUID

from tracker import free_text
from tracker.errors import Refused

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that nobody types and no page may show again."""
YEARS = range(1900, 2101)
"""Years that a date can be about; clocks and calendars end before the ones beyond."""
WHOLE = re.compile(r"[0-9]{1,6}")
NO_ID = UUID(int=0)
"""Stands in for an id that is missing or wrong; no row has it."""


def written_in(sent: Mapping[str, str]) -> list[str]:
    """The lines of more than one word that somebody wrote in a form, not what they chose."""
    lines = (CONTROL.sub("", text).strip() for text in sent.values())
    return [line for line in lines if " " in line and "\n" not in line]


class Form:
    """What was sent and what is wrong with it; a page shows both again, so nothing is typed twice.

    A wrong field reads as a stand-in value that no rule may be given. Read all fields, then call
    `refuse_errors`.
    """

    def __init__(self, sent: Mapping[str, object] | None = None) -> None:
        self.sent = {
            name: "" if value is None else CONTROL.sub("", str(value))
            for name, value in (sent or {}).items()
        }
        self.errors: dict[str, str] = {}

    def value(self, name: str) -> str:
        """The field as it was typed, for showing it again."""
        return self.sent.get(name, "")

    def text(self, name: str, kind: str) -> str:
        """One line of free text; `kind` is its name in free_text.LIMITS."""
        words = free_text.clean(self.value(name))
        wrong = free_text.problem(kind, words)
        if wrong:
            self.errors[name] = wrong
        return "" if wrong else words

    def link(self, name: str) -> str:
        """A safe address of somebody else's page, or empty."""
        link = free_text.clean(self.value(name))
        wrong = free_text.link_problem(link)
        if wrong:
            self.errors[name] = wrong
        return "" if wrong else link

    def choice(self, name: str, allowed: Collection[str], missing: str) -> str:
        """One of the given codes."""
        if self.value(name) in allowed:
            return self.value(name)
        self.errors[name] = missing
        return ""

    def day(self, name: str, missing: str = "Skriv datoen, fx 1.12.2026.") -> date:
        """A date as browsers send it (2026-12-01) or as Danes write it (1.12.2026, 1.12.26)."""
        text = self.value(name).strip()
        danish = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](?:20)?(\d{2})", text)
        try:
            day = (
                date(2000 + int(danish[3]), int(danish[2]), int(danish[1]))
                if danish
                else date.fromisoformat(text)
            )
        except ValueError:
            day = date.min
        if day.year in YEARS:
            return day
        self.errors[name] = missing
        return date.min

    def day_or_none(self, name: str) -> date | None:
        """A date, or None where the field was left empty."""
        return self.day(name) if self.value(name).strip() else None

    def clock(self, name: str) -> time:
        """A time of day as browsers send it (10:00) or as Danes write it (10.00)."""
        match = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::00)?", self.value(name).strip())
        if match is None:
            self.errors[name] = "Skriv klokkeslættet, fx 10.00."
            return time.min
        return time(int(match[1]), int(match[2]))

    def whole(self, name: str, low: int, high: int, missing: str) -> int:
        """A whole number from `low` to `high`."""
        text = self.value(name).strip()
        if WHOLE.fullmatch(text) and low <= int(text) <= high:
            return int(text)
        self.errors[name] = missing
        return low

    def id(self, name: str, missing: str = "Indlæs siden igen.") -> UUID:
        """A UUID, as our own forms carry it."""
        try:
            found = UUID(self.value(name))
        except ValueError:
            found = NO_ID
        if found == NO_ID:
            self.errors[name] = missing
        return found

    def refuse_errors(self) -> None:
        """Raise Refused if a field was wrong, so that no rule is given half a form."""
        if self.errors:
            raise Refused(self.errors)
