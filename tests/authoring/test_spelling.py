"""Every word of the project's texts is in the Danish dictionary or in our own list."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from jobvej.authoring.spelling import is_installed, misspelt
from jobvej.catalog import read_catalog

ROOT = Path(__file__).parents[2]
needs_dictionary = pytest.mark.skipif(
    not is_installed() and not os.environ.get("CI"),
    reason="no Danish dictionary here; sudo apt-get install hunspell hunspell-da",
)


@needs_dictionary
def test_no_word_is_misspelt() -> None:
    catalog, problems = read_catalog(ROOT)
    assert catalog is not None, problems
    assert misspelt(catalog) == ()


@needs_dictionary
def test_a_slip_is_found_in_a_course_and_in_a_lesson() -> None:
    catalog, _ = read_catalog(ROOT)
    assert catalog is not None
    course = catalog.courses[0]
    lesson = dataclasses.replace(course.lessons[0], body="Her er en ansøgnig.", body_line=9)
    wrong = dataclasses.replace(course, summary="Et kursuss.", lessons=(lesson,))
    found = misspelt(dataclasses.replace(catalog, courses=(wrong,)))
    assert {"ansøgnig", "kursuss"} == {one.what.split('"')[1] for one in found}
    assert (lesson.source.file, 9) in {(one.file, one.line) for one in found}
