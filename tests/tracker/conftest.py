"""The cast of the tracker's tests, in a real database file, on Tuesday 1 December 2026 at 9."""

import json
import os
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from argon2 import PasswordHasher
from flask import Flask

from jobvej.catalog import Published, load_published
from jobvej.catalog.model import Closing
from jobvej.catalog.published import PublishedPlan
from tests.visit import Visitor
from tracker import workdays
from tracker.app import PASSWORD_AND_CODE, create_app
from tracker.db import database
from tracker.limits import limiter
from tracker.people import citizens, staff, staff_changes
from tracker.settings import Settings
from tracker.sign_in import sessions
from tracker.site import Site
from tracker.store_file import close_store, database_path, open_store

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
SECRET = b"a secret of thirty-two bytes!!!!"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "sol over mark 7"


@dataclass(frozen=True)
class Cast:
    """Anna (borger Nord), Bo (borger Syd), Karin (konsulent Nord), Lars (konsulent Syd).

    Lars must see nothing of Anna, and neither may Bo.
    """

    nord: UUID
    syd: UUID
    karin: UUID
    lars: UUID
    anna: UUID
    bo: UUID
    anna_code: str
    bo_code: str


@pytest.fixture(scope="session")
def published() -> Published:
    """Three courses and two plans."""
    return load_published(Path(__file__).parent / "catalog.json")


@pytest.fixture(scope="session")
def weekly(published: Published) -> PublishedPlan:
    """The plan that repeats: two applications a week."""
    [plan] = [one for one in published.plans if one.id == "to-om-ugen"]
    return plan


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of one test, with a database file of its own."""
    return Settings(
        database_url=f"sqlite:///{tmp_path}/jobvej.db",
        municipality="aaby",
        secret_file=tmp_path / "secret.key",
        build_dir=tmp_path / "build",
    )


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that the migrations made; copied for each test, since making it takes fsyncs."""
    file = tmp_path_factory.mktemp("empty") / "jobvej.db"
    open_store(Settings(database_url=f"sqlite:///{file}", municipality="aaby"), create=True)
    close_store()
    return file


@pytest.fixture
def store(settings: Settings, empty_database: Path) -> Iterator[Settings]:
    """An open, empty database."""
    shutil.copy(empty_database, database_path(settings))
    open_store(settings)
    yield settings
    close_store()


@pytest.fixture(scope="session")
def cast_database(
    tmp_path_factory: pytest.TempPathFactory, empty_database: Path, published: Published
) -> tuple[Path, Cast]:
    """A database in which the cast stands; made once, since each test begins with the same."""
    file = tmp_path_factory.mktemp("cast") / "jobvej.db"
    shutil.copy(empty_database, file)
    open_store(Settings(database_url=f"sqlite:///{file}", municipality="aaby"))
    cast = make_cast(published)
    close_store()
    return file, cast


@pytest.fixture
def cast(cast_database: tuple[Path, Cast], store: Settings) -> Cast:
    """Two teams that know nothing of each other; both citizens began on Monday 23 November."""
    file, cast = cast_database
    fill_from(file)
    return cast


def fill_from(file: Path) -> None:
    """Give the open database what stands in another one."""
    with closing(sqlite3.connect(file)) as other:
        other.backup(database.connection())


def make_cast(published: Published) -> Cast:
    """Take the four in, as the pages do.

    Bo comes before Anna, by time and by id: what is asked of her must not be told of the first.
    """
    nord, syd = staff.add_team("Team Nord"), staff.add_team("Team Syd")
    karin, lars = employ("Karin", team=nord), employ("Lars", team=syd)
    anna, bo = UUID(int=0xAA), UUID(int=0xB)
    bo_code, anna_code = [
        take_in(citizen, consultant, published, display_name=name, reference=reference,
                start_on=date(2026, 11, 23))
        for name, reference, consultant, citizen in (
            ("Bo M.", "2026-2", lars, bo),
            ("Anna K.", "2026-1", karin, anna),
        )
    ]  # fmt: skip
    return Cast(nord, syd, karin, lars, anna, bo, anna_code, bo_code)


def employ(
    name: str, role: str = "consultant", team: UUID | None = None, password: str = PASSWORD
) -> UUID:
    """Somebody who works here, and signs in by the same name in small letters."""
    return staff.add_staff(staff.Place(name, role, team), name, password, hasher=CHEAP)


def take_in(
    citizen: UUID,
    consultant: UUID,
    published: Published,
    now: datetime = NOW,
    secret: bytes = SECRET,
    **changed: Any,
) -> str:
    """Take Cira in, as the pages do; `changed` says what is otherwise. Returns the code."""
    usual = {
        "display_name": "Cira P.",
        "reference": f"r-{citizen.hex[-8:]}",
        "support_level": "med-sparring",
        "template": published.plan("kort-vej"),
        "start_on": now.date(),
    }
    one = citizens.Newcomer(**{**usual, **changed})
    return citizens.register(one, citizen, staff_changes.find(consultant), now, secret, published)


def newcomer(cast: Cast, published: Published, name: str, **changed: Any) -> UUID:
    """One more citizen of Karin's, who begins today; `changed` says what is otherwise."""
    citizen = uuid4()
    its = {"display_name": name, "reference": f"r-{name}"[:20], "consultant": cast.karin, **changed}
    take_in(citizen, published=published, **its)
    return citizen


