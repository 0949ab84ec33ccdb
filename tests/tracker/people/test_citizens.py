"""Citizens: taken in whole or not at all, found by a code that can be replaced and runs out."""

from datetime import timedelta
from uuid import UUID

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import figure, moment
from tests.tracker.conftest import NOW, SECRET, Cast, newcomer, take_in
from tracker import access
from tracker.appointments import calendars
from tracker.errors import Refused
from tracker.models import CalendarAddress, Citizen, Plan, SignInCode
from tracker.people import citizens
from tracker.sign_in import sessions


def test_a_citizen_is_taken_in_with_plan_and_code(cast: Cast, published: Published) -> None:
    code = take_in(UUID(int=0xC), cast.karin, published)
    found = citizens.find_by_code(code, secret=SECRET, now=NOW)
    assert (found.id, found.display_name, found.team) == (UUID(int=0xC), "Cira P.", cast.nord)
    assert figure(found.id) == (0, 4)


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"display_name": ""}, "display_name", "Skriv navn"),
        ({"display_name": "Cira 010203-1234"}, "display_name", "CPR"),
        ({"reference": "0102031234"}, "reference", "CPR"),
        ({"reference": "2026-1"}, "reference", "allerede en borger"),
        ({"support_level": "hest"}, "support_level", "fra listen"),
        ({"citizen": UUID(int=0xAA)}, "citizen", "allerede oprettet"),
    ],
)
def test_what_is_wrong_is_said_by_field_and_nothing_is_kept(
    cast: Cast, published: Published, changed: dict, field: str, said: str
) -> None:
    with pytest.raises(Refused) as refusal:
        take_in(**{"citizen": UUID(int=0xC), **changed}, consultant=cast.karin, published=published)
    assert list(refusal.value.errors) == [field]
    assert said in refusal.value.errors[field]
    assert (Citizen.here().count(), Plan.here().count()) == (2, 2)


def test_all_that_is_wrong_is_said_at_once(cast: Cast, published: Published) -> None:
    with pytest.raises(Refused) as refusal:
        take_in(UUID(int=0xC), cast.karin, published, display_name="", reference="",
                support_level="")  # fmt: skip
    assert set(refusal.value.errors) == {"display_name", "reference", "support_level"}


def test_a_plan_that_cannot_begin_takes_the_citizen_with_it(
    cast: Cast, published: Published
) -> None:
    with pytest.raises(Refused):
        newcomer(cast, published, "Cira P.", start_on=NOW.date() + timedelta(days=900))
    assert Citizen.here().count() == 2


def test_a_code_finds_its_citizen_and_no_other(cast: Cast) -> None:
    typed = cast.anna_code.lower()
    assert citizens.find_by_code(typed, secret=SECRET, now=NOW).id == cast.anna
    assert citizens.find_by_code(cast.bo_code, secret=SECRET, now=NOW).id == cast.bo
    wrong = cast.anna_code[:-1] + ("0" if cast.anna_code[-1] != "0" else "1")
    assert citizens.find_by_code(wrong, secret=SECRET, now=NOW) is None
    assert citizens.find_by_code("", secret=SECRET, now=NOW) is None


def test_only_the_day_of_use_is_noted(cast: Cast) -> None:
    for day in (1, 3):
        citizens.find_by_code(cast.anna_code, secret=SECRET, now=moment(day, 17))
    row = SignInCode.here(SignInCode.citizen == cast.anna).get()
    assert (row.first_used_on.isoformat(), row.last_used_on.isoformat()) == (
        "2026-12-01", "2026-12-03",
    )  # fmt: skip


def test_a_code_unused_for_a_year_is_none(cast: Cast) -> None:
    year = timedelta(days=365)
    assert citizens.find_by_code(cast.anna_code, secret=SECRET, now=NOW + year)
    assert citizens.find_by_code(cast.anna_code, secret=SECRET, now=NOW + year * 2)
    assert citizens.find_by_code(cast.bo_code, secret=SECRET, now=NOW + year + timedelta(1)) is None


def test_a_new_code_shuts_out_whoever_holds_the_old_one(cast: Cast) -> None:
    tokens = {
        person: sessions.start(person, "citizen", is_shared_device=False, now=NOW)
        for person in (cast.anna, cast.bo)
    }
    for person in tokens:
        calendars.give(person, access.CITIZEN, NOW)
    code = citizens.new_code(cast.anna, now=NOW, secret=SECRET)
    assert citizens.find_by_code(cast.anna_code, secret=SECRET, now=NOW) is None
    assert citizens.find_by_code(code, secret=SECRET, now=NOW).id == cast.anna
    assert sessions.find(tokens[cast.anna], NOW) is None
    assert sessions.find(tokens[cast.bo], NOW) is not None
    assert [row.person for row in CalendarAddress.here()] == [cast.bo]
