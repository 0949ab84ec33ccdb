"""What was done today for one citizen, each with the way to take it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tracker.appointments.replaced_talks import ended_words, replacements
from tracker.clock import local_date, short_date, start_of_day, week_words
from tracker.db import reading
from tracker.enrolment import requests
from tracker.enrolment.plan_moves import moves_today
from tracker.events.state import ITEM, standing
from tracker.models import (
    Event,
    ItemState,
    Pause,
    Plan,
    PlanAhead,
    PlanChange,
    PlanItem,
    Request,
    Talk,
    WeeklyTarget,
)

CHANGE_WORDS = {"waived": "Ikke relevant", "removed": "Taget ud", "added": "Tilføjet"}


@dataclass(frozen=True)
class StaffAction:
    """One action that still stands; `take_back.take_back` undoes it by its kind."""

    kind: str
    """waived, removed, added, moved, swapped, confirmed, talk, plan (ended), started, ahead,
    pause, pause_ended, target or request."""
    target: UUID
    """The item, talk, plan, pause, target or request."""
    words: str
    """`Ikke relevant: Skriv ti navne`."""


@dataclass(frozen=True)
class Day:
    """The day that is looked at, and whose acts: the citizen's own, or those of staff."""

    citizen: UUID
    now: datetime
    is_own: bool

    @property
    def since(self) -> datetime:
        """Its beginning."""
        return start_of_day(local_date(self.now))

    @property
    def until(self) -> datetime:
        """Its end."""
        return start_of_day(local_date(self.now) + timedelta(days=1))

    def is_theirs(self, staff: UUID | None) -> bool:
        """Whether an act by this member of staff (None: the citizen) is one to show."""
        return (staff is None) == self.is_own


Timed = tuple[datetime, StaffAction]


def undoable(citizen: UUID, as_of: datetime, *, is_own: bool = False) -> tuple[StaffAction, ...]:
    """Today's actions of staff that still stand, in the order they can be undone: latest first.

    With `is_own` those of the citizen: each side takes back what is its own.
    """
    day = Day(citizen, as_of, is_own)
    with reading():
        items = {row.id: row for row in PlanItem.here(PlanItem.citizen == citizen)}
        states = standing(citizen)
        found = [*_changes(day, items, states), *_moves(day, items, states), *_pauses(day)]
        if not is_own:
            found += [
                *_confirmations(day, items, states),
                *_talks(day),
                *_plans(day, items, states),
                *_agreed(day),
            ]
    return tuple(action for _, action in sorted(found, key=lambda pair: pair[0], reverse=True))


def _changes(day: Day, items: dict[UUID, Any], states: dict[UUID, ItemState]) -> Iterator[Timed]:
    """Changes to the plan, the latest of each item and kind, where it still holds."""
    rows = PlanChange.here(
        PlanChange.citizen == day.citizen,
        PlanChange.changed_at >= day.since,
        PlanChange.changed_at < day.until,
        PlanChange.kind.in_(tuple(CHANGE_WORDS)),
    )
    latest = {
        (row.item, row.kind): row
        for row in rows.order_by(PlanChange.changed_at, PlanChange.counter)
    }
    into = {UUID(row.detail) for row in latest.values() if row.kind == "removed" and row.detail}
    for (item, kind), row in latest.items():
        state = states[item]
        holds = {
            "waived": state.waived_on is not None and not state.is_removed,
            # Added and taken out on one day leaves nothing to take back.
            "removed": state.is_removed and (item, "added") not in latest,
            "added": not state.is_removed and item not in into,
        }
        if row.kind == "removed" and row.detail:
            if state.is_removed and not states[UUID(row.detail)].is_removed:
                words = f"Byttet: {items[item].title} til {items[UUID(row.detail)].title}"
                yield row.changed_at, StaffAction("swapped", item, words)
        elif holds[kind] and day.is_theirs(row.staff):
            words = f"{CHANGE_WORDS[kind]}: {items[item].title}"
            yield row.changed_at, StaffAction(kind, item, words)


