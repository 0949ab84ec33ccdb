"""A talk that is changed: the old one is called off, and the new one follows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tracker.appointments import talks
from tracker.appointments.talks import MODES, NewTalk
from tracker.clock import local_date, local_time, short_date
from tracker.db import writing
from tracker.models import Talk


def replace_talk(
    talk: UUID,
    new: NewTalk,
    staff: UUID,
    now: datetime,
    *,
    source: str = talks.TYPED,
    id: UUID | None = None,
) -> UUID:
    """Give a talk another time or another way to meet. Returns the talk that it became.

    Two rows instead of one that is overwritten, so that the citizen can read what was changed and
    `undo_end` can put the old talk back. Both have the other system's key: a later import is about
    the one that is open. Raises Refused when the talk is ended or the new one is none to agree on.
    """
    with writing():
        row = talks.pending(talk)
        talks.cancel_talk(talk, staff, now)
        return talks.make_talk(
            row.citizen, row.staff, new.starts_at, new.minutes, new.mode, now, talk,
            link=new.link, source=source, external_id=row.external_id, series=row.series,
            id=id,
        )  # fmt: skip


def replacements(ended: Iterable[Any]) -> dict[UUID, Any]:
    """Of talks that were called off, those that were changed, each with what it became."""
    off = [talk.id for talk in ended if talk.outcome == talks.CANCELLED]
    return {row.follows: row for row in Talk.here(Talk.follows.in_(off))}


def called_off(citizen: UUID, since: date, until: date) -> list[Any]:
    """A citizen's talks of these days that were called off and became no other, by time."""
    rows = Talk.here(Talk.citizen == citizen, Talk.outcome == talks.CANCELLED)
    near = [row for row in rows if since <= local_date(row.starts_at) <= until]
    became = replacements(near)
    return sorted((row for row in near if row.id not in became), key=lambda row: row.starts_at)


def ended_words(talk: Any, became: Any) -> str:
    """`er afholdt`, or `er ændret til 8. jan. kl. 10.00, video` for one that became another.

    `er ændret til kl. 10.00, video` where the day is the same.
    """
    if became is None:
        return f"er {talks.OUTCOMES[talk.outcome]}"
    on, at = local_date(became.starts_at), f"kl. {local_time(became.starts_at)}"
    when = at if on == local_date(talk.starts_at) else f"{short_date(on)} {at}"
    return f"er ændret til {when}, {MODES[became.mode].lower()}"
