"""An invented municipality with days behind it, made by the very functions that real people use.

Everything lies around the day it is made: talks on the next working day (today, when it is one),
progress on the working days before, so that it looks right on a Sunday night too.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.access import ROLE_WORDS
from tracker.clock import full_date, local_date, month_of, months_after, week_start
from tracker.db import fact, set_fact, writing
from tracker.demo import clubs as demo_clubs
from tracker.demo.days import Days
from tracker.demo.past import past
from tracker.demo.people import HELPED, KARIN, LARS, METTE, PEOPLE, STAFF
from tracker.errors import Refused
from tracker.figures import helped
from tracker.models import Citizen, Staff
from tracker.people import citizens, readers, staff
from tracker.sign_in import codes
from tracker.store_file import become_demo

ACCESS = "demo_access"
"""The fact about the store that says who can sign in, and how; a demo never leaves its machine."""


@dataclass(frozen=True)
class DemoAccess:
    """Who can sign in to the demo, and how; valid for this one database."""

    municipality: str
    made_on: date
    code: str
    """Amira's code; empty once somebody has erased her."""
    passwords: dict[str, str]
    """Sign-in name → password."""

    def __str__(self) -> str:
        lines = [
            f"{self.municipality} er opfundet, og det er menneskerne også. "
            f"Lavet {full_date(self.made_on)}; make fresh laver den om til i dag.",
            f"  {'borger':<22} /log-paa/      Amira H.      "
            + (f"kode {codes.spell(self.code)}" if self.code else "er slettet for altid"),
        ]
        for person in STAFF:
            name = f"{person.name}, {person.sign_in}"
            password = self.passwords[person.sign_in]
            lines.append(f"  {ROLE_WORDS[person.role]:<22} /job/log-paa/  {name:<26} {password}")
        return "\n".join(lines)


def make_demo(published: Published, now: datetime, secret: bytes) -> DemoAccess:
    """Fill an empty database with invented people; one that is filled is only told of again.

    Passwords are random. Raises Refused for a database with other people in it.
    """
    is_made = bool(fact(ACCESS))
    if not is_made and (Citizen.here().exists() or Staff.here().exists()):
        raise Refused({"demo": "Databasen har andre mennesker i sig. Vælg en anden fil."})
    with writing():
        become_demo()
        kept = json.loads(fact(ACCESS)) if is_made else _fill(published, now, secret)
        amira = UUID(kept["citizen"])
        if not Citizen.here(Citizen.id == amira).exists():
            kept["code"] = ""
        elif citizens.find_by_code(kept["code"], secret=secret, now=now) is None:
            kept["code"] = citizens.new_code(amira, now=now, secret=secret)
        set_fact(ACCESS, json.dumps(kept))
    made_on = date.fromisoformat(kept["made_on"])
    return DemoAccess(published.municipality.name, made_on, kept["code"], kept["passwords"])


def _fill(published: Published, now: datetime, secret: bytes) -> dict[str, Any]:
    """Make the staff and everybody's past; returns what is kept about how to sign in."""
    passwords = {person.sign_in: staff.new_password() for person in STAFF}
    _employ(passwords)
    days = Days(published, now, secret)
    (amira, code), *_ = [days.live(one) for one in (*PEOPLE, *past(local_date(now), days.day))]
    demo_clubs.run_club(days)
    demo_clubs.sign_up(days)
    _share(days, amira)
    _answer(published, local_date(now))
    made_on = local_date(now).isoformat()
    return {"made_on": made_on, "citizen": str(amira), "code": code, "passwords": passwords}


def _share(days: Days, amira: UUID) -> None:
    """Somebody of the other team reads along with Amira, and Karin covers for Mette next week."""
    today = days.today
    karin, mette, lars = (days.staff[name].id for name in (KARIN, METTE, LARS))
    readers.add_reader(amira, lars, karin, today)
    monday = week_start(today + timedelta(weeks=1))
    readers.set_absence(mette, karin, monday, monday + timedelta(days=4), mette, today)


def _employ(passwords: dict[str, str]) -> None:
    """The teams and who works there."""
    names = sorted({person.team for person in STAFF if person.team})
    teams = {name: staff.add_team(name) for name in names}
    for person in STAFF:
        staff.add_staff(
            staff.Place(person.name, person.role, teams.get(person.team)),
            person.sign_in,
            passwords[person.sign_in],
        )


def _answer(published: Published, today: date) -> None:
    """What readers have answered under the lessons that ask, month by month."""
    for lesson, months in HELPED.items():
        found = published.lesson(lesson)
        for back, counts in enumerate(months if found and helped.is_asked(found) else (), 1):
            month = month_of(months_after(today, -back))
            for answer, count in zip(helped.ANSWERS, counts, strict=True):
                if count:
                    helped.add(lesson, month, answer, count)
