"""Hvad er ændret: every change to a citizen's plans, pauses, targets and talks, in words.

Today's changes can be taken back while they stand: `take_back` finds them among the same rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.appointments.diary import ended_words, replacements
from tracker.clock import local_date, short_date, start_of_day, week_words
from tracker.db import reading
from tracker.enrolment import requests
from tracker.enrolment.pauses import BY_PAUSE
from tracker.enrolment.plan_items import TAKEN_BACK
from tracker.events.state import ITEM
from tracker.models import (
    Event,
    Pause,
    Plan,
    PlanAhead,
    PlanChange,
    PlanItem,
    Request,
    Talk,
    Undone,
    WeeklyTarget,
)
from tracker.people.staff import shown_names

EVER = datetime.min.replace(tzinfo=UTC)
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
    kind: str = ""
    """By which `take_back` knows how to undo it; empty for what cannot be undone."""
    target: Any = None
    """The item, talk, plan, pause, target or request that was changed."""

    @property
    def on(self) -> date:
        """The day it was changed."""
        return local_date(self.at)


def changes(citizen: UUID, published: Published, since: datetime = EVER) -> list[Change]:
    """All changes, newest first; with names of staff if the municipality shows them.

    With `since`, the long lists are read only from that time on.
    """
    with reading():
        names = shown_names(published.municipality.show_staff_names)
        found = _History(citizen, published, names, since).all()
        return sorted(found, key=lambda change: change.at)[::-1]


@dataclass(frozen=True)
class _History:
    """One citizen's rows, told in words."""

    citizen: UUID
    published: Published
    names: dict[UUID, str]
    since: datetime

    def all(self) -> Iterator[Change]:
        """Every change; those of the same moment in the order that `aging` keeps."""
        titles = {row.id: row.title for row in PlanItem.here(PlanItem.citizen == self.citizen)}
        yield from self.plans()
        yield from self.items(titles)
        yield from self.pauses()
        yield from self.agreed()
        yield from self.confirmations(titles)
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
        found = PlanChange.here(
            PlanChange.citizen == self.citizen, PlanChange.changed_at >= self.since
        )
        rows = list(found.order_by(PlanChange.changed_at, PlanChange.counter))
        into = {UUID(row.detail) for row in rows if row.kind == "removed" and row.detail}
        for row in rows:
            title, why = titles[row.item], ""
            if row.kind == "moved":
                if row.reason.startswith(BY_PAUSE):
                    continue  # the pause itself is told
                before = (
                    f" (før {short_date(date.fromisoformat(row.detail))})" if row.detail else ""
                )
                back = " tilbage" if row.reason == TAKEN_BACK else ""
                words = f"Flyttet{back}: {title}{before}"
            elif row.kind == "removed" and row.detail:
                words = f"Byttet: {title} til {titles[UUID(row.detail)]}"
            elif row.kind == "added" and row.item in into:
                continue
            else:
                words, why = f"{KINDS[row.kind]}: {title}", reasons.get(row.reason, row.reason)
            yield Change(row.changed_at, self.who(row.staff), words, why, row.kind, row.item)

    def confirmations(self, titles: dict[UUID, str]) -> Iterator[Change]:
        """What consultant and citizen have gone through together."""
        said = {"confirmed": "Gennemgået sammen", "unconfirmed": "Ikke gennemgået alligevel"}
        for row in Event.here(
            Event.citizen == self.citizen,
            Event.kind.in_(tuple(said)),
            Event.effective_at >= self.since,
        ):
            item = UUID(row.subject[len(ITEM) :])
            if item in titles:
                words = f"{said[row.kind]}: {titles[item]}"
                yield Change(row.effective_at, self.who(row.staff), words, "", row.kind, item)

    def plans(self) -> Iterator[Change]:
        """Plans that were started, ended, and chosen to follow."""
        reasons = {one.code: one.label for one in self.published.municipality.end_reasons}
        for row in Plan.here(Plan.citizen == self.citizen):
            who = self.who(row.started_by) if row.started_by else CONSULTANT
            words = f"Forløbet er startet: {row.title}"
            yield Change(row.created_at, who, words, "", "started", row.id)
            if row.ended_on is not None:
                who = self.who(row.ended_by) if row.ended_by else ""
                why = reasons.get(row.ended_reason, row.ended_reason)
                words = f"Forløbet er afsluttet: {row.title}"
                yield Change(start_of_day(row.ended_on), who, words, why, "ended", row.id)
        for row in PlanAhead.here(PlanAhead.citizen == self.citizen):
            words = f"Valgt til bagefter: {row.title}"
            yield Change(row.chosen_at, self.who(row.chosen_by), words, "", "ahead", row.id)

    def pauses(self) -> Iterator[Change]:
        """Pauses that were set and ended; never why."""
        for row in Pause.here(Pause.citizen == self.citizen):
            days = f"{short_date(row.from_on)} til {short_date(row.until_on)}"
            kind = "pause" if row.ended_on is None else ""
            yield Change(row.set_at, self.who(row.set_by), f"Pause fra {days}", "", kind, row.id)
            if row.ended_on is not None:
                at, words = start_of_day(row.ended_on), f"Pausen er slut: {days}"
                yield Change(at, self.who(row.ended_by), words, "", "pause_ended", row.id)

    def agreed(self) -> Iterator[Change]:
        """Weekly targets, and what was asked for by a button."""
        for row in WeeklyTarget.here(WeeklyTarget.citizen == self.citizen):
            words = f"Mål fra {week_words(row.from_week)}: {row.per_week} om ugen"
            yield Change(row.set_at, self.who(row.set_by), words, "", "target", row.id)
        for row in Request.here(Request.citizen == self.citizen):
            label = requests.BUTTONS[row.kind]
            yield Change(start_of_day(row.made_on), YOU, f"Bedt om: {label}")
            if row.answered_on is not None:
                at, words = start_of_day(row.answered_on), f"Besvaret: {label}"
                yield Change(at, self.who(row.answered_by), words, "", "request", row.id)

    def talks(self) -> Iterator[Change]:
        """Talks that were held, called off, changed or not reached, with the next step.

        Those of a series that went together are one change.
        """
        found = Talk.here(Talk.citizen == self.citizen, Talk.ended_at >= self.since)
        rows = list(found.order_by(Talk.starts_at))
        became = replacements(rows)
        acts: dict[Any, list[Any]] = {}
        for row in rows:
            together = row.id if row.id in became else row.series or row.id
            acts.setdefault((together, row.ended_at), []).append(row)
        for first, *more in acts.values():
            days = [short_date(local_date(row.starts_at)) for row in (first, *more)]
            what = f"{len(days)} samtaler i rækken" if more else f"Samtalen {days[0]}"
            words = f"{what} {ended_words(first, became.get(first.id))}"
            why = f"aftalt: {first.agreed}" if first.agreed else ", ".join(days) if more else ""
            yield Change(first.ended_at, self.who(first.ended_by), words, why, "talk", first.id)
