"""Det forsvinder igen: what is erased and when, by the rules that the screens promise."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import fn

from jobvej.catalog.published import Published
from tracker.clock import local_date, months_after, start_of_day
from tracker.db import fact, set_fact, writing
from tracker.enrolment import plans
from tracker.enrolment.ended_plan import erase_plan
from tracker.events import progress
from tracker.events.incoming import EventRules
from tracker.events.state import ACTIVITY
from tracker.figures import helped
from tracker.models import (
    Absence,
    AccessLog,
    Citizen,
    Club,
    Event,
    PageGrant,
    Plan,
    Session,
    SignInCode,
    StaffChange,
    Talk,
)
from tracker.people import trial
from tracker.people.citizens import CODE_MONTHS
from tracker.people.erasure import RETENTION, erase, replay_erasures, scrub
from tracker.sign_in import sessions
from tracker.upkeep.aging import cut_old_times

SILENT_MONTHS = 12
"""A plan nobody closes ends so long after the last event or talk."""


@dataclass(frozen=True)
class PurgeReport:
    """What one run took away; numbers only."""

    sessions: int
    codes: int
    log_rows: int
    """Who opened whose page, and what operators changed among staff."""
    plans_ended: int
    plans_erased: int
    citizens_erased: int
    days_cut: int
    events_forgotten: int
    counters: int
    """Old months of »Hjalp det?«."""
    trials: int
    """Citizens whom staff had invented to try with."""

    def __str__(self) -> str:
        """For the operator who ran it by hand."""
        return (
            f"Slettet: {self.citizens_erased} borgere, {self.plans_erased} forløb, "
            f"{self.log_rows} linjer om åbnede sider og ansatte, "
            f"{self.sessions} udløbne pålogninger, {self.codes} ubrugte koder, "
            f"{self.trials} prøveborgere, "
            f"{self.counters} gamle tal om »Hjalp det?«. "
            f"Afsluttet: {self.plans_ended} forløb. Klokkeslæt fjernet: {self.days_cut} dage."
        )


def purge(now: datetime, published: Published) -> PurgeReport:
    """Keep every promise of erasure up to now; run daily, and safe to run again.

    Each person is a transaction of their own, so the server stays quick meanwhile.
    """
    today, rules = local_date(now), published.municipality
    replayed = replay_erasures()
    signed_out = _drop_sessions(now)
    with writing():
        codes = SignInCode.drop(
            fn.COALESCE(SignInCode.last_used_on, SignInCode.created_on)
            < months_after(today, -CODE_MONTHS)
        )
        before = months_after(today, -rules.log_retention_months)
        log_rows = AccessLog.drop(AccessLog.opened_on <= before)
        log_rows += StaffChange.drop(StaffChange.changed_on <= before)
        Absence.drop(Absence.until_on <= before)
        # With members, meetings, tasks and tips. What a common task became in somebody's plan is
        # theirs, and stays as long as the plan.
        Club.drop(Club.until_on <= months_after(today, -rules.state_retention_months))
    ended = _end_silent_plans(today)
    plans_erased, citizens = _erase_ended(today, now, published)
    report = PurgeReport(
        sessions=signed_out,
        codes=codes,
        log_rows=log_rows,
        plans_ended=ended,
        plans_erased=plans_erased,
        citizens_erased=citizens + replayed,
        events_forgotten=_follow_catalog(now, published),
        days_cut=cut_old_times(now, published),
        trials=trial.wipe_old(now),
        counters=helped.drop_old(today),
    )
    scrub()
    return report


def _drop_sessions(now: datetime) -> int:
    """Sessions past their time, and what others were allowed to read until midnight."""
    with writing():
        PageGrant.drop(PageGrant.until <= now)
        return sessions.forget(Session.expires_at <= now)


def _end_silent_plans(today: date) -> int:
    """End the plans nobody closed, on the day their year of silence was over."""
    signs = _last_signs()
    ended = 0
    for plan in Plan.here(Plan.ended_on.is_null()):
        last = max(
            plan.start_on,
            local_date(plan.created_at),
            *(local_date(at) for at in signs.get(plan.citizen, ())),
        )
        ends_on = months_after(last, SILENT_MONTHS)
        if ends_on <= today:
            plans.end_plan(plan.citizen, plan.id, start_of_day(ends_on))
            ended += 1
    return ended


def _last_signs() -> dict[UUID, list[datetime]]:
    """For each citizen the last event and the last talk."""
    found: dict[UUID, list[datetime]] = {}
    for table, field in ((Event, Event.effective_at), (Talk, Talk.starts_at)):
        rows: Any = table.here().select(table.citizen, fn.MAX(field)).group_by(table.citizen)
        for citizen, at in rows.tuples():
            found.setdefault(citizen, []).append(at)
    return found


def _erase_ended(today: date, now: datetime, published: Published) -> tuple[int, int]:
    """Erase plans whose time is over; a person without any other plan goes with the last one."""
    months = published.municipality.state_retention_months
    by_citizen: dict[UUID, list[Any]] = {}
    for plan in Plan.here():
        by_citizen.setdefault(plan.citizen, []).append(plan)
    erased = citizens = 0
    for citizen, theirs in by_citizen.items():
        due = [p for p in theirs if p.ended_on and months_after(p.ended_on, months) <= today]
        if len(due) == len(theirs):
            erase(citizen, RETENTION, now)
            citizens += 1
            continue
        for plan in due:
            erase_plan(plan, published)
            erased += 1
    return erased, citizens


def _follow_catalog(now: datetime, published: Published) -> int:
    """After a new build: forget what may no longer be kept, and follow ids that were renamed.

    An event of an unknown activity may turn out to be a film, or a lesson may become sensitive.
    """
    if fact("kept_for_build") == published.build:
        return 0
    forgotten = 0
    for row in Citizen.here():
        forgotten += _forget(row.id, now, published)
    progress.rebuild(published)
    set_fact("kept_for_build", published.build)
    return forgotten


def _forget(citizen: UUID, now: datetime, published: Published) -> int:
    """Delete one person's events on films and sensitive lessons that were never in their plan."""
    rules = EventRules(citizen, published, now)
    gone = [
        row.id
        for row in Event.here(Event.citizen == citizen, Event.subject.startswith(ACTIVITY))
        if rules.guarded(published.current(row.subject[len(ACTIVITY) :])) == []
    ]
    with writing():
        return Event.drop(Event.citizen == citizen, Event.id.in_(gone))
