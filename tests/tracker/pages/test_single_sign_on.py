"""Staff sign in by the municipality's own service: a real OpenID provider, over real HTTP."""

from datetime import timedelta
from pathlib import Path

import pytest
from joserfc.jwk import KeySet, RSAKey

from tests.tracker.conftest import PASSWORD, SECRET, Web
from tests.tracker.issuer import (
    Issuer,
    query,
    settings_with,
    there_and_back,
    web_with,
)
from tracker.models import Session, Staff
from tracker.settings import Settings
from tracker.sign_in import sessions
from tracker.sign_in.single_sign_on import let_in

START = "/job/log-paa/kommune/"
FORM = "/job/log-paa/"


@pytest.fixture
def office(web: Web, settings: Settings, issuer: Issuer, tmp_path: Path) -> Web:
    """Jobvej where staff sign in at the issuer."""
    return web_with(web, settings_with(settings, issuer, tmp_path))


def refused(page, why: str) -> None:
    """Back at the form, with what to do, and not signed in."""
    assert page.status == 303
    assert page.location == f"{FORM}?besked={why}"
    assert Session.select().count() == 0
    cookies = page.response.headers.getlist("Set-Cookie")
    assert all("jobvej-session" not in cookie for cookie in cookies)


def test_a_consultant_signs_in_and_meets_the_teams_citizens(office: Web, issuer: Issuer):
    visitor, mette = office.nobody(), issuer.person("Mette Lund", "jobvej-nord")
    page = there_and_back(visitor, issuer, mette)
    assert page.location == "/job/i-dag/"
    assert visitor.follow(page).h1.startswith("I dag")
    row = Staff.get(Staff.name == "Mette Lund")
    assert (row.role, row.team, row.password_hash) == ("consultant", office.cast.nord, "")
    assert "Anna K." in visitor.get("/job/borgere/").text()


def test_nothing_that_tells_who_it_is_elsewhere_is_kept(office: Web, issuer: Issuer):
    mette = issuer.person("Mette Lund", "jobvej-nord")
    there_and_back(office.nobody(), issuer, mette)
    row = Staff.get(Staff.name == "Mette Lund")
    assert len(row.subject) == 64
    assert mette.user_name not in f"{row.subject} {row.sign_in_name}"
    assert mette.id not in f"{row.subject} {row.sign_in_name}"


def test_the_same_person_is_the_same_row_with_the_role_and_team_of_the_day(
    office: Web, issuer: Issuer
):
    mette = issuer.person("Mette Lund", "jobvej-nord")
    there_and_back(office.nobody(), issuer, mette)
    before = Staff.get(Staff.name == "Mette Lund")
    issuer.leave_all(mette)
    issuer.join(mette, "jobvej-syd")
    issuer.server.backend.update(mette, formatted_name="Mette Bak", family_name="Bak")
    issuer.server.backend.save(mette)
    there_and_back(office.nobody(), issuer, mette)
    after = Staff.get(Staff.id == before.id)
    assert (after.name, after.team) == ("Mette Bak", office.cast.syd)
    assert Staff.select().where(Staff.subject.is_null(False)).count() == 1


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": " Mette  Lund ", "preferred_username": "mlund"}, "Mette Lund"),
        ({"preferred_username": "mlund"}, "mlund"),
        ({}, "Uden navn"),
    ],
)
def test_who_signs_in_elsewhere_has_a_name_to_show_to_colleagues(office: Web, claims, name):
    groups = office.app.extensions["jobvej.doors"].staff.groups
    proven = {"sub": "1", "groups": ["jobvej-nord"], **claims}
    assert let_in(proven, groups, "https://login.aaby.dk", SECRET).name == name


def test_a_leader_is_in_no_team_and_comes_to_the_figures(office: Web, issuer: Issuer):
    page = there_and_back(office.nobody(), issuer, issuer.person("Lea Dahl", "jobvej-ledere"))
    assert page.location.startswith("/leder/")
    assert Staff.get(Staff.name == "Lea Dahl").team is None


def test_after_signing_in_the_page_that_was_asked_for_comes(office: Web, issuer: Issuer):
    visitor, talk = office.nobody(), f"/job/borgere/{office.cast.anna}/samtale/"
    form = visitor.follow(visitor.get(talk))
    start = next(link for link in form.links() if link.startswith(START))
    mette = issuer.person("Mette Lund", "jobvej-nord")
    assert there_and_back(visitor, issuer, mette, start).location == talk


@pytest.mark.parametrize(
    ("groups", "why"),
    [
        ((), "login-ingen-gruppe"),
        (("jobvej-nordpol",), "login-ingen-gruppe"),
        (("jobvej-oest",), "login-intet-team"),
    ],
)
def test_nobody_without_a_group_that_gives_a_place_comes_in(
    office: Web, issuer: Issuer, groups, why
):
    visitor = office.nobody()
    page = there_and_back(visitor, issuer, issuer.person("Per Ny", *groups))
    refused(page, why)
    assert "it-afdeling" in visitor.follow(page).text()
    assert not Staff.select().where(Staff.name == "Per Ny").exists()


def test_someone_who_left_cannot_sign_in(office: Web, issuer: Issuer):
    mette = issuer.person("Mette Lund", "jobvej-nord")
    there_and_back(office.nobody(), issuer, mette)
    Session.delete().execute()
    Staff.update(is_active=False).where(Staff.name == "Mette Lund").execute()
    page = there_and_back(office.nobody(), issuer, mette)
    refused(page, "login-lukket")
    assert not Staff.get(Staff.name == "Mette Lund").is_active


