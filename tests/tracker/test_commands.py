"""`jobvej run` and `jobvej tracker …`: what works, and one sentence when it does not."""

import re
import time
from pathlib import Path
from uuid import uuid4

import pytest

from jobvej.catalog import read_catalog, write_catalog
from tests.tracker import conftest
from tests.tracker.conftest import BUILD, make_build
from tests.tracker.terminal import ROOT, fetch, jobvej, running, says
from tracker.models import Citizen, Staff, Team
from tracker.people import staff, staff_changes
from tracker.settings import Settings
from tracker.site import CHECK_EVERY_SECONDS
from tracker.store_file import become_demo, close_store, open_store


def test_init_makes_a_database_and_a_secret_for_its_owner_alone(place: Path):
    result = jobvej("tracker", "init")
    assert result.exit_code == 0, result.stderr
    assert (place / "var/jobvej.db").exists()
    assert (place / "var/secret.key").stat().st_mode & 0o077 == 0
    says(jobvej("tracker", "init"), "Der er allerede en database i var/jobvej.db.")


def test_init_needs_to_know_the_municipality(place: Path, monkeypatch):
    monkeypatch.delenv("JOBVEJ_MUNICIPALITY")
    says(jobvej("tracker", "init"), "Sæt JOBVEJ_MUNICIPALITY")


def test_a_team_and_a_consultant_are_added_and_can_sign_in(place: Path):
    jobvej("tracker", "init")
    assert jobvej("tracker", "add-team", "Team Nord").exit_code == 0
    result = jobvej("tracker", "add-staff", "Karin", "--sign-in", "Karin", "--team", "Team Nord")
    password = result.stdout.strip().splitlines()[-1].rsplit(" ", 1)[1]
    open_store(Settings())
    assert staff.check_password("karin", password).name == "Karin"
    assert Team.get().name == "Team Nord"
    assert password not in Staff.get().password_hash
    assert [(one.kind, one.changed_by, one.detail) for one in staff_changes.changes()] == [
        ("added", staff_changes.TERMINAL, "Karin, jobkonsulent, Team Nord"),
        ("team_added", staff_changes.TERMINAL, "Team Nord"),
    ]


def test_a_leader_is_in_no_team_and_a_consultant_in_one(place: Path):
    jobvej("tracker", "init")
    jobvej("tracker", "add-team", "Nord")
    words = ("tracker", "add-staff", "Henrik Dahl", "--sign-in", "henrik")
    says(jobvej(*words), "Skriv --team for en jobkonsulent.")
    says(jobvej(*words, "--role", "leader", "--team", "Nord"), "De andre er ikke i et team.")
    assert jobvej(*words, "--role", "leader").exit_code == 0
    open_store(Settings())
    assert (Staff.get().role, Staff.get().team) == ("leader", None)


def test_what_is_there_already_is_told(place: Path):
    jobvej("tracker", "init")
    jobvej("tracker", "add-team", "Nord")
    says(jobvej("tracker", "add-team", "Nord"), "Der er allerede et team, der hedder Nord.")
    words = ("tracker", "add-staff", "Karin", "--sign-in", "karin", "--team", "Nord")
    jobvej(*words)
    says(jobvej(*words), "Brugernavnet karin er taget.")
    says(jobvej(*words[:-1], "Vest"), "Der er intet team, der hedder Vest.")


@pytest.mark.parametrize("role", ["operator", "dpo"])
def test_the_first_operator_and_dpo_are_added_here(place: Path, role: str):
    jobvej("tracker", "init")
    words = ("tracker", "add-staff", "Susanne Toft", "--sign-in", "susanne", "--role", role)
    assert jobvej(*words).exit_code == 0
    open_store(Settings())
    assert (Staff.get().role, Staff.get().team) == (role, None)


@pytest.mark.parametrize(
    "words",
    [("add-team", "Nord"), ("migrate",), ("rebuild",), ("purge",), ("purge", "--citizen", "1")],
)
def test_without_a_database_one_is_told_to_make_it(place: Path, words):
    says(jobvej("tracker", *words), "Lav den med: jobvej tracker init")


