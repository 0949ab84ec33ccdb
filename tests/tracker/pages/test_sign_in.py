"""Log på with the code of the letter."""

import pytest

from tests.tracker.conftest import Web
from tests.visit import OWN_PAGE
from tracker.limits import limiter
from tracker.models import Session, SignInCode

HERE = "/log-paa/"


def enter(web: Web, code: str, device: str = "egen", visitor=None):
    visitor = visitor or web.nobody()
    return visitor, visitor.post(HERE, {"code": code, "enhed": device})


def test_the_code_opens_the_tasks(web: Web):
    visitor, answer = enter(web, web.cast.anna_code)
    page = visitor.follow(answer)
    assert page.h1 == "Dine opgaver"
    assert "Hej Anna." in page.text()


@pytest.mark.parametrize("form", [str.lower, lambda c: f" {c[:5]} - {c[5:]} ", lambda c: c])
def test_the_code_may_be_typed_as_one_likes(web: Web, form):
    _, answer = enter(web, form(web.cast.anna_code))
    assert answer.location == "/dine-opgaver/"


@pytest.mark.parametrize("code", ["ABC", "0000000000", "x" * 4000, "æøåæøåæøåæ"])
def test_a_code_that_does_not_fit_says_where_to_look(web: Web, code):
    _, page = enter(web, code)
    assert page.status == 422
    assert page.text().count("Koden passer ikke. Se på brevet igen. Koden har 10 tegn.") == 2
    assert "#code" in page.links()
    assert Session.select().count() == 0


@pytest.mark.parametrize("code", ["", "   ", "\x00" * 10])
def test_no_code_is_told_where_to_find_it(web: Web, code):
    _, page = enter(web, code)
    assert page.status == 422
    assert page.text().count("Skriv koden fra dit brev. Den har 10 tegn.") == 2


def test_what_was_typed_and_chosen_still_stands(web: Web):
    _, page = enter(web, "ABCDE-12345", "faelles")
    assert page.value("code") == "ABCDE-12345"
    chosen = [one for one in page.all("input") if "checked" in one.attrib]
    assert [one.get("value") for one in chosen] == ["faelles"]


def test_the_device_must_be_chosen_and_the_code_is_not_used_up_by_asking(web: Web):
    _, page = enter(web, web.cast.anna_code, "")
    assert "Vælg, om enheden er din egen eller en fælles enhed." in page.text()
    assert SignInCode.get(SignInCode.citizen == web.cast.anna).first_used_on is None


@pytest.mark.parametrize(("device", "is_shared"), [("egen", False), ("faelles", True)])
def test_a_shared_device_is_remembered_as_one(web: Web, device, is_shared):
    visitor, answer = enter(web, web.cast.anna_code, device)
    assert Session.get().is_shared_device is is_shared
    assert ("Max-Age" in answer.response.headers["Set-Cookie"]) is not is_shared
    shown = 'data-shared-device="true"' if is_shared else 'data-shared-device="false"'
    assert shown in visitor.get("/dine-opgaver/").html


def test_signing_in_anew_ends_the_session_before_it_in_that_browser(web: Web):
    visitor, _ = enter(web, web.cast.anna_code)
    enter(web, web.cast.bo_code, visitor=visitor)
    assert [row.person for row in Session.select()] == [web.cast.bo]


def test_whoever_is_signed_in_goes_on_to_the_tasks(web: Web):
    assert web.anna.get(HERE).location == "/dine-opgaver/"


def test_the_field_suits_a_code(web: Web):
    [field] = [one for one in web.nobody().get(HERE).all("input") if one.get("name") == "code"]
    assert field.get("autocapitalize") == "characters"
    assert field.get("autocomplete") == "off"


def test_twenty_wrong_codes_from_one_address_are_enough_for_a_while(web: Web):
    for _ in range(20):
        assert enter(web, "0000000000")[1].status == 422
    _, page = enter(web, web.cast.anna_code)
    assert page.status == 429
    assert page.h1 == "Vent lidt, før du prøver igen"
    assert "din kode virker stadig" in page.text()
    assert int(page.response.headers["Retry-After"]) > 0


def test_right_codes_are_not_counted_since_a_library_shares_one_address(web: Web):
    for _ in range(25):
        assert enter(web, web.cast.anna_code)[1].status == 303


def guess(web: Web, address: str) -> int:
    """Past the visitor, who would look each of these pages through."""
    form, place = {"code": "ZZZZZ-ZZZZZ", "enhed": "egen"}, {"REMOTE_ADDR": address}
    client = web.app.test_client()
    return client.post(HERE, data=form, headers=OWN_PAGE, environ_base=place).status_code


def test_whoever_guesses_from_one_line_shuts_nobody_else_out(web: Web):
    """However many networks of it: 600 wrong codes were once enough to shut out everybody."""
    for network in range(31):
        for number in range(20):
            guess(web, f"2001:db8:1:{network:x}::{number:x}")
    assert guess(web, "2001:db8:1::1") == 429
    assert enter(web, web.cast.anna_code)[1].status == 303


def test_guessing_from_hundreds_of_lines_at_once_is_stopped_too(web: Web):
    assert guess(web, "10.0.0.1") == 422
    [counted] = [key for key in limiter.storage.storage if "everybody" in key]
    limiter.storage.incr(counted, 3600, amount=19_999)  # as many lines would
    assert guess(web, "10.0.0.2") == 429


@pytest.mark.parametrize(
    "place", ["2001:db8:1:1::{:x}", "2001:db8:1:1:{:x}::1", "2001:db8:1:{:x}::1"]
)
def test_one_line_has_no_more_tries_for_having_many_addresses(web: Web, place: str):
    """IPv6 gives a household up to 2 to the 80."""
    assert {guess(web, place.format(number)) for number in range(1, 21)} == {422}
    assert guess(web, place.format(99)) == 429
    assert {guess(web, f"::ffff:10.0.2.{number}") for number in range(1, 30)} == {422}
    assert guess(web, "2001:db8:2::1") == 422
