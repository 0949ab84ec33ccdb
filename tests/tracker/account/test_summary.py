"""The page before a call: every word follows from what happened, and from nothing else."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from jobvej.catalog import Published
from jobvej.catalog.names import danish_order
from jobvej.catalog.published import PublishedPlan
from tests.tracker.acts import FILM, JOBLOG, PROFIL, SKELET, book, event, item, moment, send
from tests.tracker.conftest import Cast, Web
from tracker.account.own_plan import own_plan
from tracker.account.summary import TalkPreparation, prepare_talk
from tracker.appointments import talks
from tracker.appointments.case_notes import compose
from tracker.appointments.talks import NewTalk
from tracker.enrolment import plan_items, plans
from tracker.errors import NotFound
from tracker.models import Citizen
from tracker.people.caseload import caseload

MORNING = moment(8, 9)


@pytest.fixture
def anna(cast: Cast, published: Published):
    """Anna after a week: a talk on 2 December, a film and two tasks, a wish, a talk today."""
    one = book(cast.anna, cast.karin, moment(2, 10), moment(1), minutes=30, mode=talks.IN_PERSON)
    send(cast.anna, published, event("completed", f"activity:{SKELET}", moment(2, 9)))
    plan_items.waive(
        cast.anna, item(cast.anna, JOBLOG), "andet", cast.karin, moment(2, 10, 10),
        published=published,
    )  # fmt: skip
    following = NewTalk(moment(8, 10), 15, talks.PHONE)
    agreed = "Vis dit CV til en, du kender"
    talks.end_talk(one, talks.HELD, agreed, following, cast.karin, moment(2, 10, 30))
    send(
        cast.anna,
        published,
        event("completed", "activity:cv.profiltekst.video", moment(5, 20)),
        event("completed", f"activity:{PROFIL}", moment(5, 20, 30)),
        event("completed", f"activity:{FILM}", moment(6, 20)),
        event("wish_set", "wish", moment(6, 21), topic="ansoegning"),
        event("week_counted", "week", moment(7, 9), week="2026-W49", count=2),
    )
    return cast


def page(cast: Cast, published: Published, as_of=MORNING) -> TalkPreparation:
    return prepare_talk(cast.anna, as_of, published)


def test_the_page_says_what_the_consultant_needs(anna: Cast, published: Published) -> None:
    found = page(anna, published)
    assert found.talk_words == "I dag, tirsdag 8. december kl. 10.00 · telefon, 15 min"
    assert (found.known.name, found.known.first_name) == ("Anna K.", "Anna")
    assert (found.known.plan.title, found.support_level) == ("4 opgaver på 14 dage", "med sparring")
    assert (found.wish, found.wish_on) == ("Anna vil gerne tale om: ansøgning", "6. dec.")
    assert found.known.agreed == "Vis dit CV til en, du kender"
    assert found.known.agreed_on == "2. dec."
    assert (found.known.figure, found.since_figure) == ("2 af 3 opgaver", "+1 siden sidste samtale")
    assert [(c.title, c.done, c.total) for c in found.parts] == [("Dit CV", 2, 3)]
    assert found.waived == ("Før din joblog (aftalt 2. dec.)",)
    assert found.since_heading == "Siden sidste samtale"
    assert [line.words for line in found.since] == [
        "6. dec. Skriv CV'ets skelet, film",
        "5. dec. Skriv din profiltekst, film og opgave",
    ]
    assert (found.next_title, found.next_minutes) == ("Ret dit CV til ét job", 15)
    assert (found.weeks.target, [week.words for week in found.weeks.bars]) == ("", ["Uge 49: 2"])
    assert found.facts == ("ikke lavet endnu: Ret dit CV til ét job (3. dec.)",)


def test_the_list_line_is_a_field_of_the_page(anna: Cast, published: Published) -> None:
    (line,) = caseload(Citizen.here(Citizen.team == anna.nord), MORNING, published)
    assert line.text == page(anna, published).line
    assert line.text == "2 af 3 · sidst 6. dec. · vil tale om ansøgning"
    assert (line.person.display_name, line.talk(MORNING.date()), line.consultant_name) == (
        "Anna K.",
        "i dag kl. 10.00",
        "Karin",
    )


def test_what_was_done_on_the_day_of_the_talk_is_told_apart_by_the_talk(
    anna: Cast, published: Published
) -> None:
    subject = f"item:{item(anna.anna, 'cv.ret-til.opgave')}"
    send(anna.anna, published, event("completed", subject, moment(2, 15)))
    words = [line.words for line in page(anna, published).since]
    assert "2. dec. Ret dit CV til ét job" in words, "after the talk, so it is new"
    assert not any("2. dec. Skriv CV" in line for line in words), "before it, so it is not"


def test_before_the_first_talk_new_is_what_came_after_the_plan(
    cast: Cast, published: Published
) -> None:
    early = event("completed", f"activity:{FILM}", moment(20, month=11))
    send(cast.anna, published, early, now=moment(1))
    send(cast.anna, published, event("completed", f"activity:{SKELET}", moment(2)))
    words = [line.words for line in page(cast, published, moment(3)).since]
    assert words == ["2. dec. Skriv CV'ets skelet"]


def test_a_wish_has_had_its_turn_once_the_talk_was_held(anna: Cast, published: Published) -> None:
    talk = page(anna, published).known.talk.id
    talks.end_talk(talk, talks.NOT_REACHED, "", None, anna.karin, moment(8, 10, 5))
    assert page(anna, published, moment(8, 11)).wish, "nobody answered: it stands"
    talks.undo_end(talk, moment(8, 10, 6))
    talks.end_talk(talk, talks.HELD, "", None, anna.karin, moment(8, 10, 20))
    after = page(anna, published, moment(8, 11))
    assert (after.wish, after.known.agreed) == ("", "")
    assert own_plan(anna.anna, moment(8, 11), published).facts.wish_code == ""


def test_a_topic_taken_off_the_list_keeps_its_code(anna: Cast, published: Published) -> None:
    shorter = replace(published, municipality=replace(published.municipality, wish_topics=()))
    assert prepare_talk(anna.anna, MORNING, shorter).wish.endswith("ansoegning")


def test_questions_follow_from_facts_and_differ_with_them(anna: Cast, published: Published) -> None:
    assert page(anna, published).questions == (
        "Du vil gerne tale om ansøgning. Hvor skal vi begynde?",
        "Sidst aftalte vi: Vis dit CV til en, du kender. Hvordan gik det?",
        "Du har lavet »Skriv din profiltekst«. Hvad er du mest tilfreds med?",
    )
    bo = prepare_talk(anna.bo, MORNING, published)
    assert bo.questions == (
        "Fik du koden til dine opgaver? Skal vi logge på sammen nu?",
        "Er der noget, der driller ved »Skriv CV'ets skelet«?",
    )
    assert not set(bo.questions) & set(page(anna, published).questions)


def test_every_plan_that_runs_is_named_with_its_day(cast: Cast, published: Published) -> None:
    plans.enrol(cast.anna, published.plan("to-om-ugen"), moment(1).date(), moment(1))
    found = page(cast, published, moment(1))
    assert found.plans == (
        ("To ansøgninger om ugen", "uge 1 af 4"),
        ("4 opgaver på 14 dage", "dag 7 af 9"),
    )
    said = "Forløb: To ansøgninger om ugen, uge 1 af 4; 4 opgaver på 14 dage, dag 7 af 9\n"
    assert said in compose(found, date(2026, 12, 1))


def test_a_weekly_target_names_the_weeks_not_written(
    cast: Cast, published: Published, weekly: PublishedPlan
) -> None:
    plans.enrol(cast.anna, weekly, moment(1).date(), moment(1))
    send(cast.anna, published,
         event("week_counted", "week", moment(15), week="2026-W51", count=0))  # fmt: skip
    found = page(cast, published, moment(16))
    assert found.weeks.target == "Mål fra uge 49: 2 om ugen."
    assert [week.words for week in found.weeks.bars] == [
        "Uge 49: ikke skrevet", "Uge 50: ikke skrevet", "Uge 51: 0",
    ]  # fmt: skip


def test_outside_the_plan_is_told_apart(cast: Cast, published: Published) -> None:
    plan_items.remove(
        cast.anna, item(cast.anna, SKELET), cast.karin, moment(1), published=published
    )
    send(cast.anna, published, event("completed", f"activity:{SKELET}", moment(2)))
    found = page(cast, published, moment(3))
    assert [line.words for line in found.outside] == ["2. dec. Skriv CV'ets skelet"]
    assert found.since == ()
    assert found.known.figure == "0 af 3 opgaver"


def test_the_day_of_the_plan_counts_working_days(cast: Cast, published: Published) -> None:
    days = {day: page(cast, published, moment(day)).plans[0][1] for day in (1, 3, 4)}
    assert days == {1: "dag 7 af 9", 3: "dag 9 af 9", 4: "sidste dag var 3. dec."}
    before = page(cast, published, moment(22, month=11)).plans[0][1]
    assert before == "begynder 23. nov."
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(4))
    assert page(cast, published, moment(8)).plans[0][1] == "sluttede 4. dec."


def test_no_word_on_the_page_is_a_judgement_or_a_time_of_day(
    anna: Cast, web: Web, published: Published
) -> None:
    web.clock.now = MORNING
    shown = web.anna.get("/dine-opgaver/det-ser-din-jobkonsulent/")
    [section] = [one for one in shown.all("section") if one.get("data-shared") is not None]
    told = shown.text(section).lower()
    talk = page(anna, published).talk_words.lower()
    assert talk in told, "an appointment has its time"
    told = told.replace(talk, "")
    for word in ("for sent", "overskredet", "risiko", "score", "mangler", "kl. "):
        assert word not in told


def test_there_is_no_page_of_nobody(cast: Cast, published: Published) -> None:
    with pytest.raises(NotFound):
        prepare_talk(uuid4(), MORNING, published)


def test_a_list_goes_by_name_in_danish_order(cast: Cast, published: Published) -> None:
    names = ["Åse B.", "Ærø C.", "anna A.", "Øjvind D.", "Zara E.", "Aase F.", "Anna A.", "Bo G."]
    assert sorted(names, key=danish_order) == [
        "anna A.", "Anna A.", "Bo G.", "Zara E.", "Ærø C.", "Øjvind D.", "Åse B.", "Aase F.",
    ]  # fmt: skip
    assert [
        line.person.display_name
        for line in caseload(Citizen.here(Citizen.team == cast.syd), MORNING, published)
    ] == ["Bo M."]
