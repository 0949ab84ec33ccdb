"""Citizens: taken in with a plan and a code, found by their code, given a new one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published, PublishedPlan
from tracker import free_text
from tracker.appointments import calendars
from tracker.clock import local_date, months_after
from tracker.db import writing
from tracker.enrolment import plans, undone
from tracker.errors import Refused
from tracker.models import Citizen, Erasure, SignInCode, Staff
from tracker.sign_in import codes
from tracker.table import among

CODE_MONTHS = 12
"""A code works again and again until it is replaced, or has lain unused so long."""


@dataclass(frozen=True)
class Newcomer:
    """Somebody to take in; their texts are as `Form.text` cleans them."""

    display_name: str
    reference: str
    support_level: str
    template: PublishedPlan
    start_on: date


def register(
    one: Newcomer,
    citizen: UUID,
    consultant: Any,
    now: datetime,
    secret: bytes,
    published: Published,
) -> str:
    """Take a citizen in, begin their plan and return the code to hand over, which is kept nowhere.

    All in one transaction. `citizen` is an id made with the form, so that sending it twice is
    noticed. `consultant` is the row of whoever does this, and answers for the citizen from now on.
    Raises Refused with one sentence per field.
    """
    with writing():
        (errors,) = problems([one], now, published)
        if Citizen.here(Citizen.id == citizen).exists():
            name = one.display_name
            errors["citizen"] = f"{name} er allerede oprettet. Find navnet under Borgere."
        elif _was_given(citizen):
            errors["citizen"] = "Åbn Ny borger igen, og skriv en gang til."
        if errors:
            raise Refused(errors)
        return begin(one, citizen, consultant, now, secret)


def problems(
    people: Sequence[Newcomer], now: datetime, published: Published
) -> list[dict[str, str]]:
    """What keeps each from being taken in, by field; one query answers for all of them.

    When two share a reference, the second is refused.
    """
    taken = _taken_references(one.reference for one in people)
    found = []
    for one in people:
        errors = _problems(one.display_name, one.reference, one.support_level, published)
        if "reference" not in errors and one.reference in taken:
            errors["reference"] = _is_taken(one.reference)
        if wrong := plans.start_problem(one.start_on, now):
            errors["start_on"] = wrong
        if not errors:
            taken.add(one.reference)
        found.append(errors)
    return found


def begin(one: Newcomer, citizen: UUID, consultant: Any, now: datetime, secret: bytes) -> str:
    """Store somebody whom `problems` lets in, with a plan and a code; returns the code."""
    Citizen.create(
        id=citizen,
        team=consultant.team,
        consultant=consultant.id,
        display_name=one.display_name,
        reference=one.reference,
        support_level=one.support_level,
        created_on=local_date(now),
    )
    plans.enrol(citizen, one.template, one.start_on, now, consultant.id)
    return _give_code(citizen, now, secret)


def correct(
    citizen: UUID,
    display_name: str,
    reference: str,
    support_level: str,
    *,
    staff: UUID,
    now: datetime,
    published: Published,
) -> None:
    """Correct a citizen's name, reference or help along the way, and tell them what it was.

    Raises Refused with one sentence per field.
    """
    with writing():
        errors = _problems(display_name, reference, support_level, published)
        row = Citizen.here(Citizen.id == citizen).get()
        if "reference" not in errors and _taken_references([reference]) - {row.reference}:
            errors["reference"] = _is_taken(reference)
        if errors:
            raise Refused(errors)
        levels = {one.code: one.label for one in published.municipality.support_levels}
        for what, column, value in (
            ("navn", Citizen.display_name, display_name),
            ("reference", Citizen.reference, reference),
            ("hjælp undervejs", Citizen.support_level, support_level),
        ):
            before = getattr(row, column.name)
            if before != value:
                undone.correct(citizen, what, levels.get(before, before), staff, now)
                Citizen.change({column: value}, Citizen.id == citizen)


def new_code(citizen: UUID, *, now: datetime, secret: bytes) -> str:
    """Replace the citizen's code and sign out everybody who used the old one.

    The calendar address ends too: whoever had the letter may have made it.
    """
    with writing():
        SignInCode.drop(SignInCode.citizen == citizen)
        calendars.shut_out(citizen)
        return _give_code(citizen, now, secret)


def new_codes(citizens: Iterable[UUID], *, now: datetime, secret: bytes) -> dict[UUID, str]:
    """Replace many codes, all or none."""
    with writing():
        return {citizen: new_code(citizen, now=now, secret=secret) for citizen in citizens}


def start_plans(
    people: Sequence[Any], template: PublishedPlan, start_on: date, by: UUID, now: datetime
) -> None:
    """Begin the same plan for many, all or none.

    Raises Refused with a sentence, and the name, for each citizen it does not fit.
    """
    errors = {}
    with writing():
        for person in people:
            try:
                plans.enrol(person.id, template, start_on, now, by)
            except Refused as refusal:
                for sentence in refusal.errors.values():
                    errors[str(person.id)] = f"{person.display_name}: {sentence}"
        if errors:
            raise Refused(errors)


def find_by_code(code: str, *, secret: bytes, now: datetime) -> Any:
    """The citizen whose code this is, or None; notes the day of use, never the time.

    A code that has lain unused for a year is no code any more.
    """
    typed = codes.normalise_code(code)
    if not typed:
        return None
    digest = codes.code_digest(typed, secret)
    row = SignInCode.here(SignInCode.digest == digest).get_or_none()
    today = local_date(now)
    if row is None or (row.last_used_on or row.created_on) < months_after(today, -CODE_MONTHS):
        return None
    if row.last_used_on != today:
        with writing():
            SignInCode.change(
                {
                    SignInCode.first_used_on: row.first_used_on or today,
                    SignInCode.last_used_on: today,
                },
                SignInCode.digest == digest,
            )
    return Citizen.here(Citizen.id == row.citizen).get_or_none()


def _give_code(citizen: UUID, now: datetime, secret: bytes) -> str:
    """Make a code for a citizen who has none."""
    code = codes.new_code()
    SignInCode.create(
        citizen=citizen, digest=codes.code_digest(code, secret), created_on=local_date(now)
    )
    return code


def _was_given(person: UUID) -> bool:
    """Whether this id belongs to a colleague, or to somebody erased, who must not come back."""
    is_staff = Staff.here(Staff.id == person).exists()
    return is_staff or Erasure.here(Erasure.citizen == person).exists()


def _problems(
    display_name: str, reference: str, support_level: str, published: Published
) -> dict[str, str]:
    """What is wrong with a citizen's fields in themselves, by field."""
    errors = {}
    for field, text in (("display_name", display_name), ("reference", reference)):
        if wrong := free_text.problem(field, text):
            errors[field] = wrong
    if support_level not in {level.code for level in published.municipality.support_levels}:
        errors["support_level"] = "Vælg hjælp undervejs fra listen."
    return errors


def _taken_references(references: Iterable[str]) -> set[str]:
    """Which of these references are in use."""
    return {row.reference for row in Citizen.here(among(Citizen.reference, list(references)))}


def _is_taken(reference: str) -> str:
    return (
        f"Der er allerede en borger med reference {reference}. Står borgeren ikke under "
        "Borgere, så find det team, der har borgeren, og få borgeren givet videre."
    )
