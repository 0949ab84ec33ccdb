"""Paragraphs that stand in two lessons: whoever reads both would feel sent in a ring."""

from __future__ import annotations

from collections import defaultdict

from jobvej.catalog.model import DRAFT, Catalog, Problem
from jobvej.catalog.reading import paragraphs
from jobvej.catalog.tree import quoted

SHORTEST = 60
"""Characters; a shorter line may well be the same advice in the same words."""


def repeated(catalog: Catalog) -> tuple[Problem, ...]:
    """Return a problem at every place of a paragraph that several lessons have.

    Macros and templates are no paragraphs: what they put in is meant to be the same.
    """
    places: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for lesson in catalog.lessons():
        if lesson.status == DRAFT:
            continue
        for line, text in paragraphs(lesson.body, lesson.body_line):
            said = " ".join(text.lower().split())
            if len(said) >= SHORTEST:
                places[said].append((lesson.source.file, line, text))
    return tuple(
        _problem(place, others)
        for found in places.values()
        for place in found
        if (others := [one for one in found if one[0] != place[0]])
    )


def _problem(place: tuple[str, int, str], others: list[tuple[str, int, str]]) -> Problem:
    file, line, text = place
    elsewhere = ", ".join(f"{other}:{at}" for other, at, _ in others)
    what = f"afsnittet {quoted(text)} står også i {elsewhere}."
    return Problem(file, line, what, "Skriv det på en ny måde.")
