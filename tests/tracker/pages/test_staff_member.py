"""Access is given and taken on one page; each act is kept, and nobody's citizens are left alone."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.tracker import clubs
from tests.tracker.conftest import PASSWORD, Web, employ
from tests.visit import Visitor
from tracker.appointments import calendars
from tracker.models import Citizen, Club, Staff, StaffChange
from tracker.people import handovers, staff
from tracker.upkeep import retention

SIGN_IN = "/job/log-paa/"


def at(person: UUID, act: str = "") -> str:
    return f"/drift/ansatte/{person}/{act}"


def kept() -> list[tuple[str, str]]:
    return [(row.kind, row.detail) for row in StaffChange.here()]


def test_a_new_password_replaces_the_old_and_ends_every_session(web: Web, sus: Visitor) -> None:
    assert web.karin.get("/job/i-dag/").status == 200
    page = sus.follow(sus.post(at(web.cast.karin, "adgangskode/")))
    assert web.karin.get("/job/i-dag/").status == 303
    assert web.nobody().post(SIGN_IN, {"name": "karin", "password": PASSWORD}).status == 422
    fresh = page.text(page.all("strong")[0])
    assert web.nobody().post(SIGN_IN, {"name": "karin", "password": fresh}).status == 303
    assert kept() == [("password", "")], "the act is kept, the password is not"


def test_signing_out_everywhere_keeps_the_password(web: Web, sus: Visitor) -> None:
    web.opened_by_karin()
    page = sus.follow(sus.post(at(web.cast.karin, "log-ud/")))
    assert "Personen er logget af alle steder." in page.text()
    assert web.karin.get("/job/i-dag/").status == 303
    assert web.nobody().post(SIGN_IN, {"name": "karin", "password": PASSWORD}).status == 303
    assert kept() == [("signed_out", "")]


@pytest.mark.parametrize("act", ["adgangskode/", "log-ud/", "luk/", ""])
def test_whoever_sat_at_the_computer_keeps_no_calendar_either(
    web: Web, sus: Visitor, act: str
) -> None:
    kim = employ("kim", "consultant", web.cast.nord)
    token = calendars.give(kim, "consultant", web.clock.now)
    fetch = f"/kalender/{token}.ics"
    assert web.nobody().get(fetch).status == 200
    as_leader = {"staff_name": "kim", "role": "leader", "team": ""}
    assert sus.post(at(kim, act), {} if act else as_leader).status == 303
    Staff.update(is_active=True, role="consultant").where(Staff.id == kim).execute()
    assert web.nobody().get(fetch).status == 404


def test_whoever_has_citizens_keeps_access_until_they_are_handed_over(
    web: Web, sus: Visitor
) -> None:
    page = sus.post(at(web.cast.karin, "luk/"))
    assert page.status == 422
    assert (
        "Karin har stadig borgere (1). Bed teamet overtage dem først, og prøv så igen."
        in page.text()
    )
    assert Staff.here(Staff.id == web.cast.karin).get().is_active
    as_leader = {"staff_name": "Karin", "role": "leader", "team": ""}
    assert sus.post(at(web.cast.karin), as_leader).status == 422
    assert kept() == []
    other = employ("Mona", "consultant", web.cast.nord)
    Citizen.change({Citizen.consultant: other}, Citizen.id == web.cast.anna)
    assert sus.follow(sus.post(at(web.cast.karin, "luk/"))).status == 200
    assert kept() == [("closed", "")]


def test_citizens_follow_their_consultant_to_another_team_and_are_told_so(
    web: Web, sus: Visitor
) -> None:
    mona = web.signed_in(employ("Mona", "consultant", web.cast.nord), "consultant")
    page = f"/job/borgere/{web.cast.anna}/samtale/"
    mona.post(f"/job/borgere/{web.cast.anna}/aabn/", {"formaal": "help"})
    assert mona.get(page).h1 == "Før samtalen: Anna K."
    assert "Karin har borgere (1). De følger med" in sus.get(at(web.cast.karin)).text()
    to_syd = {"staff_name": "Karin", "role": "consultant", "team": str(web.cast.syd)}
    assert sus.post(at(web.cast.karin), to_syd).status == 303
    assert kept() == [
        ("changed", "Karin, jobkonsulent, Team Nord → Karin, jobkonsulent, Team Syd, borgere (1)")
    ]
    assert mona.get(page).status == 404
    assert "Anna K." in web.lars.get("/job/borgere/").text()
    told = web.anna.get("/dine-opgaver/hvem-har-aabnet/").text()
    assert "1. december 2026 skiftede din jobkonsulent team." in told
    assert "ny jobkonsulent" not in told
    assert sus.post(at(web.cast.karin), {**to_syd, "team": str(web.cast.nord)}).status == 303
    assert "Anna K." not in web.lars.get("/job/borgere/").text(), "and back again"
    assert "Fortryd" not in mona.get("/job/fravaer/").text()


def test_who_is_to_be_handed_over_can_be_kept_from_the_new_team(web: Web, sus: Visitor) -> None:
    anna = Citizen.here(Citizen.id == web.cast.anna).get()
    handovers.hand_over([anna], web.cast.lars, date(2026, 12, 9), web.cast.karin, web.clock.now)
    vest = staff.add_team("Team Vest")
    to_vest = {"staff_name": "Karin", "role": "consultant", "team": str(vest)}
    assert sus.post(at(web.cast.karin), to_vest).status == 303
    [[(row, name)]] = handovers.to_take_back(vest, web.clock.now.date())
    assert (name, row.to_staff) == ("Anna K.", web.cast.lars)
    assert handovers.to_take_back(web.cast.nord, web.clock.now.date()) == []


def test_whoever_leads_a_club_keeps_access_until_another_does(web: Web, sus: Visitor) -> None:
    club = clubs.make(web.cast)
    other = employ("Mona", "consultant", web.cast.nord)
    Citizen.change({Citizen.consultant: other}, Citizen.id == web.cast.anna)
    page = sus.post(at(web.cast.karin, "luk/"))
    assert page.status == 422
    assert "Karin har stadig jobklubber (1). Bed teamet vælge en anden først" in page.text()
    Club.change({Club.until_on: date(2026, 11, 30)}, Club.id == club.id)
    assert sus.post(at(web.cast.karin, "luk/")).status == 303, "what is over needs nobody"


def test_a_trial_citizen_holds_nobody_back(web: Web, sus: Visitor) -> None:
    Citizen.change({Citizen.trial_of: web.cast.karin}, Citizen.id == web.cast.anna)
    to_syd = {"staff_name": "Karin", "role": "consultant", "team": str(web.cast.syd)}
    assert sus.post(at(web.cast.karin), to_syd).status == 303
    assert Citizen.here(Citizen.id == web.cast.anna).get().team == web.cast.syd, "and stays hers"
    assert sus.post(at(web.cast.karin, "luk/")).status == 303


def test_closing_signs_out_and_can_be_undone(web: Web, sus: Visitor) -> None:
    mona = employ("Mona", "leader")
    visitor = web.signed_in(mona, "leader")
    page = sus.follow(sus.post(at(mona, "luk/")))
    assert "Adgangen er lukket. Du kan åbne den igen." in page.text()
    assert visitor.get("/leder/tal/").status == 303
    assert web.nobody().post(SIGN_IN, {"name": "mona", "password": PASSWORD}).status == 422
    sus.post(at(mona, "luk/"))
    sus.post(at(mona, "aabn/"))
    sus.post(at(mona, "aabn/"))
    assert web.nobody().post(SIGN_IN, {"name": "mona", "password": PASSWORD}).status == 303
    assert kept() == [("closed", ""), ("opened", "")], "doing it twice does it once"


def test_an_operator_cannot_shut_themselves_out(web: Web, sus: Visitor) -> None:
    me = Staff.here(Staff.sign_in_name == "sus").get().id
    page = sus.post(at(me, "luk/"))
    assert "Du kan ikke lukke din egen adgang. Bed en anden om det." in page.text()
    page = sus.post(at(me), {"staff_name": "Sus", "role": "leader", "team": ""})
    assert "Du kan ikke ændre din egen rolle." in page.text()
    assert sus.post(at(me), {"staff_name": "Susanne", "role": "operator", "team": ""}).status == 303
    assert sus.get(at(me)).h1 == "Susanne"


def test_a_changed_role_is_kept_with_before_and_after(web: Web, sus: Visitor) -> None:
    mona = employ("Mona", "consultant", web.cast.nord)
    visitor = web.signed_in(mona, "consultant")
    sus.post(at(mona), {"staff_name": "Mona Ek", "role": "leader", "team": ""})
    assert visitor.get("/job/i-dag/").status == 303
    words = "Mona, jobkonsulent, Team Nord → Mona Ek, leder"
    assert kept() == [("changed", words)]
    assert f"Mona Ek ændret: {words} (Sus)" in sus.get(at(mona)).text()


def test_a_form_without_change_keeps_nothing(web: Web, sus: Visitor) -> None:
    same = {"staff_name": "Karin", "role": "consultant", "team": str(web.cast.nord)}
    assert sus.post(at(web.cast.karin), same).status == 303
    assert kept() == []


def test_a_wrong_form_changes_nothing(web: Web, sus: Visitor) -> None:
    page = sus.post(at(web.cast.karin), {"staff_name": "", "role": "x", "team": "y"})
    assert page.status == 422
    for sentence in ("fx Karin Holm.", "Vælg en rolle.", "Vælg et team."):
        assert sentence in page.text()
    assert Staff.here(Staff.id == web.cast.karin).get().name == "Karin"


def test_whoever_signs_in_elsewhere_gets_no_second_way_in(web: Web, sus: Visitor) -> None:
    Staff.change({Staff.subject: "x" * 64}, Staff.id == web.cast.karin)
    page = sus.get(at(web.cast.karin))
    assert "Karin logger på med kommunens eget login." in page.text()
    assert at(web.cast.karin, "adgangskode/") not in page.forms()
    assert sus.post(at(web.cast.karin, "adgangskode/")).status == 422
    assert kept() == []


def test_nobody_is_there_under_an_unknown_id(sus: Visitor) -> None:
    assert sus.get(at(uuid4())).status == 404
    for act in ("", "luk/", "aabn/", "log-ud/", "adgangskode/"):
        assert sus.post(at(uuid4(), act), {"staff_name": "A", "role": "leader"}).status == 404


def test_what_was_changed_is_forgotten_with_the_log(web: Web, sus: Visitor, published) -> None:
    sus.post(at(web.cast.karin, "log-ud/"))
    StaffChange.change({StaffChange.changed_on: date(2025, 12, 1)})
    sus.post(at(web.cast.lars, "log-ud/"))
    retention.purge(web.clock.now, published)
    assert [row.staff for row in StaffChange.here()] == [web.cast.lars]
