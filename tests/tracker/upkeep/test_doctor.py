"""`jobvej doctor`, `backup` and `restore` from a terminal: what they say, and when they say no."""

import os
import re
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobvej.catalog import load_published
from tests.tracker.terminal import jobvej, running, says
from tracker.settings import Settings
from tracker.store_file import close_store, open_store
from tracker.upkeep import daily
from tracker.upkeep.doctor import examine
from tracker.upkeep.finding import Weight

DATABASE, KEY = Path("var/jobvej.db"), Path("var/secret.key")


@pytest.fixture
def place(place: Path) -> Path:
    """The folder with films, a database and a copy of it."""
    films = place / "build" / "films"
    films.mkdir()
    [catalog] = place.glob("build/site-*/catalog.json")
    for course in load_published(catalog).courses:
        for lesson in course.lessons:
            if lesson.video:
                (films / f"{lesson.video.id}.0a1b2c3d.mp4").write_bytes(b"film")
    for words in (("tracker", "init"), ("tracker", "purge"), ("backup",)):
        assert jobvej(*words).exit_code == 0
    return place


def to_do(now: datetime | None = None) -> list[str]:
    """What the operator must do something about; the server that does not run left out."""
    close_store()
    found = examine(Settings(), now or datetime.now(UTC))
    return [
        one.words
        for one in found
        if one.weight is Weight.MUST and not one.words.startswith("Serveren svarer ikke")
    ]


