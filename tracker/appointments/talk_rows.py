"""Talks as other systems write them: a table or a calendar file, read into one kind of row."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import icalendar

from jobvej.catalog.cpr import looks_like_cpr
from tracker import free_text
from tracker.appointments.talks import IN_PERSON, LONGEST, PHONE, SHORTEST, VIDEO
from tracker.clock import COPENHAGEN, local_moment
from tracker.csv_table import Row, read_table
from tracker.errors import Refused
from tracker.forms import YEARS, Form

COLUMNS = ("dato", "klokken|tid", "reference|ref|navn")
MODE_WORDS = {
    VIDEO: ("video", "teams", "digital", "online", "virtuel"),
    PHONE: ("telefon", "tlf", "opkald", r"ring(er|es)?\b"),
    IN_PERSON: ("vi mødes", "møde", "fremmøde", "fysisk", "personlig"),
}
"""How other systems name a way to talk; the beginning of a word is enough, but Ringsted is a town.
A meeting comes last: Danish Outlook writes »Microsoft Teams-møde« where it is held."""
CALLED_OFF = re.compile(r"\s*(aflyst|cancel+ed):", re.IGNORECASE)
"""How Outlook begins the words of a meeting that its maker called off; it gives no other sign."""


@dataclass(frozen=True)
class TalkRow:
    """One talk that may come in; `problem` says why it cannot."""

    line: int
    """Where it stands: the line of a table, the number of a calendar's event."""
    who: str
    """A reference or a name, as it stands there; in a calendar all of the event's words."""
    starts_at: datetime | None
    minutes: int | None
    """None where nothing is said of it."""
    mode: str
    """Empty where nothing is said of it."""
    link: str
    key: str
    """A digest of the other system's id; empty where it gives none."""
    problem: str = ""
    is_event: bool = False
    """Of a calendar, which holds more than talks."""


def read_talks(text: str) -> list[TalkRow]:
    """The talks of a table or a calendar. Raises Refused, for the field `file`."""
    if text.lstrip("\ufeff \r\n").upper().startswith("BEGIN:VCALENDAR"):
        return list(_from_calendar(text))
    return [_from_table(row) for row in read_table(text, COLUMNS)]


def _from_table(row: Row) -> TalkRow:
    """A line of a table; the first thing that is wrong with it, if anything."""
    lasts = row.value("minutter", "længde")
    form = Form(
        {
            "dato": row.value("dato"),
            "klokken": re.sub(r"^kl\.?\s*", "", row.value("klokken", "tid").casefold()),
            "minutter": lasts.partition("min")[0],
        }
    )
    day, clock = form.day("dato"), form.clock("klokken")
    starts_at = None if form.errors else local_moment(day, clock.hour, clock.minute)
    minutes = None
    if lasts:
        wrong = f"Skriv mellem {SHORTEST} og {LONGEST} minutter."
        minutes = form.whole("minutter", SHORTEST, LONGEST, wrong)
    said = row.value("form", "hvordan", "type")
    mode = _mode_in(said)
    if said and not mode:
        form.errors["form"] = "Skriv Vi mødes, Telefon eller Video."
    link = row.value("link")
    if looks_like_cpr(row.value("id")):
        form.errors["id"] = "Det ligner et CPR-nummer. Slet kolonnen id."
    who = row.value("reference", "ref", "navn")
    if not who:
        form.errors["who"] = "Skriv borgerens reference eller navn."
    return TalkRow(
        line=row.line,
        who=who,
        starts_at=starts_at,
        minutes=minutes,
        mode=mode or (VIDEO if link else ""),
        link=link,
        key=_key(row.value("id")),
        problem=next(iter(form.errors.values()), ""),
    )


def _from_calendar(text: str) -> Iterator[TalkRow]:
    """The events of a calendar, numbered from 1."""
    try:
        events = icalendar.Calendar.from_ical(text.lstrip("\ufeff")).walk("VEVENT")
    except (ValueError, OSError):  # a zone that is a folder's name is looked for on the disk
        raise Refused({"file": "Kalenderfilen er ikke hel. Gem den igen, og vælg den."}) from None
    if not events:
        raise Refused({"file": "Der er ingen aftaler i kalenderfilen."})
    for number, event in enumerate(events, start=1):
        yield _from_event(number, event)


def _from_event(number: int, event: Any) -> TalkRow:
    """One event; what cannot be a talk says why."""
    where = str(event.get("LOCATION", ""))
    words = " ".join((str(event.get("SUMMARY", "")), str(event.get("DESCRIPTION", ""))))
    start = _moment(event, "DTSTART")
    minutes = _minutes(event, start) if start else None
    mode, link = _mode_in(where) or _mode_in(words), _link_in(event, where)
    problem = ""
    if start is None:
        problem = "Aftalen har intet klokkeslæt."
    elif "RRULE" in event:
        problem = "Aftalen gentages. Lav den som en række på I dag."
    elif str(event.get("STATUS", "")).upper() == "CANCELLED" or CALLED_OFF.match(words):
        problem = "Aftalen er aflyst i kalenderen. Aflys den også på I dag, hvis den står der."
    elif minutes is not None and not SHORTEST <= minutes <= LONGEST:
        problem = f"Aftalen varer ikke mellem {SHORTEST} og {LONGEST} minutter."
    is_video = bool(link) and mode in ("", VIDEO)
    return TalkRow(
        line=number,
        who=" ".join(words.split()),
        starts_at=start,
        minutes=minutes,
        mode=VIDEO if is_video else mode,
        link=link if is_video else "",
        key=_key(f"{event.get('UID', '')}{_given(event, 'RECURRENCE-ID') or ''}"),
        problem=problem,
        is_event=True,
    )


def _moment(event: Any, name: str) -> datetime | None:
    """A time of an event, aware, and Danish if it names no zone; None for a whole day."""
    found = _given(event, name)
    if not isinstance(found, datetime) or found.year not in YEARS:
        return None
    return found if found.tzinfo else found.replace(tzinfo=COPENHAGEN)


def _minutes(event: Any, start: datetime) -> int | None:
    """How long an event lasts, by its end or its duration; None where it says neither."""
    end, lasts = _moment(event, "DTEND"), _given(event, "DURATION")
    if end:
        lasts = end - start
    return int(lasts.total_seconds() // 60) if isinstance(lasts, timedelta) else None


def _given(event: Any, name: str) -> Any:
    """The date, time or span of a property; None where there is none that can be read."""
    try:
        return getattr(event.get(name), "dt", None)
    except ValueError:
        return None


def _mode_in(words: str) -> str:
    """The way to talk that is named; empty when none is."""
    text = words.casefold()
    for mode, names in MODE_WORDS.items():
        if any(re.search(rf"\b{name}", text) for name in names):
            return mode
    return ""


def _link_in(event: Any, where: str) -> str:
    """The address of a video meeting, where it is one that we may keep."""
    words = " ".join((str(event.get("URL", "")), where, str(event.get("DESCRIPTION", ""))))
    found = (one.rstrip(".,;>)") for one in re.findall(r"https://[^\s<>\"]+", words))
    return next((one for one in found if not free_text.link_problem(one)), "")


def _key(text: str) -> str:
    """A digest of the other system's id: enough to know it again, and nothing others wrote."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""
