"""Journalnotat: the account before a talk as plain text, for the municipality's case system."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.account.summary import TalkPreparation, prepare_talk
from tracker.clock import full_date, local_date
from tracker.db import writing
from tracker.models import CaseNote
from tracker.people.staff import shown_names

SELF_REPORTED = (
    "Selvrapporteret. Et manglende flueben er ikke dokumentation for manglende rådighed. "
    "Skal oplysningen bruges i en afgørelse, skal borgeren høres først."
)
"""Trust rule 7; it ends every note, and stands nowhere else in the code."""


def compose(one: TalkPreparation, today: date) -> str:
    """The note of a day: what stands on Før samtalen, one thing a line, and whose words it is."""
    known = one.known
    done = "Opgaver" if known.is_on_paper else "Lavet"
    weeks = _listed(week.words for week in reversed(one.weeks.bars))
    found = (
        ("Aftalt samtale", one.talk_words.removeprefix("I dag, ") or "ingen"),
        ("Sidste samtale", known.agreed_on),
        ("Aftalt sidst", known.agreed),
        ("Forløb", _listed(_comma(*plan) for plan in one.plans)),
        ("Derefter", _listed(one.ahead)),
        ("Er med i", _listed(one.joined)),
        ("Hjælp undervejs", one.support_level),
        (done, _comma(known.figure, one.since_figure) if known.items else ""),
        (one.since_heading, _listed(line.words for line in one.since)),
        ("Næste opgave", one.next_title),
        ("Ikke relevant", _listed(one.waived)),
        ("Gennemgået sammen", _listed(one.confirmed)),
        ("Ud over forløbet", _listed(line.words for line in one.outside)),
        ("Sendte ansøgninger", " ".join((one.weeks.target, weeks)).strip()),
        ("Til samtalen", _listed((_comma(one.wish, one.wish_on), *one.facts))),
    )
    lines = [f"{heading}: {words}" for heading, words in found if words]
    head = f"Journalnotat, {full_date(today)}\n{known.name}, reference {known.citizen.reference}"
    return "\n\n".join((head, "\n".join(lines), SELF_REPORTED))


def make(citizen: UUID, staff: UUID, now: datetime, published: Published) -> None:
    """Make a note and keep it where the citizen reads it.

    The same note made again the same day is the one there is. A note is never taken away: it may
    stand in the case system already, and what was seen shall not become unseen.
    """
    text = compose(prepare_talk(citizen, now, published), local_date(now))
    with writing():
        same = CaseNote.here(
            CaseNote.citizen == citizen, CaseNote.staff == staff, CaseNote.text == text
        )
        if not same.exists():
            CaseNote.create(citizen=citizen, staff=staff, made_at=now, text=text)


def notes_of(citizen: UUID, *, with_names: bool) -> list[tuple[Any, str]]:
    """A citizen's notes, the newest first; the same list for staff and for the citizen.

    Each with who made it: empty unless the municipality shows the names of staff.
    """
    rows = CaseNote.here(CaseNote.citizen == citizen).order_by(CaseNote.made_at.desc())
    names = shown_names(with_names)
    return [(row, names.get(row.staff, "")) for row in rows]


def _comma(*parts: str) -> str:
    """The parts there are, with commas between."""
    return ", ".join(part for part in parts if part)


def _listed(parts: Iterable[str]) -> str:
    """The parts there are as one line."""
    return "; ".join(part for part in parts if part)
