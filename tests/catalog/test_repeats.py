"""The same paragraph in two lessons is told at both, and only where it is long and published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jobvej.catalog import read_catalog
from jobvej.catalog.repeats import repeated

ROOT = Path(__file__).parents[2]
LINES = "courses/ansoegning/linjer.md"
SAID = "Tag det roligt, og skriv én linje ad gangen, så kommer resten"
Change = Callable[[str, str, str], None]


def told(project: Path, change: Change, first: str, second: str, status: str) -> list[str]:
    """Of a published lesson with the first text, and one with the second."""
    change(LINES, "draft\n---\nBegynd med jobbet.", f"{status}\n---\n{first}")
    change("courses/cv/profil.md", "En profil er kort.", f"En profil er kort.\n\n{second}")
    catalog, _ = read_catalog(project)
    return [str(one) for one in repeated(catalog)]


def test_a_repeated_paragraph_is_told_in_both_lessons_whatever_its_capitals_and_line_ends(
    project: Path, change: Change
) -> None:
    other = SAID.upper().replace(", OG", ",\nOG")
    found = told(project, change, SAID, other, "published")
    assert sorted(found) == [
        f'{LINES}:7: afsnittet "{SAID[:57]}…" står også i courses/cv/profil.md:18. '
        "Skriv det på en ny måde.",
        f'courses/cv/profil.md:18: afsnittet "{SAID.upper()[:57]}…" står også i {LINES}:7. '
        "Skriv det på en ny måde.",
    ]


@pytest.mark.parametrize(("length", "places"), [(59, 0), (60, 2)])
def test_a_short_paragraph_may_be_repeated(
    length: int, places: int, project: Path, change: Change
) -> None:
    assert len(told(project, change, SAID[:length], SAID[:length], "published")) == places


def test_a_draft_may_still_be_a_copy(project: Path, change: Change) -> None:
    assert told(project, change, SAID, SAID, "draft") == []


def test_within_one_lesson_it_is_a_matter_of_style(project: Path, change: Change) -> None:
    assert told(project, change, "Ja.", f"{SAID}\n\n{SAID}", "published") == []


def test_no_two_of_our_own_lessons_share_a_paragraph() -> None:
    assert list(repeated(read_catalog(ROOT)[0])) == []
