"""A copy put back opens no door that was shut since it was made."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobvej.catalog import Published
from tests.tracker.conftest import CHEAP, employ
from tests.tracker.terminal import jobvej
from tests.tracker.upkeep.intake import copied, take_in
from tracker import db
from tracker.appointments import calendars
from tracker.models import Staff, Team
from tracker.people import citizens, staff
from tracker.settings import Settings
from tracker.sign_in import mitid
from tracker.sign_in.codes import read_secret
from tracker.store_file import close_store, open_store

DATABASE = Path("var/jobvej.db")


def test_who_was_shut_out_after_the_copy_stays_shut_out(
    founded: Path, published: Published
) -> None:
    """A letter that was stolen, MitID of a stranger, a colleague who left: none of them is back."""
    people = take_in(published, "Anna", "Bo")
    (anna, stolen), (bo, lasting) = people.values()
    now, secret = datetime.now(UTC), read_secret(Settings().secret_file)
    open_store(Settings())
    team = Team.here().get().id
    left, moved, ill = (
        employ(name, team=team, password="old")
        for name in ("left", "moved", "ill")
    )  # fmt: skip
    mitid.bind(anna, "stranger", now)
    address = {one: calendars.give(one, "citizen", now) for one in (anna, bo)}
    close_store()
    copy = copied()
    open_store(Settings())
    fresh = citizens.new_code(anna, now=now, secret=secret)
    mitid.remove(anna, left, now)
    mitid.bind(bo, "own", now)
    here = staff.add_team("Made since")
    Staff.change({Staff.is_active: False}, Staff.id == left)
    Staff.change({Staff.role: "leader", Staff.team: None}, Staff.id == moved)
    Staff.change({Staff.password_hash: CHEAP.hash("new"), Staff.team: here}, Staff.id == ill)
    close_store()
    told = jobvej("restore", str(copy))
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
    founded: Path, published: Published, before: str
) -> None:
    ((anna, code),) = take_in(published, "Anna").values()
    copy = copied()
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
