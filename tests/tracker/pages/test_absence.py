"""Fravær: a colleague covers for some days; all citizens are given on at once."""

from datetime import timedelta

from tests.tracker.acts import book
from tests.tracker.conftest import NOW, Web, employ
from tracker.models import Absence, Citizen, Handover, Reader

HERE = "/job/fravaer/"
SEEN = "/dine-opgaver/hvem-har-aabnet/"


def add_colleague(web: Web):
    return employ("Mona", team=web.cast.syd)


def away(web: Web, **changed: str) -> dict[str, str]:
    form = {
        "staff": str(web.cast.karin),
        "cover": str(web.cast.lars),
        "from_on": "2026-12-01",
        "until_on": "2026-12-04",
    }
    return {**form, **changed}


def test_the_cover_sees_the_citizens_and_the_citizens_see_the_cover(web: Web):
    page = web.karin.follow(web.karin.post(HERE, away(web)))
    assert "Karin 1. dec. til 4. dec. · afløser: Lars, Team Syd" in page.text()
    listed = web.lars.get("/job/borgere/").text()
    assert "Du afløser for en kollega" in listed
    assert "Anna K." in listed
    words = "En jobkonsulent i Team Syd, der afløser din jobkonsulent, 1. dec. til 4. dec."
    assert words in web.anna.get(SEEN).text()
    web.clock.now += timedelta(days=4)
    later = web.signed_in(web.cast.lars, "consultant")
    assert "Anna K." not in later.get("/job/borgere/").text()
    own = web.signed_in(web.cast.anna, "citizen")
    assert "afløser" not in own.get(SEEN).text()


def test_a_cover_from_another_team_does_the_days_work_and_lets_nobody_in_for_longer(web: Web):
    web.karin.post(HERE, away(web))
    of_anna = f"/job/borgere/{web.cast.anna}/"
    adgang = f"{of_anna}adgang/"
    assert adgang not in web.lars.get(f"{of_anna}samtale/").links()
    web.lars.post(f"{of_anna}aabn/", {"formaal": "talk"})
    page = web.lars.get(f"{of_anna}samtale/")
    assert f"{of_anna}ny-kode/" in page.forms()
    assert adgang not in page.links()
    assert web.lars.get(adgang).status == 403
    to_lars = {"reader": str(web.cast.lars), "to": str(web.cast.lars), "on_date": "2026-12-01"}
    for act in ("laeser/", "laeser/fjern/", "giv-videre/"):
        assert web.lars.post(f"{adgang}{act}", to_lars).status == 403
    assert (Reader.select().count(), Handover.select().count()) == (0, 0)
    assert adgang in web.opened_by_karin().get(f"{of_anna}samtale/").links()


def test_the_talks_of_who_is_away_stand_on_the_covers_day_as_long_as_it_lasts(web: Web):
    for days in (0, 3, 6):
        starts_at = NOW + timedelta(days=days, hours=1)
        book(web.cast.anna, web.cast.karin, starts_at)
    assert "Anna K." not in web.lars.get("/job/i-dag/").text()
    web.karin.post(HERE, away(web, until_on="2026-12-03"))
    page = web.lars.get("/job/i-dag/")
    assert page.links().count(f"/job/borgere/{web.cast.anna}/samtale/") == 1
    assert "min · du afløser · " in page.text()
    assert "du afløser" not in web.karin.get("/job/i-dag/").text()


def test_nobody_covers_who_is_away_themselves(web: Web):
    web.karin.post(HERE, away(web))
    mutual = away(web, staff=str(web.cast.lars), cover=str(web.cast.karin), from_on="2026-12-04",
                  until_on="2026-12-07")  # fmt: skip
    words = "Fra 1. dec. til 4. dec. er Karin selv væk (Lars afløser). Vælg en anden afløser."
    assert words in web.lars.post(HERE, mutual).text()
    other = add_colleague(web)
    words = "Fra 1. dec. til 4. dec. afløser Lars for Karin. Giv først Karin en anden afløser."
    page = web.lars.post(HERE, mutual | {"cover": str(other)})
    assert words in page.text()
    assert Absence.here().count() == 1
    later = mutual | {"from_on": "2026-12-05"}
    assert web.lars.post(HERE, later).status == 303, "on other days they may"


def test_a_mistake_in_one_form_leaves_the_other_as_it_was(web: Web):
    first = web.karin.get(HERE)
    wrong = web.karin.post(HERE, away(web, cover="", from_on="2026-12-07"))
    assert wrong.value("from_on") == "2026-12-07"
    assert wrong.value("on_date") == first.value("on_date") == "2026-12-01"
    leaving = {"giver": str(web.cast.karin), "to": "", "on_date": "2026-12-07"}
    wrong = web.karin.post(f"{HERE}giv-videre/", leaving)
    assert wrong.value("on_date") == "2026-12-07"
    assert wrong.value("from_on") == first.value("from_on") == "2026-12-01"


def test_it_is_ended_with_one_press(web: Web):
    web.karin.post(HERE, away(web))
    page = web.karin.get(HERE)
    [end] = [one for one in page.forms() if one.endswith("/slut/")]
    page = web.karin.follow(web.karin.post(end))
    assert "Afløseren har ikke adgang mere." in page.text()
    assert "Anna K." not in web.lars.get("/job/borgere/").text()


def test_what_is_wrong_is_said_beside_each_field_and_what_was_typed_stays(web: Web):
    page = web.karin.post(HERE, away(web, cover="", until_on="snart"))
    assert page.status == 422
    assert page.text().count("Vælg en anden jobkonsulent, der afløser.") == 2
    assert page.value("until_on") == "snart"
    assert Absence.here().count() == 0


def test_nobody_decides_over_another_team(web: Web):
    page = web.karin.post(HERE, away(web, staff=str(web.cast.lars), cover=str(web.cast.karin)))
    assert page.text().count("Vælg en fra teamet.") == 2
    data = {"giver": str(web.cast.lars), "to": str(web.cast.karin), "on_date": "2026-12-01"}
    assert web.karin.post(f"{HERE}giv-videre/", data).status == 422
    assert Citizen.here(Citizen.id == web.cast.bo).get().consultant == web.cast.lars


def test_all_are_given_on_and_all_are_taken_back(web: Web):
    data = {"giver": str(web.cast.karin), "to": str(web.cast.lars), "on_date": "2026-12-01"}
    page = web.karin.follow(web.karin.post(f"{HERE}giv-videre/", data))
    assert "Anna K. i dag · fra Karin til Lars, Team Syd" in page.text()
    assert Citizen.here(Citizen.consultant == web.cast.lars).count() == 2
    chosen = [one.get("value") for one in page.all("input") if one.get("name") == "handover"]
    web.karin.post(f"{HERE}fortryd/", {"handover": chosen})
    assert Citizen.here(Citizen.consultant == web.cast.lars).count() == 1


def test_a_consultant_without_citizens_has_none_to_hand_over(web: Web):
    web.karin.post("/job/proev-som-borger/", {"template": "kort-vej"})
    data = {"giver": str(web.cast.karin), "to": str(web.cast.lars), "on_date": "2026-12-01"}
    web.karin.post(f"{HERE}giv-videre/", data)
    page = web.karin.post(f"{HERE}giv-videre/", data)
    assert "Der er ingen borgere at give videre." in page.text()
    assert Citizen.here(Citizen.trial_of == web.cast.karin).get().consultant == web.cast.karin
