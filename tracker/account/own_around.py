"""What stands around the tasks on Dine opgaver: the next talk, pauses, and what one may ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tracker.account.facts import Facts
from tracker.appointments import replaced_talks
from tracker.clock import local_date, local_time, long_date, short_date
from tracker.enrolment import pauses, requests

HOW = {"in_person": "Vi mødes.", "phone": "Vi ringer til dig.", "video": "Vi taler på video."}

LATER = " Linket kommer her på dagen."

CALLED_OFF_AHEAD = timedelta(days=14)
"""A talk called off further ahead is no word worth yet."""


@dataclass(frozen=True)
class OwnTalk:
    """The next talk."""

    id: UUID
    words: str
    """`Samtale i dag kl. 10.00`."""
    how: str
    minutes: int
    link: str
    """Where it is held, on the day of a video talk; else empty."""
    later: tuple[str, ...]
    """`mandag 14. december kl. 10.00` of each talk that is agreed on after it."""


@dataclass(frozen=True)
class OwnPause:
    """A pause of today or of days to come."""

    id: UUID
    words: str
    """`Du har pause til fredag 12. december.`"""
    is_now: bool


@dataclass(frozen=True)
class OwnRequest:
    """One of the buttons beside the talk."""

    kind: str
    label: str
    """`Ring til mig`."""
    asked: UUID | None
    """The request that stands; empty while the button has not been pressed."""
    asked_on: str


def own_talk(facts: Facts, ahead: Iterable[Any], as_of: datetime) -> OwnTalk | None:
    """The talk ahead or of today; one that was never ended is the consultant's to mend."""
    if facts.talk is None:
        return None
    on, today = local_date(facts.talk.starts_at), local_date(as_of)
    if on < today:
        return None
    return OwnTalk(
        id=facts.talk.id,
        words=f"Samtale {_when(facts.talk, today)}",
        how=HOW[facts.talk.mode] + (LATER if facts.talk.link and on > today else ""),
        minutes=facts.talk.minutes,
        link=facts.talk.link if on == today else "",
        later=tuple(_when(one, today) for one in ahead if one.id != facts.talk.id),
    )


def called_off(citizen: UUID, today: date) -> tuple[str, ...]:
    """`torsdag 3. december kl. 10.00` of each near talk that was called off, its own day too."""
    rows = replaced_talks.called_off(citizen, today, today + CALLED_OFF_AHEAD)
    return tuple(_when(row, today) for row in rows)


def _when(talk: Any, today: date) -> str:
    """`i dag kl. 10.00`."""
    on = local_date(talk.starts_at)
    day = "i dag" if on == today else long_date(on)
    return f"{day} kl. {local_time(talk.starts_at)}"


def own_pauses(facts: Facts, today: date) -> tuple[OwnPause, ...]:
    """Today's pause and those to come."""
    found = []
    for row in facts.pauses:
        days = pauses.span(row)
        if days and days[1] >= today:
            is_now = days[0] <= today
            begins = "" if is_now else f" fra {long_date(days[0])}"
            words = f"Du har pause{begins} til {long_date(days[1])}."
            found.append(OwnPause(row.id, words, is_now))
    return tuple(found)


def own_requests(facts: Facts, today: date) -> tuple[OwnRequest, ...]:
    """The buttons that fit: another day only where a talk lies ahead that has one."""
    is_ahead = facts.talk is not None and local_date(facts.talk.starts_at) >= today
    talk = facts.talk.id if is_ahead else None
    asked = {row.kind: row for row in facts.requests if row.talk in (None, talk)}
    found = []
    for kind, label in requests.BUTTONS.items():
        row = asked.get(kind)
        if kind != requests.NOT_THAT_DAY or is_ahead:
            on = short_date(row.made_on) if row else ""
            found.append(OwnRequest(kind, label, row.id if row else None, on))
    return tuple(found)
