"""The demo: right on any day of the year and at any hour, and kept apart from real people."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from jobvej.catalog import Published, publish, read_catalog
from tests.tracker.conftest import CHEAP, SECRET, Cast
from tracker.account.own_plan import own_plan
from tracker.account.summary import TalkPreparation, prepare_talk
from tracker.appointments import diary
from tracker.clock import local_date, start_of_day
from tracker.db import is_demo
from tracker.demo.make import DemoAccess, make_demo
from tracker.demo.past import GROUPS
from tracker.demo.people import HELPED, PEOPLE, STAFF
from tracker.errors import Refused
from tracker.events.progress import rebuild
from tracker.figures import helped
from tracker.figures.team_tables import HIDDEN, read_team_figures, tables
from tracker.gatherings import club_meetings, club_tasks, club_tips, clubs, webinars
from tracker.models import (
    AccessLog,
    Citizen,
    Club,
    Event,
    ItemState,
    PageGrant,
    Plan,
    PlanChange,
    PlanItem,
    Staff,
    Talk,
    Team,
    WebinarSignup,
)
from tracker.people import citizens, erasure, readers, staff
from tracker.people.caseload import CaseloadLine, caseload
from tracker.settings import Settings
from tracker.store_file import close_store, database_path, open_store
from tracker.workdays import is_working_day, on_or_after

NOW_AND_BEFORE = len(PEOPLE) + sum(len(group.names.split(",")) for group in GROUPS)
"""Forty of today; and those whose forløb is over, without whom a leader would find no numbers."""
ROOT = Path(__file__).resolve().parents[3]
TUESDAY = "2026-12-01T09:00+01:00"
DAYS = [TUESDAY, "2026-11-29T23:30+01:00", "2026-12-24T03:00+01:00", "2027-01-04T00:10+01:00",
        "2026-07-15T16:00+02:00"]  # fmt: skip


@pytest.fixture(scope="module")
def ours() -> Published:
    """The municipality's real catalog."""
    catalog, problems = read_catalog(ROOT)
    assert problems == ()
    return publish(catalog, "20261201080000-00000000")


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher: PasswordHasher = CHEAP
    monkeypatch.setattr(staff, "HASHER", hasher)
    monkeypatch.setattr(staff.add_staff, "__kwdefaults__", {"hasher": hasher})


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[datetime, Path], Path]:
    """The demos made so far and where they lie: one takes seconds, a copy of it none."""
    return {}, tmp_path_factory.mktemp("demos")


@pytest.fixture
def made(
    request, settings: Settings, ours: Published, filled
) -> Iterator[tuple[datetime, DemoAccess]]:
    """A demo made at one time of `DAYS`, in a database of the test's own."""
    now = datetime.fromisoformat(getattr(request, "param", TUESDAY)).astimezone(UTC)
    demos, folder = filled
    file = database_path(settings)
    if now in demos:
        shutil.copy(demos[now], file)
    open_store(settings, create=True)
    access = make_demo(ours, now, SECRET)
    if now not in demos:
        close_store()
        demos[now] = Path(shutil.copy(file, folder / f"{len(demos)}.db"))
        open_store(settings)
    yield now, access
    close_store()


def everyone(now: datetime, ours: Published) -> list[CaseloadLine]:
    return [
        line
        for team in Team.here()
        for line in caseload(Citizen.here(Citizen.team == team.id), now, ours)
    ]


def amira(now: datetime, ours: Published) -> TalkPreparation:
    return prepare_talk(Citizen.here(Citizen.reference == "2026-4417").get().id, now, ours)


@pytest.mark.parametrize("made", DAYS, indirect=True)
def test_it_is_right_on_any_day(made, ours: Published) -> None:
    now, _ = made
    lines = everyone(now, ours)
    assert (len(lines), len(PEOPLE)) == (NOW_AND_BEFORE, 40) == (88, 40)
    day = on_or_after(local_date(now))
    days = [local_date(line.talk_at) for line in lines if line.talk_at]
    assert days.count(day) >= 6, "a day of talks is near"
    assert all(is_working_day(one) and one >= day for one in days)
    for kind in ("er ikke brugt endnu", "intet nyt siden", "vil tale om", "20 af 20", "sluttede",
                 "pause til", "vil gerne ringes op"):  # fmt: skip
        assert any(kind in line.text for line in lines), kind
    assert all(row.effective_at < now for row in Event.here()), "nothing lies in the future"
    assert all(row.ended_at < now for row in Talk.here() if row.ended_at)
    amira_stands_where_the_example_stands(amira(now, ours))


