"""The demo's people of the past months, all done by now, so that a leader finds numbers.

Most were taken in at once in the month that closed last, half of them came to the end: so many are
needed before a number may be shown. Those of the months before are few, and mostly hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tracker.appointments import talks
from tracker.clock import local_date, local_moment, months_after
from tracker.demo.days import Days, listed
from tracker.demo.people import BENTE, FIRST_PLAN, METTE, NIELS, PACE_PLAN, SMALL_PLAN, Story
from tracker.enrolment import plans
from tracker.workdays import workday


@dataclass(frozen=True)
class Group:
    """The people of one team."""

    names: str
    consultant: str
    modes: tuple[str, str]
    """How the second talk was held with those who came to the end, and the third with all."""
    is_third_prepared: bool
    stopped: int
    """After so many tasks those stopped who did not come to the end."""
    reason: str
    """Why their forløb ended; the others found a job."""


GROUPS = (
    Group(
        "Agnete B.,Asger L.,Chen W.,Dagny P.,Erik S.,Farida N.,Gorm T.,Hanne F.,Ivan D.,Jytte A.,"
        "Kamal R.,Lis M.,Mikkel O.,Nora E.,Oskar W.,Rikke D.",
        METTE, (talks.PHONE, talks.PHONE), True, 4, "uddannelse",
    ),
    Group(
        "Olga V.,Palle J.,Ranja K.,Steen B.,Tove H.,Uffe G.,Vera I.,Walid M.,Xenia F.,Yrsa N.,"
        "Zahra T.,Arne V.,Britta O.,Carsten H.,Dina L.,Eskil M.",
        BENTE, (talks.PHONE, talks.VIDEO), True, 4, "andet",
    ),
    Group(
        "Ditte R.,Ejner K.,Fadi S.,Gitte W.,Helge P.,Iman A.,Jonna L.,Karl E.,Layla D.,Mogens J.,"
        "Nabil H.,Oda G.,Poul I.,Rosa U.,Selma Ø.,Troels B.",
        NIELS, (talks.IN_PERSON, talks.PHONE), False, 8, "uddannelse",
    ),
)  # fmt: skip
MONTHS_AGO = (*(1,) * 10, 2, 2, 3, 3, 4, 4)
"""When each of a team began."""
PLANS = (*(FIRST_PLAN,) * 10, SMALL_PLAN, FIRST_PLAN, PACE_PLAN, FIRST_PLAN, SMALL_PLAN, FIRST_PLAN)
WAIVED = 17
"""The item that those put aside who came to the end, as some of today's people do."""
TALKS = (0, 6, 12)
"""Working days from the first day to each talk; the forløb ends with the last."""

AGREED = ("Skriv dit CV færdigt", "Ring til ét sted, du kender", "Ring, hvis noget ændrer sig")


@dataclass(frozen=True)
class Past:
    """One person whose forløb is over."""

    citizen: UUID
    consultant: Any
    start: date
    came_to_the_end: bool

    def at(self, days: int, hour: int) -> datetime:
        """So many working days after the first one."""
        return local_moment(workday(self.start, days + 1), hour)


def live_past(days: Days) -> None:
    """The time of each of them, by the functions that real people use, each at its own time."""
    this_month = local_date(days.now).replace(day=1)
    for number, group in enumerate(GROUPS):
        consultant = days.consultant(group.consultant)
        for n, name in enumerate(group.names.split(",")):
            began = workday(months_after(this_month, -MONTHS_AGO[n]), 1 + n % 3)
            reference = f"2026-4{100 * number + n + 1:03}"
            story = Story(name, reference, group.consultant, plan=PLANS[n])
            template, joined = days.template(story), local_moment(began, 9)
            citizen, _ = days.take_in(story, consultant, template, began, joined)
            past = Past(citizen, consultant, began, n % 2 == 0)
            _tick(days, past, group.stopped)
            _talk(days, past, group)
            _end(days, past, "job" if past.came_to_the_end else group.reason)


def _tick(days: Days, past: Past, stopped: int) -> None:
    """Tasks done at an even pace; who came to the end put one aside at the first talk."""
    items = days.items(past.citizen)
    if past.came_to_the_end and len(items) > WAIVED:
        reason = listed("aftalt-senere", days.published.municipality.waive_reasons)
        item, at = items.pop(WAIVED), past.at(0, 11)
        plans.waive(past.citizen, item.id, reason, past.consultant.id, at, published=days.published)
    for n, item in enumerate(items if past.came_to_the_end else items[:stopped]):
        days.do(past.citizen, item, past.at(10 * n // len(items), 16))


def _talk(days: Days, past: Past, group: Group) -> None:
    """The first face to face, the others as the team does; most were prepared."""
    second, third = group.modes
    is_prepared = (True, past.came_to_the_end, group.is_third_prepared)
    modes = (talks.IN_PERSON, second if past.came_to_the_end else talks.VIDEO, third)
    for n, mode in enumerate(modes):
        starts = past.at(TALKS[n], 10)
        talk = talks.make_talk(past.citizen, past.consultant.id, starts, 30, mode, past.at(0, 9))
        if is_prepared[n]:
            days.prepare(past.citizen, past.consultant, starts)
        ended = starts + timedelta(minutes=25)
        talks.end_talk(talk, talks.HELD, AGREED[n], None, past.consultant.id, ended)


def _end(days: Days, past: Past, reason: str) -> None:
    reason = listed(reason, days.published.municipality.end_reasons)
    plan = plans.running_plan(past.citizen)
    plans.end_plan(past.citizen, plan.id, past.at(TALKS[-1], 14), reason, past.consultant.id)
