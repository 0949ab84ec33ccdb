"""What the cast does in the tracker's tests, in one line each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from jobvej.catalog import Published
from tests.tracker.conftest import NOW, Cast
from tracker import access, openings
from tracker.appointments import calendars, case_notes, talks
from tracker.db import database
from tracker.enrolment import pauses, plan_items, plans_ahead, requests, weeks
from tracker.enrolment.take_back import take_back
from tracker.events.incoming import IncomingEvent
from tracker.events.progress import Verdict, record
from tracker.gatherings import club_tasks, clubs, webinars
from tracker.models import (
    TABLES,
    ActivityState,
    CalendarAddress,
    Citizen,
    CitizenSummary,
    Erasure,
    ItemState,
    PlanItem,
    Session,
    Staff,
    WeekCount,
    Wish,
)
from tracker.people import handovers, readers
from tracker.sign_in import mitid, sessions

SKELET, PROFIL = "cv.skelet.opgave", "cv.profiltekst.opgave"
JOBLOG, RET = "jobnet.joblog.opgave", "cv.ret-til.opgave"
HELBRED = "helbred.hvad-siger-du.opgave"
FILM = "cv.skelet.video"

_counter = iter(range(10**6))


def moment(
    day: int, hour: int = 12, minute: int = 0, month: int = 12, year: int = 2026
) -> datetime:
    """A time in Danish winter, as UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def book(
    citizen: UUID,
    staff: UUID,
    at: datetime,
    now: datetime = NOW,
    minutes: int = 15,
    mode: str = talks.PHONE,
    link: str = "",
    **more: Any,
) -> UUID:
    """A talk that is agreed on: a quarter of an hour by phone, where nothing else is said."""
    return talks.make_talk(citizen, staff, talks.NewTalk(at, minutes, mode, link), now, **more)


def event(kind: str, subject: str, at: datetime, **data: Any) -> IncomingEvent:
    """An event as a device sends it, with an id and a counter of its own."""
    if kind == "completed":
        data.setdefault("revision", "0a1b2c3d")
    return IncomingEvent(uuid4(), kind, subject, at, next(_counter), data)


def send(
    citizen: UUID,
    published: Published,
    *events: IncomingEvent,
    now: datetime | None = None,
    staff: UUID | None = None,
) -> list[Verdict]:
    """Deliver events from a device whose clock is right; at once unless `now` is given."""
    now = now or max(event.at for event in events)
    return record(citizen, list(events), sent_at=now, now=now, published=published, staff=staff)


def verdict_of(
    citizen: UUID, published: Published, kind: str, subject: str, at: datetime, **data: Any
) -> tuple[str, str]:
    """Verdict and reason for one event."""
    (verdict,) = send(citizen, published, event(kind, subject, at, **data))
    return verdict.verdict, verdict.reason


def item(citizen: UUID, task: str, last: bool = False) -> UUID:
    """The citizen's item of a task: the one made first, or last."""
    rows = PlanItem.here(PlanItem.citizen == citizen, PlanItem.task == task)
    rows = list(rows.order_by(PlanItem.created_at, PlanItem.position))
    return rows[-1 if last else 0].id


def done(citizen: UUID) -> list[str]:
    """Tasks of items that are done, films and outside tasks, by id."""
    items = {row.id: row.task or row.title for row in PlanItem.here(PlanItem.citizen == citizen)}
    found = [
        items[row.item]
        for row in ItemState.here(ItemState.citizen == citizen)
        if row.done_at is not None
    ]
    found += [row.activity for row in ActivityState.here(ActivityState.citizen == citizen)]
    return sorted(found)


def figure(citizen: UUID) -> tuple[int, int]:
    """(done, items that count) of the list line."""
    row = CitizenSummary.here(CitizenSummary.citizen == citizen).get()
    return row.done, row.items


