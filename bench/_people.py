"""Everybody in the database that bench/pages.py measures, made by the rules that real people use.

A tenth has a pause, every fourth a target of their own, some ask for a call or read along with, and
each consultant leads a job club of ten, so that no table that a page asks is empty.
"""

import random
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher
from rich.progress import track

from jobvej.catalog import Published
from tracker.appointments import talks
from tracker.clock import local_moment
from tracker.db import database, writing
from tracker.enrolment import pauses, requests, weeks
from tracker.events.incoming import IncomingEvent
from tracker.events.progress import record
from tracker.gatherings import clubs
from tracker.models import Citizen, Club, PlanItem, Staff
from tracker.people import citizens, readers, staff
from tracker.settings import Settings
from tracker.store_file import close_store, open_store
from tracker.workdays import on_or_after

SEED = 27
CITIZENS, CONSULTANTS, TEAM, OWN, EVENTS_EACH = 10_000, 100, 5, 60, 100
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
START = date(2026, 11, 23)
CLUB, HELD = 10, 5
"""Members of a club, and talks that each citizen has had."""
SECRET = b"x" * 32
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PLANS = ("job-14-dage", "smaa-skridt", "i-dit-tempo", "ung-videre")
NAMES = ("Amira", "Bent", "Camilla", "Dorte", "Emil", "Fatima", "Grethe", "Hassan", "Ida", "Jens")


