"""What another system hands over in the tests of imports, and what comes of it."""

from typing import Any

from tests.tracker.conftest import NOW, Cast
from tracker.appointments import talk_import
from tracker.appointments.talk_import import Step
from tracker.models import Staff, Talk

A1 = "8.12.2026;10.00;2026-1;;;;A1"
"""One line of a table: Anna, on a Tuesday at ten."""


def table(*lines: str) -> str:
    """These lines below their names."""
    return "\n".join(("Dato;Klokken;Reference;Minutter;Form;Link;Id", *lines))


def event(uid: str = "1", start: str = "20261208T090000Z", **more: str) -> str:
    """One event of a calendar; a part that is empty is left out."""
    lines = {"SUMMARY": "Samtale 2026-1", **more}
    body = "".join(f"{name}:{text}\r\n" for name, text in lines.items() if text)
    return (
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:{start}\r\n"
        f"DURATION:PT30M\r\n{body}END:VEVENT\r\n"
    )


def calendar(*events: str) -> str:
    """A calendar of these events."""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{''.join(events)}END:VCALENDAR\r\n"


def karin(cast: Cast) -> Any:
    """Karin's row."""
    return Staff.get(Staff.id == cast.karin)


def look(cast: Cast, text: str, mode: str = "phone") -> list[Step]:
    """What Karin sees before she says yes."""
    return talk_import.look(text, mode, karin(cast), NOW)


def said(cast: Cast, text: str) -> list[tuple[int, str, str]]:
    """The same in short: line, kind, what there is to say."""
    return [(step.row.line, step.kind, step.what) for step in look(cast, text)]


def take(cast: Cast, text: str, mode: str = "phone") -> int:
    """Let Karin bring it in; returns how many talks that made or moved."""
    before = set(Talk.select(Talk.id, Talk.starts_at).tuples())
    talk_import.take(text, mode, karin(cast), NOW)
    return len(set(Talk.select(Talk.id, Talk.starts_at).tuples()) - before)


def kept() -> list[tuple[str, int, str, str]]:
    """The talks that are not ended, by time."""
    rows = Talk.here(Talk.outcome.is_null()).order_by(Talk.starts_at)
    return [(r.starts_at.isoformat()[:16], r.minutes, r.mode, r.source) for r in rows]
