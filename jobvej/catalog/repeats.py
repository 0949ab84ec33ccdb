"""Paragraphs that appear in two lessons, which would send readers round in circles."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from jobvej.catalog.model import Catalog
from jobvej.catalog.problem import Problem
from jobvej.catalog.reading import paragraphs
from jobvej.catalog.tree import quoted

SHORTEST = 60
"""Characters; shorter lines may well give the same advice in the same words."""


class _Place(NamedTuple):
    lesson: str
    file: str
    line: int
    text: str


def repeated(catalog: Catalog) -> Iterator[Problem]:
    """A problem for each place of a paragraph that appears in several lessons.

    Macros and templates are not paragraphs: what they insert is meant to be the same.
    """
    places: dict[str, list[_Place]] = defaultdict(list)
    for lesson in (lesson for course in catalog.courses for lesson in course.shown):
        for line, text in paragraphs(lesson.body):
            said = " ".join(text.lower().split())
            if len(said) >= SHORTEST:
                places[said].append(_Place(lesson.id, lesson.file, line, text))
    for found in places.values():
        for place in found:
            others = [f"{one.file}:{one.line}" for one in found if one.lesson != place.lesson]
            if others:
                what = f"afsnittet {quoted(place.text)} står også i {', '.join(others)}."
                yield Problem(place.file, place.line, what, "Skriv det på en ny måde.")
