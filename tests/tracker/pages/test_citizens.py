"""Borgere: the team by name, one plain line each."""

from datetime import timedelta

import pytest

from tests.tracker import clubs
from tests.tracker.acts import book, counted
from tests.tracker.conftest import NOW, Web, employ, newcomer
from tracker.enrolment import plans
from tracker.gatherings.clubs import add_member, remove_member
from tracker.models import AccessLog, Citizen, Staff
from tracker.people import caseload, readers, staff

HERE = "/job/borgere/"


def take_in(web: Web, published, name: str, consultant, plan: str = "kort-vej") -> None:
    template = published.plan(plan)
    fields = {"reference": name[:20], "consultant": consultant, "template": template}
    newcomer(web.cast, published, name, **fields)


def names(page) -> list[str]:
    """The names in sight; those that the filter leaves out are hidden rows."""
    rows = [one for one in page.all("li") if one.get("class") == "item"]
    shown = [one for one in rows if "hidden" not in one.attrib]
    return [page.text(next(link for link in one.iter() if link.tag == "a")) for one in shown]


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
    kim = employ("Kim", team=web.cast.nord)
    take_in(web, published, "Aage A.", kim)
    page = web.karin.get(HERE)
    assert names(page) == ["Anna K.", "Aage A."]
    assert "jobkonsulent: Kim" in page.text()


def test_whoever_is_done_stands_below_the_others_and_can_be_asked_for(web: Web, published):
    take_in(web, published, "Abel A.", web.cast.karin)
    done = Citizen.here(Citizen.display_name == "Abel A.").get()
    assert names(web.karin.get(HERE)) == ["Abel A.", "Anna K."]
    plans.end_plan(done.id, plans.running_plan(done.id).id, NOW, "job", web.cast.karin)
    page = web.karin.get(HERE)
    assert names(page) == ["Anna K.", "Abel A."]
    assert "Forløbet er slut" in page.text()
    assert names(web.karin.get(f"{HERE}?hvem=slut")) == ["Abel A."]
    assert names(web.karin.get(f"{HERE}?hvem=dine")) == ["Anna K."]


def test_whoever_is_done_and_only_read_along_with_is_no_choice_for_letters(web: Web, published):
    plans.end_plan(web.cast.anna, plans.running_plan(web.cast.anna).id, NOW, "job", web.cast.karin)
    readers.add_reader(web.cast.anna, web.cast.lars, web.cast.karin, NOW.date())
    page = web.lars.get(HERE)
    assert "Anna K. ref. 2026-1 forløbet sluttede 1. dec." in page.text()
    chosen = [box.get("value") for box in page.all("input") if box.get("name") == "borger"]
    assert chosen == [str(web.cast.bo)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("soeg=ben", ["Bente B."]),
        ("soeg=b+BENTE", ["Bente B."]),
        ("soeg=2026-1", ["Anna K."]),
        ("soeg=ingen", []),
        ("samtale=uge", ["Anna K."]),
        ("samtale=ingen", ["Bente B."]),
        ("kode=ikke-brugt", ["Bente B."]),
        ("forloeb=to-om-ugen", ["Bente B."]),
        ("forloeb=kort-vej&samtale=uge&soeg=anna", ["Anna K."]),
        ("hvem=dine", ["Anna K."]),
        ("hvem=team", ["Bente B."]),
        ("hvem=leder&samtale=aldrig&forloeb=x&kode=1&sorter=fare", ["Anna K.", "Bente B."]),
    ],
)
def test_the_list_is_searched_and_narrowed_without_javascript(web: Web, published, query, found):
    kim = employ("Kim", team=web.cast.nord)
    take_in(web, published, "Bente B.", kim, "to-om-ugen")
    web.nobody().post("/log-paa/", {"code": web.cast.anna_code, "enhed": "egen"})
    book(web.cast.anna, web.cast.karin, NOW + timedelta(hours=1))
    page = web.karin.get(f"{HERE}?{query}")
    assert names(page) == found
    count = next(one for one in page.all("p") if "data-count" in one.attrib)
    assert page.text(count) == f"{len(found)} {'borger' if len(found) == 1 else 'borgere'}"
    nobody = next(one for one in page.all("p") if "data-nobody" in one.attrib)
    assert ("hidden" in nobody.attrib) == bool(found)


