"""A leader reads the numbers of a month that is over; nobody else does, and nothing opens."""

from datetime import timedelta

import pytest

from jobvej.catalog import Published
from tests.tracker import clubs
from tests.tracker.conftest import NOW, PASSWORD, Web, employ
from tests.visit import Page, Visitor
from tracker.clock import local_date
from tracker.models import Plan
from tracker.people import staff

HERE = "/leder/tal/"
SIGN_IN = "/job/log-paa/"


@pytest.fixture
def lis(web: Web) -> Visitor:
    """A leader, signed in."""
    return leader(web)


def leader(web: Web) -> Visitor:
    person = employ("Lis", "leader")
    return web.signed_in(person, "leader")


def rows(page: Page, id: str) -> list[str]:
    """The lines of one table as they are read."""
    [section] = [one for one in page.all("div") if one.get("aria-labelledby") == id]
    return [page.text(row) for row in section.iter() if row.tag == "tr"][1:]


def test_the_newest_month_that_is_over_stands_first(lis: Visitor) -> None:
    page = lis.get(HERE)
    assert page.h1 == "Tal for teamet"
    assert "Her er november 2026." in page.text()
    choices = [page.text(one) for one in page.all("option")]
    assert choices[0] == "november 2026"
    assert choices[-1] == "3. kvartal 2026"


def test_two_people_read_as_nobody_does(lis: Visitor) -> None:
    november, october = lis.get(HERE), lis.get(HERE + "?periode=2026-10")
    for page, month in ((november, "november"), (october, "oktober")):
        assert page.text().count(f"Der er ingen tal at vise for {month} 2026.") == 6, "six tables"
        assert not page.all("table")


def test_a_period_that_does_not_exist_shows_the_newest(lis: Visitor) -> None:
    for other in ("2026-12", "2019-01", "x", "2026-11'--"):
        assert "Her er november 2026." in lis.get(HERE, query_string={"periode": other}).text()


def test_there_is_nothing_to_open_behind_a_number(lis: Visitor) -> None:
    inside = {one for one in lis.get(HERE).links() if one.startswith(("/leder/", "/job/"))}
    assert inside == {HERE, "/leder/hjalp-det/", "/leder/tal/fil/?periode=2026-11"}
    for name in ("Anna", "Bo M.", "Karin", "Lars", "2026-1 "):
        assert name not in lis.get(HERE).text(lis.get(HERE).all("main")[0])


def test_the_file_is_a_spreadsheet_of_the_same_month(lis: Visitor) -> None:
    answer = lis.client.get(HERE + "fil/?periode=2026-11")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="tal-2026-11.csv"'
    text = answer.get_data(as_text=True)
    assert "november 2026;Forløb pr. team;Alle;Startet;skjult\r\n" in text


def test_what_is_late_shows_tomorrow(own_web: Web, published: Published) -> None:
    web, lis = own_web, leader(own_web)
    clubs.fill_up(clubs.make(web.cast), web.cast, published, 4)
    six, five = (f"Alle {number} skjult skjult skjult" for number in (6, 5))
    assert rows(lis.get(HERE), "forloeb-team")[0] == six, "Anna, Bo and four more"
    Plan.change({Plan.start_on: local_date(NOW)}, Plan.citizen == web.cast.anna)
    assert rows(lis.get(HERE), "forloeb-team")[0] == six
    web.clock.now = NOW + timedelta(days=1)
    again = web.signed_in(staff.check_password("lis", PASSWORD).id, "leader")
    assert rows(again.get(HERE), "forloeb-team")[0] == five


def test_a_leader_lands_here_and_others_do_not(web: Web, lis: Visitor) -> None:
    assert web.nobody().post(SIGN_IN, {"name": "lis", "password": PASSWORD}).location == HERE
    assert lis.get(SIGN_IN).location == HERE
    assert web.nobody().get(HERE).location == f"{SIGN_IN}?videre={HERE}"
    for other in (web.karin, web.anna):
        assert other.get(HERE).status == 403
        assert other.get(HERE + "fil/").status == 403
