"""A copy put back: what came after it returns from the devices, who was erased does not."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4

import pytest
from peewee import SqliteDatabase

from jobvej.catalog import Published
from tests.tracker.acts import PROFIL, SKELET, rows_of
from tests.tracker.conftest import CHEAP, make_build
from tests.tracker.test_commands import fetch, jobvej, running, says
from tracker import db, store_file
from tracker.appointments import calendars
from tracker.db import database
from tracker.models import Citizen, Erasure, PageGrant, Session, Staff, Team
from tracker.people import citizens, staff
from tracker.settings import Settings
from tracker.sign_in import mitid, sessions
from tracker.sign_in.codes import read_secret
from tracker.store_file import close_store, open_store
from tracker.upkeep import backup, erasure, erasure_list

DATABASE = Path("var/jobvej.db")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A municipality's folder with a built site and an empty database."""
    for name in [name for name in os.environ if name.startswith("JOBVEJ_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JOBVEJ_MUNICIPALITY", "aaby")
    make_build(tmp_path / "build")
    jobvej("tracker", "init")
    yield tmp_path
    close_store()


def take_in(published: Published, *names: str) -> dict[str, tuple[UUID, str]]:
    """These citizens, each with a plan that began a week ago: (pseudonym, code)."""
    now = datetime.now(UTC)
    open_store(Settings())
    team = staff.add_team("Nord")
    karin = staff.add_staff(
        name="Karin", sign_in_name="karin", role="consultant", team=team, password="x",
        hasher=CHEAP,
    )  # fmt: skip
    found = {}
    for name in names:
        citizen = uuid4()
        code = citizens.register(
            display_name=name, reference=f"ref-{name}", team=team, consultant=karin,
            support_level="med-sparring", template=published.plan("kort-vej"),
            start_on=now.date() - timedelta(days=7), citizen_id=citizen,
            now=now - timedelta(days=7), secret=read_secret(Settings().secret_file),
            published=published,
        )  # fmt: skip
        found[name] = citizen, code
    close_store()
    return found


@dataclass
class Device:
    """A phone: signs in by code, keeps what it sent, and offers it again."""

    person: UUID
    cookie: str = ""
    sent: list[dict[str, Any]] = field(default_factory=list)

    def ask(self, url: str, method: str, path: str, body: str = "", kind: str = "") -> Any:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": self.cookie, "Content-Type": kind}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    def sign_in(self, url: str, code: str) -> int:
        form = urlencode({"code": code, "enhed": "egen"})
        answer = self.ask(url, "POST", "/log-paa/", form, "application/x-www-form-urlencoded")
        self.cookie = answer.headers.get("Set-Cookie", "").split(";")[0]
        return answer.status

    def tick(self, url: str, task: str) -> dict[str, Any]:
        self.sent.append({
            "id": str(uuid4()), "kind": "completed", "subject": f"activity:{task}",
            "at": datetime.now(UTC).isoformat(), "counter": len(self.sent),
            "data": {"revision": "0a1b2c3d"},
        })  # fmt: skip
        return self.offer(url, self.sent[-1:])

    def offer(self, url: str, events: list[dict[str, Any]]) -> dict[str, Any]:
        sent_at = datetime.now(UTC).isoformat()
        batch = {"person": str(self.person), "sent_at": sent_at, "events": events}
        answer = self.ask(url, "POST", "/api/events", json.dumps(batch), "application/json")
        assert answer.status == 200, answer.text
        return json.loads(answer.text)

    def me(self, url: str) -> dict[str, Any]:
        return json.loads(self.ask(url, "GET", "/api/me").text)

    def done(self, url: str) -> set[str]:
        states = self.me(url)["activities"]
        return {one for one, state in states.items() if state["state"] == "done"}


def newest() -> Path:
    return backup.copies(Path("var/backup"), "aaby")[-1][1]


def test_after_a_restore_devices_bring_back_what_the_copy_lacks(
    place: Path, published: Published
) -> None:
    """The drill: a server in use, a copy, more ticks, somebody erased, the copy put back."""
    people = take_in(published, "Anna", "Bo")
    anna, bo = (Device(people[name][0]) for name in ("Anna", "Bo"))
    with running(place) as url:
        assert anna.sign_in(url, people["Anna"][1]) == 303
        assert bo.sign_in(url, people["Bo"][1]) == 303
        epoch = anna.tick(url, SKELET)["epoch"]
        made = jobvej("backup")
        assert made.exit_code == 0, made.stderr
        assert "Ikke med: var/secret.key" in made.stdout
        # Not the newest: the server's own nightly copy may come a moment later.
        copy = made.stdout.splitlines()[0].rpartition(" ")[2]
        anna.tick(url, PROFIL)
        assert anna.done(url) == {SKELET, PROFIL}
        says(jobvej("restore", copy), "Serveren kører.")
    assert jobvej("tracker", "purge", "--citizen", "ref-Bo").exit_code == 0

    told = jobvej("restore", copy)
    assert told.exit_code == 0, told.stderr
    assert "Slettet igen: 1." in told.stdout

    with running(place) as url:
        me = anna.me(url)
        assert me["epoch"] != epoch, "the device sees that the store began a new life"
        assert anna.done(url) == {SKELET}
        verdicts = anna.offer(url, anna.sent)["verdicts"]
        assert [one["verdict"] for one in verdicts] == ["known", "stored"]
        assert anna.done(url) == {SKELET, PROFIL}
        assert bo.ask(url, "GET", "/api/me").status == 401
        assert bo.sign_in(url, people["Bo"][1]) == 422
    with closing(sqlite3.connect(DATABASE)) as connection:
        assert connection.execute("SELECT display_name FROM citizen").fetchall() == [("Anna",)]


def erase(citizen: UUID) -> None:
    open_store(Settings())
    erasure.erase(citizen, erasure.REQUEST, datetime.now(UTC))
    close_store()


@pytest.mark.parametrize("known_by", ["the list", "the copies' list", "the receipt"])
def test_one_source_is_enough_to_know_who_was_erased(
    place: Path, published: Published, known_by: str
) -> None:
    (anna, _), (bo, _) = take_in(published, "Anna", "Bo").values()
    jobvej("backup")
    copy = newest()
    erase(anna)
    own, shared = Path("var/jobvej.db.erased"), Path("var/backup/jobvej.db.erased")
    if known_by != "the list":
        own.unlink()
    if known_by != "the copies' list":
        shared.unlink()
    if known_by != "the receipt":
        for file in Path("var").glob("jobvej.db*"):
            if file != own:
                file.unlink()
    assert jobvej("restore", str(copy)).exit_code == 0
    open_store(Settings())
    assert [row.id for row in Citizen.here()] == [bo]
    assert set(rows_of(anna).values()) == {0}
    assert Erasure.here().get().cause == "request"
    assert list(erasure_list.read(own)) == [anna], "so that the next restore knows it too"
    assert len(own.read_text().splitlines()) == 1
    assert b"Anna" not in DATABASE.read_bytes()


def test_the_replaced_database_is_kept_whole_beside(place: Path, published: Published) -> None:
    take_in(published, "Anna")
    jobvej("backup")
    open_store(Settings())
    staff.add_team("After the copy")
    close_store()
    Path("var/jobvej.db.new").write_bytes(b"half of one, when the power went")
    told = jobvej("restore", str(newest()))
    [replaced] = Path("var").glob("jobvej.db.replaced-*")
    assert str(replaced) in told.stdout
    assert backup.read_copy(replaced).teams == {"Nord", "After the copy"}
    assert len(backup.read_copy(DATABASE).teams) == 1
    assert DATABASE.stat().st_mode & 0o777 == 0o600
    assert not list(Path("var").glob("*.new*"))


def test_who_signed_out_after_the_copy_stays_signed_out(place: Path, published: Published) -> None:
    (anna, _), = take_in(published, "Anna").values()  # fmt: skip
    now = datetime.now(UTC)
    open_store(Settings())
    lost, kept = (
        sessions.start(anna, "citizen", is_shared_device=False, now=now) for _ in range(2)
    )
    for token in (lost, kept):
        PageGrant.create(token_digest=sessions.digest(token), citizen=anna, until=now)
    close_store()
    jobvej("backup")
    open_store(Settings())
    sessions.end(sessions.digest(lost))
    close_store()
    jobvej("restore", str(newest()))
    open_store(Settings())
    for table in (Session, PageGrant):
        assert [row.token_digest for row in table.here()] == [sessions.digest(kept)]


def test_who_was_shut_out_after_the_copy_stays_shut_out(place: Path, published: Published) -> None:
    """A letter that was stolen, MitID of a stranger, a colleague who left: none of them is back."""
    people = take_in(published, "Anna", "Bo")
    (anna, stolen), (bo, lasting) = people.values()
    now, secret = datetime.now(UTC), read_secret(Settings().secret_file)
    open_store(Settings())
    team = Team.here().get().id
    left, moved, ill = (
        staff.add_staff(
            name=name, sign_in_name=name, role="consultant", team=team, password="old",
            hasher=CHEAP,
        )
        for name in ("left", "moved", "ill")
    )  # fmt: skip
    mitid.bind(anna, "stranger", now)
    address = {one: calendars.give(one, "citizen", now) for one in (anna, bo)}
    close_store()
    jobvej("backup")
    open_store(Settings())
    fresh = citizens.new_code(anna, now=now, secret=secret)
    mitid.remove(anna, left, now)
    mitid.bind(bo, "own", now)
    here = staff.add_team("Made since")
    Staff.change({Staff.is_active: False}, Staff.id == left)
    Staff.change({Staff.role: "leader", Staff.team: None}, Staff.id == moved)
    Staff.change({Staff.password_hash: CHEAP.hash("new"), Staff.team: here}, Staff.id == ill)
    close_store()
    told = jobvej("restore", str(newest()))
    assert "som i kopien" not in told.stdout
    open_store(Settings())
    find = {"secret": secret, "now": now}
    assert citizens.find_by_code(stolen, **find) is None
    assert citizens.find_by_code(fresh, **find).id == anna
    assert citizens.find_by_code(lasting, **find).id == bo
    assert mitid.citizen_of("stranger") is None
    assert mitid.binding(anna).removed_by == left, "and Anna can read who took it away"
    assert mitid.citizen_of("own").id == bo
    assert calendars.read(address[anna], now, published) is None
    assert calendars.read(address[bo], now, published) is not None
    assert staff.check_password("left", "old") is None
    assert staff.check_password("ill", "old") is None
    assert staff.check_password("ill", "new").team == team, "the new team is not in the copy"
    row = staff.check_password("moved", "old")
    assert (row.role, row.team) == ("leader", None)


@pytest.mark.parametrize("before", ["gone", "another life", "damaged"])
def test_where_it_is_not_known_who_was_shut_out_the_operator_is_told(
    place: Path, published: Published, before: str
) -> None:
    ((anna, code),) = take_in(published, "Anna").values()
    jobvej("backup")
    copy = newest()
    open_store(Settings())
    citizens.new_code(anna, now=datetime.now(UTC), secret=read_secret(Settings().secret_file))
    if before == "another life":
        db.renew_epoch()
    close_store()
    if before == "gone":
        DATABASE.unlink()
    elif before == "damaged":
        with closing(sqlite3.connect(DATABASE)) as connection:
            connection.execute("DROP TABLE calendar_address")
    told = jobvej("restore", str(copy))
    assert told.exit_code == 0, told.stderr
    assert "Koder, MitID og ansattes adgang er som i kopien." in told.stdout
    open_store(Settings())
    secret = read_secret(Settings().secret_file)
    assert citizens.find_by_code(code, secret=secret, now=datetime.now(UTC)).id == anna


def test_a_lost_disk_is_made_up_for_by_a_copy_alone(place: Path, published: Published) -> None:
    take_in(published, "Anna")
    jobvej("backup")
    copy = place / "elsewhere.db"
    shutil.copy(newest(), copy)
    shutil.rmtree("var")
    assert jobvej("restore", str(copy)).exit_code == 0
    open_store(Settings())
    assert Citizen.here().count() == 1


def first_edition(file: Path, owner: str = "aaby") -> None:
    """A database of the very first tables, with a team in it."""
    file.parent.mkdir(exist_ok=True)
    database.initialize(SqliteDatabase(str(file), pragmas=store_file.PRAGMAS))
    store_file.runner().up("0001_first_tables")
    database.execute_sql("INSERT INTO store_fact VALUES ('municipality', ?)", (owner,))
    database.execute_sql("INSERT INTO team VALUES (?, ?, 'Team Nord')", (owner, uuid4().hex))
    db.close_connection()


def test_an_old_copy_is_brought_up_to_the_program(place: Path) -> None:
    old = place / "old.db"
    first_edition(old)
    told = jobvej("restore", str(old))
    assert "Databasen er opdateret: 0002_lesson_feedback" in told.stdout
    assert backup.read_copy(DATABASE).pending == ()
    assert backup.read_copy(old).pending != (), "the copy itself is not touched"
    open_store(Settings())
    assert Team.here().get().name == "Team Nord"


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "INSERT INTO schema_migration (name, applied) VALUES ('0999_later', '2030-01-01')"
        )
        connection.commit()


