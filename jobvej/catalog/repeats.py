"""Paragraphs that stand in two lessons: whoever reads both would feel sent in a ring."""

from __future__ import annotations

from jobvej.catalog.model import DRAFT, Catalog, Problem
from jobvej.catalog.reading import paragraphs
from jobvej.catalog.tree import quoted

SHORTEST = 60
"""Characters; a shorter line may well be the same advice in the same words."""


def repeated(catalog: Catalog) -> tuple[Problem, ...]:
    """Return a problem for each paragraph that an earlier lesson has already."""
    first: dict[str, tuple[str, str, int]] = {}
    found = []
    for lesson in catalog.lessons():
        if lesson.status == DRAFT:
            continue
        for line, text in paragraphs(lesson.body, lesson.body_line):
            said = " ".join(text.lower().split())
            if len(said) < SHORTEST:
                continue
            known, file, at = first.setdefault(said, (lesson.id, lesson.source.file, line))
            if known != lesson.id:
                what = f"afsnittet står også i {file}:{at}: {quoted(text[:SHORTEST])}"
                found.append(Problem(lesson.source.file, line, what, "Skriv det på en ny måde."))
    return tuple(found)
