"""What a leader's numbers are counted of: what happened, by Danish days, and nothing else."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from jobvej.catalog import Published
from tests.tracker.acts import HELBRED, JOBLOG, PROFIL, RET, SKELET, book, event, item, send
from tests.tracker.conftest import NOW, Cast, newcomer
from tests.tracker.figures.test_team_figures import TODAY, noon
from tracker import openings
from tracker.appointments import talks
from tracker.enrolment import plan_items, plans
from tracker.figures.periods import closed_periods
from tracker.figures.team_history import read_history
from tracker.models import Citizen, PlanItem, Staff


def test_what_is_done_after_midnight_in_denmark_is_of_the_new_year(
    cast: Cast, published: Published
) -> None:
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    send(cast.anna, published, event("completed", f"item:{item(cast.anna, SKELET)}", new_year))
    early = new_year - timedelta(hours=1)
    send(cast.bo, published, event("completed", f"item:{item(cast.bo, SKELET)}", early))
    talk = book(cast.anna, cast.karin, new_year, early)
    talks.end_talk(talk, talks.HELD, "", None, cast.karin, new_year)
    found = read_history(date(2026, 12, 1), published, {cast.nord.hex: "", cast.syd.hex: ""})
    begun = {UUID(one.citizen): one.begun_on for one in found.plans}
    assert begun == {cast.anna: date(2027, 1, 1), cast.bo: date(2026, 12, 31)}
    assert [one.held_on for one in found.talks] == [date(2027, 1, 1)]
    last = next(one for one in closed_periods(TODAY, 6) if one.code == "2026-K4")
    assert not last.holds(begun[cast.anna]) and last.holds(begun[cast.bo])


def test_what_was_taken_out_waived_or_not_held_is_no_fact(cast: Cast, published: Published) -> None:
    anna, bo, karin = cast.anna, cast.bo, cast.karin
    trial = newcomer(cast, published, "Prøve", start_on=date(2026, 12, 1))
    Citizen.change({Citizen.trial_of: karin}, Citizen.id == trial)
    for person, words in ((anna, {"task": HELBRED}), (anna, {"title": "Ring"})):
        plan_items.add(person, **words, planned_on=None, staff=karin, now=NOW, published=published)
    own = PlanItem.here(PlanItem.title == "Ring").get().id
    for person, one in (
        *((anna, own), (anna, item(anna, JOBLOG)), (anna, item(anna, RET))),
        *((bo, item(bo, PROFIL)), (bo, item(bo, JOBLOG)), (trial, item(trial, SKELET))),
    ):
        plan_items.waive(person, one, "andet", karin, noon("12-02"), published=published)
    for task, day in ((SKELET, "12-01"), (JOBLOG, "12-03"), (HELBRED, "12-08")):
        send(anna, published, event("completed", f"item:{item(anna, task)}", noon(day)))
    for person, task in (
        *((anna, SKELET), (anna, PROFIL), (anna, HELBRED)),
        *((bo, SKELET), (bo, JOBLOG)),
    ):
        plan_items.remove(person, item(person, task), karin, noon("12-09"), published=published)
    plans.end_plan(bo, plans.running_plan(bo).id, noon("12-10"))
    who = Staff.here(Staff.id == karin).get()
    openings.open_page("browser", who, anna, "help", noon("12-10") - timedelta(hours=1))
    for day, outcome in (
        ("12-10", talks.HELD),
        ("12-08", talks.NOT_REACHED),
        ("12-03", talks.HELD),
    ):
        talk = book(anna, karin, noon(day), NOW)
        talks.end_talk(talk, outcome, "", None, karin, noon(day))
    row_of = {cast.nord.hex: "", cast.syd.hex: ""}
    found = read_history(date(2026, 12, 1), published, row_of)
    plan = {UUID(one.citizen): one for one in found.plans}
    assert set(plan) == {anna, bo}
    assert plan[anna].begun_on == plan[anna].finished_on == date(2026, 12, 3)
    assert plan[bo].stopped_at == RET
    assert {(UUID(one.citizen), one.task) for one in found.waived} == {(anna, RET), (bo, PROFIL)}
    assert [(one.held_on.day, one.days_since, one.is_prepared) for one in found.talks] == [
        (3, None, False), (10, 7, False),
    ]  # fmt: skip
