"""Log af, for citizens and staff."""

from tests.tracker.conftest import Web
from tracker.models import Session


def test_signing_out_ends_this_browser_and_leaves_the_other(web: Web):
    other = web.signed_in(web.cast.anna, "citizen")
    page = web.anna.follow(web.anna.post("/log-af/"))
    assert page.h1 == "Log på"
    assert "Du er logget af." in page.text()
    assert web.anna.get("/dine-opgaver/").location == "/log-paa/"
    assert other.get("/dine-opgaver/").status == 200


def test_the_cookie_is_taken_back(web: Web):
    answer = web.anna.post("/log-af/")
    assert "jobvej-session=;" in answer.response.headers["Set-Cookie"]
    assert "Max-Age=0" in answer.response.headers["Set-Cookie"]


def test_a_link_alone_signs_nobody_out(web: Web):
    assert web.anna.get("/log-af/").forms().count("/log-af/") == 2  # the header's, and the page's
    assert Session.select().count() == 1


def test_staff_come_to_their_own_page(web: Web):
    assert web.karin.post("/log-af/").location.startswith("/job/log-paa/")


def test_signing_out_twice_does_no_harm(web: Web):
    web.anna.post("/log-af/")
    assert web.anna.post("/log-af/").status == 303
    assert web.nobody().get("/log-af/").location == "/log-paa/"