def test_the_members_of_a_club_are_found(web: Web, published):
    take_in(web, published, "Bente B.", web.cast.karin)
    assert 'name="jobklub"' not in web.karin.get(HERE).html
    club = clubs.make(web.cast).id
    add_member(club, web.cast.anna, web.cast.karin, NOW)
    assert names(web.karin.get(f"{HERE}?jobklub={club}")) == ["Anna K."]
    remove_member(club, web.cast.anna, web.cast.karin, NOW)
    assert len(names(web.karin.get(f"{HERE}?jobklub={club}"))) == 0


def test_a_talk_of_next_week_is_not_this_weeks(web: Web):
    book(web.cast.anna, web.cast.karin, NOW + timedelta(days=6))
    assert names(web.karin.get(f"{HERE}?samtale=uge")) == []
    assert names(web.karin.get(f"{HERE}?samtale=ingen")) == []


def test_a_talk_that_nobody_ended_is_behind_and_hides_none_of_this_week(web: Web):
    book(web.cast.anna, web.cast.karin, NOW + timedelta(days=3))
    web.clock.now = NOW + timedelta(days=6)
    assert names(web.karin.get(f"{HERE}?samtale=ingen")) == ["Anna K."]
    book(web.cast.anna, web.cast.karin, NOW + timedelta(days=8))
    assert names(web.karin.get(f"{HERE}?samtale=uge")) == ["Anna K."]


def test_the_list_goes_by_talk_when_asked_and_those_without_come_last(web: Web, published):
    for name in ("Bente B.", "Carl C."):
        take_in(web, published, name, web.cast.karin)
    by_name = {row.display_name: row.id for row in Citizen.here()}
    for name, days in (("Carl C.", 1), ("Bente B.", 2)):
        starts_at = NOW + timedelta(days=days)
        book(by_name[name], web.cast.karin, starts_at)
    assert names(web.karin.get(f"{HERE}?sorter=samtale")) == ["Carl C.", "Bente B.", "Anna K."]
    assert names(web.karin.get(HERE)) == ["Anna K.", "Bente B.", "Carl C."]


def test_the_links_for_sorting_keep_what_was_asked_for(web: Web):
    page = web.karin.get(f"{HERE}?soeg=an&samtale=ingen&kode=ikke-brugt")
    assert f"{HERE}?soeg=an&samtale=ingen&kode=ikke-brugt&sorter=samtale" in page.links()
    assert page.value("soeg") == "an"


def test_queries_do_not_grow_with_the_rows(web: Web, published):
    def asked_with(people: int) -> int:
        for number in range(people - Citizen.here(Citizen.team == web.cast.nord).count()):
            take_in(web, published, f"Navn {number} af {people}", web.cast.karin)
        with counted() as said:
            assert len(names(web.karin.get(HERE))) == people
        return len(said)

    web.karin.get(HERE)  # signs in
    assert asked_with(10) == asked_with(100)


@pytest.fixture
def large(web: Web, published, monkeypatch) -> Web:
    """Anna is Karin's; Kim of the same team has Bente and Carl; two are one more than a list."""
    monkeypatch.setattr(caseload, "LARGE", 2)
    kim = employ("Kim", team=web.cast.nord)
    for name in ("Bente B.", "Carl C."):
        take_in(web, published, name, kim)
    return web


