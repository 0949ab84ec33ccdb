"""Drafts: only authors see them, as if they were published, with a mark in the title."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator

from jobvej.catalog.model import PUBLISHED, Catalog, Lesson
from jobvej.catalog.problem import WARNING, Problem

MARK = "Kladde: "


def with_drafts(catalog: Catalog) -> Catalog:
    """Return the catalog as it would be with every draft published."""
    courses = tuple(
        dataclasses.replace(course, lessons=tuple(_shown(lesson) for lesson in course.lessons))
        for course in catalog.courses
    )
    return dataclasses.replace(catalog, courses=courses)


def draft_files(catalog: Catalog) -> frozenset[str]:
    """Return the files of drafts and their films, whose problems do not stop a build yet."""
    drafts = (lesson for lesson in catalog.lessons() if lesson.is_draft)
    return frozenset(file for lesson in drafts for file in lesson.files)


def lenient(problems: Iterable[Problem], drafts: Collection[str]) -> Iterator[Problem]:
    """Yield the problems, turned into advice if they are in a draft's file."""
    for one in problems:
        yield dataclasses.replace(one, severity=WARNING) if one.file in drafts else one


def _shown(lesson: Lesson) -> Lesson:
    if not lesson.is_draft:
        return lesson
    return dataclasses.replace(lesson, status=PUBLISHED, title=f"{MARK}{lesson.title}")
