"""Pauses: days on which a plan asks for nothing. Open tasks move, and move back when it ends.

An item that a pause moves keeps the day it had in a `moved` change of its own, so its day is always
computed from there: a pause that ends early, or is taken back, leaves no trace in the dates.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tracker import workdays
from tracker.clock import LONGEST_AHEAD, local_date, monday_of, short_date
from tracker.db import writing
from tracker.enrolment.plan_rows import note_change, running
from tracker.errors import NotFound, Refused
from tracker.events import state
from tracker.models import Pause, Plan, PlanChange, PlanItem
from tracker.table import among
from tracker.workdays import Span

BY_PAUSE = "pause:"
"""Begins the reason of a move that a pause made; its id follows."""
LONGEST_BACK = timedelta(days=31)


def set_pause(
    citizen: UUID, from_on: date, until_on: date, staff: UUID | None, now: datetime
) -> UUID:
    """Pause a citizen's plans from one day to another; `staff` is None when the citizen does it.

    Only open items planned for its first day or later are moved, by as many working days as the
    pause has. Raises Refused when the days cannot be chosen or are in another pause.
    """
    _check(citizen, from_on, until_on, local_date(now))
    with writing():
        row = Pause.create(
            citizen=citizen, from_on=from_on, until_on=until_on, set_by=staff, set_at=now
        )
        plans = [plan.id for plan in running(citizen)]
        items = PlanItem.here(PlanItem.citizen == citizen, PlanItem.plan.in_(plans))
        standing = state.standing(citizen)
        _note_moves(row, (i for i in items if standing[i.id].is_open), now)
        _place(citizen)
    return row.id


def end_pause(citizen: UUID, pause: UUID, staff: UUID | None, now: datetime) -> None:
    """End a pause today: the days left of it are given back. Raises Refused when it is over."""
    today = local_date(now)
    with writing():
        row = pause_of(citizen, pause)
        if row.ended_on is not None or row.until_on < today:
            raise Refused({"pause": "Pausen er allerede slut."})
        values = {Pause.ended_on: today, Pause.ended_by: staff}
        Pause.change(values, Pause.id == pause)
        _place(citizen)


def undo_end(citizen: UUID, pause: UUID) -> None:
    """Undo that a pause was ended early."""
    with writing():
        pause_of(citizen, pause)
        Pause.change({Pause.ended_on: None, Pause.ended_by: None}, Pause.id == pause)
        _place(citizen)


def undo_set(citizen: UUID, pause: UUID) -> None:
    """Undo a pause: every item is back on its day."""
    with writing():
        row = pause_of(citizen, pause)
        Pause.change({Pause.ended_on: row.from_on}, Pause.id == pause)
        _place(citizen)
        PlanChange.drop(PlanChange.citizen == citizen, PlanChange.reason == _reason(row))
        Pause.drop(Pause.id == pause)


def move_new(citizen: UUID, items: Iterable[UUID], now: datetime) -> None:
    """Move items that have just been planned out of today's pause and those ahead."""
    listed = list(items)
    for row in Pause.here(Pause.citizen == citizen).order_by(Pause.from_on):
        if span(row) is not None and row.until_on >= local_date(now):
            _note_moves(row, PlanItem.here(PlanItem.id.in_(listed)), now)
            _place(citizen)


def pause_of(citizen: UUID, pause: UUID) -> Any:
    """One pause of this citizen. Raises NotFound when there is none."""
    row = Pause.here(Pause.citizen == citizen, Pause.id == pause).get_or_none()
    if row is None:
        raise NotFound(f"no pause {pause}")
    return row


