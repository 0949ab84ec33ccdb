"""MitID: who it signs in, and whose it is from then on."""

from datetime import timedelta

from tests.tracker.conftest import NOW, Cast
from tracker.sign_in import mitid

TOMORROW = NOW + timedelta(days=1)


def test_of_two_people_each_has_their_own(cast: Cast) -> None:
    for who in (cast.bo, cast.anna):
        mitid.bind(who, who.hex, NOW)
    assert mitid.remove(cast.anna, None, NOW)
    assert mitid.citizen_of(cast.anna.hex) is None
    mitid.bind(cast.anna, "another", TOMORROW)
    assert mitid.citizen_of("another").id == cast.anna
    assert mitid.citizen_of(cast.bo.hex).id == cast.bo
    assert (mitid.binding(cast.anna).digest, mitid.binding(cast.bo).digest) == (
        "another", cast.bo.hex,
    )  # fmt: skip


def test_to_bind_it_again_changes_nothing(cast: Cast) -> None:
    for now in (NOW, TOMORROW):
        mitid.bind(cast.anna, "anna", now)
    assert mitid.binding(cast.anna).bound_on == NOW.date()
