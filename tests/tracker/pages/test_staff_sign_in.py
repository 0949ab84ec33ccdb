"""Staff sign in by name and password."""

import pytest

from tests.tracker.conftest import PASSWORD, Web, employ
from tests.visit import Page
from tracker.models import Staff

HERE = "/job/log-paa/"
WRONG = "Brugernavn og adgangskode passer ikke sammen. Skriv begge igen."


def enter(web: Web, name: str, password: str = PASSWORD, **more):
    return web.nobody().post(HERE, {"name": name, "password": password, **more})


@pytest.mark.parametrize("name", ["karin", "Karin", " KARIN "])
def test_name_and_password_open_today(web: Web, name):
    assert enter(web, name).location == "/job/i-dag/"


@pytest.mark.parametrize(
    ("name", "password"),
    [("karin", "forkert"), ("ingen", PASSWORD), ("", ""), ("karin", ""), ("karin", "\x00")],
)
def test_a_wrong_pair_is_told_as_a_pair(web: Web, name, password):
    page = enter(web, name, password)
    assert page.status == 422
    assert WRONG in page.text()


def test_the_password_is_never_shown_again(web: Web):
    page = enter(web, "karin", "min hemmelige kode")
    assert "hemmelige" not in page.html
    assert page.value("name") == "karin"


def test_someone_who_left_cannot_sign_in(web: Web):
    Staff.update(is_active=False).where(Staff.id == web.cast.karin).execute()
    assert WRONG in enter(web, "karin").text()


@pytest.mark.parametrize(
    ("role", "first"),
    [("leader", "/leder/tal/"), ("operator", "/drift/"), ("dpo", "/databeskyttelse/")],
)
def test_each_role_comes_to_its_own_page_and_back_to_no_other(web: Web, role, first):
    employ("Lis", role)
    assert enter(web, "lis").location == first
    assert enter(web, "lis", videre=f"{first}x/").location == f"{first}x/"
    assert enter(web, "lis", videre="/job/i-dag/").location == first


def test_after_signing_in_the_page_that_was_asked_for_comes(web: Web):
    talk = f"/job/borgere/{web.cast.anna}/samtale/"
    visitor = web.nobody()
    page = visitor.follow(visitor.get(talk))
    assert page.value("videre") == talk
    answer = visitor.post(
        HERE, {"name": "karin", "password": PASSWORD, "videre": page.value("videre")}
    )
    assert answer.location == talk


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.dk/job/", "//evil.dk/job/", "/job/../x", "/job/\\evil", "/dine-opgaver/",
     "/job/?x=//evil.dk", "javascript:alert(1)", "/job/\n"],
)  # fmt: skip
def test_signing_in_never_leads_to_another_site(web: Web, elsewhere):
    assert enter(web, "karin", videre=elsewhere).location == "/job/i-dag/"


def test_ten_wrong_passwords_shut_one_account_from_whatever_address(web: Web):
    def guess(number: int, name: str) -> Page:
        place = {"REMOTE_ADDR": f"10.0.0.{number}"}
        form = {"name": name, "password": "forkert"}
        return web.nobody().post(HERE, form, environ_base=place)

    assert {guess(number, "karin").status for number in range(10)} == {422}
    page = guess(11, "Karin ")
    assert (page.status, page.h1) == (429, "Vent lidt, før du prøver igen")
    assert "din adgangskode virker stadig" in page.text()
    assert int(page.response.headers["Retry-After"]) > 0
    assert guess(12, "lars").status == 422


def test_twenty_wrong_passwords_from_one_address_are_enough_whatever_the_names(web: Web):
    employ("Kim", "leader")
    for name in ("karin", "lars"):
        assert {enter(web, name, "forkert").status for _ in range(10)} == {422}
        assert enter(web, "kim").status == (303 if name == "karin" else 429)


@pytest.mark.parametrize("spelt", ["{0}karin", "kar{0}in", "{1}karin", "karin{1}", "KaRiN{0}"])
def test_no_spelling_of_a_name_opens_a_counter_of_its_own(web: Web, spelt: str):
    """Whatever signs the account in counts as the account, signs that nobody sees too."""
    for number in range(1, 12):
        name = spelt.format("\x01" * number, " " * (number + 60))
        place = {"REMOTE_ADDR": f"10.0.1.{number}"}
        form = {"name": name, "password": "forkert"}
        status = web.nobody().post(HERE, form, environ_base=place).status
        assert status == (422 if number <= 10 else 429), (number, name)
    assert enter(web, spelt.format("\x01", " " * 61)).status == 429
