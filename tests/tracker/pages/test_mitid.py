"""Citizens sign in by MitID through a broker: a real OpenID provider, over real HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from tests.tracker.conftest import SECRET, Web
from tests.tracker.issuer import Issuer, local, mitid_settings, query, web_with
from tests.visit import Page, Visitor
from tracker.models import CitizenIdentity, Session
from tracker.people import citizens
from tracker.people.erasure import erase
from tracker.settings import Settings
from tracker.sign_in import mitid

FORM, CODE = "/log-paa/", "/log-paa/mitid/kode/"
SUBSTANTIAL = "https://data.gov.dk/concept/core/nsis/Substantial"


@pytest.fixture
def web_by_mitid(web: Web, settings: Settings, issuer: Issuer) -> Web:
    """Jobvej where citizens can use MitID."""
    return web_with(web, mitid_settings(settings, issuer))


def use_mitid(
    visitor: Visitor, issuer: Issuer, user: Any, device: str = "egen", level: str = SUBSTANTIAL
) -> Page:
    """Choose the device, use MitID, and come back."""
    sent = visitor.get(f"/log-paa/mitid/{device}/")
    return visitor.get(local(issuer.answer(sent.location, user, level)))


def bind(web: Web, issuer: Issuer, user: Any, code: str, device: str = "egen") -> Page:
    visitor = web.nobody()
    assert use_mitid(visitor, issuer, user, device).location == CODE
    return visitor.post(CODE, {"code": code})


def test_the_first_time_the_code_says_whose_tasks_they_are(web_by_mitid: Web, issuer: Issuer):
    visitor, anna = web_by_mitid.nobody(), issuer.person("Anna Karlsen")
    page = visitor.follow(use_mitid(visitor, issuer, anna))
    assert page.h1 == "Skriv din kode én gang"
    assert "Er det ikke dig, der lige har brugt MitID?" in page.text(), "a library's next visitor"
    assert FORM in page.links()
    assert Session.select().count() == 0
    page = visitor.follow(visitor.post(CODE, {"code": web_by_mitid.cast.anna_code}))
    assert "Hej Anna." in page.text()
    assert "Næste gang er MitID nok." in page.text()


def test_from_then_on_mitid_alone_is_enough_also_after_a_new_code(
    web_by_mitid: Web, issuer: Issuer
):
    anna = issuer.person("Anna Karlsen")
    bind(web_by_mitid, issuer, anna, web_by_mitid.cast.anna_code)
    citizens.new_code(web_by_mitid.cast.anna, now=web_by_mitid.clock.now, secret=SECRET)
    visitor = web_by_mitid.nobody()
    page = use_mitid(visitor, issuer, anna)
    assert page.location == "/dine-opgaver/"
    assert "Hej Anna." in visitor.follow(page).text()


def test_whoever_gives_a_new_code_is_told_that_mitid_still_opens(web_by_mitid: Web, issuer: Issuer):
    """The finder of a letter may have added their own; a new code alone does not shut them out."""
    web, home = web_by_mitid, f"/job/borgere/{web_by_mitid.cast.anna}"
    chosen = {"borger": str(web.cast.anna)}
    assert "MitID" not in web.karin.follow(web.karin.post(f"{home}/ny-kode/")).html
    finder = issuer.person("Finder")
    code = citizens.new_code(web.cast.anna, now=web.clock.now, secret=SECRET)
    assert bind(web, issuer, finder, code).location == "/dine-opgaver/?besked=mitid-tilfoejet"
    page = web.karin.follow(web.karin.post(f"{home}/ny-kode/"))
    assert "Anna K. har også kunnet logge på med MitID siden" in page.text()
    assert f"{home}/mitid/" in page.links()
    assert "MitID virker stadig" in web.karin.post("/job/borgere/breve/", chosen).text()
    web.karin.post(f"{home}/mitid/fjern/")
    assert "MitID" not in web.karin.follow(web.karin.post(f"{home}/ny-kode/")).html


def test_nothing_of_mitid_is_kept_but_that_it_is_the_same_person(web_by_mitid: Web, issuer: Issuer):
    anna = issuer.person("Anna Karlsen")
    bind(web_by_mitid, issuer, anna, web_by_mitid.cast.anna_code)
    row = CitizenIdentity.get()
    assert row.citizen == web_by_mitid.cast.anna
    assert len(row.digest) == 64
    for told in (anna.user_name, anna.id, "Karlsen", issuer.address):
        assert told not in str(row.__data__)
    assert query(web_by_mitid.nobody().get("/log-paa/mitid/egen/").location)["scope"] == "openid"


def test_mitid_is_asked_for_anew_each_time(web_by_mitid: Web):
    asked = query(web_by_mitid.nobody().get("/log-paa/mitid/faelles/").location)
    assert asked["prompt"] == "login"
    assert "acr_values" not in asked


def test_a_broker_that_must_be_asked_for_mitid_is_asked(
    web: Web, settings: Settings, issuer: Issuer
):
    wanted = "urn:grn:authn:dk:mitid:substantial"
    office = web_with(web, mitid_settings(settings, issuer, mitid_acr_values=wanted))
    assert query(office.nobody().get("/log-paa/mitid/egen/").location)["acr_values"] == wanted


@pytest.mark.parametrize(
    "level",
    [SUBSTANTIAL, "substantial", "High", "urn:grn:authn:dk:mitid:high"],
)
def test_a_level_of_substantial_or_higher_is_enough(web_by_mitid: Web, issuer: Issuer, level):
    page = use_mitid(web_by_mitid.nobody(), issuer, issuer.person("Anna"), level=level)
    assert page.location == CODE


@pytest.mark.parametrize(
    "level",
    ["", "low", "https://data.gov.dk/concept/core/nsis/Low", "substantially", "nsis/Substantial/x"],
)
def test_below_substantial_or_without_a_level_nobody_comes_in(
    web_by_mitid: Web, issuer: Issuer, level
):
    anna = issuer.person("Anna Karlsen")
    bind(web_by_mitid, issuer, anna, web_by_mitid.cast.anna_code)
    Session.delete().execute()
    visitor = web_by_mitid.nobody()
    page = use_mitid(visitor, issuer, anna, level=level)
    assert page.location == f"{FORM}?besked=mitid-niveau"
    assert "Brug MitID med app" in visitor.follow(page).text()
    assert Session.select().count() == 0


@pytest.mark.parametrize(("device", "is_shared"), [("egen", False), ("faelles", True)])
def test_the_device_that_was_chosen_is_the_one_that_counts(
    web_by_mitid: Web, issuer: Issuer, device, is_shared
):
    anna = issuer.person("Anna Karlsen")
    page = bind(web_by_mitid, issuer, anna, web_by_mitid.cast.anna_code, device)
    assert Session.get().is_shared_device is is_shared
    [session] = [one for one in page.response.headers.getlist("Set-Cookie") if "session=" in one]
    assert ("Max-Age" in session) is not is_shared
    Session.delete().execute()
    use_mitid(web_by_mitid.nobody(), issuer, anna, device)
    assert Session.get().is_shared_device is is_shared


def test_a_wrong_code_binds_nothing_and_can_be_mended(web_by_mitid: Web, issuer: Issuer):
    visitor, anna = web_by_mitid.nobody(), issuer.person("Anna Karlsen")
    use_mitid(visitor, issuer, anna)
    page = visitor.post(CODE, {"code": "0000000000"})
    assert page.status == 422
    assert "Koden passer ikke. Se på brevet igen." in page.text()
    assert page.value("code") == "0000000000"
    assert CitizenIdentity.select().count() == 0
    answer = visitor.post(CODE, {"code": web_by_mitid.cast.anna_code})
    assert answer.location.startswith("/dine-opgaver/")


def test_a_letter_that_went_astray_moves_nobodys_tasks_to_a_strangers_mitid(
    web_by_mitid: Web, issuer: Issuer
):
    cast = web_by_mitid.cast
    bind(web_by_mitid, issuer, issuer.person("Anna Karlsen"), cast.anna_code)
    before = CitizenIdentity.get().digest
    page = bind(web_by_mitid, issuer, issuer.person("Eva Ukendt"), cast.anna_code)
    assert page.status == 422
    assert "har et andet MitID. Ring til os" in page.text()
    assert [row.digest for row in CitizenIdentity.select()] == [before]


def test_one_mitid_opens_one_persons_tasks(web_by_mitid: Web, issuer: Issuer):
    cast, anna = web_by_mitid.cast, issuer.person("Anna Karlsen")
    visitor = web_by_mitid.nobody()
    use_mitid(visitor, issuer, anna)  # waits at the page that asks for the code …
    bind(web_by_mitid, issuer, anna, cast.anna_code)  # … while it is bound in another window
    assert visitor.post(CODE, {"code": cast.bo_code}).status == 422
    assert [row.citizen for row in CitizenIdentity.select()] == [cast.anna]


def test_the_page_that_asks_for_the_code_is_only_for_who_just_used_mitid(
    web_by_mitid: Web, issuer: Issuer
):
    visitor = web_by_mitid.nobody()
    assert visitor.get(CODE).location == f"{FORM}?besked=mitid-afbrudt"
    page = visitor.post(CODE, {"code": web_by_mitid.cast.anna_code})
    assert page.location == f"{FORM}?besked=mitid-afbrudt"
    visitor.get("/log-paa/mitid/egen/")  # on the way there, and not back yet
    assert visitor.get(CODE).location == f"{FORM}?besked=mitid-afbrudt"
    use_mitid(visitor, issuer, issuer.person("Anna Karlsen"))
    web_by_mitid.clock.now += timedelta(minutes=10, seconds=1)
    assert visitor.get(CODE).location == f"{FORM}?besked=mitid-afbrudt"
    visitor.post(CODE, {"code": web_by_mitid.cast.anna_code})
    assert Session.select().count() == CitizenIdentity.select().count() == 0


def test_an_answer_that_does_not_fit_leads_back_with_what_to_do(web_by_mitid: Web, issuer: Issuer):
    visitor = web_by_mitid.nobody()
    sent = visitor.get("/log-paa/mitid/egen/")
    back = local(issuer.answer(sent.location, issuer.person("Anna"), SUBSTANTIAL))
    stranger = web_by_mitid.nobody()
    page = stranger.get(back)
    assert page.location == f"{FORM}?besked=mitid-afbrudt"
    assert "eller brug koden i dit brev" in stranger.follow(page).text()
    state = query(sent.location)["state"]
    page = visitor.get(f"/log-paa/mitid/retur/?error=access_denied&state={state}")
    assert page.location == f"{FORM}?besked=mitid-afbrudt"


def test_staff_and_citizens_come_back_each_to_their_own_door(web_by_mitid: Web, issuer: Issuer):
    """What a browser was given for MitID signs nobody in as staff."""
    visitor = web_by_mitid.nobody()
    sent = visitor.get("/log-paa/mitid/egen/")
    back = local(issuer.answer(sent.location, issuer.person("Anna"), SUBSTANTIAL))
    page = visitor.get(back.replace("/log-paa/mitid/retur/", "/job/log-paa/kommune/retur/"))
    assert page.location == "/job/log-paa/"
    assert Session.select().count() == 0


def test_a_silent_broker_is_a_calm_sentence(web: Web, settings: Settings, issuer: Issuer):
    dead = mitid_settings(settings, issuer, mitid_issuer="http://127.0.0.1:9/")
    visitor = web_with(web, dead).nobody()
    page = visitor.get("/log-paa/mitid/egen/")
    assert page.location == f"{FORM}?besked=mitid-svarer-ikke"
    assert "brug koden i dit brev" in visitor.follow(page).text()


def test_where_it_is_not_set_up_nothing_speaks_of_mitid(web: Web):
    assert "MitID" not in web.nobody().get(FORM).text()
    assert "MitID" not in web.anna.get("/dine-opgaver/").text()
    assert "MitID" not in web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/samtale/").text()
    for address in ("", "egen/", "retur/?code=x&state=y", "kode/"):
        assert web.nobody().get(f"/log-paa/mitid/{address}").location == FORM


def test_where_it_is_set_up_the_button_asks_whose_device_it_is(web_by_mitid: Web):
    visitor = web_by_mitid.nobody()
    page = visitor.get(FORM)
    assert "Log på med MitID" in page.text()
    assert "/log-paa/mitid/" in page.links()
    page = visitor.get("/log-paa/mitid/")
    assert {"/log-paa/mitid/egen/", "/log-paa/mitid/faelles/"} <= set(page.links())
    assert not [form for form in page.forms() if "mitid" in form]
    assert visitor.get("/log-paa/mitid/andet/").status == 404


def test_twenty_wrong_codes_are_enough_for_a_while(web_by_mitid: Web, issuer: Issuer):
    visitor = web_by_mitid.nobody()
    use_mitid(visitor, issuer, issuer.person("Eva Ukendt"))
    for _ in range(20):
        assert visitor.post(CODE, {"code": "0000000000"}).status == 422
    assert visitor.post(CODE, {"code": web_by_mitid.cast.anna_code}).status == 429


def test_who_was_erased_is_nobody_to_mitid(web_by_mitid: Web, issuer: Issuer):
    anna = issuer.person("Anna Karlsen")
    bind(web_by_mitid, issuer, anna, web_by_mitid.cast.anna_code)
    erase(web_by_mitid.cast.anna, "request", web_by_mitid.clock.now)
    assert mitid.binding(web_by_mitid.cast.anna) is None
    assert use_mitid(web_by_mitid.nobody(), issuer, anna).location == CODE
