"""Event log and current progress, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from jobvej.catalog.published import Published
from tracker.db import database, fact, municipality, reading, writing
from tracker.events import state
from tracker.events.fold import past_items
from tracker.events.incoming import Gate, IncomingEvent, NotStored, canonical, effective_at
from tracker.models import ActivityState, Citizen, CitizenSummary, Event, ItemState, Plan, PlanItem
from tracker.table import utc_text

__all__ = ["IncomingEvent", "Verdict", "device_state", "epoch", "rebuild", "record", "say", "seq"]


# Named target: OR IGNORE would swallow a broken NOT NULL or CHECK too.
INSERT_EVENT = (
    "INSERT INTO event (municipality, citizen, id, kind, subject, data, effective_at, counter, "
    "received_at, staff, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (municipality, citizen, id) DO NOTHING"
)


@dataclass(frozen=True)
class Verdict:
    """The answer to one event; a device deletes only what a verdict names."""

    id: UUID
    verdict: str
    """stored, known, not_recorded or refused."""
    reason: str = ""


def record(
    citizen: UUID,
    events: Sequence[IncomingEvent],
    *,
    sent_at: datetime,
    now: datetime,
    published: Published,
    staff: UUID | None = None,
) -> list[Verdict]:
    """Store what a citizen did and bring their progress up to date.

    Both in one transaction: a consultant must never see progress without its event. Returns one
    verdict per event, in order. `staff` says who confirmed; then nothing else is accepted, since
    a tick is what the citizen says. Raises StoreUnavailable if nothing could be written.
    """
    with writing():
        if not Citizen.here(Citizen.id == citizen).exists():
            return [Verdict(event.id, "refused", "unknown person") for event in events]
        gate = Gate(citizen, published)
        digests = _digests(citizen, (event.id for event in events))
        verdicts, rows = [], []
        for event in events:
            verdict, row = _judge(event, gate, digests, sent_at, now, staff)
            verdicts.append(verdict)
            if row is not None:
                rows.append(row)
        if rows:
            stored = sum(database.execute_sql(INSERT_EVENT, row).rowcount for row in rows)
            state.recompute(citizen, published, stored)
    return verdicts


def say(
    citizen: UUID,
    kind: str,
    subject: str,
    now: datetime,
    published: Published,
    staff: UUID | None = None,
    **data: Any,
) -> bool:
    """Record one act of a form, as a device does its own; False when it is refused."""
    with writing():
        # A page has no device counter; the number of events so far keeps two posts in order.
        event = IncomingEvent(uuid4(), kind, subject, now, seq(citizen), data)
        [answer] = record(citizen, [event], sent_at=now, now=now, published=published, staff=staff)
    return answer.verdict in ("stored", "known")


def rebuild(published: Published, citizen: UUID | None = None) -> int:
    """Compute all state anew from events and plan changes; returns how many citizens.

    Gives what is there already. Needed when the catalog's aliases changed, and to prove it.
    """
    done = 0
    chosen = Citizen.here() if citizen is None else Citizen.here(Citizen.id == citizen)
    for row in chosen.select(Citizen.id).order_by(Citizen.id).tuples():
        with writing():
            # Erased and purged events keep their place in the numbering: seq never goes back.
            kept = max(seq(row[0]), Event.here(Event.citizen == row[0]).count())
            CitizenSummary.drop(CitizenSummary.citizen == row[0])
            state.recompute(row[0], published, kept)
        done += 1
    return done


def epoch() -> str:
    """The store's life: another one after a restore, and devices offer their rows again."""
    return fact("epoch")


def seq(citizen: UUID) -> int:
    """How many events were ever stored for this citizen."""
    row = CitizenSummary.here(CitizenSummary.citizen == citizen).get_or_none()
    return row.seq if row else 0


def device_state(citizen: UUID, published: Published) -> dict[str, dict[str, Any]]:
    """What the citizen's device shows on films and tasks: `/api/me`'s `activities`.

    A task in the plan speaks of the item a tick would touch: the earliest open one, else the one
    done last.
    """
    with reading():
        rows = ActivityState.here(ActivityState.citizen == citizen)
        seen = {row.activity: row.done_on for row in rows}
        found = {activity: _line(False, None, "done", on) for activity, on in seen.items()}
        films = [f"{webinar}.video" for webinar in state.webinars_of(citizen, published)]
        planned: set[str] = set()
        for item, row in sorted(_running_items(citizen), key=_nearest):
            task = published.current(item.task)
            if not task or task in planned:
                continue
            planned.add(task)
            found[task] = _line(True, item.id, row.state, row.done_on)
            lesson = published.lesson_of(task)
            if lesson is not None and lesson.video is not None:
                films.append(lesson.video.id)  # beside the task it gets a mark of its own
        for film in films:
            found[film] = _line(True, None, "done" if film in seen else "open", seen.get(film))
    return found


def _line(in_plan: bool, item: UUID | None, state: str, done_on: Any) -> dict[str, Any]:
    """One activity of `/api/me`."""
    return {
        "in_plan": in_plan,
        "item": str(item) if item else None,
        "state": state,
        "done_on": done_on.isoformat() if done_on else None,
    }


def _nearest(pair: tuple[PlanItem, ItemState]) -> tuple[int, float]:
    """Order in which a tick would touch items: the open ones, then the one done last."""
    _, row = pair
    if row.done_at is not None:
        return (1, -row.done_at.timestamp())
    return (0 if row.state == "open" else 2, 0)


def _running_items(citizen: UUID) -> list[tuple[PlanItem, ItemState]]:
    """Items of plans that run, by plan start and position; none removed or of a week behind."""
    plans = {
        plan.id: plan.start_on
        for plan in Plan.here(Plan.citizen == citizen, Plan.ended_on.is_null())
    }
    states = {row.item: row for row in ItemState.here(ItemState.citizen == citizen)}
    items = [
        item
        for item in PlanItem.here(PlanItem.citizen == citizen)
        if item.plan in plans and not states[item.id].is_removed
    ]
    items.sort(key=lambda item: (plans[item.plan], item.position, str(item.id)))
    past = past_items(items)
    return [(item, states[item.id]) for item in items if item.id not in past]


def _judge(
    event: IncomingEvent,
    gate: Gate,
    digests: dict[UUID, str],
    sent_at: datetime,
    now: datetime,
    staff: UUID | None,
) -> tuple[Verdict, tuple[Any, ...] | None]:
    """The verdict on one event, and its row when it is to be stored."""
    digest = event.digest(staff)
    if event.id in digests:
        if digests[event.id] == digest:
            return Verdict(event.id, "known"), None
        return Verdict(event.id, "refused", "this id was used for something else"), None
    try:
        at = effective_at(event.at, sent_at, now)
        subject = gate.subject(event, at, now, staff)
    except NotStored as answer:
        return Verdict(event.id, answer.verdict, answer.reason), None
    digests[event.id] = digest
    row = (
        municipality(),
        gate.citizen.hex,
        event.id.hex,
        event.kind,
        subject,
        canonical(event.data),
        utc_text(at),
        event.counter,
        utc_text(now),
        staff.hex if staff else None,
        digest,
    )
    return Verdict(event.id, "stored"), row


def _digests(citizen: UUID, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Content of the events we already have under these ids."""
    rows = Event.here(Event.citizen == citizen, Event.id.in_(list(ids)))
    return dict(rows.select(Event.id, Event.digest).tuples())
