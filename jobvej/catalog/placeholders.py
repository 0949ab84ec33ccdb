"""Placeholders for text that an author has yet to write: fine in a draft, never published."""

from collections.abc import Iterator
from pathlib import Path

from jobvej.catalog.model import Course
from jobvej.catalog.tree import Tree, quoted

PLACEHOLDER = "SKRIV HER"
"""Marks each text that `jobvej new-course` and `jobvej new-lesson` leave to the author."""


def check_placeholders(tree: Tree, courses: tuple[Course, ...]) -> None:
    """Note every placeholder that a reader would see."""
    for course in courses:
        files = [course.file] if course.shown else []
        for lesson in course.shown:
            files += lesson.files
        for file in files:
            for line, row in _left(tree, tree.root / file):
                what = f"her står stadig {quoted(row)}."
                tree.problem(file, line, what, "Skriv teksten, før den udgives.")


def _left(tree: Tree, path: Path) -> Iterator[tuple[int, str]]:
    text = tree.text(path) or ""
    for line, row in enumerate(text.split("\n"), start=1) if PLACEHOLDER in text else ():
        if PLACEHOLDER in row:
            yield line, row[row.index(PLACEHOLDER) :].rstrip(" \"'}")
