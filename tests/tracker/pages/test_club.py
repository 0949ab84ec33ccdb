"""A job club to its consultants: members, common tasks, job tips, and the way back from each."""

import pytest

from tests.tracker import clubs
from tests.tracker.acts import HELBRED, RET, counted
from tests.tracker.conftest import NOW, Web
from tests.visit import Page
from tracker.enrolment import plans
from tracker.gatherings import club_tasks
from tracker.gatherings.clubs import clubs_of, head_counts, make_club, member_ids
from tracker.models import Citizen, ClubMember, ClubTask, ClubTip, PlanItem
from tracker.people import readers


def place(web: Web, **changed) -> str:
    return f"/job/jobklubber/{clubs.make(web.cast, **changed).id}/"


def undo(page: Page) -> dict[str, str]:
    """What the one way back on the page sends."""
    [form] = [one for one in page.all("form") if one.get("class") == "undo no-print"]
    return {field.get("name"): field.get("value") for field in form.iter("input")}


def test_a_member_is_taken_in_and_out_and_put_back(web: Web):
    here = place(web)
    page = web.karin.follow(web.karin.post(f"{here}medlemmer/", {"citizen": str(web.cast.anna)}))
    assert "Medlemmer (1)" in page.text()
    assert "Anna K." in page.text()
    assert ClubMember.here().get().added_by == web.cast.karin
    page = web.karin.follow(web.karin.post(f"{here}medlemmer/{web.cast.anna}/ud/"))
    assert "Medlemmer (0)" in page.text()
    assert "Taget ud i dag: Anna K. Fortryd" in page.text()
    page = web.karin.follow(web.karin.post(f"{here}medlemmer/", undo(page)))
    assert "Taget ud i dag" not in page.text()
    assert "Medlemmer (1)" in page.text()


def test_the_club_of_the_address_is_the_one_that_is_met_and_another_teams_is_met_by_nobody(
    web: Web,
):
    lager, kontor = place(web), place(web, name="Kontor")
    theirs = clubs.rule(web.cast, name="Salg", consultant=web.cast.lars)
    syd = f"/job/jobklubber/{make_club(web.cast.syd, theirs, web.cast.lars, NOW)}/"
    for here, name in ((lager, "Lager"), (kontor, "Kontor")):
        assert web.karin.get(here).h1 == f"Jobklub {name}"
        assert web.lars.get(here).status == 404
    assert web.lars.get(syd).h1 == "Jobklub Salg"
    assert web.karin.post(f"{syd}medlemmer/", {"citizen": str(web.cast.anna)}).status == 404


def test_only_citizens_one_may_see_can_be_taken_in_or_out(web: Web, published):
    here = place(web)
    for who in (str(web.cast.bo), "", "x"):
        page = web.karin.post(f"{here}medlemmer/", {"citizen": who})
        assert page.status == 422
        assert page.text().count("Vælg en borger.") == 2
    assert ClubMember.here().count() == 0
    assert "Bo M." not in web.karin.get(here).text()
    assert web.karin.post(f"{here}medlemmer/{web.cast.bo}/ud/").status == 404


def test_from_eleven_on_it_says_that_a_club_is_eight_to_ten(web: Web, published):
    club = clubs.make(web.cast)
    clubs.fill_up(club, web.cast, published, 10)
    here = f"/job/jobklubber/{club.id}/"
    assert "Overvej at dele den." not in web.karin.get(here).text()
    clubs.join(club, web.cast.anna, web.cast, published)
    assert "Overvej at dele den." in web.karin.get(here).text()


def test_queries_do_not_grow_with_the_members(web: Web, published):
    club = clubs.make(web.cast)

    def asked_with(number: int) -> int:
        clubs.fill_up(club, web.cast, published, number - len(member_ids(club.id)))
        with counted() as said:
            page = web.karin.get(f"/job/jobklubber/{club.id}/")
        assert f"Medlemmer ({number})" in page.text()
        return len(said)

    web.karin.get(f"/job/jobklubber/{club.id}/")  # signs in
    assert asked_with(3) == asked_with(30)


