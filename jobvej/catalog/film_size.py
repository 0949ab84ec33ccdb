"""Advice on films made from text that are too long to be seen to the end."""

from __future__ import annotations

from collections.abc import Iterator

from jobvej.catalog.film import Film
from jobvej.catalog.model import DRAFT, Catalog, Problem
from jobvej.catalog.source import WARNING

LONGEST, MOST_SLIDES = 120, 6
"""Seconds, and slides beside "Husk". How many points a slide may have is the storyboard's rule."""


def judge_films(catalog: Catalog) -> tuple[Problem, ...]:
    """Return what is beyond the limits, lesson by lesson.

    A draft may yet be cut, a short film tires nobody, and a webinar takes the time it took.
    """
    films = (one.film for one in catalog.lessons() if one.status != DRAFT)
    mend = "Sig det kortere, eller lav to film."
    return tuple(
        Problem(film.source.file, film.source.line, what, mend, WARNING)
        for film in films
        if isinstance(film, Film)
        for what in _beyond(film)
    )


def _beyond(film: Film) -> Iterator[str]:
    if film.seconds > LONGEST:
        yield f"filmen varer {round(film.seconds)} sekunder; sigt efter højst {LONGEST}."
    if len(film.slides) > MOST_SLIDES:
        yield f"filmen har {len(film.slides)} slides; sigt efter højst {MOST_SLIDES}."
