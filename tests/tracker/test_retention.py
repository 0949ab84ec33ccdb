"""Det forsvinder igen: when, for whom, and down to the bytes on the disk."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import (
    FILM,
    HELBRED,
    JOBLOG,
    PROFIL,
    SKELET,
    done,
    event,
    figure,
    item,
    moment,
    send,
    tables,
)
from tests.tracker.conftest import NOW, SECRET, Cast
from tracker import access, citizens, daily, plans, retention, sessions, talks
from tracker.clock import start_of_day
from tracker.db import close_store, database, fact, open_store, writing
from tracker.models import (
    TABLES,
    AccessLog,
    Citizen,
    Erasure,
    Event,
    PageGrant,
    Plan,
    PlanChange,
    PlanItem,
    Session,
    SignInCode,
    Staff,
    Talk,
)
from tracker.own_plan import own_plan
from tracker.summary import prepare_talk

YEAR = timedelta(days=365)


def fill(cast: Cast, published: Published, citizen: UUID) -> None:
    """A row in every table that can hold something about a person."""
    karin = Staff.here(Staff.id == cast.karin).get()
    sessions.start(citizen, "citizen", is_shared_device=False, now=NOW)
    access.open_page("browser", karin, citizen, "talk", NOW)
    one = talks.make_talk(citizen, cast.karin, moment(2, 10), 15, talks.PHONE, NOW)
    talks.end_talk(one, talks.HELD, "Ring til Irmgard", None, cast.karin, moment(2, 10, 20))
    plans.add_item(citizen, title="Besøg Irmgard", planned_on=None, staff=cast.karin, now=NOW,
                   published=published)  # fmt: skip
    plans.waive(citizen, item(citizen, JOBLOG), "andet", cast.karin, NOW, published=published)
    send(
        citizen,
        published,
        event("completed", f"activity:{SKELET}", moment(1)),
        event("completed", f"activity:{FILM}", moment(1)),
        event("week_counted", "week", moment(1), week="2026-W49", count=2),
        event("wish_set", "wish", moment(1), topic="cv"),
    )


def citizen_tables() -> list:
    return [t for t in TABLES if "citizen" in t._meta.fields and t is not Erasure]


def rows_of(citizen: UUID) -> dict[str, int]:
    """How many rows each table has on a person."""
    found = {t.__name__: t.here(t.citizen == citizen).count() for t in citizen_tables()}
    found["Session"] = Session.here(Session.person == citizen).count()
    found["Citizen"] = Citizen.here(Citizen.id == citizen).count()
    return found


def on_disk(store_path: Path) -> bytes:
    """Every byte of the database and its write-ahead log."""
    return b"".join(file.read_bytes() for file in sorted(store_path.parent.glob("jobvej.db*")))


def test_erasing_leaves_no_row_in_any_table(cast: Cast, published: Published) -> None:
    fill(cast, published, cast.anna)
    fill(cast, published, cast.bo)
    empty = [name for name, count in rows_of(cast.anna).items() if not count]
    assert not empty, "a table that the test does not fill could be forgotten"
    before = rows_of(cast.bo)
    retention.erase(cast.anna, retention.REQUEST, NOW)
    assert set(rows_of(cast.anna).values()) == {0}
    assert rows_of(cast.bo) == before
    receipt = Erasure.here().get()
    assert (receipt.citizen, receipt.erased_on, receipt.cause) == (
        cast.anna, date(2026, 12, 1), "request",
    )  # fmt: skip


def test_erased_means_erased_from_the_disk(
    cast: Cast, published: Published, settings, tmp_path: Path
) -> None:
    """Many people around, so that pages split and rows move; then half of them are erased."""
    people = []
    for number in range(60):
        citizen = uuid4()
        with writing():
            citizens.register(
                display_name=f"Xenia{number:03d} Q.", reference=f"XREF{number:03d}",
                team=cast.nord, consultant=cast.karin, support_level="med-sparring",
                template=published.plan("kort-vej"), start_on=NOW.date(), citizen_id=citizen,
                now=NOW, secret=SECRET, published=published,
            )  # fmt: skip
            plans.add_item(citizen, title=f"Egen opgave XOWN{number:03d}", planned_on=None,
                           staff=cast.karin, now=NOW, published=published)  # fmt: skip
        people.append(citizen)
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    path = tmp_path / "jobvej.db"
    assert b"Xenia002" in on_disk(path)
    for citizen in people[::2]:
        retention.erase(citizen, retention.REQUEST, NOW)
    left = on_disk(path)
    for number in range(60):
        for text in (f"Xenia{number:03d}", f"XREF{number:03d}", f"XOWN{number:03d}"):
            assert (text.encode() in left) == bool(number % 2), text


def test_erase_on_request_goes_by_reference(cast: Cast) -> None:
    assert retention.erase_by_reference("2026-1", NOW) == cast.anna
    with pytest.raises(LookupError, match="ingen borger med reference 2026-1"):
        retention.erase_by_reference("2026-1", NOW)
    assert rows_of(cast.bo)["Citizen"] == 1


def test_state_is_erased_six_months_after_the_plan_ended(cast: Cast, published: Published) -> None:
    fill(cast, published, cast.anna)
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(31))
    last_day = start_of_day(date(2027, 6, 30)) - timedelta(minutes=1)
    retention.purge(last_day, published)
    assert rows_of(cast.anna)["Citizen"] == 1
    report = retention.purge(last_day + timedelta(minutes=2), published)
    assert report.citizens_erased == 1
    assert set(rows_of(cast.anna).values()) == {0}
    assert Erasure.here(Erasure.cause == "retention").count() == 1


def test_a_plan_nobody_closes_ends_a_year_after_the_last_sign_of_life(
    cast: Cast, published: Published
) -> None:
    send(cast.anna, published, event("completed", f"activity:{SKELET}", moment(10)))
    talks.make_talk(cast.bo, cast.lars, moment(20), 15, talks.PHONE, NOW)
    retention.purge(moment(9) + YEAR, published)
    assert Plan.here(Plan.ended_on.is_null()).count() == 2
    retention.purge(moment(12) + YEAR, published)
    ended = {row.citizen: row.ended_on for row in Plan.here()}
    assert ended == {cast.anna: date(2027, 12, 10), cast.bo: None}
    assert figure(cast.anna) == (0, 0)


def test_an_ended_plan_is_erased_and_the_running_one_stays(
    cast: Cast, published: Published
) -> None:
    fill(cast, published, cast.anna)
    old = plans.running_plan(cast.anna).id
    plans.end_plan(cast.anna, old, moment(10))
    weekly = published.plan("to-om-ugen")
    assert weekly is not None
    plans.enrol(cast.anna, weekly, date(2027, 6, 1), datetime(2027, 6, 1, 9, tzinfo=NOW.tzinfo))
    later = datetime(2027, 6, 12, 12, tzinfo=NOW.tzinfo)
    send(cast.anna, published, event("completed", f"activity:{JOBLOG}", later))
    talks.make_talk(cast.anna, cast.karin, later, 15, talks.PHONE, later)
    report = retention.purge(later, published)
    assert (report.plans_erased, report.citizens_erased) == (1, 0)
    assert [row.template for row in Plan.here(Plan.citizen == cast.anna)] == ["to-om-ugen"]
    assert done(cast.anna) == [JOBLOG]
    assert Event.here(Event.citizen == cast.anna).count() == 1
    assert Talk.here(Talk.citizen == cast.anna).count() == 1
    assert PlanChange.here(PlanChange.citizen == cast.anna).count() == 0
    assert figure(cast.anna) == (1, 1)


def test_the_log_goes_after_a_year_and_sessions_and_codes_in_their_time(
    cast: Cast, published: Published
) -> None:
    karin = Staff.here(Staff.id == cast.karin).get()
    sessions.start(cast.anna, "citizen", is_shared_device=False, now=NOW)
    access.open_page("browser", karin, cast.anna, "help", NOW)
    citizens.find_by_code(cast.anna_code, secret=SECRET, now=NOW + timedelta(days=200))
    assert retention.purge(NOW + timedelta(hours=1), published).sessions == 0
    report = retention.purge(NOW + timedelta(days=91), published)
    assert (report.sessions, Session.here().count(), PageGrant.here().count()) == (1, 0, 0)
    retention.purge(NOW + timedelta(days=364), published)
    assert (AccessLog.here().count(), SignInCode.here().count()) == (1, 2)
    report = retention.purge(NOW + timedelta(days=366), published)
    assert (report.log_rows, report.codes) == (1, 1)
    assert [row.citizen for row in SignInCode.here()] == [cast.anna]


def test_nobody_comes_back_from_a_backup(
    cast: Cast, published: Published, settings, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    database.execute_sql(f"VACUUM INTO '{backup}'")
    retention.erase(cast.anna, retention.REQUEST, NOW)
    close_store()
    for file in tmp_path.glob("jobvej.db-*"):
        file.unlink()
    (tmp_path / "jobvej.db").write_bytes(backup.read_bytes())
    open_store(settings)
    assert rows_of(cast.anna)["Citizen"] == 1
    report = retention.purge(NOW, published)
    assert report.citizens_erased == 1
    assert (rows_of(cast.anna)["Citizen"], rows_of(cast.bo)["Citizen"]) == (0, 1)
    listed = retention.erasure_list()
    assert listed.stat().st_mode & 0o777 == 0o600
    assert "Anna" not in listed.read_text()


def test_what_turns_out_to_be_a_film_outside_the_plan_is_forgotten(
    cast: Cast, published: Published
) -> None:
    older = replace(published, courses=tuple(c for c in published.courses if c.id != "helbred"))
    send(cast.anna, older, event("completed", f"activity:{HELBRED}", moment(1)),
         event("completed", f"activity:{SKELET}", moment(1)))  # fmt: skip
    assert HELBRED in done(cast.anna)
    report = retention.purge(moment(2), replace(published, build="a newer build"))
    assert report.events_forgotten == 1
    assert done(cast.anna) == [SKELET]


def test_after_a_month_only_the_day_is_kept_and_no_page_changes(
    cast: Cast, published: Published
) -> None:
    fill(cast, published, cast.anna)
    later = [
        event("completed", f"activity:{PROFIL}", moment(2, 10, 10)),
        event("reopened", f"activity:{PROFIL}", moment(2, 10, 15)),
        event("completed", f"activity:{PROFIL}", moment(2, 22)),
        event("completed", f"activity:{JOBLOG}", moment(2, 23)),
    ]
    send(cast.anna, published, *later)
    as_of = moment(31)

    def pages() -> tuple:
        found = prepare_talk(cast.anna, as_of, published)
        return found, own_plan(cast.anna, as_of, published)

    before, weeks = pages(), tables(cast.anna)["WeekCount"]
    cut = [retention.purge(moment(day, month=1, year=2027), published).days_cut for day in (1, 2)]
    assert cut == [2, 1], "first the day on which both began, then Anna's next"
    assert pages() == before
    assert tables(cast.anna)["WeekCount"] == weeks
    assert clock_times() == {"23:00:00"}, "midnight in Denmark"


def clock_times() -> set[str]:
    """Every time of day that is left of events, changes, plans and the end of talks."""
    times = {at for row in Event.here() for at in (row.effective_at, row.received_at)}
    times |= {row.changed_at for row in PlanChange.here()}
    times |= {row.created_at for table in (Plan, PlanItem) for row in table.here()}
    times |= {row.ended_at for row in Talk.here() if row.ended_at}
    return {at.strftime("%H:%M:%S") for at in times}


def test_what_arrives_late_into_a_day_that_was_cut_is_cut_too(
    cast: Cast, published: Published
) -> None:
    send(cast.anna, published, event("completed", f"activity:{SKELET}", moment(2)))
    retention.purge(moment(2) + timedelta(days=40), published)
    late = event("reopened", f"activity:{SKELET}", moment(2, 20))
    send(cast.anna, published, late, now=moment(2) + timedelta(days=41))
    assert done(cast.anna) == []
    report = retention.purge(moment(2) + timedelta(days=42), published)
    assert report.days_cut == 1
    assert done(cast.anna) == []
    assert clock_times() == {"23:00:00"}


def test_the_server_does_it_once_a_day_by_itself(cast: Cast, published: Published) -> None:
    sessions.start(cast.anna, "citizen", is_shared_device=False, now=NOW)
    assert daily.run_if_due(NOW + timedelta(days=91), published)
    assert Session.here().count() == 0
    assert not daily.run_if_due(NOW + timedelta(days=91, hours=3), published)
    assert daily.run_if_due(NOW + timedelta(days=92), published)


def test_the_daily_thread_outlives_a_day_that_fails(
    cast: Cast, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily, "CHECK_EVERY_SECONDS", 0.01)
    calls = threading.Semaphore(0)
    times = iter([ValueError("no clock"), NOW])

    def now() -> datetime:
        calls.release()
        value = next(times, NOW)
        if isinstance(value, Exception):
            raise value
        return value

    stop = daily.start(now, lambda: published)
    for _ in range(4):
        assert calls.acquire(timeout=10)
    stop.set()
    assert fact("daily_on") == "2026-12-01"