def test_the_company_consultant_of_another_team_reads_a_number_and_no_names(web: Web, published):
    club = clubs.make(web.cast, company_consultant=web.cast.lars)
    clubs.join(club, web.cast.anna, web.cast, published)
    page = web.lars.get(f"/job/jobklubber/{club.id}/")
    assert "Medlemmer (1)" in page.text()
    assert "Anna" not in page.html
    assert str(web.cast.anna) not in page.html
    assert "medlemmer/" not in " ".join(page.forms())
    page = web.lars.post(f"/job/jobklubber/{club.id}/medlemmer/", {"citizen": str(web.cast.bo)})
    assert page.status == 404


def test_a_member_who_moved_to_another_team_is_not_named_and_can_be_taken_out(web: Web, published):
    club = clubs.make(web.cast)
    here = f"/job/jobklubber/{club.id}/"
    clubs.join(club, web.cast.anna, web.cast, published)
    Citizen.change({Citizen.team: web.cast.syd}, Citizen.id == web.cast.anna)
    page = web.karin.get(here)
    assert "Et medlem Er nu i et andet team" in page.text()
    page = web.karin.follow(web.karin.post(f"{here}medlemmer/{web.cast.anna}/ud/"))
    assert "Medlemmer (0)" in page.text()
    assert "Du er ikke længere med" in web.anna.get("/dine-opgaver/").text()
    page = web.karin.follow(web.karin.post(f"{here}medlemmer/", undo(page)))
    assert "Medlemmer (1)" in page.text()
    assert "Anna" not in page.text()


def test_a_citizen_of_another_team_is_covered_for_and_joins_no_club_that_outlasts_it(web: Web):
    here = place(web)
    today = NOW.date()
    readers.set_absence(web.cast.lars, web.cast.karin, today, today, web.cast.lars, today)
    assert "Bo M." not in web.karin.get(here).text()
    page = web.karin.post(f"{here}medlemmer/", {"citizen": str(web.cast.bo)})
    assert page.status == 422
    assert page.text().count("Vælg en borger.") == 2
    assert clubs_of(web.cast.bo, today) == []


def test_whoever_was_never_in_the_club_cannot_be_taken_out_or_put_back(web: Web):
    here = f"/job/jobklubber/{clubs.make(web.cast).id}/medlemmer/"
    assert web.karin.post(f"{here}{web.cast.bo}/ud/").status == 404
    assert web.karin.post(here, {"citizen": str(web.cast.bo)}).status == 422


def test_a_common_task_comes_to_each_member_and_is_taken_back(web: Web, published):
    club = clubs.make(web.cast)
    clubs.join(club, web.cast.anna, web.cast, published)
    here = f"/job/jobklubber/{club.id}/"
    page = web.karin.follow(web.karin.post(f"{here}opgaver/", {"task": RET}))
    assert "Opgaven er tilføjet hos medlemmerne." in page.text()
    assert "Antallet vises, når I er mindst fem" in page.text()
    assert PlanItem.here(PlanItem.citizen == web.cast.anna, PlanItem.task == RET).count() == 1
    task = ClubTask.here().get()
    page = web.karin.follow(web.karin.post(f"{here}opgaver/{task.id}/fjern/"))
    assert "Fjernet i dag: Ret dit CV til ét job. Fortryd" in page.text()
    page = web.karin.follow(web.karin.post(f"{here}opgaver/", undo(page)))
    assert "Fjernet i dag" not in page.text()


@pytest.mark.parametrize("task", ["", "x", HELBRED])
def test_a_task_that_cannot_be_common_is_refused(web: Web, task: str):
    page = web.karin.post(f"{place(web)}opgaver/", {"task": task})
    assert page.status == 422
    assert page.text().count("Vælg en opgave fra listen.") == 2
    assert ClubTask.here().count() == 0


def test_what_can_be_chosen_is_what_can_be_common(web: Web, published):
    [field] = [one for one in web.karin.get(place(web)).all("select") if one.get("name") == "task"]
    offered = {one.get("value") for one in field.iter("option")} - {""}
    tasks = [one.task.id for course in published.courses for one in course.lessons if one.task]
    assert HELBRED in tasks
    assert offered == {one for one in tasks if club_tasks.can_be_common(one, published)}


def test_the_same_task_is_common_once(web: Web):
    here = place(web)
    web.karin.post(f"{here}opgaver/", {"task": RET})
    page = web.karin.post(f"{here}opgaver/", {"task": RET})
    assert "Den er allerede en fælles opgave." in page.text()
    assert ClubTask.here().count() == 1