def amira_stands_where_the_example_stands(found: TalkPreparation) -> None:
    assert (found.known.figure, found.since_figure) == (
        "12 af 19 opgaver",
        "+4 siden sidste samtale",
    )
    assert found.wish == "Amira vil gerne tale om: ansøgning"
    assert found.known.agreed == "Vis dit CV til en, du kender"
    assert found.next_title == "Sæt streg under fem krav"
    assert [line.what for line in found.since].count("film og opgave") == 1
    assert 2 <= len(found.questions) <= 3


def test_on_the_day_of_the_example_it_is_the_example(made, ours: Published) -> None:
    now, _ = made
    found = amira(now, ours)
    assert found.talk_words == "I dag, tirsdag 1. december kl. 10.00 · telefon, 15 min"
    assert found.plans[0][1] == "dag 7 af 10"
    assert (found.wish_on, found.known.agreed_on) == ("28. nov.", "26. nov.")
    assert [line.words for line in found.since] == [
        "30. nov. Ret dit CV til ét job",
        "29. nov. Skriv din profiltekst",
        "28. nov. Opdater dit CV på Jobnet, film og opgave",
        "27. nov. Skriv CV'ets skelet",
    ]
    assert found.waived == ("Skriv ti navne (aftalt 26. nov.)",)


@pytest.mark.parametrize("made", DAYS, indirect=True)
def test_its_people_live_as_people_do(made, ours: Published) -> None:
    now, _ = made
    pages = [prepare_talk(row.id, now, ours) for row in Citizen.here()]
    assert {row.template for row in Plan.here()} == {plan.id for plan in ours.plans}
    states = {row.item: row for row in ItemState.here()}
    for item in PlanItem.here():
        done_at = states[item.id].done_at
        assert done_at is None or done_at >= item.created_at, "nothing is done before it is asked"
    reasons = {row.ended_reason for row in Plan.here() if row.ended_by}
    assert reasons == {"job", "uddannelse", "andet"}
    assert PlanChange.here(PlanChange.staff.is_null(), PlanChange.kind == "added").count() == 1
    assert any(week.figure == "ikke skrevet" for page in pages for week in page.weeks.bars)
    assert sum(len(page.weeks.bars) >= 3 for page in pages) >= 3, "weeks that repeat"
    assert sum("ikke truffet" in ", ".join(page.facts) for page in pages) == 3
    assert sum(bool(page.waived) for page in pages) >= 4
    assert Talk.here(Talk.outcome.is_null()).count() == sum(bool(one.talk) for one in PEOPLE)
    by_team = {
        team.name: len(caseload(Citizen.here(Citizen.team == team.id), now, ours))
        for team in Team.here()
    }
    assert by_team == {"Nord": 22 + 16, "Syd": 18 + 16, "Øst": 16}


@pytest.mark.parametrize("made", DAYS, indirect=True)
def test_its_job_club_is_one_to_look_at(made, ours: Published) -> None:
    now, _ = made
    [club] = Club.here()
    [first, second, *_] = club_meetings.coming(club, now)
    assert first.on == on_or_after(local_date(now)) and not first.changed_by
    assert second.on != second.planned_on and second.mode == "video"
    assert clubs.head_counts([club.id]) == {club.id: 9}
    assert clubs.shown_first_names(club.id) == ["Oleksandr"]
    words = [task.words for task in club_tasks.common_tasks(club.id, now, ours)]
    assert len(words) == 2 and any(one.endswith("af 9 har lavet den") for one in words)
    assert len(club_tips.tips(club.id, now)) == 3
    ahead = [one for one in ours.webinars if not webinars.is_over(one, now)]
    assert WebinarSignup.here().count() == 3 * sum(not one.sign_up_url for one in ahead)


def test_a_leader_finds_answers_and_some_that_are_too_few(made, ours: Published) -> None:
    found = helped.read_figures(local_date(made[0]), ours)
    lessons = [one for lessons in found.values() for _, one in lessons]
    assert len(lessons) == len(HELPED), "every lesson named asks"
    assert any(not answers for months in lessons for answers in months.values())
    assert any(len(months) > 3 for months in lessons)


@pytest.mark.parametrize("made", DAYS, indirect=True)
def test_a_leader_finds_numbers_of_every_team_and_some_that_are_hidden(
    made, ours: Published
) -> None:
    now, _ = made
    found = read_team_figures(local_date(now), ours)
    newest, *_, oldest = [one for one in found.periods if len(one.months) == 1][:4]
    of_teams, _, stopped, reasons, waived, held = tables(found, newest, ours)
    assert [line.words for line in of_teams.lines] == ["Alle", "Nord og Øst", "Syd"]
    for line in (*of_teams.lines, *held.lines):
        assert line.counts[0] >= 10, line
    assert 1 <= int(held.lines[0].more[0]) <= 99, "percent prepared"
    assert stopped.lines and waived.lines and reasons.lines[0].counts[1] >= 15
    texts = [text for table in tables(found, oldest, ours) for line in table.lines
             for text in line.texts]  # fmt: skip
    assert HIDDEN in texts
    assert any(text.isdigit() and int(text) for text in texts)


