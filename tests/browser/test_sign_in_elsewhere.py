"""Chromium signs in at a real OpenID provider and comes back, under our own policy."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_iam import Server

from tests.browser.conftest import Jobvej
from tests.tracker.issuer import Issuer, secret_in

pytestmark = pytest.mark.browser

GROUPS = "groups: [{group: jobvej-nord, role: consultant, team: Nord}]\nscope: groups\n"
SUBSTANTIAL = "https://data.gov.dk/concept/core/nsis/Substantial"
CLIENT = "jobvej-in-chromium"
PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="session")
def issuer(iam_server: Server) -> Issuer:
    # A name of its own: one process has one provider, for the tests without a browser too.
    return Issuer(iam_server, CLIENT)


@pytest.fixture
def elsewhere(
    issuer: Issuer, tmp_path: Path, build_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Jobvej]:
    """Staff and citizens can both sign in at the provider, which says a level as a broker does."""
    monkeypatch.setattr(issuer.server.models.AuthorizationCode, "get_acr", lambda code: SUBSTANTIAL)
    place = Jobvej(tmp_path, build_dir)
    place.people("Anna", "Bo")
    (tmp_path / "groups.yml").write_text(GROUPS)
    for name in ("OIDC", "MITID"):
        place.environment |= {
            f"JOBVEJ_{name}_ISSUER": issuer.address,
            f"JOBVEJ_{name}_CLIENT_ID": CLIENT,
            f"JOBVEJ_{name}_CLIENT_SECRET_FILE": str(secret_in(tmp_path)),
        }
    place.environment["JOBVEJ_OIDC_GROUPS_FILE"] = str(tmp_path / "groups.yml")
    place.start()
    issuer.client.redirect_uris = [
        f"{place.url}job/log-paa/kommune/retur/", f"{place.url}log-paa/mitid/retur/",
    ]  # fmt: skip
    issuer.server.backend.save(issuer.client)
    yield place
    place.kill()


@pytest.fixture
def page(page: Page) -> Page:
    """The provider checks passwords as slowly as it should, which takes a busy machine long."""
    page.set_default_timeout(30_000)
    return page


def at_the_issuer(page: Page, issuer: Issuer, user: Any) -> None:
    """Name and password, as the provider's own pages ask for them."""
    page.wait_for_url(f"{issuer.server.url}**")
    page.locator("input[name=login]").fill(user.user_name)
    page.keyboard.press("Enter")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")


def person(issuer: Issuer, name: str, *groups: str) -> Any:
    user = issuer.person(name, *groups)
    issuer.server.backend.update(user, password=PASSWORD)
    issuer.server.backend.save(user)
    return user


def test_a_consultant_comes_back_to_the_page_asked_for(
    page: Page, elsewhere: Jobvej, issuer: Issuer
):
    page.goto(f"{elsewhere.url}job/borgere/")
    page.get_by_role("link", name="Log på med kommunens login").click()
    at_the_issuer(page, issuer, person(issuer, "Mette Lund", "jobvej-nord"))
    page.wait_for_url(f"{elsewhere.url}job/borgere/")
    assert page.get_by_role("link", name="Anna").count() == 1
    assert [one["name"] for one in page.context.cookies(elsewhere.url)] == ["jobvej-session"]


def test_a_citizen_uses_mitid_and_the_code_once(page: Page, elsewhere: Jobvej, issuer: Issuer):
    anna = person(issuer, "Anna Karlsen")
    page.goto(f"{elsewhere.url}log-paa/")
    page.get_by_role("link", name="Log på med MitID").click()
    page.get_by_role("link", name="En fælles enhed").click()
    at_the_issuer(page, issuer, anna)
    page.wait_for_url("**/log-paa/mitid/kode/")
    page.get_by_label("Kode").fill(elsewhere.codes["Anna"])
    page.get_by_role("button", name="Log på").click()
    page.wait_for_url("**/dine-opgaver/**")
    assert "Hej Anna." in page.content()
    page.context.clear_cookies()
    page.goto(f"{elsewhere.url}log-paa/mitid/")
    page.get_by_role("link", name="En fælles enhed").click()
    at_the_issuer(page, issuer, anna)
    page.wait_for_url(f"{elsewhere.url}dine-opgaver/")
    assert "Hej Anna." in page.content()
