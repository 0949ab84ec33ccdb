"""Til samtalen: what is worth a word before a call, and what is not."""

from dataclasses import replace
from datetime import date

from jobvej.catalog import Published
from jobvej.catalog.model import FactRules
from tests.tracker.acts import JOBLOG, PROFIL, SKELET, book, event, item, moment, send
from tests.tracker.conftest import SECRET, Cast
from tracker.account.summary import prepare_talk
from tracker.appointments import talks
from tracker.appointments.case_notes import compose
from tracker.enrolment import pauses
from tracker.models import Citizen
from tracker.people import citizens
from tracker.people.caseload import caseload

MORNING = moment(8, 9)


def facts(cast: Cast, published: Published, as_of) -> list[str]:
    """What is said beside the tasks not done."""
    found = prepare_talk(cast.anna, as_of, published).facts
    return [fact for fact in found if "ikke lavet" not in fact]


def test_a_code_that_was_never_used_is_said_with_its_date(cast: Cast, published: Published) -> None:
    unused = "koden fra 1. dec. er ikke brugt endnu"
    assert unused in facts(cast, published, moment(4))
    citizens.find_by_code(cast.anna_code, secret=SECRET, now=moment(3))
    assert unused not in facts(cast, published, moment(4))


def test_silence_is_said_after_a_week_and_ends_with_a_tick(
    cast: Cast, published: Published
) -> None:
    citizens.find_by_code(cast.anna_code, secret=SECRET, now=moment(1))
    send(cast.anna, published, event("completed", f"activity:{SKELET}", moment(1, 12)))
    assert not any("intet nyt" in fact for fact in facts(cast, published, moment(7)))
    assert "intet nyt siden 1. dec." in facts(cast, published, moment(8))
    assert (
        caseload(Citizen.here(Citizen.team == cast.nord), moment(8), published)[0].text
        == "1 af 4 · intet nyt siden 1. dec."
    )
    send(cast.anna, published, event("completed", f"activity:{PROFIL}", moment(8, 13)))
    assert not any("intet nyt" in fact for fact in facts(cast, published, moment(9)))


def test_who_is_done_is_spoken_of_by_that_alone(cast: Cast, published: Published) -> None:
    for task in (SKELET, PROFIL, JOBLOG, "cv.ret-til.opgave"):
        send(cast.anna, published, event("completed", f"activity:{task}", moment(2)))
    found = prepare_talk(cast.anna, moment(30), published)
    assert found.facts == (
        "alle opgaver er lavet, den sidste 2. dec.", "der er ikke aftalt en ny samtale",
    )  # fmt: skip
    assert found.next_title == ""
    assert found.questions[0] == "Du har lavet alle opgaver. Hvad har hjulpet dig mest?"


def test_nothing_is_missing_from_a_plan_on_paper(cast: Cast, published: Published) -> None:
    Citizen.change({Citizen.support_level: "paa-papir"}, Citizen.id == cast.anna)
    found = prepare_talk(cast.anna, moment(30), published)
    assert found.facts == ("der er ikke aftalt en ny samtale",)
    assert found.line == found.known.figure == "4 opgaver på papir"
    assert (found.parts, found.next_title, found.questions) == ((), "", ())
    note = compose(found, date(2026, 12, 30))
    assert "Opgaver: 4 opgaver på papir" in note
    assert " af 4" not in note


def test_who_ticks_a_task_of_a_plan_on_paper_sees_it_count(cast: Cast, published: Published):
    Citizen.change({Citizen.support_level: "paa-papir"}, Citizen.id == cast.anna)
    done = event("completed", f"item:{item(cast.anna, SKELET)}", MORNING)
    send(cast.anna, published, done)
    found = prepare_talk(cast.anna, MORNING, published)
    assert (found.known.figure, found.line[:6]) == ("1 af 4 opgaver", "1 af 4")
    assert found.parts and "Lavet: 1 af 4 opgaver" in compose(found, date(2026, 12, 1))


def test_a_talk_nobody_answered_and_one_nobody_ended_are_said(
    cast: Cast, published: Published
) -> None:
    citizens.find_by_code(cast.anna_code, secret=SECRET, now=moment(1))
    one = book(cast.anna, cast.karin, moment(2, 10), moment(1))
    assert "samtalen 2. dec. er ikke afsluttet" in facts(cast, published, moment(3))
    assert "der er ikke aftalt en ny samtale" in facts(cast, published, moment(3))
    assert prepare_talk(cast.anna, moment(3), published).known.talk.id == one
    talks.end_talk(one, talks.NOT_REACHED, "", None, cast.karin, moment(2, 11))
    assert "ikke truffet 2. dec." in facts(cast, published, moment(3))
    two = book(cast.anna, cast.karin, moment(4, 10), moment(3))
    talks.end_talk(two, talks.HELD, "", None, cast.karin, moment(4, 11))
    assert not any("truffet" in fact for fact in facts(cast, published, moment(5)))


def test_nobody_is_asked_twice_about_one_task_or_to_begin_in_a_pause(
    cast: Cast, published: Published
) -> None:
    citizens.find_by_code(cast.anna_code, secret=SECRET, now=moment(1))
    title = "Skriv CV'ets skelet"
    assert prepare_talk(cast.anna, moment(1), published).next_title == title
    [asked] = [
        one for one in prepare_talk(cast.anna, moment(1), published).questions if title in one
    ]
    assert asked == f"Er der noget, der driller ved »{title}«?"
    pauses.set_pause(cast.anna, date(2026, 12, 1), date(2026, 12, 4), None, moment(1))
    assert prepare_talk(cast.anna, moment(1), published).questions == ()


def test_the_municipality_decides_when_silence_and_an_unused_code_are_worth_a_word(
    cast: Cast, published: Published
) -> None:
    def under(quiet_days: int, unused_code_days: int) -> list[str]:
        rules = FactRules(quiet_days, unused_code_days)
        own = replace(published, municipality=replace(published.municipality, facts=rules))
        return facts(cast, own, moment(4))

    unused, quiet = "koden fra 1. dec. er ikke brugt endnu", "intet nyt siden 23. nov."
    assert unused in under(7, 3)
    assert not {unused, quiet} & set(under(12, 4)), "neither is due yet"
    assert quiet in under(11, 4)
