"""Every role × route × own/other cell is really asked for, against the reviewed ACCESS.tsv."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jobvej.catalog import Published
from tests.tracker import clubs
from tests.tracker.acts import rows_of
from tests.tracker.conftest import NOW, Web, fill_from
from tests.tracker.every_route import (
    Places,
    address,
    ask,
    body,
    employ,
    lay_film,
    make_places,
)
from tracker import access
from tracker.access import citizens_visible_to, clubs_visible_to
from tracker.db import database
from tracker.gate import rule_of
from tracker.models import AccessLog, Staff
from tracker.people import readers

ACCESS = Path(access.__file__).parent / "ACCESS.tsv"
ROWS = list(csv.DictReader(ACCESS.open(encoding="utf-8"), delimiter="\t"))
FINE, HERE, NOT_THERE, NO = (200, 303), (200,), (404,), (403,)
ROLE = {"anna": "citizen", "bo": "citizen", "karin": "consultant", "lars": "consultant"}
OTHERS = ("leader", "operator", "dpo")
CAST = ("nobody", "anna", "bo", "karin", "lars", *OTHERS)
OF_ONE = ("citizen", "page", "changes", "responsible", "own_team", "club", "club_team")
AFTER_WHY = ("page", "changes")
"""Scopes of views for which somebody must first have said why."""
OF_OTHERS = {
    ("lars", "clubs.make"): (422,),  # Karin is not of the team
    ("karin", "club.add_member"): (422,),  # Anna is in the club already
    ("lars", "today.make"): (422,),  # the form offers no such citizen
    ("lars", "chosen.ask_letters"): NOT_THERE,
    ("lars", "chosen.new_codes"): NOT_THERE,
    ("lars", "chosen.ask_hand_over"): NOT_THERE,
    ("lars", "chosen.give"): NOT_THERE,
    ("lars", "chosen.ask_start"): NOT_THERE,
    ("lars", "chosen.start"): NOT_THERE,
    ("lars", "absence.make"): (422,),  # nor such a colleague
    ("lars", "absence.hand_over_all"): (422,),
    ("lars", "absence.end"): NOT_THERE,  # Karin has ended it
    ("bo", "own_club.show"): NOT_THERE,
    ("bo", "own_club.name"): NOT_THERE,
    ("anna", "webinars.attended"): NOT_THERE,  # it has not been held
    ("bo", "webinars.attended"): NOT_THERE,
    ("anna", "plan.add_from_course"): (422,),  # it is on the list, and open
    ("bo", "plan.add_from_course"): (422,),
    ("bo", "plan.done"): NOT_THERE,
    ("bo", "plan.undo"): NOT_THERE,
    ("bo", "plan.move"): NOT_THERE,
    ("bo", "plan.take_off"): NOT_THERE,
    ("bo", "plan.end_rest"): NOT_THERE,
    ("bo", "device.receive"): (409,),  # the rows stay with their owner
}


def expected(row: dict[str, str], who: str) -> tuple[int, ...]:
    """The statuses of one cell: from the row's roles and scope, and whose data is named."""
    roles, is_about_one = row["roles"].split(","), row["scope"] in OF_ONE
    if roles == ["anyone"]:
        return FINE
    if who == "nobody":
        # To the sign-in; a form in which something was written shows that first.
        return (401,) if row["route"].startswith("/api/") else (303, 401)
    if ROLE.get(who, who) not in roles:
        return NOT_THERE if is_about_one else NO
    if who == "lars" and is_about_one:
        return NOT_THERE
    if row["scope"] in AFTER_WHY:
        return HERE if row["method"] == "GET" else NO  # Karin has not said why yet
    return OF_OTHERS.get((who, row["endpoint"]), FINE)


@pytest.fixture(scope="module")
def kept() -> list[tuple[Path, Places]]:
    """The database with all places, once they are made: that takes longer than a test."""
    return []