def test_no_two_people_are_asked_the_same(made, ours: Published) -> None:
    now, _ = made
    pages = [prepare_talk(row.id, now, ours) for row in Citizen.here()]
    running = [page.questions for page in pages if page.next_title]
    assert len(set(running)) >= len(running) - 1
    assert all(page.questions for page in pages)


def test_every_line_of_the_lists_is_the_line_of_the_page(made, ours: Published) -> None:
    now, _ = made
    for line in everyone(now, ours):
        assert line.text == prepare_talk(line.person.id, now, ours).line


def test_it_is_made_of_the_same_rows_as_real_life(made, ours: Published) -> None:
    now, _ = made
    before = [line.text for line in everyone(now, ours)]
    assert rebuild(ours) == NOW_AND_BEFORE
    assert [line.text for line in everyone(now, ours)] == before
    assert AccessLog.here().count() > 5
    assert PageGrant.here().count() == 0
    ended = Plan.here(Plan.ended_on.is_null(False)).count()
    of_today = sum(one.is_ended + bool(one.earlier) for one in PEOPLE)
    assert (ended, of_today) == (NOW_AND_BEFORE - 40 + 8, 8)


def test_those_named_can_sign_in_and_only_by_what_was_printed(made, ours: Published) -> None:
    now, access = made
    found = citizens.find_by_code(access.code, secret=SECRET, now=now)
    assert found.display_name == "Amira H."
    assert len(set(access.passwords.values())) == len(STAFF) == 8
    for name, password in access.passwords.items():
        row = Staff.here(Staff.sign_in_name == name).get()
        assert CHEAP.verify(row.password_hash, password)
        assert password in str(access)
    assert access.code[:5] in str(access)


def test_somebody_reads_along_and_somebody_covers_next_week(made) -> None:
    now, _ = made
    amira = Citizen.here(Citizen.reference == "2026-4417").get()
    said = " ".join(readers.who_may_read(amira, local_date(now), with_names=True))
    assert "Lars Friis, jobkonsulent i Syd, der læser med" in said
    [absence] = readers.absences(amira.team, local_date(now))
    assert absence.from_on > local_date(now)


def test_a_second_start_tells_the_same_and_changes_nothing(made, ours: Published) -> None:
    now, access = made
    rows = Event.here().count()
    assert make_demo(ours, now, SECRET) == access
    assert Event.here().count() == rows


def test_a_code_that_was_replaced_is_made_anew(made, ours: Published) -> None:
    now, access = made
    amira = citizens.find_by_code(access.code, secret=SECRET, now=now)
    citizens.new_code(amira.id, now=now, secret=SECRET)
    again = make_demo(ours, now, SECRET)
    assert again.passwords == access.passwords
    assert citizens.find_by_code(access.code, secret=SECRET, now=now) is None
    assert citizens.find_by_code(again.code, secret=SECRET, now=now).display_name == "Amira H."
    assert make_demo(ours, now, SECRET) == again
    erasure.erase(amira.id, erasure.REQUEST, now)
    assert "Amira H.      er slettet" in str(make_demo(ours, now, SECRET)), "and it starts"


def test_a_consultants_day_has_talks_and_each_page_opens(made, ours: Published) -> None:
    now, _ = made
    karin = Staff.here(Staff.sign_in_name == "karin").get()
    today = start_of_day(local_date(now))
    everyone = [row.id for row in Citizen.here()]
    until = start_of_day(local_date(now).replace(day=2))
    day = diary.talks_between(karin.id, everyone, today, until)
    assert [person.display_name for _, person in day] == [
        "Amira H.", "Bo T.", "Fatima A.", "Oleksandr D.",
    ]  # fmt: skip
    for _, person in day:
        assert own_plan(person.id, now, ours).next is not None


def test_it_also_works_with_another_municipalitys_plans(
    settings: Settings, published: Published
) -> None:
    open_store(settings, create=True)
    now = datetime.fromisoformat(TUESDAY)
    theirs = replace(published, plans=published.plans[:1])
    make_demo(theirs, now, SECRET)
    assert len(everyone(now, theirs)) == NOW_AND_BEFORE
    close_store()


def test_a_database_with_real_people_is_left_alone(cast: Cast, ours: Published) -> None:
    with pytest.raises(Refused, match="andre mennesker"):
        make_demo(ours, datetime.fromisoformat(TUESDAY), SECRET)
    assert not is_demo()
    assert Citizen.here().count() == 2
