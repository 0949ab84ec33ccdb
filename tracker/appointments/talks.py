"""Talks between a citizen and staff: agreed, changed, ended, and each step taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from tracker import free_text
from tracker.appointments.series import series_days
from tracker.clock import LONGEST_AHEAD, local_date, long_moment, on_day, short_date
from tracker.db import writing
from tracker.enrolment import undone
from tracker.errors import Refused
from tracker.models import Talk

IN_PERSON, PHONE, VIDEO = "in_person", "phone", "video"
MODES = {IN_PERSON: "Vi mødes", PHONE: "Telefon", VIDEO: "Video"}
HOW = {IN_PERSON: "Vi mødes.", PHONE: "Vi ringer til dig.", VIDEO: "Vi taler på video."}
"""The same, said to the citizen."""
HELD, NOT_REACHED, CANCELLED = "held", "not_reached", "cancelled"
OUTCOMES = {HELD: "afholdt", NOT_REACHED: "ikke truffet", CANCELLED: "aflyst"}
TYPED, IMPORTED, OPENED = "typed", "imported", "opened"
SHORTEST, USUAL, LONGEST = 5, 15, 120
"""Minutes of a talk; the usual ones where nobody says how long."""
TOO_FAR = "Tidspunktet ligger et år eller mere væk. Se efter, om året er rigtigt."


@dataclass(frozen=True)
class NewTalk:
    """A talk to agree on, and how it comes again."""

    starts_at: datetime
    minutes: int
    mode: str
    link: str = ""
    """Where a video talk is held."""
    weeks: int = 0
    """Every so many weeks until `until`; 0 for once."""
    until: date | None = None


def agree(
    citizen: UUID, staff: UUID, new: NewTalk, now: datetime, follows: UUID | None = None
) -> UUID:
    """Make a talk, or the whole series that it begins; all or nothing. Returns the first one.

    A day that is off gives way to the next working day, at the same time by Danish clocks. Raises
    Refused if there is a talk at that time already: a second press, or a colleague who was quicker.
    """
    starts = [new.starts_at]
    if new.weeks and new.until:
        days = series_days(local_date(new.starts_at), new.weeks, new.until)
        starts = [on_day(new.starts_at, day) for day in days]
    series = uuid4() if new.weeks else None
    with writing():
        there = Talk.here(
            Talk.citizen == citizen, Talk.starts_at.in_(starts), Talk.outcome.is_null()
        )
        if (talk := there.first()) is not None:
            when = long_moment(talk.starts_at)
            raise Refused({"starts_at": f"Der står allerede en samtale {when}. Intet er ændret."})
        first, *_ = [
            make_talk(citizen, staff, replace(new, starts_at=at), now, follows, series=series)
            for at in starts
        ]
    return first


def make_talk(
    citizen: UUID,
    staff: UUID,
    new: NewTalk,
    now: datetime,
    follows: UUID | None = None,
    *,
    source: str = TYPED,
    external_id: str = "",
    series: UUID | None = None,
    id: UUID | None = None,
) -> UUID:
    """Agree on one talk. Raises Refused when it lies in the past or is no talk at all."""
    _check(new, now)
    with writing():
        return Talk.create(
            id=id or uuid4(),
            citizen=citizen,
            staff=staff,
            starts_at=new.starts_at,
            minutes=new.minutes,
            mode=new.mode,
            link=new.link,
            source=source,
            external_id=external_id,
            series=series,
            follows=follows,
        ).id


def end_talk(
    talk: UUID, outcome: str, agreed: str, next: NewTalk | None, staff: UUID, now: datetime
) -> UUID | None:
    """End a talk: whether it was held, the next step agreed on, and when to talk again.

    All in one, so that undoing takes back all of it. Returns the next talk. Raises Refused;
    nothing is kept then.
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
        row = pending(talk)
        _end(talk, outcome, agreed, staff, now)
        return agree(row.citizen, row.staff, next, now, row.id) if next else None


def cancel_talk(talk: UUID, staff: UUID, now: datetime, *, with_following: bool = False) -> None:
    """Call off a talk, or it and the rest of its series; `undo_end` brings them back."""
    with writing():
        row = pending(talk)
        following = series_of(row) if with_following else []
        for one in (row, *(one for one in following if one.starts_at > row.starts_at)):
            if one.outcome is None:
                _end(one.id, CANCELLED, "", staff, now)


