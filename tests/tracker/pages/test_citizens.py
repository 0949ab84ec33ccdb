"""Borgere: the team by name, one plain line each."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from tests.tracker.conftest import CHEAP, NOW, SECRET, Web
from tracker import citizens, staff

HERE = "/job/borgere/"


def take_in(web: Web, published, name: str, consultant) -> None:
    citizens.register(
        display_name=name, reference=name[:20], team=web.cast.nord, consultant=consultant,
        support_level="med-sparring", template=published.plan("kort-vej"),
        start_on=date(2026, 12, 1), citizen_id=uuid4(), now=NOW, secret=SECRET,
        published=published,
    )  # fmt: skip


def names(page) -> list[str]:
    return [page.text(one) for one in page.all("a") if "/samtale/" in one.get("href", "")]


def test_the_list_goes_by_name_in_danish(web: Web, published):
    for name in ("Åse Ø.", "Zara T.", "Bente B.", "Ærø P."):
        take_in(web, published, name, web.cast.karin)
    assert names(web.karin.get(HERE)) == ["Anna K.", "Bente B.", "Zara T.", "Ærø P.", "Åse Ø."]


def test_each_has_one_plain_line(web: Web):
    text = web.karin.get(HERE).text()
    assert "Anna K. ref. 2026-1 koden fra 1. dec. er ikke brugt endnu" in text
    assert "Ingen samtale aftalt" in text


def test_the_other_team_is_not_there(web: Web):
    text = web.karin.get(HERE).text()
    assert "Bo M." not in text
    assert "2026-2" not in text


def test_colleagues_citizens_stand_below_with_who_is_responsible(web: Web, published):
    kim = staff.add_staff(
        name="Kim", sign_in_name="kim", role="consultant", team=web.cast.nord, password="x",
        hasher=CHEAP,
    )  # fmt: skip
    take_in(web, published, "Aage A.", kim)
    page = web.karin.get(HERE)
    assert names(page) == ["Anna K.", "Aage A."]
    assert "jobkonsulent: Kim" in page.text()


def test_an_empty_team_says_so(web: Web):
    team = staff.add_team("Team Øst")
    ida = staff.add_staff(
        name="Ida", sign_in_name="ida", role="consultant", team=team, password="x", hasher=CHEAP
    )
    visitor = web.signed_in(ida, "consultant")
    assert "Der er ingen borgere i dit team endnu." in visitor.get(HERE).text()
    assert "Opret den første" in visitor.get("/job/i-dag/").text()
