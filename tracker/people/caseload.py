"""Citizens as one plain line each, from the same facts as the page before a call, and filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.names import danish_order
from jobvej.catalog.published import Published
from tracker.access import citizens_answered_for, citizens_visible_to, covered_by
from tracker.account.attention import line
from tracker.account.facts import Facts, look_up
from tracker.clock import iso_week, local_date, local_time, short_date
from tracker.db import reading
from tracker.models import Citizen, ClubMember, Staff
from tracker.table import among

EVERYONE = "alle"
LARGE = 120
"""So many citizens are a list one can read; of more, one's own stand there until one asks."""
NAME, TALK = "navn", "samtale"
THIS_WEEK, NO_TALK = "uge", "ingen"
UNUSED = "ikke-brugt"


@dataclass(frozen=True)
class CaseloadLine:
    """One citizen of a list."""

    facts: Facts
    text: str
    """`12 af 19 · sidst 30. nov. · vil tale om ansøgning`."""
    consultant_name: str
    clubs: list[str]
    """Ids of the clubs they are in."""

    @property
    def person(self) -> Any:
        """The citizen's row."""
        return self.facts.citizen

    @property
    def template(self) -> str:
        """The plan that runs, by its template; empty when none does."""
        return self.facts.plan.template if self.facts.is_running else ""

    @property
    def talk_at(self) -> datetime | None:
        """When the next talk begins."""
        return self.facts.next_talk.starts_at if self.facts.next_talk else None

    @property
    def search_text(self) -> str:
        """What a search looks in."""
        return _search_text(self.person)

    def talk(self, today: date | None = None) -> str:
        """`2. dec. kl. 10.00`, `i dag kl. 10.00` where it is read on the day; empty without one."""
        if self.talk_at is None:
            return ""
        on = local_date(self.talk_at)
        return f"{'i dag' if on == today else short_date(on)} kl. {local_time(self.talk_at)}"

    def talk_code(self, today: date) -> str:
        """Whether the talk falls in this week, or none is agreed; empty for any other day."""
        if self.talk_at is None:
            return NO_TALK
        return THIS_WEEK if iso_week(local_date(self.talk_at)) == iso_week(today) else ""


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; every part empty shows everyone."""

    search: str = ""
    """Words of the name or the reference, in any order."""
    whose: str = ""
    """One of the groups that the page has (own, read, covered for, the team's), or EVERYONE."""
    template: str = ""
    talk: str = ""
    club: str = ""
    code: str = ""

    def names(self, person: Any) -> bool:
        """Whether a citizen has the words that are searched for."""
        where = _search_text(person)
        return all(word in where for word in self.search.casefold().split())

    def fits(self, line: CaseloadLine, group: str, today: date) -> bool:
        """Whether a line is wanted; the page's script asks the same of the same facts."""
        return (
            self.names(line.person)
            and self.whose in ("", EVERYONE, group)
            and self.template in ("", line.template)
            and self.talk in ("", line.talk_code(today))
            and (not self.club or self.club in line.clubs)
            and (not self.code or line.facts.is_code_unused)
        )


def is_large(staff: Any, today: date) -> bool:
    """Whether someone sees more citizens than a list can bear."""
    return citizens_visible_to(staff, today).count() > LARGE


def close_to(staff: Any, today: date) -> Any:
    """Query for the citizens whom somebody sees for more than sharing a team with them."""
    return citizens_visible_to(staff, today).where(
        (Citizen.consultant == staff.id)
        | (Citizen.team != staff.team)
        | Citizen.consultant.in_(covered_by(staff.id, today))
        | Citizen.trial_of.is_null(False)
    )


def names_answered_for(staff: Any, today: date) -> dict[UUID, str]:
    """`Anna K. · 2026-4417` for each citizen they answer for, by name; nothing else is read."""
    columns = (Citizen.id, Citizen.display_name, Citizen.reference)
    rows = citizens_answered_for(staff, today).select(*columns).tuples()
    by_name = sorted(rows, key=lambda row: (danish_order(row[1]), row[2]))
    return {id: f"{name} · {reference}" for id, name, reference in by_name}


def caseload(people: Iterable[Any], as_of: datetime, published: Published) -> list[CaseloadLine]:
    """These citizens by name, in Danish alphabetical order; never by need or progress.

    The number of queries does not depend on how many people there are.
    """
    with reading():
        rows = by_name(people)
        names = dict(Staff.here().select(Staff.id, Staff.name).tuples())
        found = look_up(rows, as_of, published)
        clubs = _clubs([row.id for row in rows])
    return [
        CaseloadLine(
            one,
            line(one),
            names.get(one.citizen.consultant, ""),
            clubs.get(one.citizen.id, []),
        )
        for one in found
    ]


def _clubs(citizens: list[UUID]) -> dict[UUID, list[str]]:
    """For each citizen the clubs they are in."""
    found: dict[UUID, list[str]] = {}
    for row in ClubMember.here(among(ClubMember.citizen, citizens), ClubMember.left_on.is_null()):
        found.setdefault(row.citizen, []).append(str(row.club))
    return found


def in_order(lines: list[CaseloadLine], sort: str) -> list[CaseloadLine]:
    """By name as they are, or by the talk; whoever has none comes last, by name."""
    if sort != TALK:
        return lines
    return sorted(lines, key=lambda line: (line.talk_at is None, line.talk_at))


def by_name(people: Iterable[Any]) -> list[Any]:
    """Citizens in Danish alphabetical order, as every list has them."""
    return sorted(people, key=lambda row: (danish_order(row.display_name), row.reference))


def _search_text(person: Any) -> str:
    return f"{person.display_name} {person.reference}".casefold()