def test_a_copy_that_is_no_good_changes_nothing(place: Path, published: Published) -> None:
    take_in(published, "Anna")
    jobvej("backup")
    good = newest()
    bad = {name: place / f"{name}.db" for name in ("cut", "newer", "foreign", "demo", "text")}
    for file in bad.values():
        shutil.copy(good, file)
    bad["cut"].write_bytes(good.read_bytes()[:40_000])
    newer(bad["newer"])
    for name, sql in (
        ("foreign", "UPDATE store_fact SET value = 'vestby' WHERE name = 'municipality'"),
        ("demo", "INSERT INTO store_fact VALUES ('demo', 'yes')"),
    ):
        with closing(sqlite3.connect(bad[name])) as connection:
            connection.execute(sql)
            connection.commit()
    bad["text"].write_text("hello")
    before = DATABASE.read_bytes()
    for name, sentence in (
        ("cut", "er beskadiget. Brug en anden kopi."),
        ("text", "er beskadiget|er ikke en database"),
        ("newer", "Kopien er fra en nyere udgave af Jobvej."),
        ("foreign", "Kopien hører til 'vestby', men her er 'aaby'."),
        ("demo", "Den ene er en demo"),
    ):
        says(jobvej("restore", str(bad[name])), sentence)
    says(jobvej("restore", "findes-ikke.db"), "Der er ingen fil findes-ikke.db.")
    assert DATABASE.read_bytes() == before
    assert not list(Path("var").glob("jobvej.db.replaced-*"))
    assert not list(Path("var").glob("*.new*"))


