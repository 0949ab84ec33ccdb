"""Answers that the municipality's service did not give to this browser now sign nobody in."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from tests.tracker.conftest import Web
from tests.tracker.issuer import (
    Issuer,
    local,
    query,
    settings_with,
    there_and_back,
    web_with,
)
from tests.tracker.pages.test_single_sign_on import START, refused
from tracker.models import Session
from tracker.settings import Settings
from tracker.sign_in.oidc import Errand


@pytest.fixture
def office(web: Web, settings: Settings, issuer: Issuer, tmp_path: Path) -> Web:
    """Jobvej where staff sign in at the issuer."""
    return web_with(web, settings_with(settings, issuer, tmp_path))


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Why the last sign-in was refused, as the operator reads it; never by whom it was asked."""
    caplog.set_level(logging.INFO, "jobvej")

    def last() -> str:
        return next(
            record.getMessage().removeprefix("sign-in elsewhere refused: ")
            for record in reversed(caplog.records)
            if record.getMessage().startswith("sign-in elsewhere refused: ")
        )

    return last


def test_a_forged_state_signs_nobody_in(office: Web, issuer: Issuer, said):
    visitor, mette = office.nobody(), issuer.person("Mette Lund", "jobvej-nord")
    back = issuer.answer(visitor.get(START).location, mette)
    state = query(back)["state"]
    for forged in ("", "forged", "æøå", state[:-1], f"{state}x"):
        visitor.get(START)
        refused(visitor.get(local(back.replace(state, forged))), "login-afbrudt")
    visitor.get(START)
    refused(visitor.get(f"{START}retur/?code={query(back)['code']}"), "login-afbrudt")
    assert said() == "state"


def test_an_answer_given_to_another_browser_is_worth_nothing(office: Web, issuer: Issuer):
    """Somebody who gets a colleague to open their own answer would see what is written next."""
    evil = office.nobody()
    back = local(issuer.answer(evil.get(START).location, issuer.person("Eva", "jobvej-nord")))
    refused(office.nobody().get(back), "login-afbrudt")
    other = office.nobody()
    other.get(START)
    refused(other.get(back), "login-afbrudt")


def test_an_answer_is_good_once(office: Web, issuer: Issuer):
    visitor, mette = office.nobody(), issuer.person("Mette Lund", "jobvej-nord")
    back = local(issuer.answer(visitor.get(START).location, mette))
    kept = visitor.client.get_cookie("jobvej-flow")
    assert visitor.get(back).location == "/job/i-dag/"
    assert visitor.client.get_cookie("jobvej-flow") is None
    Session.delete().execute()
    refused(visitor.get(back), "login-afbrudt")
    visitor.client.set_cookie("jobvej-flow", kept.value)
    refused(visitor.get(back), "login-afbrudt")


def test_after_ten_minutes_one_begins_again(office: Web, issuer: Issuer, said):
    visitor, mette = office.nobody(), issuer.person("Mette Lund", "jobvej-nord")
    back = local(issuer.answer(visitor.get(START).location, mette))
    office.clock.now += timedelta(minutes=10, seconds=1)
    refused(visitor.get(back), "login-afbrudt")
    assert said() == "no errand, or an old one"


def test_a_cookie_that_was_changed_is_no_errand(office: Web, issuer: Issuer):
    visitor, mette = office.nobody(), issuer.person("Mette Lund", "jobvej-nord")
    back = local(issuer.answer(visitor.get(START).location, mette))
    kept = visitor.client.get_cookie("jobvej-flow").value
    for changed in (f"{kept}x", f"x{kept}", kept.rpartition(".")[0], "", "."):
        visitor.client.set_cookie("jobvej-flow", changed)
        refused(visitor.get(back), "login-afbrudt")


def change_code(issuer: Issuer, **values) -> None:
    """Let the issuer answer with something else than it was asked."""
    code = issuer.codes()[-1]
    issuer.server.backend.update(code, **values)
    issuer.server.backend.save(code)


def test_a_token_with_another_nonce_is_refused(office: Web, issuer: Issuer, said):
    visitor, mette = office.nobody(), issuer.person("Mette Lund", "jobvej-nord")
    back = local(issuer.answer(visitor.get(START).location, mette))
    change_code(issuer, nonce="somebody else's")
    refused(visitor.get(back), "login-afbrudt")
    assert said() == "InvalidClaimError: nonce"


def test_a_code_that_was_asked_for_with_another_verifier_is_refused(
    office: Web, issuer: Issuer, said
):
    visitor, mette = office.nobody(), issuer.person("Mette Lund", "jobvej-nord")
    back = local(issuer.answer(visitor.get(START).location, mette))
    change_code(issuer, challenge="E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    refused(visitor.get(back), "login-afbrudt")
    assert said() == "OAuthError: invalid_grant"


def test_a_token_whose_time_is_out_is_refused(office: Web, issuer: Issuer, said):
    visitor, mette = office.nobody(), issuer.person("Mette Lund", "jobvej-nord")
    office.clock.now += timedelta(days=1)  # as if the token had been issued yesterday
    refused(there_and_back(visitor, issuer, mette), "login-afbrudt")
    assert said() == "ExpiredTokenError: exp"


def test_a_token_for_another_client_is_refused(office: Web, issuer: Issuer, said):
    visitor, mette = office.nobody(), issuer.person("Mette Lund", "jobvej-nord")
    back = local(issuer.answer(visitor.get(START).location, mette))
    issuer.server.backend.update(issuer.client, audience=[])
    other = issuer.server.models.Client(client_id="other", client_name="Other")
    issuer.server.backend.save(other)
    issuer.server.backend.update(issuer.client, audience=[other])
    issuer.server.backend.save(issuer.client)
    try:
        refused(visitor.get(back), "login-afbrudt")
    finally:
        issuer.server.backend.update(issuer.client, audience=[issuer.client])
        issuer.server.backend.save(issuer.client)
    assert said() == "InvalidClaimError: aud"


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize("alg", ["none", "HS256"])
def test_a_token_that_we_could_have_made_ourselves_proves_nothing(office: Web, issuer: Issuer, alg):
    provider, errand = office.app.extensions["jobvej.doors"].staff.provider, Errand.new()
    now = int(office.clock.now.timestamp())
    claims = {
        "iss": issuer.address, "aud": "jobvej", "sub": "mette", "nonce": errand.nonce,
        "iat": now, "exp": now + 60, "groups": ["jobvej-nord"],
    }  # fmt: skip
    key = OctKey.import_key("a client's secret")
    token = jwt.encode({"alg": alg}, claims, key, algorithms=[alg])
    with pytest.raises(JoseError):
        provider._claims({"id_token": token}, errand, office.clock.now)