def _moves(day: Day, items: dict[UUID, Any], states: dict[UUID, ItemState]) -> Iterator[Timed]:
    """Items that were moved to another day."""
    for item, rows in moves_today(day.citizen, day.now).items():
        if day.is_theirs(rows[-1].staff) and not states[item].is_removed:
            words = f"Flyttet: {items[item].title}"
            yield rows[-1].changed_at, StaffAction("moved", item, words)


def _pauses(day: Day) -> Iterator[Timed]:
    """Pauses that were set or ended."""
    today = local_date(day.now)
    for row in Pause.here(Pause.citizen == day.citizen):
        days = f"{short_date(row.from_on)} til {short_date(row.until_on)}"
        if row.ended_on == today and day.is_theirs(row.ended_by):
            yield day.until, StaffAction("pause_ended", row.id, f"Pausen er slut: {days}")
        elif row.ended_on is None and day.since <= row.set_at and day.is_theirs(row.set_by):
            yield row.set_at, StaffAction("pause", row.id, f"Pause fra {days}")


def _confirmations(
    day: Day, items: dict[UUID, Any], states: dict[UUID, ItemState]
) -> Iterator[Timed]:
    """Items gone through together today."""
    rows = Event.here(
        Event.citizen == day.citizen,
        Event.kind == "confirmed",
        Event.effective_at >= day.since,
        Event.effective_at < day.until,
    )
    latest = {UUID(row.subject[len(ITEM) :]): row for row in rows.order_by(Event.effective_at)}
    for item, row in latest.items():
        if item in states and states[item].confirmed_on is not None:
            words = f"Gennemgået sammen: {items[item].title}"
            yield row.effective_at, StaffAction("confirmed", item, words)


def _talks(day: Day) -> Iterator[Timed]:
    """Talks that were ended or called off today; those of a series that went together as one."""
    rows = Talk.here(
        Talk.citizen == day.citizen, Talk.ended_at >= day.since, Talk.ended_at < day.until
    )
    ended_today = list(rows.order_by(Talk.starts_at))
    became = replacements(ended_today)
    acts: dict[Any, list[Any]] = {}
    for row in ended_today:
        together = row.id if row.id in became else row.series or row.id
        acts.setdefault((together, row.ended_at), []).append(row)
    for (_, ended_at), ended in acts.items():
        what = "Samtalen" if len(ended) == 1 else f"{len(ended)} samtaler i rækken"
        words = f"{what} {ended_words(ended[0], became.get(ended[0].id))}"
        yield ended_at, StaffAction("talk", ended[0].id, words)


def _plans(day: Day, items: dict[UUID, Any], states: dict[UUID, ItemState]) -> Iterator[Timed]:
    """Plans that were ended today, or begun today and not worked on yet.

    The plan that somebody was taken in with can be ended, not taken back: without any plan nothing
    would say when they are erased.
    """
    used = {items[i].plan for i, s in states.items() if s.done_at or s.confirmed_on}
    plans = list(Plan.here(Plan.citizen == day.citizen).order_by(Plan.created_at))
    used.update(plan.id for plan in plans[:1])
    for row in plans:
        if row.ended_on == local_date(day.now):
            words = f"Forløbet er afsluttet: {row.title}"
            yield day.until, StaffAction("plan", row.id, words)
        elif row.started_by and row.created_at >= day.since and row.id not in used:
            words = f"Forløbet er startet: {row.title}"
            yield row.created_at, StaffAction("started", row.id, words)
    for row in PlanAhead.here(PlanAhead.citizen == day.citizen, PlanAhead.chosen_at >= day.since):
        yield row.chosen_at, StaffAction("ahead", row.id, f"Valgt til bagefter: {row.title}")


def _agreed(day: Day) -> Iterator[Timed]:
    """Weekly targets set and requests answered."""
    rows = WeeklyTarget.here(WeeklyTarget.citizen == day.citizen, WeeklyTarget.set_at >= day.since)
    for row in rows:
        words = f"Mål fra {week_words(row.from_week)}: {row.per_week} om ugen"
        yield row.set_at, StaffAction("target", row.id, words)
    for row in Request.here(
        Request.citizen == day.citizen, Request.answered_on == local_date(day.now)
    ):
        words = f"Besvaret: {requests.BUTTONS[row.kind]}"
        yield day.until, StaffAction("request", row.id, words)
