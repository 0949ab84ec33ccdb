"""Talks from another system: what would happen line by line first, then all of it or nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from tracker.access import citizens_answered_for
from tracker.appointments import talks
from tracker.appointments.diary import ended_words, replacements
from tracker.appointments.talk_rows import TalkRow, read_talks
from tracker.appointments.talks import NewTalk, replace_talk
from tracker.clock import LONGEST_AHEAD, local_date, long_moment, short_date, start_of_day
from tracker.db import reading, writing
from tracker.enrolment import undone
from tracker.errors import Refused
from tracker.models import Citizen, Talk
from tracker.workdays import off_words

NEW, MOVED, KNOWN, LEFT_OUT, WRONG = "new", "moved", "known", "left_out", "wrong"
SHORTEST_REFERENCE = 4
"""A shorter one could be any number among other words."""


@dataclass(frozen=True)
class Step:
    """What happens to one line."""

    kind: str
    words: str
    """Who and when, as far as it is known."""
    what: str
    """What there is to say of it, or what is wrong and how to mend it."""
    row: TalkRow
    citizen: UUID | None = None
    talk: Any = None
    """The talk that is moved or known."""
    becomes: NewTalk | None = None
    """What the line makes of a talk, where one is made or moved."""


@dataclass
class People:
    """The citizens for whom a consultant answers, and the talks of each."""

    rows: Sequence[Any]
    talks: dict[UUID, list[Any]]
    taken: dict[Any, int] = field(default_factory=dict)
    """What earlier lines have claimed, and which line it was."""


def look(text: str, mode: str, staff: Any, now: datetime) -> list[Step]:
    """What would happen to each line; `mode` is for those that say none. Raises Refused."""
    rows = read_talks(text)
    with reading():
        people = list(citizens_answered_for(staff, local_date(now)))
        ids = [row.id for row in people]
        # Of two with one key, where a talk was changed by hand, the open one comes first.
        rows_here = Talk.here(Talk.citizen.in_(ids)).order_by(Talk.outcome.is_null(False))
        around = People(people, {person: [] for person in ids})
        for talk in rows_here:
            around.talks[talk.citizen].append(talk)
    return [_step(row, mode, around, now) for row in rows]


def take(text: str, mode: str, staff: Any, now: datetime) -> UUID:
    """Bring all of it in; returns the import's id, for `take_back`.

    Everything is checked again, since something may have changed. Raises Refused when a line is
    wrong.
    """
    batch = uuid4()
    with writing():
        steps = look(text, mode, staff, now)
        wrong = sum(step.kind == WRONG for step in steps)
        if wrong:
            raise Refused(
                {"file": f"{wrong} af {len(steps)} linjer skal rettes først. Intet er hentet."}
            )
        for step in steps:
            _carry_out(step, staff, batch, now)
    return batch


def taken(batch: UUID, staff: Any, now: datetime) -> tuple[int, int]:
    """How many talks of one import can still be taken back: those it made, those it changed."""
    return len(_made(batch, staff, now)), len(_changed(batch, staff, now))


def take_back(batch: UUID, staff: Any, now: datetime) -> bool:
    """Take out the talks that one import made, and put back those it changed; False if none.

    Each citizen is told of it.
    """
    with writing():
        made, changed = _made(batch, staff, now), _changed(batch, staff, now)
        for row in made:
            talks.take_out(row, staff.id, now)
        for row, became in changed:
            talks.undo_end(row.id, now)
            words = f"Samtalen {short_date(local_date(row.starts_at))} {ended_words(row, became)}"
            undone.keep(row.citizen, words, staff.id, now)
    return bool(made or changed)


def _made(batch: UUID, staff: Any, now: datetime) -> list[Any]:
    """The talks that this consultant brought in together and that nobody has ended.

    Of those for whom they answer today: a citizen may have been handed over, a cover may be over.
    """
    return list(
        Talk.here(
            Talk.series == batch,
            _answered_for(staff, now),
            Talk.staff == staff.id,
            Talk.source == talks.IMPORTED,
            Talk.outcome.is_null(),
        )
    )


def _changed(batch: UUID, staff: Any, now: datetime) -> list[tuple[Any, Any]]:
    """The talks that one import changed today, each with what it became, which is still open."""
    today = start_of_day(local_date(now))
    mine = (Talk.ended_by == staff.id, Talk.ended_at >= today, _answered_for(staff, now))
    rows = list(Talk.here(*mine))
    became = replacements(rows)
    pairs = [(row, became[row.id]) for row in rows if row.id in became]
    return [
        (row, new)
        for row, new in pairs
        if new.id == _changed_id(batch, row) and new.outcome is None
    ]


def _answered_for(staff: Any, now: datetime) -> Any:
    return Talk.citizen.in_(citizens_answered_for(staff, local_date(now)).select(Citizen.id))


def _changed_id(batch: UUID, talk: Any) -> UUID:
    """The id of the talk that an import puts in place of this one, unlike a change by hand.

    The series cannot tell: it is the one in which the talk was agreed.
    """
    return uuid5(batch, str(talk.id))


def _carry_out(step: Step, staff: Any, batch: UUID, now: datetime) -> None:
    """Make or move one talk; a known one learns the other system's id."""
    row, new = step.row, step.becomes
    if step.kind == NEW and step.citizen and new:
        talks.make_talk(
            step.citizen, staff.id, new, now,
            source=talks.IMPORTED, external_id=row.key, series=batch,
        )  # fmt: skip
    elif step.kind == MOVED and new:
        replace_talk(
            step.talk.id, new, staff.id, now,
            source=talks.IMPORTED, id=_changed_id(batch, step.talk),
        )  # fmt: skip
    elif step.kind == KNOWN and step.talk and row.key and not step.talk.external_id:
        Talk.change({Talk.external_id: row.key}, Talk.id == step.talk.id)


