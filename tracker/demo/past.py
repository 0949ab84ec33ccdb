"""The demo's people of the past months, all done by now, so that a leader finds numbers.

Most were taken in at once in the month that closed last, half of them came to the end: so many are
needed before a number may be shown. Those of the months before are few, and mostly hidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.clock import months_after
from tracker.demo.people import BENTE, FIRST_PLAN, METTE, NIELS, PACE_PLAN, SMALL_PLAN, Story
from tracker.workdays import workday, working_days


@dataclass(frozen=True)
class Group:
    """The people of one team."""

    names: str
    consultant: str
    modes: tuple[str, str]
    """How the second talk was held, and the last."""
    is_prepared: bool
    """Whether the last talk was."""
    stopped: int
    """After so many tasks those stopped who did not come to the end."""
    reason: str
    """Why their forløb ended; the others found a job."""


GROUPS = (
    Group(
        "Agnete B.,Asger L.,Chen W.,Dagny P.,Erik S.,Farida N.,Gorm T.,Hanne F.,Ivan D.,Jytte A.,"
        "Kamal R.,Lis M.,Mikkel O.,Nora E.,Oskar W.,Rikke D.",
        METTE, ("video", "phone"), True, 4, "uddannelse",
    ),
    Group(
        "Olga V.,Palle J.,Ranja K.,Steen B.,Tove H.,Uffe G.,Vera I.,Walid M.,Xenia F.,Yrsa N.,"
        "Zahra T.,Arne V.,Britta O.,Carsten H.,Dina L.,Eskil M.",
        BENTE, ("phone", "video"), True, 4, "andet",
    ),
    Group(
        "Ditte R.,Ejner K.,Fadi S.,Gitte W.,Helge P.,Iman A.,Jonna L.,Karl E.,Layla D.,Mogens J.,"
        "Nabil H.,Oda G.,Poul I.,Rosa U.,Selma Ø.,Troels B.",
        NIELS, ("in_person", "phone"), False, 8, "uddannelse",
    ),
)  # fmt: skip
MONTHS_AGO = (*(1,) * 10, 2, 2, 3, 3, 4, 4)
"""When each of a team began."""
PLANS = (*(FIRST_PLAN,) * 10, SMALL_PLAN, FIRST_PLAN, PACE_PLAN, FIRST_PLAN, SMALL_PLAN, FIRST_PLAN)


def past(today: date, day: date) -> Iterator[Story]:
    """Each of them, told from the day of the demo's talks like those of today."""
    this_month = today.replace(day=1)
    for number, group in enumerate(GROUPS):
        for n, name in enumerate(group.names.split(",")):
            began = workday(months_after(this_month, -MONTHS_AGO[n]), 1 + n % 3)
            first = working_days(began, day)
            came_to_the_end = n % 2 == 0
            yield Story(
                name, f"2026-4{100 * number + n + 1:03}", group.consultant,
                plan=PLANS[n], day=first, films=(),
                done=99 if came_to_the_end else group.stopped, until=first - 10,
                waived={17: "aftalt-senere"} if came_to_the_end else {},
                talks_before=((first - 1, "in_person"), (first - 7, group.modes[0])),
                last_talk=first - 13, last_mode=group.modes[1], is_prepared=group.is_prepared,
                agreed="Ring, hvis noget ændrer sig",
                is_ended=True, ended_reason="job" if came_to_the_end else group.reason,
            )  # fmt: skip
