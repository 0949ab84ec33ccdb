"""The list of erased pseudonyms: a line each, that no power cut and no other line can spoil."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from tracker.people.erasure import Erased, beside, listed, note, share

ANNA, BO = (
    Erased(UUID(int=number), date(2026, 12, day), "request") for number, day in ((10, 1), (11, 2))
)


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """A list with Anna on it."""
    file = beside(tmp_path / "jobvej.db")
    note(file, [ANNA])
    return file


def test_each_has_a_line(names: Path) -> None:
    note(names, [BO])
    assert names.read_text() == f"{ANNA}{BO}"
    assert listed(names) == {ANNA.citizen: ANNA, BO.citizen: BO}


def test_a_line_cut_by_a_power_cut_harms_no_other_and_is_told(
    names: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with names.open("ab") as file:
        file.write(b"1b2c\xff")
    note(names, [BO])
    assert list(listed(names)) == [ANNA.citizen, BO.citizen]
    assert caplog.messages == ["erasure list: a line cannot be read"]


def test_the_copies_get_the_names_they_lack_and_each_once(names: Path, tmp_path: Path) -> None:
    copies = tmp_path / "backup"
    copies.mkdir()
    for _ in range(2):
        share(tmp_path / "jobvej.db", copies)
    note(names, [BO])
    share(tmp_path / "jobvej.db", copies)
    assert (copies / names.name).read_text() == f"{ANNA}{BO}"


def test_nobody_is_no_line_and_no_list(tmp_path: Path) -> None:
    note(tmp_path / "list", [])
    assert not (tmp_path / "list").exists()
