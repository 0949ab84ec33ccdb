"""What a citizen asks for with a button: a call, a meeting, another day. Both sides see it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tracker.appointments import talks
from tracker.clock import local_date, short_date
from tracker.db import writing
from tracker.errors import Refused
from tracker.models import Request
from tracker.table import among

CALL_ME, MEET, NOT_THAT_DAY = "call_me", "meet", "not_that_day"
BUTTONS = {
    CALL_ME: "Ring til mig",
    MEET: "Jeg vil hellere mødes",
    NOT_THAT_DAY: "Jeg kan ikke den dag",
}


def make(citizen: UUID, kind: str, talk: UUID | None, now: datetime) -> UUID:
    """Make a request and return its id; asking twice makes only one.

    `talk` is the one that the citizen cannot come to. Raises Refused if it is not theirs.
    """
    if kind not in BUTTONS:
        raise Refused({"kind": "Vælg en af knapperne."})
    if kind == NOT_THAT_DAY and (talk is None or talks.find_talk(citizen, talk) is None):
        raise Refused({"talk": "Samtalen findes ikke. Indlæs siden igen."})
    about = talk if kind == NOT_THAT_DAY else None
    with writing():
        for row in open_requests([citizen]).get(citizen, ()):
            if (row.kind, row.talk) == (kind, about):
                return row.id
        return Request.create(citizen=citizen, kind=kind, talk=about, made_on=local_date(now)).id


def take_back(citizen: UUID, request: UUID) -> None:
    """Withdraw a request; one that was answered stays."""
    with writing():
        Request.drop(
            Request.citizen == citizen, Request.id == request, Request.answered_on.is_null()
        )


def answer(citizen: UUID, request: UUID, staff: UUID, now: datetime) -> None:
    """Mark a request as answered. Raises Refused when it is not open."""
    answered = {Request.answered_on: local_date(now), Request.answered_by: staff}
    mine = (Request.citizen == citizen, Request.id == request)
    with writing():
        changed = Request.change(answered, *mine, Request.answered_on.is_null())
    if not changed:
        raise Refused({"request": "Ønsket er besvaret eller taget tilbage. Indlæs siden igen."})


def undo_answer(citizen: UUID, request: UUID) -> None:
    """Take back that a request was answered."""
    asked = {Request.answered_on: None, Request.answered_by: None}
    with writing():
        Request.change(asked, Request.citizen == citizen, Request.id == request)


def open_requests(citizens: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """For each citizen what has not been answered, the oldest first.

    »Jeg kan ikke den dag« is answered by itself once its talk is ended or called off.
    """
    unanswered = Request.here(among(Request.citizen, citizens), Request.answered_on.is_null())
    rows = list(unanswered.order_by(Request.made_on, Request.kind))
    asked = [row.talk for row in rows if row.talk]
    pending = talks.days_pending(asked) if asked else {}
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        if row.talk is None or row.talk in pending:
            row.day = pending.get(row.talk)
            found.setdefault(row.citizen, []).append(row)
    return found


def words(request: Any) -> str:
    """`vil gerne ringes op (1. dec.)`; of a request that `open_requests` found."""
    said = {CALL_ME: "vil gerne ringes op", MEET: "vil hellere mødes"}.get(request.kind)
    made_on = short_date(request.made_on)
    if said is None:
        return f"kan ikke {short_date(request.day)} (meldt {made_on})"
    return f"{said} ({made_on})"