@contextmanager
def full_disk() -> Iterator[None]:
    """Not a byte more on the disk, from this process: SQLite learns of it as it commits."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


BUILD = "20261122120000-0a1b2c3d"
ASSETS = "/assets/jobvej.0a1b2c3d/"


def make_build(build_dir: Path, build: str = BUILD, words: str = "Forsiden") -> Path:
    """One build of a small site, put in use as the builder does: `current` is replaced last."""
    folder = build_dir / f"site-{build}"
    www = folder / "www"
    www.mkdir(parents=True)
    (www / "index.html").write_text(f"<!doctype html><title>x</title><p>{words}</p>")
    (www / "404.html").write_text(f"<!doctype html><title>404</title><p>{words} findes ikke</p>")
    lesson = www / "kurser" / "cv"
    lesson.mkdir(parents=True)
    (lesson / "index.html").write_text(f"<!doctype html><title>cv</title><p>{words}</p>")
    text = (Path(__file__).parent / "catalog.json").read_text()
    (folder / "catalog.json").write_text(text.replace(BUILD, build))
    (folder / "site.json").write_text(json.dumps({"assets": ASSETS}))
    (www / ASSETS[1:]).mkdir(parents=True)
    (www / ASSETS[1:] / "tokens.css").write_text(f"/* {words} */")
    beside = build_dir / "current.new"
    beside.write_text(build)
    beside.replace(build_dir / "current")
    return folder


@dataclass
class Clock:
    """The time that the pages see; a test may move it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Web:
    """The tracker as browsers meet it, and each of the cast signed in."""

    app: Flask
    cast: Cast
    clock: Clock

    def nobody(self) -> Visitor:
        return Visitor(self.app.test_client())

    def signed_in(self, person: UUID, role: str, *, is_shared: bool = False) -> Visitor:
        token = sessions.start(person, role, is_shared_device=is_shared, now=self.clock.now)
        visitor = self.nobody()
        visitor.client.set_cookie("jobvej-session", token)
        return visitor

    @cached_property
    def anna(self) -> Visitor:
        return self.signed_in(self.cast.anna, "citizen")

    @cached_property
    def bo(self) -> Visitor:
        return self.signed_in(self.cast.bo, "citizen")

    @cached_property
    def karin(self) -> Visitor:
        return self.signed_in(self.cast.karin, "consultant")

    @cached_property
    def lars(self) -> Visitor:
        return self.signed_in(self.cast.lars, "consultant")

    def opened_by_karin(self) -> Visitor:
        """Karin, who has said that she prepares a talk with Anna."""
        answer = self.karin.post(f"/job/borgere/{self.cast.anna}/aabn/", {"formaal": "talk"})
        assert answer.status == 303
        return self.karin


def new_app(build_dir: Path, clock: Clock) -> Flask:
    """The whole application on the site of a folder."""
    app = create_app(Site(build_dir), clock, SECRET)
    app.testing = False  # faults answer 500, as they do in use
    return app


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Clock]:
    """One for all: its routes and templates are the same, and reading them takes long."""
    folder = tmp_path_factory.mktemp("build")
    make_build(folder)
    clock = Clock()
    return new_app(folder, clock), clock


@pytest.fixture
def web(application: tuple[Flask, Clock], cast: Cast, settings: Settings) -> Iterator[Web]:
    """The whole application on a small site, at a time and with doors of the test's own."""
    app, clock = application
    make_build(settings.build_dir)
    app.extensions["jobvej.site"] = Site(settings.build_dir)
    app.extensions["jobvej.doors"] = PASSWORD_AND_CODE
    clock.now = NOW
    yield Web(app, cast, clock)
    limiter.reset()


@pytest.fixture
def closed(settings: Settings) -> Iterator[Callable[..., None]]:
    """Let the municipality be closed on days, as its build says; after the test on none."""

    def these(*days: str, web: Web | None = None) -> None:
        found = [Closing(day, day, "personaledag") for day in days]
        if web is None:
            workdays.close(found)
        else:
            file = settings.build_dir / f"site-{BUILD}" / "catalog.json"
            whole = json.loads(file.read_text())
            whole["municipality"]["closed_days"] = [asdict(one) for one in found]
            file.write_text(json.dumps(whole))
            web.app.extensions["jobvej.site"] = Site(settings.build_dir)

    yield these
    workdays.close(())


@pytest.fixture
def own_web(web: Web, settings: Settings) -> Web:
    """The same in an application that no other test meets, for one that changes it."""
    return Web(new_app(settings.build_dir, web.clock), web.cast, web.clock)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A municipality's folder with a built site, the one in which its operator stands."""
    for name in [name for name in os.environ if name.startswith("JOBVEJ_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JOBVEJ_MUNICIPALITY", "aaby")
    make_build(tmp_path / "build")
    yield tmp_path
    close_store()


@pytest.fixture(scope="session")
def issuer(iam_server: Any) -> Any:
    """A real OpenID provider on loopback, which knows Jobvej as a client."""
    from tests.tracker.issuer import Issuer

    return Issuer(iam_server)
