"""An invented municipality with days behind it, made by the very functions that real people use.

Everything lies around the day it is made: talks on the next working day (today, when it is one),
progress on the working days before, so that it looks right on a Sunday night too.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from jobvej.catalog.published import Published
from tracker import citizens, codes, demo_clubs, helped, readers, staff
from tracker.clock import full_date, iso_week, local_date, monday_of, month_of, months_after
from tracker.db import become_demo, database, fact, is_demo, set_fact, writing
from tracker.demo_days import Days
from tracker.demo_past import live_past
from tracker.demo_people import HELPED, KARIN, LARS, METTE, PEOPLE, STAFF
from tracker.errors import Refused
from tracker.models import Citizen, Staff

ROLE_WORDS = {
    "consultant": "Jobkonsulent",
    "leader": "Leder",
    "operator": "Driftsansvarlig",
    "dpo": "Databeskyttelse",
}


@dataclass(frozen=True)
class DemoAccess:
    """Who can sign in to the demo, and how; valid for this one database."""

    municipality: str
    made_on: date
    code: str
    """Amira's code."""
    passwords: dict[str, str]
    """Sign-in name → password."""

    def __str__(self) -> str:
        lines = [
            f"{self.municipality} er opfundet, og det er menneskerne også. "
            f"Lavet {full_date(self.made_on)}; make fresh laver den om til i dag.",
            f"  Borger           /log-paa/      Amira H.      kode {codes.spell(self.code)}",
        ]
        # A demo from before somebody was employed has no password of theirs.
        for person in (one for one in STAFF if one.sign_in in self.passwords):
            role = f"{ROLE_WORDS[person.role]:<16}"
            name = f"{person.name}, {person.sign_in}"
            lines.append(f"  {role} /job/log-paa/  {name:<26} {self.passwords[person.sign_in]}")
        return "\n".join(lines)


def make_demo(published: Published, now: datetime, secret: bytes) -> DemoAccess:
    """Fill an empty database with invented people; one that is filled is only told of again.

    Passwords are random, kept in a file beside the database that only its owner can read. Raises
    Refused for a database with real people in it.
    """
    if not is_demo() and (Citizen.here().exists() or Staff.here().exists()):
        raise Refused({"demo": "Databasen har rigtige mennesker i sig. Vælg en anden fil."})
    become_demo()
    if fact("demo_made_on"):
        return _read_access(published, now, secret)
    with writing():
        passwords = {person.sign_in: staff.new_password() for person in STAFF}
        days = Days(published, now, secret, _employ(passwords))
        made = [days.live(story) for story in PEOPLE]
        demo_clubs.run_club(days)
        demo_clubs.sign_up(days)
        _share(days, made[0][0])
        live_past(days)
        _answer(published, local_date(now))
        amira, code = made[0]
        set_fact("demo_made_on", local_date(now).isoformat())
        set_fact("demo_citizen", str(amira))
    found = DemoAccess(published.municipality.name, local_date(now), code, passwords)
    _keep(found)
    return found


def _share(days: Days, amira: UUID) -> None:
    """Somebody of the other team reads along with Amira, and Karin covers for Mette next week."""
    today = local_date(days.now)
    karin, mette, lars = (days.staff[name] for name in (KARIN, METTE, LARS))
    readers.add_reader(amira, lars, karin, today)
    monday = monday_of(iso_week(today + timedelta(weeks=1)))
    readers.set_absence(mette, karin, monday, monday + timedelta(days=4), mette, today)


def _employ(passwords: dict[str, str]) -> dict[str, UUID]:
    """The teams and who works there, by sign-in name."""
    names = sorted({person.team for person in STAFF if person.team})
    teams = {name: staff.add_team(name) for name in names}
    return {
        person.sign_in: staff.add_staff(
            name=person.name,
            sign_in_name=person.sign_in,
            role=person.role,
            team=teams.get(person.team),
            password=passwords[person.sign_in],
        )
        for person in STAFF
    }


def _answer(published: Published, today: date) -> None:
    """What readers have answered under the lessons that ask, month by month."""
    for lesson, months in HELPED.items():
        found = published.lesson(lesson)
        for back, counts in enumerate(months if found and helped.is_asked(found) else ()):
            month = month_of(months_after(today, -back))
            for answer, count in zip(helped.ANSWERS, counts, strict=True):
                if count:
                    helped.add(lesson, month, answer, count)


def _access_file() -> Path:
    return Path(f"{database.database}.demo-access.json")


def _keep(found: DemoAccess) -> None:
    """Write the passwords down for the next start, readable by their owner alone."""
    handle = os.open(_access_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump({"code": found.code, "passwords": found.passwords}, out)


def _read_access(published: Published, now: datetime, secret: bytes) -> DemoAccess:
    """What was printed the first time; new secrets when the file is gone or the code replaced."""
    made_on = date.fromisoformat(fact("demo_made_on"))
    file = _access_file()
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    code, passwords = kept.get("code", ""), kept.get("passwords", {})
    if citizens.find_by_code(code, secret=secret, now=now) is None:
        code = citizens.new_code(UUID(fact("demo_citizen")), now=now, secret=secret)
    if not passwords:
        passwords = {person.sign_in: staff.new_password() for person in STAFF}
        with writing():
            for name, password in passwords.items():
                Staff.change(
                    {Staff.password_hash: staff.HASHER.hash(password)}, Staff.sign_in_name == name
                )
    found = DemoAccess(published.municipality.name, made_on, code, passwords)
    _keep(found)
    return found