def take_in(published) -> None:
    open_store(Settings())
    team = staff.add_team("Nord")
    karin = conftest.employ("Karin", team=team)
    conftest.take_in(uuid4(), karin, published, reference="2026-1")
    close_store()


def test_one_person_is_erased_by_reference(place: Path, published):
    jobvej("tracker", "init")
    take_in(published)
    says(jobvej("tracker", "purge", "--citizen", "2026-9"), "Ingen borger har referencen 2026-9.")
    result = jobvej("tracker", "purge", "--citizen", "2026-1")
    assert "Slettet for altid: referencen 2026-1." in result.stdout
    open_store(Settings())
    assert Citizen.select().count() == 0


def test_purge_and_rebuild_say_what_they_did(place: Path, published):
    jobvej("tracker", "init")
    take_in(published)
    assert jobvej("tracker", "rebuild").stdout == "Regnet om: 1 borger.\n"
    result = jobvej("tracker", "purge")
    assert result.exit_code == 0
    assert result.stdout.strip()
    assert "Report(" not in result.stdout


def test_migrate_of_a_new_database_has_nothing_to_do(place: Path):
    jobvej("tracker", "init")
    assert jobvej("tracker", "migrate").stdout == "Databasen er allerede ny nok.\n"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("JOBVEJ_PORT", "mange", "JOBVEJ_PORT: "),
        ("JOBVEJ_PROXY_HOPS", "-1", "JOBVEJ_PROXY_HOPS: "),
        ("JOBVEJ_DATABASE_URL", "postgresql://x", "JOBVEJ_DATABASE_URL er 'postgresql://x'"),
        ("JOBVEJ_DATABASE_URL", "sqlite:////proc/x/jobvej.db", "kan ikke bruges"),
        ("JOBVEJ_BUILD_DIR", "ingen", "Kør `jobvej build` først."),
        ("JOBVEJ_HOST", "0.0.0.0", "En demo-database kan kun ses fra maskinen selv."),
        ("JOBVEJ_MUNICIPALITY", "vestby", "Sitet er for 'aaby', men databasen hører til 'vestby'"),
        ("JOBVEJ_CLOCK_FILE", "/dev/null", "JOBVEJ_CLOCK_FILE kan ikke bruges|clock"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(place: Path, monkeypatch, name, value, sentence):
    if name == "JOBVEJ_CLOCK_FILE":
        jobvej("tracker", "init")
        open_store(Settings())
        become_demo()
        close_store()
    monkeypatch.setenv(name, value)
    says(jobvej("run", "--demo", "--port", "0"), sentence)


def test_a_secret_that_was_cut_starts_no_server(place: Path):
    jobvej("tracker", "init")
    (place / "var/secret.key").write_bytes(b"short")
    says(jobvej("run", "--port", "0"), "Nøglen i var/secret.key er for kort.")


@pytest.fixture
def real_courses(place: Path) -> Path:
    """The same, with the catalog of our own courses, since the demo's people live by them."""
    catalog, _ = read_catalog(ROOT)
    write_catalog(catalog, BUILD, place / "build" / f"site-{BUILD}" / "catalog.json")
    return place


def test_a_second_server_is_kept_out(place: Path):
    jobvej("tracker", "init")
    close_store()
    with running(place):
        says(jobvej("run", "--port", "0"), "Serveren kører.")


def test_run_serves_the_site_and_a_demo_that_one_can_sign_in_to(real_courses: Path):
    server = running(real_courses, "--demo")
    with server as url:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", url)
        assert "Forsiden" in fetch(url)[1]
        assert "<h1>Log på</h1>" in fetch(url + "log-paa/")[1]
        assert '"ok":true' in fetch(url + "readyz")[1].replace(" ", "")
        make_build(real_courses / "build", "20261201120000-ffffffff", words="Den nye forside")
        assert CHECK_EVERY_SECONDS < 2, "a new build is in use within 2 seconds"
        deadline = time.monotonic() + 20  # of which a busy machine may take some more
        while "Den nye forside" not in fetch(url)[1]:
            assert time.monotonic() < deadline, "a new build is taken into use"
            time.sleep(0.1)
    told = "".join(server.said)
    assert "/log-paa/" in told
    assert "/job/log-paa/" in told