def _step(row: TalkRow, mode: str, around: People, now: datetime) -> Step:
    """What happens to one line, and why."""
    found = _meant(row.who, around.rows)
    if not found or row.problem:
        who = row.who if not found else found[0].display_name
        kind, missing = WRONG, f"{row.who} findes ikke i dit team."
        if row.is_event:
            # A calendar holds much that is no talk with a citizen; a table is a list of talks.
            kind, missing = LEFT_OUT, "Der står ingen af teamets referencer."
        return Step(kind, who, row.problem or missing, row)
    if len(found) > 1:
        what = f"Det kan være {len(found)} borgere. Skriv referencen på den rigtige."
        return Step(WRONG, row.who, what, row)
    return _of_one(row, found[0], mode, around, now)


def _of_one(row: TalkRow, citizen: Any, mode: str, around: People, now: datetime) -> Step:
    """What happens to a line whose citizen is known."""
    assert row.starts_at  # noqa: S101 - a row without a time has a problem
    kind, what, talk = NEW, "", None
    mine = around.talks[citizen.id]
    same = next((one for one in mine if row.key and one.external_id == row.key), None)
    stands = same if same and same.outcome is None else None
    not_off = (one for one in mine if one.outcome != talks.CANCELLED)
    there = next((one for one in not_off if one.starts_at == row.starts_at), None)
    new = _becomes(row, stands, mode)
    claims = {(citizen.id, row.starts_at), *([row.key] if row.key else [])}
    if earlier := next((around.taken[claim] for claim in claims if claim in around.taken), 0):
        kind, what = WRONG, f"Det er den samme samtale som på linje {earlier}. Slet den ene."
    elif row.starts_at - now > LONGEST_AHEAD:
        kind, what = LEFT_OUT if row.is_event else WRONG, talks.TOO_FAR
    elif stands and not _is_same(stands, new) and row.starts_at >= now:
        kind, what, talk = MOVED, f"Ændres. Var {long_moment(stands.starts_at)}", stands
    elif there or (same and same.outcome != talks.NOT_REACHED):
        kind, what, talk = KNOWN, "Er her allerede", same or there
    elif row.starts_at < now:
        kind, what = LEFT_OUT, "Tidspunktet er gået"
    if kind in (NEW, MOVED):
        kind, what = _judged(kind, what, new)
    around.taken |= dict.fromkeys(claims, row.line)
    how = f"{talks.MODES[new.mode].lower()}, {new.minutes} min"
    words = f"{citizen.display_name}, {long_moment(row.starts_at)} · {how}"
    return Step(kind, words, what, row, citizen.id, talk, new)


def _becomes(row: TalkRow, stands: Any, mode: str) -> NewTalk:
    """What a line makes of a talk; what the other system leaves out stays as it stands."""
    assert row.starts_at  # noqa: S101 - as above
    mode = row.mode or (stands.mode if stands else mode)
    minutes = row.minutes or (stands.minutes if stands else talks.USUAL)
    link = row.link or (stands.link if stands and mode == talks.VIDEO else "")
    return NewTalk(row.starts_at, minutes, mode, link)


def _judged(kind: str, what: str, new: NewTalk) -> tuple[str, str]:
    """The same for a talk that is to be made or moved, or what is wrong with that talk."""
    if wrong := talks.link_problem(new.link, new.mode):
        return WRONG, wrong
    return kind, f"{off_words(local_date(new.starts_at))} {what}".strip()


def _is_same(talk: Any, new: NewTalk) -> bool:
    """Whether nothing would be different."""
    return NewTalk(talk.starts_at, talk.minutes, talk.mode, talk.link) == new


def _meant(who: str, people: Sequence[Any]) -> list[Any]:
    """Citizens with this reference, else with this name, else whose reference stands in it."""
    said = who.casefold()
    by_reference = [one for one in people if one.reference.casefold() == said]
    by_name = [one for one in people if one.display_name.casefold() == said]
    return by_reference or by_name or [one for one in people if _stands_in(one.reference, who)]


def _stands_in(reference: str, words: str) -> bool:
    """Whether a reference stands in the words of an event, by itself.

    The cheap test comes first: a thousand lines about six hundred people would be a minute of
    patterns.
    """
    if reference.casefold() not in words.casefold():
        return False
    alone = rf"(?<![\w-]){re.escape(reference)}(?![\w-])"
    return len(reference) >= SHORTEST_REFERENCE and bool(re.search(alone, words, re.IGNORECASE))