def tables(citizen: UUID) -> dict[str, list[Any]]:
    """All derived rows of a citizen."""
    return {
        table.__name__: sorted(
            tuple((name, str(value)) for name, value in sorted(row.items()))
            for row in table.here(table.citizen == citizen).dicts()
        )
        for table in (ItemState, ActivityState, WeekCount, Wish, CitizenSummary)
    }


def fill(cast: Cast, published: Published, citizen: UUID) -> None:
    """A row in every table that can hold something about a person."""
    karin = Staff.here(Staff.id == cast.karin).get()
    sessions.start(citizen, "citizen", is_shared_device=False, now=NOW)
    openings.open_page("browser", karin, citizen, "talk", NOW)
    calendars.give(citizen, access.CITIZEN, NOW)
    one = book(citizen, cast.karin, moment(2, 10))
    talks.end_talk(one, talks.HELD, "Ring til Irmgard", None, cast.karin, moment(2, 10, 20))
    plan_items.add(citizen, title="Besøg Irmgard", planned_on=None, staff=cast.karin, now=NOW,
                   published=published)  # fmt: skip
    case_notes.make(citizen, cast.karin, NOW, published)
    mitid.bind(citizen, citizen.hex, NOW)
    plan_items.waive(citizen, item(citizen, JOBLOG), "andet", cast.karin, NOW, published=published)
    plans_ahead.start_in_order(citizen, [published.plans[1]], None, cast.karin, NOW)
    pauses.set_pause(citizen, moment(14).date(), moment(18).date(), None, NOW)
    weeks.set_target(citizen, "2026-W50", 3, cast.karin, NOW)
    gone = weeks.set_target(citizen, "2026-W51", 4, cast.karin, NOW)
    take_back(citizen, "target", str(gone), cast.karin, NOW, published)
    requests.make(citizen, requests.CALL_ME, None, NOW)
    other = cast.lars if citizen == cast.anna else cast.karin
    readers.add_reader(citizen, other, cast.karin, NOW.date())
    handovers.hand_over([Citizen.here(Citizen.id == citizen).get()], other,
                        NOW.date() + timedelta(days=9), cast.karin, NOW)  # fmt: skip
    the_club(cast, published, citizen)
    webinars.sign_up(citizen, published.webinars[0], NOW)
    send(
        citizen,
        published,
        event("completed", f"activity:{SKELET}", moment(1)),
        event("completed", f"activity:{FILM}", moment(1)),
        event("week_counted", "week", moment(1), week="2026-W49", count=2),
        event("wish_set", "wish", moment(1), topic="cv"),
    )


def the_club(cast: Cast, published: Published, citizen: UUID) -> None:
    """Make someone a member of a club of their own team, with a task that came from it."""
    whose = Citizen.here(Citizen.id == citizen).get()
    rule = clubs.ClubRule(f"Lager {whose.reference}", whose.consultant, None, 1, time(10), 60,
                          "video", "", "", NOW.date(), NOW.date())  # fmt: skip
    club = clubs.make_club(whose.team, rule, cast.karin, NOW)
    clubs.add_member(club, citizen, cast.karin, NOW)
    plan_items.remove(citizen, item(citizen, RET), cast.karin, NOW, published=published)
    club_tasks.add_task(club, RET, cast.karin, NOW, published)


def citizen_tables() -> list:
    return [t for t in TABLES if "citizen" in t._meta.fields and t is not Erasure]


def rows_of(citizen: UUID) -> dict[str, int]:
    """How many rows each table has on a person."""
    found = {t.__name__: t.here(t.citizen == citizen).count() for t in citizen_tables()}
    found["Session"] = Session.here(Session.person == citizen).count()
    found["CalendarAddress"] = CalendarAddress.here(CalendarAddress.person == citizen).count()
    found["Citizen"] = Citizen.here(Citizen.id == citizen).count()
    return found


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that reaches the database meanwhile."""
    said: list[str] = []
    database.connection().set_trace_callback(said.append)
    try:
        yield said
    finally:
        database.connection().set_trace_callback(None)
