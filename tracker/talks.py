"""Talks between a citizen and staff: agreed, changed, ended, and each step taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from tracker import free_text
from tracker.clock import local_date
from tracker.db import writing
from tracker.errors import Refused
from tracker.models import Citizen, Talk

IN_PERSON, PHONE, VIDEO = "in_person", "phone", "video"
MODES = {IN_PERSON: "Vi mødes", PHONE: "Telefon", VIDEO: "Video"}
HELD, NOT_REACHED, CANCELLED = "held", "not_reached", "cancelled"
OUTCOMES = {HELD: "afholdt", NOT_REACHED: "ikke truffet", CANCELLED: "aflyst"}
SHORTEST, LONGEST = 5, 120
"""Minutes of a talk."""


@dataclass(frozen=True)
class NewTalk:
    """The next talk, agreed at the end of one."""

    starts_at: datetime
    minutes: int
    mode: str


def make_talk(
    citizen: UUID,
    staff: UUID,
    starts_at: datetime,
    minutes: int,
    mode: str,
    now: datetime,
    follows: UUID | None = None,
) -> UUID:
    """Agree on a talk. Raises Refused when it lies in the past or is no talk at all."""
    _check(starts_at, minutes, mode, now)
    talk = uuid4()
    with writing():
        Talk.create(
            id=talk,
            citizen=citizen,
            staff=staff,
            starts_at=starts_at,
            minutes=minutes,
            mode=mode,
            follows=follows,
        )
    return talk


def change_talk(talk: UUID, starts_at: datetime, minutes: int, mode: str, now: datetime) -> None:
    """Move a talk that lies ahead, or choose another way to meet."""
    _check(starts_at, minutes, mode, now)
    with writing():
        _pending(talk)
        Talk.change(
            {Talk.starts_at: starts_at, Talk.minutes: minutes, Talk.mode: mode}, Talk.id == talk
        )


def end_talk(
    talk: UUID,
    outcome: str,
    agreed: str,
    next: NewTalk | None,
    staff: UUID,
    now: datetime,
) -> None:
    """End a talk: whether it was held, the next step agreed on, and when to talk again.

    All in one, so that undoing takes back all of it. Raises Refused; nothing is kept then.
    """
    agreed = free_text.clean(agreed)
    errors = {}
    if outcome not in (HELD, NOT_REACHED):
        errors["outcome"] = "Vælg, om samtalen blev afholdt."
    if wrong := free_text.problem("agreed", agreed):
        errors["agreed"] = wrong
    if errors:
        raise Refused(errors)
    with writing():
        row = _pending(talk)
        _end(talk, outcome, agreed, staff, now)
        if next is not None:
            make_talk(row.citizen, row.staff, next.starts_at, next.minutes, next.mode, now, row.id)


def cancel_talk(talk: UUID, staff: UUID, now: datetime) -> None:
    """Call a talk off; `undo_end` puts it back."""
    with writing():
        _pending(talk)
        _end(talk, CANCELLED, "", staff, now)


def undo_end(talk: UUID, now: datetime) -> None:
    """Take back that a talk was ended or called off, and the talk agreed at its end.

    On the same day only: later it is history that others have built on. Raises Refused, also when
    the next talk has been ended itself: it must be taken back first.
    """
    with writing():
        row = Talk.here(Talk.id == talk).get_or_none()
        if row is None or row.ended_at is None:
            raise Refused({"talk": "Samtalen er ikke afsluttet. Indlæs siden igen."})
        if local_date(row.ended_at) != local_date(now):
            raise Refused({"talk": "Samtalen blev afsluttet en anden dag og kan ikke fortrydes."})
        following = Talk.here(Talk.follows == talk)
        if any(row.outcome is not None for row in following):
            raise Refused({"talk": "Den næste samtale er afsluttet. Fortryd den først."})
        Talk.drop(Talk.follows == talk)
        Talk.change(
            {Talk.outcome: None, Talk.agreed: "", Talk.ended_at: None, Talk.ended_by: None},
            Talk.id == talk,
        )


def find_talk(citizen: UUID, talk: UUID) -> Any:
    """One talk of this citizen, or None; what a page asks before it acts on an id it was sent."""
    return Talk.here(Talk.citizen == citizen, Talk.id == talk).get_or_none()


def days_pending(ids: Sequence[UUID]) -> dict[UUID, date]:
    """Of these talks, those that are not ended, each with its day."""
    rows = Talk.here(Talk.id.in_(list(ids)), Talk.outcome.is_null())
    return {row.id: local_date(row.starts_at) for row in rows}


def next_talks(citizens: Sequence[UUID], since: datetime) -> dict[UUID, Any]:
    """For each citizen the first talk that is not ended and begins at `since` or later."""
    rows = Talk.here(
        Talk.citizen.in_(list(citizens)), Talk.outcome.is_null(), Talk.starts_at >= since
    )
    return {row.citizen: row for row in rows.order_by(Talk.starts_at.desc(), Talk.id.desc())}


def last_talks(citizens: Sequence[UUID], until: datetime) -> dict[UUID, Any]:
    """For each citizen the latest talk that was held and ended by `until`."""
    rows = Talk.here(Talk.citizen.in_(list(citizens)), Talk.outcome == HELD, Talk.ended_at <= until)
    return {row.citizen: row for row in rows.order_by(Talk.ended_at, Talk.id)}


def talks_between(staff: UUID, start: datetime, end: datetime) -> list[tuple[Any, Any]]:
    """A consultant's talks that begin in this time, each with its citizen, by time then name.

    Ended ones too, called-off ones not: the day stands on the page as it was.
    """
    rows = list(
        Talk.here(
            Talk.staff == staff,
            Talk.starts_at >= start,
            Talk.starts_at < end,
            Talk.outcome.is_null() | (Talk.outcome != CANCELLED),
        )
    )
    people = {row.id: row for row in Citizen.here(Citizen.id.in_([talk.citizen for talk in rows]))}
    pairs = [(talk, people[talk.citizen]) for talk in rows]
    return sorted(pairs, key=lambda pair: (pair[0].starts_at, pair[1].display_name))


def _check(starts_at: datetime, minutes: int, mode: str, now: datetime) -> None:
    """Raise Refused, with a sentence per field, when this is no talk to agree on."""
    errors = {}
    if starts_at < now:
        errors["starts_at"] = "Tidspunktet er gået. Vælg et, der kommer."
    if not SHORTEST <= minutes <= LONGEST:
        errors["minutes"] = f"Vælg mellem {SHORTEST} og {LONGEST} minutter."
    if mode not in MODES:
        errors["mode"] = "Vælg, hvordan I taler sammen."
    if errors:
        raise Refused(errors)


def _pending(talk: UUID) -> Any:
    """A talk that is not ended yet. Raises Refused."""
    row = Talk.here(Talk.id == talk).get_or_none()
    if row is None:
        raise Refused({"talk": "Samtalen findes ikke."})
    if row.outcome is not None:
        raise Refused({"talk": "Samtalen er allerede afsluttet. Indlæs siden igen."})
    return row


def _end(talk: UUID, outcome: str, agreed: str, staff: UUID, now: datetime) -> None:
    """Write down how a talk ended."""
    Talk.change(
        {
            Talk.outcome: outcome,
            Talk.agreed: agreed,
            Talk.ended_at: now,
            Talk.ended_by: staff,
        },
        Talk.id == talk,
    )