def replace_talk(
    talk: UUID,
    new: NewTalk,
    staff: UUID,
    now: datetime,
    *,
    source: str = TYPED,
    id: UUID | None = None,
) -> UUID:
    """Give a talk another time or another way to meet. Returns the talk that it became.

    Two rows instead of one that is overwritten, so that the citizen can read what was changed and
    `undo_end` can put the old talk back. Both have the other system's key: a later import is about
    the one that is open. Raises Refused when the talk is ended or the new one is none to agree on.
    """
    with writing():
        row = pending(talk)
        cancel_talk(talk, staff, now)
        return make_talk(
            row.citizen, row.staff, new, now, talk,
            source=source, external_id=row.external_id, series=row.series, id=id,
        )  # fmt: skip


def undo_end(talk: UUID, now: datetime) -> None:
    """Take back that a talk was ended or called off, and the talks agreed at its end.

    Talks of a series that were called off together come back together. On the same day only:
    later it is history that others have built on. Raises Refused, also when the next talk has
    been ended itself: it must be taken back first.
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
            Talk.id.in_([one.id for one in ended_with(row)]),
        )


def take_out(row: Any, staff: UUID, now: datetime) -> None:
    """Delete a talk that should not have come in, and tell the citizen that it was there."""
    Talk.drop(Talk.id == row.id)
    undone.keep(row.citizen, f"Samtale {short_date(local_date(row.starts_at))}", staff, now)


def series_of(talk: Any) -> list[Any]:
    """The talks that were agreed on in one go with this one, by time; itself alone if none."""
    if talk.series is None:
        return [talk]
    same = (Talk.series == talk.series) & (Talk.citizen == talk.citizen)
    return list(Talk.here(same).order_by(Talk.starts_at))


def ended_with(talk: Any) -> list[Any]:
    """The talks that one act ended: this one, or all of its series that were called off with it.

    A talk that was replaced counts alone, since an import changes many at the same moment.
    """
    if talk.outcome != CANCELLED:
        return [talk]
    off = [one for one in series_of(talk) if one.ended_at == talk.ended_at]
    changed = {row.follows for row in Talk.here(Talk.follows.in_([one.id for one in off]))}
    return [talk] if talk.id in changed else [one for one in off if one.id not in changed]


def find_talk(citizen: UUID, talk: UUID) -> Any:
    """One talk of this citizen, or None; what a page asks before it acts on an id it was sent."""
    return Talk.here(Talk.citizen == citizen, Talk.id == talk).get_or_none()


def days_pending(ids: Sequence[UUID]) -> dict[UUID, date]:
    """Of these talks, those that are not ended, each with its day."""
    rows = Talk.here(Talk.id.in_(list(ids)), Talk.outcome.is_null())
    return {row.id: local_date(row.starts_at) for row in rows}


def _check(new: NewTalk, now: datetime) -> None:
    """Raise Refused, with a sentence per field, when this is no talk to agree on."""
    errors = {}
    if new.starts_at < now:
        errors["starts_at"] = "Tidspunktet er gået. Vælg et, der kommer."
    elif new.starts_at - now > LONGEST_AHEAD:
        errors["starts_at"] = TOO_FAR
    if not SHORTEST <= new.minutes <= LONGEST:
        errors["minutes"] = f"Vælg mellem {SHORTEST} og {LONGEST} minutter."
    if new.mode not in MODES:
        errors["mode"] = "Vælg, hvordan I taler sammen."
    if wrong := link_problem(new.link, new.mode):
        errors["link"] = wrong
    if errors:
        raise Refused(errors)


def link_problem(link: str, mode: str) -> str:
    """What is wrong with the address of a talk; empty when it is fine or there is none."""
    if link and mode != VIDEO:
        return "Linket hører til en samtale på video. Vælg Video, eller slet linket."
    return free_text.link_problem(link)


def pending(talk: UUID) -> Any:
    """A talk that is not ended yet. Raises Refused."""
    row = Talk.here(Talk.id == talk).get_or_none()
    if row is None:
        raise Refused({"talk": "Samtalen findes ikke."})
    if row.outcome is not None:
        raise Refused({"talk": "Samtalen er allerede afsluttet. Indlæs siden igen."})
    return row


def _end(talk: UUID, outcome: str, agreed: str, staff: UUID, now: datetime) -> None:
    """Write down how a talk ended."""
    ended = {Talk.outcome: outcome, Talk.agreed: agreed, Talk.ended_at: now, Talk.ended_by: staff}
    Talk.change(ended, Talk.id == talk)