def test_in_a_large_team_ones_own_stand_there_until_one_asks_for_all(large: Web):
    page = large.karin.get(HERE)
    assert names(page) == ["Anna K."]
    assert "1 borger · Vis hele teamet" in page.text()
    assert f"{HERE}?hvem=alle" in page.links()
    everyone = large.karin.get(f"{HERE}?hvem=alle")
    assert names(everyone) == ["Anna K.", "Bente B.", "Carl C."]
    assert "Vis hele teamet" not in everyone.text()
    assert f"{HERE}borgere.csv?hvem=alle" in everyone.forms()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("soeg=ben&hvem=alle", ["Bente B."]),
        ("soeg=C", ["Carl C."]),
        ("hvem=team", ["Bente B.", "Carl C."]),
        ("hvem=dine&soeg=b", []),
        ("samtale=ingen", ["Anna K.", "Bente B.", "Carl C."]),
    ],
)
def test_in_a_large_team_the_form_searches_all_and_sends_only_whom_it_finds(
    large: Web, query, found
):
    page = large.karin.get(f"{HERE}?{query}")
    assert names(page) == found
    for name in {"Anna K.", "Bente B.", "Carl C."}.difference(found):
        assert name not in page.html
    assert "data-sieve" not in page.html
    file = (
        large.karin.post(f"{HERE}borgere.csv?{query}", {}).response.get_data().decode("utf-8-sig")
    )
    assert [row.partition(";")[0] for row in file.splitlines()[1:]] == found


def test_in_a_large_team_those_one_covers_for_stand_there_too(large: Web):
    row = Staff.here(Staff.sign_in_name == "kim").get()
    today = large.clock.now.date()
    readers.set_absence(row.id, large.cast.karin, today, today, row.id, today)
    assert names(large.karin.get(HERE)) == ["Anna K.", "Bente B.", "Carl C."]


def test_who_has_nobody_of_their_own_in_a_large_team_is_led_to_all(large: Web):
    Citizen.change({Citizen.consultant: Staff.here(Staff.sign_in_name == "kim").get().id})
    page = large.karin.get(HERE)
    assert names(page) == []
    assert "Du har ingen borgere selv." in page.text()
    assert f"{HERE}?hvem=alle" in page.links()


def test_the_file_holds_what_the_list_shows_and_runs_no_formula(web: Web, published):
    take_in(web, published, "=Dan", web.cast.karin)
    web.karin.post("/job/proev-som-borger/", {"template": "kort-vej"})
    at = NOW + timedelta(hours=1)
    book(web.cast.anna, web.cast.karin, at)
    assert "Samtale i dag kl. 10.00" in web.karin.get(HERE).text()
    answer = web.karin.post(f"{HERE}borgere.csv", {}).response
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/csv", "no-store")
    assert answer.get_data().decode("utf-8-sig").splitlines() == [
        "navn;reference;opgaver;samtale;jobkonsulent",
        "'=Dan;'=Dan;koden fra 1. dec. er ikke brugt endnu;;Karin",
        "Anna K.;2026-1;koden fra 1. dec. er ikke brugt endnu;1. dec. kl. 10.00;Karin",
    ]
    narrowed = web.karin.post(f"{HERE}borgere.csv?soeg=anna", {}).html
    assert ("Dan" in narrowed, "Anna K." in narrowed, "Bo M." in narrowed) == (False, True, False)


def test_whoever_is_on_a_list_taken_out_as_a_file_can_see_it_once_a_day(web: Web):
    page = web.karin.get(HERE)
    assert AccessLog.select().count() == 0, "looking is not taking"
    assert f"{HERE}borgere.csv" in page.forms()
    for asked in ("?soeg=nobody", "", "?soeg=anna"):
        web.karin.post(f"{HERE}borgere.csv{asked}", {})
    [row] = AccessLog.select()
    assert (row.citizen, row.staff, row.role) == (web.cast.anna, web.cast.karin, "consultant")
    seen = web.anna.get("/dine-opgaver/hvem-har-aabnet/").text()
    assert "1. december Liste hentet som fil · jobkonsulent, Team Nord" in seen
    assert web.karin.get(f"{HERE}borgere.csv").status == 405


def test_an_empty_team_says_so(web: Web):
    team = staff.add_team("Team Øst")
    ida = employ("Ida", team=team)
    visitor = web.signed_in(ida, "consultant")
    assert "Der er ingen borgere i dit team endnu." in visitor.get(HERE).text()
    assert "Opret den første" in visitor.get("/job/i-dag/").text()