def test_all_is_well_while_the_server_runs(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close_store()
    with running(place) as url:
        monkeypatch.setenv("JOBVEJ_PORT", url.rstrip("/").rpartition(":")[2])
        result = jobvej("doctor")
    assert result.exit_code == 0, result.stdout
    assert "✓ Serveren svarer på" in result.stdout
    assert result.stdout.endswith("Alt er i orden.\n")
    assert not [line for line in result.stdout.splitlines() if line.startswith("!")]


def test_without_a_server_the_exit_code_says_that_something_must_be_done(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as held:  # a port where nobody answers, whatever runs on this machine
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        monkeypatch.setenv("JOBVEJ_PORT", str(port))
        result = jobvej("doctor")
    assert result.exit_code == 1
    assert f"! Serveren svarer ikke på http://127.0.0.1:{port}/." in result.stdout
    assert to_do() == []


def test_what_was_never_erased_is_a_finding_once_there_is_somebody(place: Path) -> None:
    close_store()
    with sqlite3.connect(DATABASE) as connection:
        connection.execute("DELETE FROM store_fact WHERE name = 'daily_on'")
        columns = "team, consultant, display_name, reference, support_level, created_on"
        connection.execute(
            f"INSERT INTO citizen (municipality, id, {columns}) "
            "VALUES ('aaby', 'a', 't', 's', 'Anna K.', '2026-1', 'x', '2026-11-02')"
        )
        connection.execute("INSERT INTO team (municipality, id, name) VALUES ('aaby', 't', 'Nord')")
        connection.execute(
            "INSERT INTO staff (municipality, id, team, role, name, sign_in_name, password_hash, "
            "is_active) VALUES ('aaby', 's', 't', 'consultant', 'Karin', 'karin', '', 1)"
        )
    assert [one for one in to_do() if "Der er ikke slettet efter reglerne" in one]


def test_a_clock_that_leapt_is_a_finding_until_somebody_says_that_it_is_right(place: Path) -> None:
    later = datetime.now(UTC) + timedelta(days=100)  # since the purge by hand that made this place
    assert [one for one in to_do(later) if "Uret er gået fra den" in one]
    open_store(Settings())
    daily.trust_clock(later)
    assert not [one for one in to_do(later) if "Uret er gået" in one]


def break_database(place: Path) -> None:
    with DATABASE.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)


def newer_database(place: Path) -> None:
    with sqlite3.connect(DATABASE) as connection:
        connection.execute(
            "INSERT INTO schema_migration (name, applied) VALUES ('0999_later', '2027-01-01')"
        )


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda place: DATABASE.unlink(), "Der er ingen database"),
        (break_database, "er beskadiget"),
        (newer_database, "nyere end programmet"),
        (lambda place: DATABASE.chmod(0o644), "Andre på maskinen kan læse"),
        (lambda place: KEY.unlink(), "mangler. Uden den virker ingen kode"),
        (lambda place: KEY.write_bytes(b"short"), "kan ikke bruges. Læg din kopi tilbage"),
        (lambda place: KEY.chmod(0o640), "Andre på maskinen kan læse"),
        (lambda place: shutil.rmtree("var/backup"), "Der er ingen kopi"),
        (lambda place: (place / "build/current").unlink(), "jobvej build"),
        (lambda place: shutil.rmtree("build/films"), "film mangler"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_what_to_do(place: Path, harm, words) -> None:
    close_store()
    harm(place)
    assert [one for one in to_do() if words in one], to_do()


def nobodys(place: Path) -> None:
    for one in (place, *place.rglob("*")):
        os.chown(one, 65534, 65534)


@contextmanager
def as_an_ordinary_user(place: Path) -> Iterator[None]:
    """Nothing is shut to root, whom the tests may run as."""
    if os.geteuid() != 0:
        yield
        return
    nobodys(place)
    modes = {parent: parent.stat().st_mode for parent in place.parents}
    for parent, mode in modes.items():
        parent.chmod(mode | 0o011)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        for parent, mode in modes.items():
            parent.chmod(mode)


@pytest.mark.parametrize(
    ("shut", "words"),
    [
        (DATABASE, "må ikke bruge var/jobvej.db. Kør kommandoen som den bruger"),
        (DATABASE.parent, "må ikke bruge var. "),
        (KEY, "må ikke bruge var/secret.key. "),
        (Path("var/backup"), "må ikke bruge var/backup. "),
        (Path("build"), "Lad alle læse: chmod -R a+rX build"),
        (Path("build/films"), "Lad alle læse: chmod -R a+rX build"),
    ],
)
def test_what_may_not_be_read_is_not_taken_for_missing_or_broken(
    place: Path, shut: Path, words: str
) -> None:
    close_store()
    mode = shut.stat().st_mode
    with as_an_ordinary_user(place):
        shut.chmod(0)
        try:
            found = to_do()
        finally:
            shut.chmod(mode)
    assert len(found) == 1, found
    assert words in found[0]


def test_a_database_that_cannot_be_read_just_now_is_not_to_be_replaced(
    place: Path,
) -> None:
    close_store()
    Path(f"{DATABASE}-wal").mkdir()  # as on a disk without room for what lies beside it
    found = [one for one in to_do() if "kan ikke kopieres eller læses" in one]
    assert len(found) == 1
    assert "restore" not in found[0]
    assert "om disken er fuld" in found[0]


def test_an_old_copy_is_a_finding(place: Path) -> None:
    later = datetime.now(UTC) + timedelta(hours=40)
    assert [one for one in to_do(later) if "Den nyeste kopi er fra" in one]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"JOBVEJ_HOST": "0.0.0.0"}, "uden HTTPS foran"),
        ({"JOBVEJ_MUNICIPALITY": "syd"}, "ikke for den samme kommune"),
        ({"JOBVEJ_STAFF_PASSWORDS": "false"}, "Pålogning kan ikke bruges"),
    ],
)
def test_a_setting_that_does_not_fit_is_a_finding(
    place: Path, monkeypatch: pytest.MonkeyPatch, change, words
) -> None:
    for name, value in change.items():
        monkeypatch.setenv(name, value)
    assert [one for one in to_do() if words in one], to_do()


def test_a_copy_comes_back_by_one_command(place: Path) -> None:
    assert jobvej("tracker", "add-team", "Nord").exit_code == 0
    kept = re.search(r"læst efter: (\S+)", jobvej("backup").stdout)
    assert kept
    assert jobvej("tracker", "add-team", "Syd").exit_code == 0
    result = jobvej("restore", kept[1])
    assert result.exit_code == 0, result.stderr
    assert "Start serveren." in result.stdout
    with sqlite3.connect(DATABASE) as connection:
        assert connection.execute("SELECT name FROM team").fetchall() == [("Nord",)]


def test_what_is_no_copy_of_ours_is_refused_in_one_sentence(place: Path) -> None:
    (place / "other.db").write_bytes(b"not a database at all")
    says(jobvej("restore", "other.db"), "er beskadiget. Brug en anden kopi.")
    says(jobvej("restore", "nowhere.db"), "Der er ingen fil nowhere.db.")
    sqlite3.connect(place / "else.db").execute("CREATE TABLE x (y)")
    says(jobvej("restore", "else.db"), "er ikke en database fra Jobvej.")
