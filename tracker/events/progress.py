"""The event log and the current progress, written in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from jobvej.catalog.published import Published
from tracker.db import database, fact, municipality, writing
from tracker.events import incoming, state
from tracker.events.incoming import EventRules, IncomingEvent, NotStored
from tracker.models import Citizen, CitizenSummary, Event
from tracker.table import utc_text

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
        rules = EventRules(citizen, published, now, staff)
        digests = _digests(citizen, (event.id for event in events))
        verdicts, rows = [], []
        for event in events:
            try:
                rows.append(_row(event, rules, digests, sent_at))
                verdicts.append(Verdict(event.id, "stored"))
            except NotStored as answer:
                verdicts.append(Verdict(event.id, answer.verdict, answer.reason))
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
    """Record one act from a form, in the way devices record theirs; False if it is refused."""
    with writing():
        # A page has no device counter; the number of events so far keeps two posts in order.
        event = IncomingEvent(uuid4(), kind, subject, now, seq(citizen), data)
        [answer] = record(citizen, [event], sent_at=now, now=now, published=published, staff=staff)
    return answer.verdict in ("stored", "known")


def rebuild(published: Published, citizen: UUID | None = None) -> int:
    """Recompute all state from events and plan changes; returns for how many citizens.

    The result is what is there already, unless the catalog's aliases have changed.
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
    """The store's epoch, which changes with a restore: devices then send their rows again."""
    return fact("epoch")


def seq(citizen: UUID) -> int:
    """How many events were ever stored for this citizen."""
    row = CitizenSummary.here(CitizenSummary.citizen == citizen).get_or_none()
    return row.seq if row else 0


def _row(
    event: IncomingEvent, rules: EventRules, digests: dict[UUID, str], sent_at: datetime
) -> tuple[Any, ...]:
    """The row of an event that is to be stored. Raises NotStored for every other."""
    digest = event.digest(rules.staff)
    if event.id in digests:
        if digests[event.id] == digest:
            raise NotStored("known")
        raise incoming.refuse("this id was used for something else")
    at = incoming.effective_at(event.at, sent_at, rules.now)
    subject = rules.subject(event, at)
    digests[event.id] = digest
    rules.stored += 1
    return (
        municipality(),
        rules.citizen.hex,
        event.id.hex,
        event.kind,
        subject,
        incoming.canonical(event.data),
        utc_text(at),
        event.counter,
        utc_text(rules.now),
        rules.staff.hex if rules.staff else None,
        digest,
    )


def _digests(citizen: UUID, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Content of the events we already have under these ids."""
    rows = Event.here(Event.citizen == citizen, Event.id.in_(list(ids)))
    return dict(rows.select(Event.id, Event.digest).tuples())
