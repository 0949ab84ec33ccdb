"""Talks as pages read them: a consultant's by time, each citizen's next and last, what changed."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import Select, fn

from tracker.appointments.talks import CANCELLED, HELD, MODES, NOT_REACHED, OUTCOMES
from tracker.clock import local_date, local_time, short_date
from tracker.models import Absence, Citizen, Talk
from tracker.table import among


def talks_between(
    staff: UUID, people: Collection[UUID], start: datetime, end: datetime
) -> list[tuple[Any, Any]]:
    """A consultant's talks that begin in this time, each with its citizen, by time then name.

    Only talks with these people, for whom the consultant answers today: others are no longer theirs
    to know about. Ended talks are included and called-off ones are not, so that the day stays on
    the page as it was. Talks of a colleague for whom one covers on the first day are included while
    the cover lasts.
    """
    first = local_date(start)
    covers = Absence.here(
        Absence.cover == staff, Absence.from_on <= first, Absence.until_on >= first
    )
    until = {row.staff: row.until_on for row in covers} | {staff: date.max}
    rows = [
        talk
        for talk in Talk.here(
            Talk.staff.in_(list(until)),
            Talk.starts_at >= start,
            Talk.starts_at < end,
            Talk.outcome.is_null() | (Talk.outcome != CANCELLED),
        )
        if talk.citizen in people and local_date(talk.starts_at) <= until[talk.staff]
    ]
    return sorted(_with_citizens(rows), key=lambda pair: (pair[0].starts_at, pair[1].display_name))


def never_ended(
    staff: UUID, people: Collection[UUID], since: datetime, before: datetime
) -> list[tuple[Any, Any]]:
    """A consultant's own talks that began in this time and that nobody ended, by time.

    Only talks with these people, for whom the consultant answers today; each with its citizen.
    """
    rows = Talk.here(
        Talk.staff == staff,
        Talk.outcome.is_null(),
        Talk.starts_at >= since,
        Talk.starts_at < before,
    ).order_by(Talk.starts_at, Talk.id)
    return _with_citizens([talk for talk in rows if talk.citizen in people])


def _with_citizens(rows: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Each of these talks with its citizen."""
    found = Citizen.here(among(Citizen.id, [talk.citizen for talk in rows]))
    people = {row.id: row for row in found}
    return [(talk, people[talk.citizen]) for talk in rows]


def talks_ahead(citizen: UUID, since: datetime) -> list[Any]:
    """A citizen's talks that begin at `since` or later and are not ended, by time."""
    rows = Talk.here(Talk.citizen == citizen, Talk.outcome.is_null(), Talk.starts_at >= since)
    return list(rows.order_by(Talk.starts_at, Talk.id))


def with_more_to_come(talks: Sequence[Any]) -> set[UUID]:
    """Which of these talks are followed by others of their series."""
    series = [talk.series for talk in talks if talk.series]
    rows = Talk.here(Talk.series.in_(series), Talk.outcome.is_null()).order_by(Talk.starts_at)
    last = {(row.series, row.citizen): row.starts_at for row in rows}
    return {
        talk.id
        for talk in talks
        if talk.starts_at < last.get((talk.series, talk.citizen), talk.starts_at)
    }


def next_talks(citizens: Sequence[UUID], since: datetime) -> dict[UUID, Any]:
    """For each citizen the first talk that is not ended and begins at `since` or later."""
    ahead = (Talk.outcome.is_null(), Talk.starts_at >= since)
    return _by_citizen(_first_of_each(citizens, ahead, (Talk.starts_at, Talk.id)))


def open_talks(citizens: Sequence[UUID], before: datetime) -> dict[UUID, Any]:
    """For each citizen the latest talk that began before this time and was never ended."""
    behind = (Talk.outcome.is_null(), Talk.starts_at < before)
    order = (Talk.starts_at.desc(), Talk.id.desc())
    return _by_citizen(_first_of_each(citizens, behind, order))


def last_talks(
    citizens: Sequence[UUID], until: datetime
) -> tuple[dict[UUID, Any], dict[UUID, Any]]:
    """For each citizen the latest talk that was held, and the latest in which nobody answered.

    Of those that were ended by `until`.
    """
    ended = (Talk.outcome.in_((HELD, NOT_REACHED)), Talk.ended_at <= until)
    rows = _first_of_each(citizens, ended, (Talk.ended_at.desc(), Talk.id.desc()))
    held, missed = ([row for row in rows if row.outcome == one] for one in (HELD, NOT_REACHED))
    return _by_citizen(held), _by_citizen(missed)


def replacements(ended: Iterable[Any]) -> dict[UUID, Any]:
    """For each called-off talk that was in fact changed, the talk that it became."""
    off = [talk.id for talk in ended if talk.outcome == CANCELLED]
    return {row.follows: row for row in Talk.here(Talk.follows.in_(off))}


def called_off(citizen: UUID, since: date, until: date) -> list[Any]:
    """A citizen's talks of these days that were called off and not replaced, by time."""
    rows = Talk.here(Talk.citizen == citizen, Talk.outcome == CANCELLED)
    near = [row for row in rows if since <= local_date(row.starts_at) <= until]
    became = replacements(near)
    return sorted((row for row in near if row.id not in became), key=lambda row: row.starts_at)


def ended_words(talk: Any, became: Any) -> str:
    """`er afholdt`, or `er ændret til 8. jan. kl. 10.00, video` for one that became another.

    `er ændret til kl. 10.00, video` where the day is the same.
    """
    if became is None:
        return f"er {OUTCOMES[talk.outcome]}"
    on, at = local_date(became.starts_at), f"kl. {local_time(became.starts_at)}"
    when = at if on == local_date(talk.starts_at) else f"{short_date(on)} {at}"
    return f"er ændret til {when}, {MODES[became.mode].lower()}"


def _by_citizen(rows: Iterable[Any]) -> dict[UUID, Any]:
    return {row.citizen: row for row in rows}


def _first_of_each(
    citizens: Sequence[UUID], fits: tuple[Any, ...], order: tuple[Any, ...]
) -> list[Any]:
    """For each citizen and outcome the first talk that fits, however many there have been."""
    place = fn.ROW_NUMBER().over(partition_by=[Talk.citizen, Talk.outcome], order_by=list(order))
    ranked = Talk.here(among(Talk.citizen, citizens), *fits).select(Talk.id, place.alias("place"))
    first = Select([ranked], [ranked.c.id]).where(ranked.c.place == 1)
    return list(Talk.here(Talk.id.in_(first)))
