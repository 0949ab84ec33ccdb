"""Ways of signing in are whole or the server does not start; each sentence says what to mend."""

from pathlib import Path

import pytest

from tests.tracker.issuer import GROUPS
from tracker.errors import Stopped
from tracker.settings import Settings
from tracker.sign_in.doors import set_up
from tracker.sign_in.single_sign_on import Group, Groups, read_groups


@pytest.fixture
def whole(tmp_path: Path) -> Settings:
    groups, secret = tmp_path / "groups.yml", tmp_path / "client-secret"
    groups.write_text(GROUPS, encoding="utf-8")
    secret.write_text("fra en fil\n", encoding="utf-8")
    return Settings(
        oidc_issuer="https://login.aaby.dk/adfs",
        oidc_client_id="jobvej",
        oidc_client_secret_file=secret,
        oidc_groups_file=groups,
    )


def test_what_is_set_is_what_the_issuer_is_told(whole: Settings):
    doors = set_up(whole)
    assert doors.passwords
    assert doors.staff is not None
    client = doors.staff.provider.client
    assert (client.client_id, client.client_secret) == ("jobvej", "fra en fil")
    assert client.scope == "openid profile groups"


def test_where_the_municipality_has_its_own_service_passwords_can_be_shut(whole: Settings):
    doors = set_up(whole.model_copy(update={"staff_passwords": False}))
    assert not doors.passwords
    assert doors.staff is not None


def test_nothing_set_is_password_and_code(tmp_path: Path):
    doors = set_up(Settings())
    assert doors.passwords
    assert doors.staff is None
    assert doors.citizens is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"oidc_client_id": ""}, "JOBVEJ_OIDC_CLIENT_ID mangler."),
        ({"oidc_client_secret_file": None}, "JOBVEJ_OIDC_CLIENT_SECRET_FILE mangler."),
        ({"oidc_groups_file": None}, "JOBVEJ_OIDC_GROUPS_FILE mangler."),
        ({"oidc_issuer": "http://login.aaby.dk/"}, "begynder med https://"),
        ({"oidc_issuer": "login.aaby.dk"}, "begynder med https://"),
        ({"oidc_issuer": "", "staff_passwords": False}, "der er ingen JOBVEJ_OIDC_ISSUER"),
        ({"mitid_issuer": "https://broker.dk"}, "JOBVEJ_MITID_CLIENT_ID mangler."),
        (
            {"mitid_issuer": "https://broker.dk", "mitid_client_id": "jobvej"},
            "JOBVEJ_MITID_CLIENT_SECRET_FILE mangler.",
        ),
        ({"mitid_issuer": "http://broker.dk"}, "JOBVEJ_MITID_ISSUER skal være en adresse"),
    ],
)
def test_a_door_half_set_up_is_refused_with_the_name_of_what_is_missing(
    whole: Settings, change, words
):
    with pytest.raises(Stopped, match=words.replace(".", r"\.")):
        set_up(whole.model_copy(update=change))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("groups: []", "tom"),
        ("claim: groups", '"groups" mangler'),
        ("groups:\n  - {group: a, role: chef}", "rollen kendes ikke"),
        ("groups:\n  - {group: a, role: consultant}", "team"),
        ("groups:\n  - {group: a, role: leader, team: Nord}", "team"),
        ("groups:\n  - {role: leader}", '"group" mangler'),
        ("groups:\n  - {group: a, role: leader, grup: b}", 'Mente du "group"'),
        ("groups: [", "groups.yml:1"),
        ("", "groups.yml:1"),
    ],
)
def test_a_groups_file_with_a_mistake_names_line_and_mistake(tmp_path: Path, text, words):
    file = tmp_path / "groups.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Stopped, match=words):
        read_groups(file)


def test_a_groups_file_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(Stopped, match=r"groups\.yml:1: filen findes ikke"):
        read_groups(tmp_path / "groups.yml")


def test_the_first_line_of_the_file_that_fits_decides():
    nord, chef = Group("nord", "consultant", "Nord"), Group("chef", "leader", "")
    groups = Groups("groups", "", (nord, chef))
    assert groups.group_of({"groups": ["chef", "nord"]}) == nord
    assert groups.group_of({"groups": ["chef"]}) == chef
    assert groups.group_of({"groups": "chef"}) == chef, "AD FS sends a single group as a text"
    for nothing in ({}, {"groups": []}, {"groups": None}, {"groups": 7}, {"roles": ["nord"]}):
        assert groups.group_of(nothing) is None
