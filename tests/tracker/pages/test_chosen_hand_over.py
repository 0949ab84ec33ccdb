"""Giv videre for those chosen: all of them or none, and taken back in one press."""

import pytest

from tests.tracker.conftest import NOW, Web, newcomer
from tracker.models import Citizen
from tracker.people import handovers, readers

HERE = "/job/borgere/giv-videre/"


@pytest.fixture
def three(web: Web, published) -> list[str]:
    """Anna, Cira and Dan of Karin's."""
    more = [newcomer(web.cast, published, name) for name in ("Cira P.", "Dan K.")]
    return [str(one) for one in (web.cast.anna, *more)]


def give(web: Web, chosen: list[str], **changed: str):
    form = {"to": str(web.cast.lars), "on_date": "2026-12-01", **changed}
    return web.karin.post(f"{HERE}gem/", {"borger": chosen, **form})


def of(web: Web, staff) -> list[str]:
    return sorted(row.display_name for row in Citizen.here(Citizen.consultant == staff))


def test_who_it_is_is_said_first(web: Web, three):
    assert HERE in [one.get("formaction") for one in web.karin.get("/job/borgere/").all("button")]
    page = web.karin.post(HERE, {"borger": three[:2]})
    assert "2 borgere: Anna K., Cira P. Alle bliver givet videre" in page.text()
    assert page.value("on_date") == "2026-12-01"
    assert "Sæt først et flueben" in web.karin.follow(web.karin.post(HERE, {})).text()


def test_those_chosen_alone_are_given_on_and_taken_back_as_one(web: Web, three):
    page = web.karin.follow(give(web, three[:2]))
    assert "Anna K., Cira P. i dag · fra Karin til Lars, Team Syd" in page.text()
    assert of(web, web.cast.karin) == ["Dan K."]
    rows = [str(row.id) for [*pairs] in handovers.to_take_back(web.cast.nord, NOW.date())
            for row, _ in pairs]  # fmt: skip
    web.karin.post("/job/fravaer/fortryd/", {"handover": rows})
    assert of(web, web.cast.karin) == ["Anna K.", "Cira P.", "Dan K."]


def test_one_who_cannot_be_given_on_stops_it_for_all(web: Web, three):
    give(web, three[:1], on_date="2026-12-07")
    page = give(web, three)
    assert page.status == 422
    assert "Anna K. bliver allerede givet videre" in page.text()
    assert "Anna K., Cira P., Dan K." in page.text()
    assert len(of(web, web.cast.karin)) == 3


def test_whom_one_covers_for_is_their_own_teams_to_give(web: Web, three):
    today = NOW.date()
    readers.set_absence(web.cast.lars, web.cast.karin, today, today, web.cast.lars, today)
    for page in (
        web.karin.post(HERE, {"borger": [three[0], str(web.cast.bo)]}),
        give(web, [str(web.cast.bo)], to=str(web.cast.karin)),
    ):
        assert page.status == 422
        assert "Bo M. hører til et andet team" in page.text()
    assert of(web, web.cast.lars) == ["Bo M."]
