"""Advice on films made from text that are too long to be watched to the end."""

from collections.abc import Iterator

from jobvej.catalog.film import Film
from jobvej.catalog.model import Catalog
from jobvej.catalog.problem import WARNING, Problem

LONGEST = 120
"""Seconds. The number of slides and bullets is checked with the storyboard."""


def too_long(catalog: Catalog) -> Iterator[Problem]:
    """Advice on each film that is longer; drafts may still be cut."""
    mend = "Sig det kortere, eller lav to film."
    for course in catalog.courses:
        for film in (lesson.film for lesson in course.shown):
            if isinstance(film, Film) and film.seconds > LONGEST:
                what = f"filmen varer {round(film.seconds)} sekunder; sigt efter højst {LONGEST}."
                yield Problem(film.file, 1, what, mend, WARNING)
