"""The citizen's code: hard to guess, easy to type, and worth nothing in the database."""

import stat
from pathlib import Path

import pytest

from tests.tracker.conftest import SECRET, Cast
from tracker.errors import Stopped
from tracker.models import Citizen, SignInCode
from tracker.sign_in import codes


def test_a_code_has_at_least_48_bits_and_no_letter_that_is_misread() -> None:
    made = {codes.new_code() for _ in range(500)}
    assert len(made) == 500
    assert {len(code) for code in made} == {10}
    assert set("".join(made)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert len(codes.ALPHABET) ** codes.LENGTH >= 2**48


@pytest.mark.parametrize(
    "typed",
    ["7K3MQ-9XW01", "7k3mq9xw01", " 7K3MQ 9XW01 ", "7K3MQ–9XWOL", "7k3mq-9xwoi", "7K-3M-Q9-XW-01"],
)
def test_a_code_is_read_as_it_was_meant(typed: str) -> None:
    assert codes.normalise_code(typed) == "7K3MQ9XW01"


@pytest.mark.parametrize(
    "typed", ["", "7K3MQ9XW0", "7K3MQ9XW011", "7K3MQ9XW0U", "7K3MQ9XW0Æ", "½" * 10]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert codes.normalise_code(typed) == ""


def test_a_spelled_code_is_read_back() -> None:
    code = codes.new_code()
    assert codes.normalise_code(codes.spell(code).lower()) == code


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret.key"
    secret = codes.read_secret(file)
    assert len(secret) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert codes.read_secret(file) == secret


def test_a_short_secret_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"kort")
    with pytest.raises(Stopped, match="for kort"):
        codes.read_secret(tmp_path / "secret.key")


def test_a_lost_secret_is_not_quietly_replaced_where_there_are_citizens(
    cast: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "lost.key"
    with pytest.raises(Stopped, match=r"lost.key mangler. .* Læg din kopi tilbage."):
        codes.secret_of_the_store(file)
    assert not file.exists()
    Citizen.drop(Citizen.id.is_null(False))
    assert codes.secret_of_the_store(file) == file.read_bytes()


def test_the_database_holds_no_code_and_another_secret_opens_nothing(cast: Cast) -> None:
    digests = {row.digest for row in SignInCode.here()}
    assert codes.code_digest(cast.anna_code, SECRET) in digests
    assert codes.code_digest(cast.anna_code, b"y" * 32) not in digests
    assert cast.anna_code not in digests