def test_who_loses_the_role_is_signed_out_everywhere_at_the_next_sign_in(
    office: Web, issuer: Issuer
):
    old, mette = office.nobody(), issuer.person("Mette Lund", "jobvej-nord")
    there_and_back(old, issuer, mette)
    assert old.get("/job/i-dag/").status == 200
    issuer.leave_all(mette)
    issuer.join(mette, "jobvej-ledere")
    there_and_back(office.nobody(), issuer, mette)
    assert old.get("/job/i-dag/").status == 303


def test_the_request_asks_for_little_and_is_bound_to_this_browser(office: Web):
    sent = office.nobody().get(START)
    asked = query(sent.location)
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["scope"] == "openid profile groups"
    assert asked["redirect_uri"] == "http://localhost/job/log-paa/kommune/retur/"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    [cookie] = sent.response.headers.getlist("Set-Cookie")
    assert cookie.startswith("jobvej-flow=")
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Lax", "Max-Age=600", "Path=/"))
    assert asked["state"] != query(office.nobody().get(START).location)["state"]


def test_over_https_the_cookie_is_for_this_host_alone(office: Web):
    sent = office.nobody().get(START, base_url="https://jobvej.aaby.dk")
    [cookie] = sent.response.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-jobvej-flow=")
    assert "Secure" in cookie
    back = query(sent.location)["redirect_uri"]
    assert back == "https://jobvej.aaby.dk/job/log-paa/kommune/retur/"
    over = office.nobody().get(back, base_url="https://jobvej.aaby.dk")
    [cookie] = [one for one in over.response.headers.getlist("Set-Cookie") if "flow" in one]
    assert cookie.startswith("__Host-jobvej-flow=;")
    assert "Secure" in cookie, "else the browser keeps it"


def test_who_says_no_at_the_issuer_comes_back_to_the_form(office: Web):
    visitor = office.nobody()
    state = query(visitor.get(START).location)["state"]
    page = visitor.get(f"{START}retur/?error=access_denied&state={state}")
    refused(page, "login-afbrudt")
    assert "Du blev ikke logget på. Prøv igen." in visitor.follow(page).text()


def test_a_silent_issuer_is_a_calm_sentence_and_is_not_asked_by_everybody(
    web: Web, settings: Settings, issuer: Issuer, tmp_path: Path
):
    dead = settings_with(settings, issuer, tmp_path, oidc_issuer="http://127.0.0.1:9/")
    office = web_with(web, dead)
    visitor = office.nobody()
    page = visitor.get(START)
    assert page.location == f"{FORM}?besked=login-svarer-ikke"
    assert "svarer ikke lige nu" in visitor.follow(page).text()
    provider = office.app.extensions["jobvej.doors"].staff.provider
    provider.client = issuer_that_lives(provider.client, issuer)
    assert visitor.get(START).location == f"{FORM}?besked=login-svarer-ikke"
    office.clock.now += timedelta(seconds=11)
    assert visitor.get(START).location.startswith(issuer.server.url)


def issuer_that_lives(client, issuer: Issuer):
    return type(client)(issuer.address, client.client_id, client.client_secret, client.scope)


def test_an_issuer_with_new_keys_is_read_anew(office: Web, issuer: Issuer):
    provider = office.app.extensions["jobvej.doors"].staff.provider
    office.nobody().get(START)
    known = provider._known
    old = KeySet([RSAKey.generate_key(2048, {"kid": "old"})])
    provider._known = type(known)(known.read_at, known.says, old)
    mette = issuer.person("Mette Lund", "jobvej-nord")
    assert there_and_back(office.nobody(), issuer, mette).location == "/job/i-dag/"


def test_the_form_offers_both_ways_or_only_one(
    web: Web, office: Web, settings: Settings, issuer: Issuer, tmp_path: Path
):
    both = office.nobody().get(FORM)
    assert "Log på med kommunens login" in both.text()
    assert both.forms() == [FORM]
    only = web_with(web, settings_with(settings, issuer, tmp_path, staff_passwords=False))
    page = only.nobody().get(FORM)
    assert "Log på med kommunens login" in page.text()
    assert page.forms() == []
    answer = only.nobody().post(FORM, {"name": "karin", "password": PASSWORD})
    assert answer.status == 404
    assert Session.select().count() == 0


def test_without_an_issuer_there_is_the_form_alone(web: Web):
    assert web.nobody().get(START).location == FORM
    assert web.nobody().get(f"{START}retur/?code=x&state=y").location == FORM
    assert "kommunens login" not in web.nobody().get(FORM).text()


def test_signing_in_ends_the_session_before_it_in_that_browser(office: Web, issuer: Issuer):
    token = sessions.start(
        office.cast.karin, "consultant", is_shared_device=False, now=office.clock.now
    )
    visitor = office.nobody()
    visitor.client.set_cookie("jobvej-session", token)
    there_and_back(visitor, issuer, issuer.person("Mette Lund", "jobvej-nord"))
    assert [row.person for row in Session.select()] == [Staff.get(Staff.name == "Mette Lund").id]


def test_sign_out_ends_the_session_here(office: Web, issuer: Issuer):
    visitor = office.nobody()
    there_and_back(visitor, issuer, issuer.person("Mette Lund", "jobvej-nord"))
    assert visitor.post("/log-af/").location == f"{FORM}?besked=logget-af"
    assert Session.select().count() == 0