@pytest.fixture
def places(
    web: Web, published: Published, kept: list[tuple[Path, Places]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Places:  # fmt: skip
    if not kept:
        made = make_places(web, published)
        file = tmp_path_factory.mktemp("places") / "jobvej.db"
        with closing(sqlite3.connect(file)) as copy:
            database.connection().backup(copy)
        kept.append((file, made))
    [(file, found)] = kept
    fill_from(file)
    lay_film(web, found)
    return found


def test_the_reviewed_list_is_the_url_map(web: Web):
    """A new or removed route is a decision, and shows in the review as a line of this file."""
    with web.app.app_context():
        declared = set()
        for one in web.app.url_map.iter_rules():
            rule = rule_of(one.endpoint)
            assert rule, f"{one.endpoint} declares no access"
            for method in one.methods - {"HEAD", "OPTIONS"}:
                roles = ",".join(rule.roles)
                declared.add((one.rule, method, one.endpoint, roles, rule.scope))
    assert {tuple(row.values()) for row in ROWS} == declared


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['method']} {row['route']}")
def test_each_role_gets_what_the_list_says(web: Web, places: Places, row: dict[str, str]):
    for who in CAST:
        if who in OTHERS:
            visitor = employ(web, who)
        else:
            visitor = web.nobody() if who == "nobody" else getattr(web, who)
        assert ask(row, visitor, web, places) in expected(row, who), who
        if row["endpoint"] == "sign_in.leave" and who in ("anna", "bo", "karin", "lars"):
            delattr(web, who)
    # Nobody above was let in by the grant; now Karin says why, and is.
    if row["scope"] in AFTER_WHY:
        assert ask(row, web.opened_by_karin(), web, places) in (200, 303)


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["scope"] in AFTER_WHY], ids=lambda r: r["route"]
)
def test_without_a_purpose_nothing_is_read_and_nothing_is_done(web: Web, places: Places, row):
    path = address(row, places)
    if row["method"] == "GET":
        page = web.karin.get(path)
    else:
        page = web.karin.post(path, body(row["endpoint"], places, web))
    assert page.h1 == "Hvorfor åbner du siden?"
    assert "data-shared" not in page.html
    assert "opgaver" not in page.text()
    assert AccessLog.select().count() == 0


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["scope"] in ("changes", "responsible", "own_team")],
    ids=lambda row: f"{row['method']} {row['endpoint']}",
)
def test_whoever_only_reads_along_changes_nothing(web: Web, places: Places, row: dict[str, str]):
    readers.add_reader(web.cast.anna, web.cast.lars, web.cast.karin, NOW.date())
    web.lars.post(f"/job/borgere/{web.cast.anna}/aabn/", {"formaal": "help"})
    address(row, places)  # makes what it names
    kept = rows_of(web.cast.anna)
    assert ask(row, web.lars, web, places) == 403
    assert rows_of(web.cast.anna) == kept


def test_a_view_that_declares_nothing_is_refused_to_everyone(own_web: Web):
    own_web.app.add_url_rule("/glemt/", "forgotten", lambda: "secret")
    for visitor in (own_web.nobody(), own_web.anna, own_web.karin):
        page = visitor.get("/glemt/")
        assert page.status == 403
        assert "secret" not in page.html


def test_a_view_is_under_its_pages_rule_unless_it_says_otherwise(own_web: Web):
    page = access.Page("dummy", "/proeve", "leader", scope="figures")
    page.add_url_rule("/", "show", lambda: "numbers")
    page.add_url_rule("/egen/", "own", access.access("citizen", scope="own")(lambda: "own"))
    own_web.app.register_blueprint(page)
    for path, answers in (("/proeve/", (303, 403, 403)), ("/proeve/egen/", (303, 200, 403))):
        visitors = (own_web.nobody(), own_web.anna, own_web.karin)
        assert tuple(one.client.get(path).status_code for one in visitors) == answers


def test_a_role_or_scope_that_does_not_exist_cannot_be_declared():
    for roles, scope in ((("boss",), "public"), ((), "public"), (("citizen",), "all")):
        with pytest.raises(ValueError, match="no such access"):
            access.access(*roles, scope=scope)
        with pytest.raises(ValueError, match="no such access"):
            access.Page("dummy", "/proeve", *roles, scope=scope)


def test_consultant_sees_only_own_team(web: Web):
    karin, lars = (Staff.here(Staff.id == one).get() for one in (web.cast.karin, web.cast.lars))
    assert [one.id for one in citizens_visible_to(karin, NOW.date())] == [web.cast.anna]
    assert [one.id for one in citizens_visible_to(lars, NOW.date())] == [web.cast.bo]


@pytest.mark.parametrize("role", OTHERS)
def test_whoever_is_no_consultant_any_more_sees_no_citizen_and_no_club(web: Web, role: str):
    """Whatever they were a reader of, covered for and led before."""
    today = NOW.date()
    readers.add_reader(web.cast.anna, web.cast.lars, web.cast.karin, today)
    readers.set_absence(web.cast.karin, web.cast.lars, today, today, web.cast.karin, today)
    clubs.make(web.cast, company_consultant=web.cast.lars)
    lars = Staff.here(Staff.id == web.cast.lars).get()
    assert len(citizens_visible_to(lars, today)) == 2
    assert len(clubs_visible_to(lars, today)) == 1
    lars.role = role
    assert list(citizens_visible_to(lars, today)) == []
    assert list(clubs_visible_to(lars, today)) == []


@pytest.mark.parametrize("role", OTHERS)
def test_whoever_is_no_consultant_has_no_page_about_a_person(web: Web, places: Places, role: str):
    """Not even in the list of what is allowed; and what they may open names nobody."""
    visitor = employ(web, role)
    scopes = {"leader": {"figures"}, "operator": {"staff"}, "dpo": {"samples"}}[role]
    mine = [row for row in ROWS if role in row["roles"].split(",")]
    assert {row["scope"] for row in mine} == scopes
    for row in mine:
        if row["method"] == "GET":
            text = visitor.client.get(address(row, places)).get_data(as_text=True)
            for secret in ("Anna K.", "Bo M.", "2026-1<", "Skriv CV", str(web.cast.anna)):
                assert secret not in text, row["route"]
