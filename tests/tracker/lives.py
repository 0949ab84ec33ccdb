"""Two whole lives in the tracker's tests: Anna's with Karin, and Dan's with Lars, nothing alike."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from jobvej.catalog import Published
from tests.tracker.acts import FILM, JOBLOG, PROFIL, RET, SKELET, book, event, item, send
from tests.tracker.conftest import NOW, Cast, employ, take_in
from tracker.appointments import case_notes, talks
from tracker.enrolment import own_tasks, pauses, plan_items, plans_ahead, requests, weeks
from tracker.enrolment.take_back import take_back
from tracker.gatherings import club_tasks, club_tips, clubs, webinars
from tracker.models import Citizen
from tracker.people import erasure, handovers, readers, staff
from tracker.sign_in import mitid

DAN = UUID(int=0xD)


@dataclass(frozen=True)
class Life:
    """What one person's life says in words and figures that nobody else's does."""

    citizen: UUID
    by: UUID
    """The consultant."""
    team: UUID
    talk: datetime
    task: str
    """That staff waive."""
    tick: str
    follows: str
    rest: tuple[date, date]
    reason: str
    topic: str
    asks: str
    number: int
    words: str
    """Stands in every free text."""


def live(one: Life, kim: UUID, published: Published) -> None:
    """Everything that can happen to one person, as the pages do it."""
    who, by, today = one.citizen, one.by, NOW.date()
    held = book(who, by, NOW - timedelta(days=5), NOW - timedelta(6), minutes=25)
    talks.end_talk(held, talks.HELD, f"Aftal {one.words}", None, by, NOW - timedelta(days=5))
    missed = book(who, by, one.talk - timedelta(days=1), NOW - timedelta(6), minutes=35)
    talks.end_talk(missed, talks.NOT_REACHED, "", None, by, NOW)
    link = f"https://{one.words}.example.dk/"
    talk = book(who, by, one.talk, minutes=5 * one.number, mode=talks.VIDEO, link=link)
    plan_items.add(who, title=f"Besøg {one.words}", planned_on=one.rest[1], staff=by, now=NOW,
                   published=published)  # fmt: skip
    own_tasks.add(who, f"Ring til {one.words}", one.rest[0], NOW, published)
    plan_items.move(who, item(who, one.tick), one.rest[0], by, NOW)
    plan_items.waive(who, item(who, one.task), one.reason, by, NOW, published=published)
    pauses.set_pause(who, *one.rest, by, NOW)
    weeks.set_target(who, f"2026-W{48 + one.number}", one.number, by, NOW)
    gone = weeks.set_target(who, "2026-W53", 2 * one.number, by, NOW)
    take_back(who, "target", str(gone), by, NOW, published)
    plans_ahead.start_in_order(who, [published.plan(one.follows)], None, by, NOW)  # type: ignore[list-item]
    requests.make(who, one.asks, talk if one.asks == requests.NOT_THAT_DAY else None, NOW)
    readers.add_reader(who, kim, by, today - timedelta(days=one.number))
    readers.set_absence(by, kim, *one.rest, by, today)
    person = Citizen.here(Citizen.id == who).get()
    handovers.hand_over([person], kim, one.rest[1] + timedelta(days=one.number), by, NOW)
    rule = clubs.ClubRule(f"Klub {one.words}", by, None, one.number - 1, time(8 + one.number),
                          60, "in_person", f"Sal {one.words}", "", today,
                          meeting_of(one))  # fmt: skip
    club = clubs.make_club(one.team, rule, by, NOW)
    clubs.add_member(club, who, by, NOW)
    plan_items.remove(who, item(who, RET), by, NOW, published=published)
    club_tasks.add_task(club, RET, by, NOW, published)
    club_tips.add_tip(club, title=f"Job {one.words}", place=f"By {one.words}", link="",
                      until_on=one.rest[0], staff=by, now=NOW)  # fmt: skip
    webinars.sign_up(who, published.webinars[0], NOW)
    mitid.bind(who, who.hex, NOW - timedelta(days=one.number))
    send(
        who,
        published,
        event("completed", f"item:{item(who, one.tick)}", NOW - timedelta(days=one.number)),
        event("completed", f"activity:{FILM}", NOW - timedelta(days=2 * one.number)),
        event("week_counted", "week", NOW, week="2026-W49", count=one.number),
        event("wish_set", "wish", NOW - timedelta(days=one.number), topic=one.topic),
    )
    case_notes.make(who, by, NOW, published)


def two_lives(cast: Cast, published: Published) -> tuple[Life, Life]:
    """Anna with Karin, and Dan with Lars; Kim reads along with both and covers for both."""
    erasure.erase(cast.bo, erasure.REQUEST, NOW)
    kim = employ("Kim", team=staff.add_team("Team Vest"))
    take_in(
        DAN, cast.lars, published, NOW - timedelta(days=8), display_name="Dan Ø.",
        reference="2026-77", support_level="paa-egen-haand", template=published.plan("to-om-ugen"),
        start_on=date(2026, 11, 30),
    )  # fmt: skip
    for task in (PROFIL, RET):
        plan_items.add(DAN, task=task, planned_on=None, staff=cast.lars, now=NOW,
                       published=published)  # fmt: skip
    anna = Life(
        cast.anna, cast.karin, cast.nord, NOW + timedelta(hours=2), JOBLOG, SKELET, "to-om-ugen",
        (date(2026, 12, 14), date(2026, 12, 18)), "andet", "cv", requests.CALL_ME, 3, "irmgard",
    )  # fmt: skip
    dan = Life(
        DAN, cast.lars, cast.syd, NOW + timedelta(hours=3), PROFIL, JOBLOG, "kort-vej",
        (date(2026, 12, 21), date(2026, 12, 28)), "lavet-paa-anden-maade", "ansoegning",
        requests.MEET, 4, "benedikt",
    )  # fmt: skip
    for one in (anna, dan):
        live(one, kim, published)
    return anna, dan


def meeting_of(one: Life) -> date:
    """The first meeting of the person's club."""
    ahead = (NOW.date() + timedelta(days=n) for n in range(7))
    return next(day for day in ahead if day.weekday() == one.number - 1)