def pauses_of(citizens: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """Every pause of each citizen, the earliest first."""
    found: dict[UUID, list[Any]] = {}
    for row in Pause.here(among(Pause.citizen, citizens)).order_by(Pause.from_on):
        found.setdefault(row.citizen, []).append(row)
    return found


def span(pause: Any) -> Span | None:
    """First and last day of a pause as it turned out; None if it was ended before it began."""
    last = pause.until_on if pause.ended_on is None else pause.ended_on - timedelta(days=1)
    return (pause.from_on, last) if last >= pause.from_on else None


def spans(pauses: Iterable[Any]) -> tuple[Span, ...]:
    """The days of all pauses that have any."""
    return tuple(one for one in map(span, pauses) if one is not None)


def days_of(citizen: UUID) -> tuple[Span, ...]:
    """The days of all of one citizen's pauses."""
    return spans(Pause.here(Pause.citizen == citizen))


def first_day(citizen: UUID, day: date) -> date:
    """The day itself, or the next working day outside the citizen's pauses."""
    rests, day = days_of(citizen), workdays.on_or_after(day)
    while workdays.is_in(rests, day):
        day = workdays.on_or_after(day + timedelta(days=1))
    return day


def not_over(pauses: Iterable[Any], today: date) -> list[Any]:
    """Today's pause and those ahead, of one citizen's pauses."""
    return [row for row in pauses if row.ended_on is None and row.until_on >= today]


def words(pause: Any, today: date) -> str:
    """`pause til 12. dec.` of today's, `pause fra 14. dec. til 18. dec.` of one ahead."""
    begins = "" if pause.from_on <= today else f" fra {short_date(pause.from_on)}"
    return f"pause{begins} til {short_date(pause.until_on)}"


def on_day(pauses: Iterable[Any], day: date) -> Any:
    """The pause that a day lies in, or None."""
    return next((row for row in pauses if (at := span(row)) and at[0] <= day <= at[1]), None)


def _check(citizen: UUID, from_on: date, until_on: date, today: date) -> None:
    """Raise Refused, with a sentence per field, when a pause cannot have these days."""
    errors = {}
    if not -LONGEST_BACK <= from_on - today <= LONGEST_AHEAD:
        errors["from_on"] = "Vælg en første dag fra den sidste måned eller det næste år."
    if until_on < max(from_on, today):
        errors["until_on"] = "Vælg en sidste dag efter den første. Den må ikke være forbi."
    elif until_on - today > LONGEST_AHEAD:
        errors["until_on"] = "Den sidste dag ligger et år eller mere væk. Vælg en anden dag."
    if any(first <= until_on and from_on <= last for first, last in days_of(citizen)):
        errors.setdefault("from_on", "Der er allerede en pause i de dage. Slut den først.")
    if errors:
        raise Refused(errors)


def _reason(pause: Any) -> str:
    return f"{BY_PAUSE}{pause.id.hex}"


def _note_moves(pause: Any, items: Iterable[Any], now: datetime) -> None:
    """Record that a pause moves these items, and the day each of them had before."""
    for item in items:
        if item.planned_on and item.planned_on >= pause.from_on:
            note_change(
                pause.citizen, item.id, "moved", pause.set_by, now,
                reason=_reason(pause), detail=item.planned_on.isoformat(),
            )  # fmt: skip


def _place(citizen: UUID) -> None:
    """Put every item that a pause has moved on the day that the present pauses lead to.

    A week's task to which they leave no day of its week gets none, and is not asked for.
    """
    by_reason = {_reason(row): row for row in Pause.here(Pause.citizen == citizen)}
    items = {row.id: row for row in PlanItem.here(PlanItem.citizen == citizen)}
    starts = {row.id: row.start_on for row in Plan.here(Plan.citizen == citizen)}
    moves: dict[UUID, list[Any]] = {}
    rows = PlanChange.here(PlanChange.citizen == citizen, PlanChange.kind == "moved")
    for row in rows.order_by(PlanChange.changed_at, PlanChange.counter):
        moves.setdefault(row.item, []).append(row)
    for item, theirs in moves.items():
        day = _day(items[item], theirs, by_reason, starts[items[item].plan])
        if day != items[item].planned_on:
            PlanItem.change({PlanItem.planned_on: day}, PlanItem.id == item)
    state.count(citizen)


def _day(item: Any, moves: list[Any], by_reason: dict[str, Any], start: date) -> date | None:
    """The day of an item after its pauses; None if they leave it none of its week."""
    day = None
    for move in moves:
        pause = by_reason.get(move.reason)
        if pause is None:
            day = None  # moved by hand: this is its day, whatever a pause did before
            continue
        day = date.fromisoformat(move.detail) if day is None else day
        days = span(pause)
        if days is not None and day >= days[0]:
            day = workdays.workdays_after(day, workdays.working_days(max(days[0], start), days[1]))
    if day is None or not item.week:
        return day or item.planned_on
    # A week's tasks belong to their week; next Monday brings new ones.
    day = min(day, workdays.last_of_week(monday_of(item.week)))
    return None if workdays.is_in(spans(by_reason.values()), day) else day
