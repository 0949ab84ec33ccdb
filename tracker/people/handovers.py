"""A citizen gets another responsible consultant from a date; carried out by day, taken back too."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import fn

from tracker.clock import LONGEST_AHEAD, full_date, local_date
from tracker.db import writing
from tracker.errors import Refused
from tracker.models import Citizen, Handover, PageGrant, Session, Staff, Talk
from tracker.people.staff import active_consultant, consultants_here


def hand_over(
    citizens: Sequence[Any], to: UUID, on_date: date, by: UUID, now: datetime
) -> list[UUID]:
    """Give citizens another responsible consultant, all of them or none.

    Takes effect at once if the day is today. Raises Refused, a sentence per field.
    """
    today = local_date(now)
    if errors := _problems(citizens, to, on_date, today):
        raise Refused(errors)
    with writing():
        made = [_give(one, to, on_date, by, today) for one in citizens]
        carry_out_due(now)
    return made


def _give(one: Any, to: UUID, on_date: date, by: UUID, today: date) -> UUID:
    return Handover.create(
        citizen=one.id,
        from_staff=one.consultant,
        from_team=one.team,
        to_staff=to,
        on_date=on_date,
        made_by=by,
        made_on=today,
    ).id


def _problems(citizens: Sequence[Any], to: UUID, on_date: date, today: date) -> dict[str, str]:
    """One sentence per field that does not fit."""
    errors = {}
    if active_consultant(to) is None or any(one.consultant == to for one in citizens):
        errors["to"] = "Vælg en anden jobkonsulent, der tager over."
    if not today <= on_date <= today + LONGEST_AHEAD:
        errors["on_date"] = "Vælg i dag eller en dag, der kommer, højst et år frem."
    if not citizens:
        errors["citizens"] = "Der er ingen borgere at give videre."
    for one in citizens:
        if one.trial_of is not None:
            errors["citizens"] = "En prøveborger kan ikke gives videre."
        elif waiting := waiting_for(one.id):
            errors["citizens"] = (
                f"{one.display_name} bliver allerede givet videre {full_date(waiting.on_date)}. "
                "Fortryd det først under Fravær."
            )
    return errors


def carry_out_due(now: datetime) -> None:
    """Carry out what is due by now; run daily, and safe to run again.

    A handover to somebody who has left is skipped: another consultant must be chosen.
    """
    today = local_date(now)
    for row in Handover.here(_lies_ahead(), Handover.on_date <= today):
        receiver = active_consultant(row.to_staff)
        if receiver is None:
            continue
        with writing():
            _move(row.citizen, row.from_staff, receiver.id, receiver.team)
            Handover.change({Handover.done_on: today}, Handover.id == row.id)


def follow(consultant: UUID, team: UUID, by: UUID, now: datetime) -> int:
    """Bring the citizens along to their consultant's new team; each of them is told.

    A trial citizen comes along without a word, and planned handovers become the new team's to call
    off. Returns how many came.
    """
    people = citizens_of(consultant)
    for one in people:
        Handover.change({Handover.from_team: team}, Handover.citizen == one.id, _lies_ahead())
        _give(one, consultant, local_date(now), by, local_date(now))
    Citizen.change({Citizen.team: team}, Citizen.trial_of == consultant)
    carry_out_due(now)
    return len(people)


def take_back(handover: UUID, now: datetime) -> None:
    """Call off what lies ahead, or give back what was given today. Raises Refused."""
    today = local_date(now)
    with writing():
        row = _takeable(today, Handover.id == handover).get_or_none()
        if row is None:
            raise Refused({"handover": "Det kan ikke fortrydes mere. Giv borgeren videre igen."})
        if row.done_on is not None:
            _move(row.citizen, row.to_staff, row.from_staff, row.from_team)
        Handover.change({Handover.cancelled_on: today}, Handover.id == handover)


def waiting_for(citizen: UUID) -> Any:
    """The handover of a citizen that lies ahead, or None."""
    return Handover.here(Handover.citizen == citizen, _lies_ahead()).get_or_none()


def _lies_ahead() -> Any:
    return Handover.done_on.is_null() & Handover.cancelled_on.is_null()


def citizens_of(staff: UUID) -> list[Any]:
    """Everybody whom a consultant is responsible for."""
    return list(Citizen.here(Citizen.consultant == staff, Citizen.trial_of.is_null()))


def to_take_back(team: UUID, today: date) -> list[list[tuple[Any, str]]]:
    """What a team has handed over and can still take back, each with the citizen's name.

    Together what one gave another for the same day, the earliest first.
    """
    rows = list(_takeable(today, Handover.from_team == team).order_by(Handover.on_date))
    people = Citizen.here(Citizen.id.in_([row.citizen for row in rows]))
    names = {row.id: row.display_name for row in people}
    found: dict[Any, list[tuple[Any, str]]] = {}
    for row in rows:
        same = (row.from_staff, row.to_staff, row.on_date, row.done_on)
        found.setdefault(same, []).append((row, names.get(row.citizen, "")))
    return [sorted(group, key=lambda pair: pair[1]) for group in found.values()]


def _takeable(today: date, *conditions: Any) -> Any:
    """What can still be taken back: what lies ahead, and today's from its receiver to its giver.

    A citizen who has been handed on since then is no longer theirs to move.
    """
    with_receiver = Citizen.here(
        Citizen.id == Handover.citizen,
        Citizen.consultant == Handover.to_staff,
        Citizen.consultant != Handover.from_staff,
    )
    giver_is_here = consultants_here(
        Staff.id == Handover.from_staff, Staff.team == Handover.from_team
    )
    can_go_back = (Handover.done_on == today) & fn.EXISTS(with_receiver) & fn.EXISTS(giver_is_here)
    return Handover.here(
        Handover.cancelled_on.is_null(), Handover.done_on.is_null() | can_go_back, *conditions
    )


def history(citizen: UUID) -> list[Any]:
    """The handovers that were carried out and stand, the newest first."""
    return list(
        Handover.here(
            Handover.citizen == citizen,
            Handover.done_on.is_null(False),
            Handover.cancelled_on.is_null(),
        ).order_by(Handover.done_on.desc(), Handover.id)
    )


def _move(citizen: UUID, giver: UUID, to: UUID, team: UUID) -> None:
    """Change consultant and team, bring coming talks along, close the page for everybody else."""
    Citizen.change({Citizen.consultant: to, Citizen.team: team}, Citizen.id == citizen)
    Talk.change(
        {Talk.staff: to},
        Talk.citizen == citizen,
        Talk.staff == giver,
        Talk.outcome.is_null(),
    )
    own = Session.here(Session.person == to).select(Session.token_digest)
    PageGrant.drop(PageGrant.citizen == citizen, PageGrant.token_digest.not_in(own))