def test_whose_a_copy_must_be_is_said_by_the_database_in_use_where_no_setting_does(
    place: Path, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(published, "Anna")
    jobvej("backup")
    own, foreign = newest(), place / "foreign.db"
    first_edition(foreign, "vestby")
    monkeypatch.delenv("JOBVEJ_MUNICIPALITY")
    says(jobvej("restore", str(foreign)), "Kopien hører til 'vestby', men her er 'aaby'.")
    assert jobvej("restore", str(own)).exit_code == 0
    DATABASE.unlink()
    says(jobvej("restore", str(own)), "Sæt JOBVEJ_MUNICIPALITY til kommunens id")


def test_run_copies_an_older_database_before_it_brings_it_up(place: Path) -> None:
    DATABASE.unlink()
    first_edition(DATABASE)
    server = running(place)
    with server:
        [(_, copy), *_] = backup.copies(Path("var/backup"), "aaby")
        assert backup.read_copy(copy).steps == ("0001_first_tables",)
        assert len(backup.read_copy(copy).teams) == 1
        assert backup.read_copy(DATABASE).pending == ()
        assert len(backup.read_copy(DATABASE).teams) == 1
    assert "Databasen er kopieret til var/backup/jobvej-aaby-" in "".join(server.said)


def test_without_a_copy_nothing_is_migrated(place: Path) -> None:
    DATABASE.unlink()
    first_edition(DATABASE)
    Path("var/backup").write_text("a file where the folder should be")
    says(jobvej("run", "--port", "0"), "Kopien kunne ikke skrives i var/backup")
    assert backup.read_copy(DATABASE).steps == ("0001_first_tables",)


def test_a_start_does_not_wait_for_the_database_to_be_read_through(place: Path) -> None:
    with closing(sqlite3.connect(DATABASE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [page] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'pause'")
        [size] = connection.execute("PRAGMA page_size").fetchone()
    with DATABASE.open("r+b") as file:
        file.seek((page[0] - 1) * size)
        file.write(bytes(size))
    with pytest.raises(backup.Damaged):
        backup.read_copy(DATABASE)
    with running(place) as url:
        assert fetch(f"{url}readyz")[0] == 200


def test_a_newer_database_is_not_opened_by_an_older_program(place: Path) -> None:
    newer(DATABASE)
    says(jobvej("run", "--port", "0"), "Databasen er nyere end programmet.")


def test_the_day_of_the_first_erasure_is_kept(place: Path, published: Published) -> None:
    (anna, _), = take_in(published, "Anna").values()  # fmt: skip
    jobvej("backup")
    erase(anna)
    file = Path("var/jobvej.db.erased")
    file.write_text(f"{anna}\t2026-11-02\trequest\n")
    jobvej("restore", str(newest()))
    open_store(Settings())
    assert Erasure.here().get().erased_on == date(2026, 11, 2)
