"""An operator sees who works where, takes on staff and names teams, and reads no progress."""

import pytest

from tests.tracker.conftest import PASSWORD, Web
from tests.visit import Page, Visitor
from tracker.models import Staff, StaffChange, Team

HERE = "/drift/"
SIGN_IN = "/job/log-paa/"


def karen(web: Web, **other: str) -> dict[str, str]:
    """The form for a new consultant of Nord."""
    return {"staff_name": "Karen Dahl", "sign_in_name": "Karen", "role": "consultant",
            "team": str(web.cast.nord), **other}  # fmt: skip


def password_on(page: Page) -> str:
    return page.text(page.all("strong")[0])


def test_everyone_stands_in_their_team_with_how_many_citizens(sus: Visitor) -> None:
    page = sus.get(HERE)
    assert page.h1 == "Ansatte"
    assert [page.text(one) for one in page.all("h2")][:3] == ["Team Nord", "Team Syd", "Uden team"]
    assert "Karin jobkonsulent · brugernavn karin 1 borger" in page.text()
    assert "Sus driftsansvarlig · brugernavn sus" in page.text()


def test_someone_new_can_sign_in_with_the_password_shown_once(web: Web, sus: Visitor) -> None:
    answer = sus.post(HERE + "ansatte/", karen(web))
    page = sus.follow(answer)
    assert page.h1 == "Adgangskode til Karen Dahl"
    form = {"name": "karen", "password": password_on(page)}
    assert web.nobody().post(SIGN_IN, form).location == "/job/i-dag/"
    assert password_on(sus.get(answer.location)) == form["password"], "reloading makes no other"
    other = web.signed_in(Staff.here(Staff.sign_in_name == "sus").get().id, "operator")
    assert form["password"] not in other.get(answer.location).html, "another browser"
    [kept] = StaffChange.here()
    assert (kept.kind, kept.detail) == ("added", "Karen Dahl, jobkonsulent, Team Nord")
    assert "Karen Dahl oprettet: Karen Dahl, jobkonsulent, Team Nord (Sus)" in sus.get(HERE).text()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"staff_name": ""}, "Skriv navnet: fornavn og efternavn, fx Karin Holm."),
        ({"staff_name": "010190-1234"}, "Det ligner et CPR-nummer."),
        ({"sign_in_name": "KARIN"}, "Brugernavnet karin er taget. Vælg et andet."),
        ({"role": "boss"}, "Vælg en rolle."),
        ({"team": ""}, "Vælg et team til en jobkonsulent"),
        ({"role": "leader"}, "Vælg et team til en jobkonsulent, og intet team til de andre."),
        ({"team": "00000000-0000-0000-0000-000000000001"}, "Vælg et team."),
    ],
)
def test_a_wrong_form_is_refused_whole_and_nothing_is_lost(
    web: Web, sus: Visitor, wrong: dict[str, str], sentence: str
) -> None:
    before = Staff.here().count()
    page = sus.post(HERE + "ansatte/", karen(web, **wrong))
    assert page.status == 422
    assert sentence in page.text()
    assert page.value("sign_in_name") == karen(web, **wrong)["sign_in_name"]
    assert Staff.here().count() == before
    assert StaffChange.here().count() == 0


def test_a_team_is_added_and_gets_another_name(web: Web, sus: Visitor) -> None:
    assert sus.follow(sus.post(HERE + "team/", {"team_name": "Vest"})).status == 200
    sus.post(HERE + "team/", {"team_name": "Team Nordvest", "renamed": str(web.cast.nord)})
    assert sorted(row.name for row in Team.here()) == ["Team Nordvest", "Team Syd", "Vest"]
    text = sus.get(HERE).text()
    assert "nyt team: Vest (Sus)" in text
    assert "team omdøbt: Team Nord → Team Nordvest (Sus)" in text


@pytest.mark.parametrize("renamed", [True, False])
def test_two_teams_have_no_name_in_common(web: Web, sus: Visitor, renamed: bool) -> None:
    team = str(web.cast.nord) if renamed else ""
    page = sus.post(HERE + "team/", {"team_name": "Team Syd", "renamed": team})
    assert page.status == 422
    assert "Der er allerede et team, der hedder Team Syd." in page.text()
    assert StaffChange.here().count() == 0


def test_an_operator_lands_here_and_nobody_else_does(web: Web, sus: Visitor) -> None:
    assert web.nobody().post(SIGN_IN, {"name": "sus", "password": PASSWORD}).location == HERE
    assert web.nobody().get(HERE).location == f"{SIGN_IN}?videre={HERE}"
    for other in (web.karin, web.anna):
        assert other.get(HERE).status == 403
    assert sus.get("/job/borgere/").status == 403
    assert sus.get("/leder/tal/").status == 403
