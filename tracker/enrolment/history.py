"""Hvad er ændret: every change of a citizen's plans, pauses, targets and talks, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.appointments.replaced_talks import ended_words, replacements
from tracker.clock import local_date, short_date, start_of_day, week_words
from tracker.db import reading
from tracker.enrolment import requests
from tracker.enrolment.pauses import BY_PAUSE
from tracker.enrolment.plan_moves import TAKEN_BACK
from tracker.events.state import ITEM
from tracker.models import (
    Event,
    Pause,
    Plan,
    PlanAhead,
    PlanChange,
    PlanItem,
    Request,
    Staff,
    Talk,
    Undone,
    WeeklyTarget,
)

YOU, CONSULTANT = "du", "din jobkonsulent"
KINDS = {
    "added": "Tilføjet",
    "removed": "Taget ud",
    "waived": "Ikke relevant",
    "restored": "Med igen",
}


@dataclass(frozen=True)
class Change:
    """One thing that was changed."""

    at: datetime
    """For the order alone: the page says the day."""
    who: str
    """`du`, `din jobkonsulent`, `Karin, din jobkonsulent`; empty where nobody did it."""
    what: str
    """`Ikke relevant: Skriv ti navne`."""
    why: str = ""
    """`aftalt til senere`; empty where no reason is asked for."""

    @property
    def on(self) -> date:
        """The day it was changed."""
        return local_date(self.at)


def changes(citizen: UUID, published: Published) -> list[tuple[date, list[Change]]]:
    """All changes by day, the newest first; names of staff where the municipality shows them."""
    with reading():
        show = published.municipality.show_staff_names
        history = _History(citizen, published, {s.id: s.name for s in Staff.here()} if show else {})
        found = sorted(history.all(), key=lambda change: change.at, reverse=True)
    days: dict[date, list[Change]] = {}
    for change in found:
        days.setdefault(change.on, []).append(change)
    return list(days.items())


@dataclass(frozen=True)
class _History:
    """One citizen's rows, told in words."""

    citizen: UUID
    published: Published
    names: dict[UUID, str]

    def all(self) -> Iterator[Change]:
        """Every change, in no order."""
        titles = {row.id: row.title for row in PlanItem.here(PlanItem.citizen == self.citizen)}
        yield from self.items(titles)
        yield from self.confirmations(titles)
        yield from self.plans()
        yield from self.pauses()
        yield from self.agreed()
        yield from self.talks()
        for row in Undone.here(Undone.citizen == self.citizen):
            yield Change(start_of_day(row.undone_on), self.who(row.staff), row.words)

    def who(self, staff: UUID | None) -> str:
        """The citizen, or staff by role, and by name where that is shown."""
        if staff is None:
            return YOU
        return f"{self.names[staff]}, {CONSULTANT}" if staff in self.names else CONSULTANT

    def items(self, titles: dict[UUID, str]) -> Iterator[Change]:
        """What was added, taken out, put aside, brought back, moved and swapped."""
        reasons = {one.code: one.label for one in self.published.municipality.waive_reasons}
        rows = list(PlanChange.here(PlanChange.citizen == self.citizen))
        into = {UUID(row.detail) for row in rows if row.kind == "removed" and row.detail}
        for row in rows:
            title = titles[row.item]
            if row.kind == "moved":
                if row.reason.startswith(BY_PAUSE):
                    continue  # the pause itself is told
                before = (
                    f" (før {short_date(date.fromisoformat(row.detail))})" if row.detail else ""
                )
                back = " tilbage" if row.reason == TAKEN_BACK else ""
                words, why = f"Flyttet{back}: {title}{before}", ""
            elif row.kind == "removed" and row.detail:
                words, why = f"Byttet: {title} til {titles[UUID(row.detail)]}", ""
            elif row.kind == "added" and row.item in into:
                continue
            else:
                words, why = f"{KINDS[row.kind]}: {title}", reasons.get(row.reason, row.reason)
            yield Change(row.changed_at, self.who(row.staff), words, why)

    def confirmations(self, titles: dict[UUID, str]) -> Iterator[Change]:
        """What was gone through together."""
        said = {"confirmed": "Gennemgået sammen", "unconfirmed": "Ikke gennemgået alligevel"}
        for row in Event.here(Event.citizen == self.citizen, Event.kind.in_(tuple(said))):
            item = UUID(row.subject[len(ITEM) :])
            if item in titles:
                yield Change(
                    row.effective_at, self.who(row.staff), f"{said[row.kind]}: {titles[item]}"
                )

    def plans(self) -> Iterator[Change]:
        """What was begun, ended, and chosen to follow."""
        reasons = {one.code: one.label for one in self.published.municipality.end_reasons}
        for row in Plan.here(Plan.citizen == self.citizen):
            who = self.who(row.started_by) if row.started_by else CONSULTANT
            yield Change(row.created_at, who, f"Forløbet er startet: {row.title}")
            if row.ended_on is not None:
                who = self.who(row.ended_by) if row.ended_by else ""
                why = reasons.get(row.ended_reason, row.ended_reason)
                words = f"Forløbet er afsluttet: {row.title}"
                yield Change(start_of_day(row.ended_on), who, words, why)
        for row in PlanAhead.here(PlanAhead.citizen == self.citizen):
            words = f"Valgt til bagefter: {row.title}"
            yield Change(row.chosen_at, self.who(row.chosen_by), words)

    def pauses(self) -> Iterator[Change]:
        """Pauses that were set and ended; never why."""
        for row in Pause.here(Pause.citizen == self.citizen):
            days = f"Pause fra {short_date(row.from_on)} til {short_date(row.until_on)}"
            yield Change(row.set_at, self.who(row.set_by), days)
            if row.ended_on is not None:
                yield Change(start_of_day(row.ended_on), self.who(row.ended_by), "Pausen er slut")

    def agreed(self) -> Iterator[Change]:
        """Weekly targets, and what was asked for by a button."""
        for row in WeeklyTarget.here(WeeklyTarget.citizen == self.citizen):
            words = f"Mål fra {week_words(row.from_week)}: {row.per_week} om ugen"
            yield Change(row.set_at, self.who(row.set_by), words)
        for row in Request.here(Request.citizen == self.citizen):
            label = requests.BUTTONS[row.kind]
            yield Change(start_of_day(row.made_on), YOU, f"Bedt om: {label}")
            if row.answered_on is not None:
                who = self.who(row.answered_by)
                yield Change(start_of_day(row.answered_on), who, f"Besvaret: {label}")

    def talks(self) -> Iterator[Change]:
        """Talks that were held, called off, changed or not reached, with the next step."""
        rows = list(Talk.here(Talk.citizen == self.citizen, Talk.ended_at.is_null(False)))
        became = replacements(rows)
        for row in rows:
            day = short_date(local_date(row.starts_at))
            words = f"Samtalen {day} {ended_words(row, became.get(row.id))}"
            yield Change(row.ended_at, self.who(row.ended_by), words, self.next_step(row))

    def next_step(self, talk: Any) -> str:
        """What was agreed in a talk."""
        return f"aftalt: {talk.agreed}" if talk.agreed else ""