def make(file: Path, published: Published, settings: Settings) -> None:
    """Everybody, by the rules; under another name until it is whole."""
    for old in file.parent.glob("pages-*"):
        old.unlink()
    part = file.with_name("pages-part.db")
    open_store(settings.model_copy(update={"database_url": f"sqlite:///{part}"}), create=True)
    database.execute_sql("PRAGMA synchronous = OFF")  # a power cut here costs a new run alone
    chance = random.Random(SEED)  # noqa: S311
    employed = _employ()
    for number in track(range(CITIZENS // 100), f"{CITIZENS:,} citizens", disable=None):
        with writing():
            for one in range(number * 100, number * 100 + 100):
                consultant = employed[_whose(one)][1]
                citizen = _take_in(one, consultant, chance, published)
                _live(citizen, chance, published)
                _talk(citizen, one, consultant)
                other = employed[(_whose(one) + 2 * TEAM) % CONSULTANTS][1]
                _arrange(citizen, one, consultant, other)
    with writing():
        for team, consultant in employed:
            _gather(team, consultant)
        for number in range(2, CONSULTANTS, 10):
            away, cover = employed[number][1], employed[number + 1][1]
            readers.set_absence(away, cover, NOW.date(), date(2026, 12, 4), away, NOW.date())
    database.execute_sql("PRAGMA optimize")
    close_store()
    part.rename(file)
    for tail in ("-wal", "-shm", ".lock"):
        Path(f"{part}{tail}").unlink(missing_ok=True)


def _employ() -> list[tuple[UUID, UUID]]:
    """The first consultant alone in a team, the others in teams of five."""
    found, team = [], staff.add_team("Team 0")
    for number in range(CONSULTANTS):
        if number % TEAM == 1:
            team = staff.add_team(f"Team {number}")
        place = staff.Place(f"Nr. {number}", "consultant", team)
        one = staff.add_staff(place, f"nr-{number}", "x", hasher=CHEAP)
        found.append((team, one))
    return found


def _whose(citizen: int) -> int:
    """The first consultant has sixty, the others share the rest."""
    return 0 if citizen < OWN else 1 + citizen % (CONSULTANTS - 1)


def _take_in(number: int, consultant: UUID, chance: random.Random, published: Published) -> UUID:
    template = published.plan(PLANS[number % len(PLANS)])
    if template is None:
        raise SystemExit(f"the plan {PLANS[number % len(PLANS)]} is not in content/planer/")
    citizen = UUID(int=chance.getrandbits(128), version=4)
    levels = published.municipality.support_levels
    name = f"{chance.choice(NAMES)} {chance.choice('ABDEFGHJKLMNPRSTVW')}."
    level = levels[number % len(levels)].code
    one = citizens.Newcomer(name, f"2026-{number}", level, template, START)
    leads = Staff.here(Staff.id == consultant).get()
    citizens.register(one, citizen, leads, NOW - timedelta(days=9), SECRET, published)
    return citizen


def _live(citizen: UUID, chance: random.Random, published: Published) -> None:
    """A hundred events: tasks ticked and unticked, films seen, numbers typed, wishes made."""
    items = list(PlanItem.here(PlanItem.citizen == citizen).order_by(PlanItem.position))
    films = [
        place[0].video.id
        for place in (published.activity(item.task) for item in items)
        if place and place[0].video
    ]
    topics = [topic.code for topic in published.municipality.wish_topics]
    reach = chance.randint(1, len(items))
    events = []
    for number in range(EVENTS_EACH):
        at = NOW - timedelta(days=8) + timedelta(minutes=number * 100)
        kind, subject, data = _one(number, items[:reach], films[:reach], topics, chance)
        id = UUID(int=chance.getrandbits(128), version=4)
        events.append(IncomingEvent(id, kind, subject, at, number, data))
    verdicts = record(citizen, events, sent_at=NOW, now=NOW, published=published)
    if refused := {one.reason for one in verdicts if one.verdict != "stored"}:
        raise SystemExit(f"not all was stored: {refused}")


def _one(
    number: int, items: list[Any], films: list[str], topics: list[str], chance: random.Random
) -> tuple[str, str, dict[str, Any]]:
    """What somebody does next."""
    kind = number % 10
    if kind == 9:
        return "wish_set", "wish", {"topic": chance.choice(topics)}
    if kind == 8:
        return "week_counted", "week", {"week": "2026-W48", "count": chance.randint(0, 5)}
    if kind in (6, 7) and films:
        return "completed", f"activity:{chance.choice(films)}", {"revision": "0a1b2c3d"}
    item = f"item:{chance.choice(items).id}"
    return ("reopened", item, {}) if kind == 5 else ("completed", item, {"revision": "0a1b2c3d"})


def _talk(citizen: UUID, number: int, consultant: UUID) -> None:
    """A talk a month until last week, and the next within ten working days, eight a day.

    With every seventh there was one in between in which nobody answered.
    """
    had = [(weeks_ago, talks.HELD) for weeks_ago in range(4 * (HELD - 1), -1, -4)]
    if number % 7 == 0:
        had.insert(1, (6, talks.NOT_REACHED))
    for weeks_ago, outcome in had:
        at = local_moment(date(2026, 11, 25) - timedelta(weeks=weeks_ago), 9)
        one = talks.agree(citizen, consultant, talks.NewTalk(at, 15, talks.PHONE), at)
        agreed = "Vis dit CV til en, du kender" if outcome == talks.HELD else ""
        talks.end_talk(one, outcome, agreed, None, consultant, at)
    day = date(2026, 12, 1)
    mine = number if number < OWN else number // (CONSULTANTS - 1)
    for _ in range(mine // 8 % 10):
        day = on_or_after(day + timedelta(days=1))
    starts = local_moment(day, 9) + timedelta(minutes=45 * (mine % 8))
    talks.agree(citizen, consultant, talks.NewTalk(starts, 15, talks.VIDEO), NOW)


def _arrange(citizen: UUID, number: int, consultant: UUID, other: UUID) -> None:
    """What is agreed around the plan, for some: a pause, a target, a request, a reader."""
    today = NOW.date()
    if number % 10 == 1:
        pauses.set_pause(citizen, today + timedelta(days=6), date(2026, 12, 11), None, NOW)
    if number % 4 == 2:
        weeks.set_target(citizen, "2026-W49", 2, consultant, NOW)
    if number % 20 == 3:
        requests.make(citizen, requests.CALL_ME, None, NOW)
    if number % 30 == 4:
        readers.add_reader(citizen, other, consultant, today)


def _gather(team: UUID, consultant: UUID) -> None:
    """A job club of ten of one's own citizens."""
    rule = clubs.ClubRule(
        name=f"Lager og transport {Club.here(Club.team == team).count() + 1}",
        consultant=consultant, company_consultant=None, weekday=1,
        starts=time(14), minutes=60, mode="in_person", place="Biblioteket", link="",
        from_on=START, until_on=date(2027, 2, 28),
    )  # fmt: skip
    club = clubs.make_club(team, rule, consultant, NOW)
    for citizen in Citizen.here(Citizen.consultant == consultant).limit(CLUB):
        clubs.add_member(club, citizen.id, consultant, NOW)
