"""Free text: a closed list, a length each, and no CPR number anywhere."""

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import book, moment
from tests.tracker.conftest import Cast
from tracker import free_text
from tracker.appointments import talks
from tracker.enrolment import plan_items
from tracker.errors import Refused


@pytest.mark.parametrize("field", free_text.LIMITS)
def test_every_field_has_a_length_and_says_what_to_do(field: str) -> None:
    longest = free_text.LIMITS[field].longest
    assert free_text.problem(field, "a" * longest) == ""
    said = free_text.problem(field, "a" * (longest + 1))
    assert f"{longest + 1} tegn" in said and f"højst {longest} tegn" in said


@pytest.mark.parametrize("field", free_text.LIMITS)
def test_a_cpr_number_is_refused_in_every_field(field: str) -> None:
    said = free_text.problem(field, "ref 310199 4321")
    assert said.startswith("Det ligner et CPR-nummer. Slet det")


def test_the_limits_are_the_promised_ones() -> None:
    assert {name: limit.longest for name, limit in free_text.LIMITS.items()} == {
        "display_name": 40, "reference": 20, "own_task": 80, "agreed": 120,
        "staff_name": 60, "sign_in_name": 60, "team_name": 60,
        "club_name": 40, "place": 60, "tip_title": 80, "tip_place": 60, "link": 500,
    }  # fmt: skip


def test_a_letter_of_two_characters_becomes_one() -> None:
    assert free_text.clean("A\N{COMBINING RING ABOVE}se") == "Åse"


def test_nothing_written_is_told_apart_from_nothing_needed() -> None:
    assert free_text.problem("display_name", "").startswith("Skriv navn")
    assert free_text.problem("agreed", "") == ""
    assert free_text.clean("  Vis \n dit\tCV ") == "Vis dit CV"
    assert "tegn, som ikke kan vises" in free_text.problem("agreed", "Vis\u202edit CV")
    pasted = "\u200bMøde hos\u00a0Bøgh\u00ads\ufeff"
    assert free_text.clean(pasted) == "Møde hos Bøghs"
    assert free_text.problem("display_name", free_text.clean("محمد علی\u200cرضا")) == ""
    assert "CPR" in free_text.problem("agreed", free_text.clean("010203\u200b1234"))


@pytest.mark.parametrize(
    "link",
    ["http://x.dk", "javascript:alert(1)", "//x.dk", "x.dk", "https://", "https://a:b@x.dk",
     "https://x.dk/ y", "https://[x"],
)  # fmt: skip
def test_a_link_is_a_safe_address_or_refused(link: str) -> None:
    assert free_text.link_problem(link) == "Linket skal begynde med https://. Kopiér hele adressen."
    assert free_text.link_problem("https://jobnet.dk/find-job?id=7") == ""
    assert free_text.link_problem("") == ""


def test_a_link_may_hold_the_number_of_a_meeting_and_no_cpr_number() -> None:
    assert free_text.link_problem("https://zoom.us/j/0102031234?pwd=aB1") == ""
    assert "CPR" in free_text.link_problem("https://zoom.us/j/8501234567?pwd=0102031234")
    assert "CPR" in free_text.link_problem("https://jobnet.dk/0102031234")


def test_no_way_in_forgets_the_rule(cast: Cast, published: Published) -> None:
    now = moment(1)
    with pytest.raises(Refused) as refusal:
        plan_items.add(cast.anna, title="Ring om 010203-1234", planned_on=None, staff=cast.karin,
                       now=now, published=published)  # fmt: skip
    assert "CPR" in refusal.value.errors["title"]
    talk = book(cast.anna, cast.karin, moment(2), now)
    with pytest.raises(Refused) as refusal:
        talks.end_talk(talk, talks.HELD, "Husk 010203-1234", None, cast.karin, moment(2))
    assert "CPR" in refusal.value.errors["agreed"]
