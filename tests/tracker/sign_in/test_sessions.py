"""A browser stays signed in as long as was promised, and no longer."""

from datetime import timedelta
from threading import Thread
from uuid import UUID

import pytest
from flask import Request, Response
from werkzeug.test import EnvironBuilder

from tests.tracker.conftest import NOW
from tracker.db import close_connection, writing
from tracker.models import PageGrant, Session
from tracker.sign_in import sessions

ANNA = UUID(int=0xA)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
pytestmark = pytest.mark.usefixtures("store")


def begin(role: str = "citizen", is_shared: bool = False) -> str:
    return sessions.start(ANNA, role, is_shared_device=is_shared, now=NOW)


def test_the_token_is_kept_nowhere_only_its_hash():
    token = begin()
    row = Session.get()
    assert len(token) >= 43  # 256 bits in base64
    assert token not in str(row.__data__)
    assert row.token_digest == sessions.digest(token)


def test_two_sign_ins_get_two_tokens():
    assert begin() != begin()


def test_an_own_device_stays_for_90_days_without_being_used():
    token = begin()
    found = sessions.find(token, NOW + 90 * DAY - MINUTE)
    assert found and sessions.ends_in(found, NOW) is None, "nobody is warned for months"
    assert sessions.find(token, NOW + 90 * DAY) is None


@pytest.mark.parametrize(("role", "is_shared"), [("citizen", True), ("consultant", False)])
def test_a_shared_device_and_staff_are_signed_out_after_30_idle_minutes(role, is_shared):
    token, other = begin(role, is_shared), begin(role, is_shared)
    assert sessions.find(token, NOW + 29 * MINUTE)
    assert sessions.find(token, NOW + 58 * MINUTE), "the last page counts, not the sign-in"
    assert sessions.find(other, NOW + 58 * MINUTE) is None, "and that of this browser alone"
    assert sessions.find(token, NOW + 88 * MINUTE) is None


def test_staff_are_signed_out_after_8_hours_however_busy():
    token = begin("consultant")
    for minutes in range(20, 480, 20):
        found = sessions.find(token, NOW + minutes * MINUTE)
        assert found and sessions.ends_in(found, NOW + minutes * MINUTE) == (480 - minutes) * 60
    assert sessions.find(token, NOW + 8 * HOUR) is None


@pytest.mark.parametrize(("role", "every"), [("consultant", MINUTE), ("citizen", DAY)])
def test_a_page_soon_after_another_writes_nothing(role, every):
    token = begin(role)
    sessions.find(token, NOW + every - timedelta(seconds=1))
    assert Session.get().seen_at == NOW
    sessions.find(token, NOW + every)
    assert Session.get().seen_at == NOW + every


def test_a_page_that_reads_waits_for_nobody_who_writes():
    token = begin("consultant")
    found: list[Session | None] = []

    def read() -> None:
        found.append(sessions.find(token, NOW + 2 * MINUTE))
        close_connection()

    reader = Thread(target=read)
    with writing():  # as long as somebody takes in a thousand citizens
        reader.start()
        reader.join(10)
        assert found
        assert found[0]
    reader.join()
    assert Session.get().seen_at == NOW
    assert sessions.find(token, NOW + 3 * MINUTE)
    assert Session.get().seen_at == NOW + 3 * MINUTE, "noted by the next page"


def test_a_page_waits_to_note_what_was_not_noted_for_five_minutes():
    token = begin("consultant")
    reader = Thread(target=lambda: (sessions.find(token, NOW + 5 * MINUTE), close_connection()))
    with writing():
        reader.start()
        reader.join(0.2)
        assert reader.is_alive()
    reader.join()
    assert Session.get().seen_at == NOW + 5 * MINUTE


def test_an_unknown_token_is_nobody():
    begin()
    assert sessions.find("x" * 43, NOW) is None


def test_ending_one_browser_leaves_the_other():
    one, other = begin(), begin()
    sessions.end(sessions.digest(one))
    assert sessions.find(one, NOW) is None
    assert sessions.find(other, NOW)


def test_ending_all_ends_all_of_that_person_alone(cast):
    mine = begin()
    others = sessions.start(cast.bo, "citizen", is_shared_device=False, now=NOW)
    sessions.end_all(ANNA)
    assert sessions.find(mine, NOW) is None
    assert sessions.find(others, NOW)


def test_sessions_that_ran_out_are_deleted_with_their_grants(cast):
    old = sessions.start(cast.karin, "consultant", is_shared_device=False, now=NOW)
    PageGrant.create(token_digest=sessions.digest(old), citizen=cast.anna, until=NOW + DAY)
    mine = sessions.start(cast.lars, "consultant", is_shared_device=False, now=NOW + 5 * HOUR)
    PageGrant.create(token_digest=sessions.digest(mine), citizen=cast.bo, until=NOW + DAY)
    sessions.start(cast.lars, "consultant", is_shared_device=False, now=NOW + 9 * HOUR)
    assert [row.person for row in Session.select()] == [cast.lars] * 2
    assert [row.citizen for row in PageGrant.select()] == [cast.bo]


def asked(url: str) -> Request:
    return Request(EnvironBuilder(base_url=url).get_environ())


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://127.0.0.1:8000", "jobvej-session"),
        ("http://localhost:8000", "jobvej-session"),
        ("http://[::1]:8000", "jobvej-session"),
        ("https://127.0.0.1:8000", "__Host-jobvej"),
        ("https://jobvej.aaby.dk", "__Host-jobvej"),
        ("http://jobvej.aaby.dk", "__Host-jobvej"),
        ("http://127.0.0.1.evil.dk", "__Host-jobvej"),
    ],
)
def test_only_http_to_the_machine_itself_goes_without_secure(url, name):
    response = Response()
    sessions.set_cookie(asked(url), response, "t", sessions.OWN_DEVICE)
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith(f"{name}=t;")
    assert ("Secure" in cookie) == (name == "__Host-jobvej")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_only_an_own_device_keeps_the_cookie_after_the_browser_closes():
    kept, gone = Response(), Response()
    sessions.set_cookie(asked("https://x.dk"), kept, "t", sessions.OWN_DEVICE)
    sessions.set_cookie(asked("https://x.dk"), gone, "t", sessions.SHARED_DEVICE)
    assert "Max-Age=7776000" in kept.headers["Set-Cookie"]
    assert "Max-Age" not in gone.headers["Set-Cookie"]
    assert "Expires" not in gone.headers["Set-Cookie"]
