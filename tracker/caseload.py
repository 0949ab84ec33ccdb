"""A team's citizens as one plain line each, from the same facts as the page before a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from jobvej.catalog.published import Published
from tracker import facts as known
from tracker.clock import local_date, local_time, short_date
from tracker.db import reading
from tracker.models import Citizen, Staff

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


@dataclass(frozen=True)
class CaseloadLine:
    """One citizen of a list."""

    citizen: UUID
    name: str
    reference: str
    consultant: UUID
    consultant_name: str
    text: str
    """`12 af 19 · sidst 30. nov. · vil tale om ansøgning`."""
    talk_on: date | None
    talk: str
    """`i dag kl. 10.00`, `2. dec. kl. 10.00`, or empty."""


def caseload(team: UUID, as_of: datetime, published: Published) -> list[CaseloadLine]:
    """Everyone of a team by name, in Danish alphabetical order; never by need or progress."""
    with reading():
        people = list(Citizen.here(Citizen.team == team))
        people.sort(key=lambda row: (name_key(row.display_name), row.reference))
        names = {row.id: row.name for row in Staff.here()}
        found = known.look_up(people, as_of, published)
    today = local_date(as_of)
    return [
        CaseloadLine(
            citizen=facts.citizen.id,
            name=facts.citizen.display_name,
            reference=facts.citizen.reference,
            consultant=facts.citizen.consultant,
            consultant_name=names.get(facts.citizen.consultant, ""),
            text=known.line(facts, as_of),
            talk_on=local_date(facts.talk.starts_at) if facts.talk else None,
            talk=_when(facts.talk.starts_at, today) if facts.talk else "",
        )
        for facts in found
    ]


def name_key(name: str) -> list[int]:
    """Order of Danish names: æ, ø, å last, aa as å, capitals as small letters."""
    folded = name.casefold().replace("aa", "å")
    return [LETTERS.find(letter) if letter in LETTERS else ord(letter) - 999 for letter in folded]


def _when(starts_at: datetime, today: date) -> str:
    """Day and time of the talk."""
    on = local_date(starts_at)
    day = "i dag" if on == today else short_date(on)
    return f"{day} kl. {local_time(starts_at)}"
