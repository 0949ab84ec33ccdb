"""A copy put back: what came after it returns from the devices, who was erased does not."""

import http.client
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import PROFIL, SKELET, rows_of
from tests.tracker.terminal import jobvej, running, says, stored
from tests.tracker.upkeep.editions import first_edition, newer
from tests.tracker.upkeep.intake import copied, take_in
from tracker.models import Citizen, Erasure, PageGrant, Session, Team
from tracker.people import erasure, staff
from tracker.settings import Settings
from tracker.sign_in import sessions
from tracker.store_file import open_store
from tracker.upkeep import backup

DATABASE = Path("var/jobvej.db")


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


@pytest.fixture
def anna(founded: Path, published: Published) -> UUID:
    """The one citizen of a database."""
    return take_in(published, "Anna")["Anna"][0]


def test_after_a_restore_devices_bring_back_what_the_copy_lacks(
    founded: Path, published: Published
) -> None:
    """The drill: a server in use, a copy, more ticks, somebody erased, the copy put back."""
    people = take_in(published, "Anna", "Bo")
    anna, bo = (Device(people[name][0]) for name in ("Anna", "Bo"))
    with running(founded) as url:
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

    with running(founded) as url:
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
    with stored():
        erasure.erase(citizen, erasure.REQUEST, datetime.now(UTC))


@pytest.mark.parametrize("known_by", ["the list", "the copies' list", "the receipt"])
def test_one_source_is_enough_to_know_who_was_erased(
    founded: Path, published: Published, known_by: str
) -> None:
    (anna, _), (bo, _) = take_in(published, "Anna", "Bo").values()
    copy = copied()
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
    assert list(erasure.listed(own)) == [anna], "so that the next restore knows it too"
    assert len(own.read_text().splitlines()) == 1
    assert b"Anna" not in DATABASE.read_bytes()


def test_the_replaced_database_is_kept_whole_beside(anna: UUID) -> None:
    copy = copied()
    with stored():
        staff.add_team("After the copy")
    Path("var/jobvej.db.new").write_bytes(b"half of one, when the power went")
    told = jobvej("restore", str(copy))
    [replaced] = Path("var").glob("jobvej.db.replaced-*")
    assert str(replaced) in told.stdout
    assert backup.read_copy(replaced).teams == {"Nord", "After the copy"}
    assert len(backup.read_copy(DATABASE).teams) == 1
    assert DATABASE.stat().st_mode & 0o777 == 0o600
    assert not list(Path("var").glob("*.new*"))


def test_who_signed_out_after_the_copy_stays_signed_out(anna: UUID) -> None:
    now = datetime.now(UTC)
    with stored():
        lost, kept = (
            sessions.start(anna, "citizen", is_shared_device=False, now=now) for _ in range(2)
        )
        for token in (lost, kept):
            PageGrant.create(token_digest=sessions.digest(token), citizen=anna, until=now)
    copy = copied()
    with stored():
        sessions.end(sessions.digest(lost))
    jobvej("restore", str(copy))
    open_store(Settings())
    for table in (Session, PageGrant):
        assert [row.token_digest for row in table.here()] == [sessions.digest(kept)]


def test_a_lost_disk_is_made_up_for_by_a_copy_alone(anna: UUID) -> None:
    shutil.copy(copied(), "elsewhere.db")
    shutil.rmtree("var")
    assert jobvej("restore", "elsewhere.db").exit_code == 0
    open_store(Settings())
    assert Citizen.here().count() == 1


def test_an_old_copy_is_brought_up_to_the_program(founded: Path) -> None:
    old = founded / "old.db"
    first_edition(old)
    told = jobvej("restore", str(old))
    assert "Databasen er opdateret: 0002_lesson_feedback" in told.stdout
    assert backup.read_copy(DATABASE).pending == ()
    assert backup.read_copy(old).pending != (), "the copy itself is not touched"
    open_store(Settings())
    assert Team.here().get().name == "Team Nord"


def test_a_copy_that_is_no_good_changes_nothing(founded: Path, anna: UUID) -> None:
    good = copied()
    bad = {name: founded / f"{name}.db" for name in ("cut", "newer", "foreign", "demo", "text")}
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
    founded: Path, anna: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, foreign = copied(), founded / "foreign.db"
    first_edition(foreign, "vestby")
    monkeypatch.delenv("JOBVEJ_MUNICIPALITY")
    says(jobvej("restore", str(foreign)), "Kopien hører til 'vestby', men her er 'aaby'.")
    assert jobvej("restore", str(own)).exit_code == 0
    DATABASE.unlink()
    says(jobvej("restore", str(own)), "Sæt JOBVEJ_MUNICIPALITY til kommunens id")


def test_the_day_of_the_first_erasure_is_kept(anna: UUID) -> None:
    copy = copied()
    erase(anna)
    Path("var/jobvej.db.erased").write_text(f"{anna}\t2026-11-02\trequest\n")
    jobvej("restore", str(copy))
    open_store(Settings())
    assert Erasure.here().get().erased_on == date(2026, 11, 2)