def test_a_member_without_a_running_plan_is_named_to_their_consultant(web: Web, published):
    club = clubs.make(web.cast)
    clubs.join(club, web.cast.anna, web.cast, published)
    here = f"/job/jobklubber/{club.id}/"
    assert "Intet forløb i gang" not in web.karin.get(here).text()
    plans.end_plan(web.cast.anna, plans.running_plan(web.cast.anna).id, NOW)
    assert "Anna K. Intet forløb i gang, så de fælles opgaver er ikke med." in (
        web.karin.get(here).text()
    )


def test_who_begins_a_plan_later_is_given_the_common_tasks_by_one_press(web: Web, published):
    club = clubs.make(web.cast)
    clubs.join(club, web.cast.anna, web.cast, published)
    plans.end_plan(web.cast.anna, plans.running_plan(web.cast.anna).id, NOW)
    here = f"/job/jobklubber/{club.id}/"
    web.karin.post(f"{here}opgaver/", {"task": RET})
    plans.enrol(web.cast.anna, published.plan("to-om-ugen"), NOW.date(), NOW)
    for _ in range(2):
        page = web.karin.follow(web.karin.post(f"{here}opgaver/giv/"))
        assert "Alle medlemmer med et forløb i gang har nu de fælles opgaver." in page.text()
    plan = plans.running_plan(web.cast.anna)
    assert PlanItem.here(PlanItem.plan == plan.id, PlanItem.task == RET).count() == 1


def tip(**changed: str) -> dict[str, str]:
    form = {
        "title": "Medhjælper til lageret",
        "place": "Havnens Lager, Åby",
        "link": "https://job.example.dk/7",
        "until_on": "8.12.2026",
    }
    return {**form, **changed}


def test_a_job_is_told_of_removed_and_put_back(web: Web):
    here = place(web, company_consultant=web.cast.lars)
    page = web.lars.follow(web.lars.post(f"{here}job/", tip()))
    assert "Medhjælper til lageret Havnens Lager, Åby · vises til og med 8. dec." in page.text()
    assert "https://job.example.dk/7" in page.links()
    row = ClubTip.here().get()
    assert row.added_by == web.cast.lars
    page = web.karin.follow(web.karin.post(f"{here}job/{row.id}/fjern/"))
    assert "Fjernet i dag: Medhjælper til lageret. Fortryd" in page.text()
    page = web.karin.follow(web.karin.post(f"{here}job/{row.id}/fortryd/"))
    assert "Fjernet i dag" not in page.text()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "Skriv jobbet: det, de søger"),
        ({"title": "Ring 010203-1234"}, "Det ligner et CPR-nummer."),
        ({"place": ""}, "Skriv stedet: firma og by"),
        ({"link": "javascript:alert(1)"}, "Linket skal begynde med https://."),
        ({"until_on": "30.11.2026"}, "Vælg en dag, der kommer"),
        ({"until_on": ""}, "Skriv datoen, fx 1.12.2026."),
    ],
)
def test_a_job_that_is_wrong_is_refused_whole_with_what_was_typed(web: Web, changed, sentence):
    page = web.karin.post(f"{place(web)}job/", tip(**changed))
    assert page.status == 422
    assert page.text().count(sentence) == 2
    assert page.value("place") == tip(**changed)["place"]
    assert ClubTip.here().count() == 0


def test_what_belongs_to_another_club_is_not_there(web: Web, published):
    one, other = place(web), place(web, name="Kontor")
    web.karin.post(f"{one}job/", tip())
    web.karin.post(f"{one}opgaver/", {"task": RET})
    for act in ("fjern", "fortryd"):
        assert web.karin.post(f"{other}job/{ClubTip.here().get().id}/{act}/").status == 404
    assert web.karin.post(f"{other}opgaver/{ClubTask.here().get().id}/fjern/").status == 404


def test_staff_never_read_who_has_done_a_common_task(web: Web, published):
    club = clubs.make(web.cast)
    people = clubs.fill_up(club, web.cast, published, 6)
    here = f"/job/jobklubber/{club.id}/"
    web.karin.post(f"{here}opgaver/", {"task": RET})
    assert "Få har lavet den endnu" in web.karin.get(here).text()
    before = web.karin.get(here).html
    row = PlanItem.here(PlanItem.citizen == people[0], PlanItem.task == RET).get()
    web.signed_in(people[0], "citizen").post(f"/dine-opgaver/opgave/{row.id}/gjort/")
    assert web.karin.get(here).html == before
    assert head_counts([club.id]) == {club.id: 6}
