"""Advice on films made from text that are too long to be seen to the end."""

from __future__ import annotations

from collections.abc import Iterator

from jobvej.catalog.drafts import draft_files
from jobvej.catalog.film import Film
from jobvej.catalog.model import Catalog, Problem
from jobvej.catalog.source import WARNING

LONGEST, MOST_SLIDES = 120, 6
"""Seconds, and slides beside "Husk". How many points a slide may have is the storyboard's rule."""


def judge_films(catalog: Catalog) -> tuple[Problem, ...]:
    """Return what is beyond the limits; a draft may yet be cut, and a short film tires nobody."""
    drafts = draft_files(catalog)
    films = (film for film in catalog.films() if film.source.file not in drafts)
    return tuple(
        Problem(
            film.source.file, film.source.line, what, "Sig det kortere, eller lav to film.", WARNING
        )
        for film in films
        for what in _beyond(film)
    )


def _beyond(film: Film) -> Iterator[str]:
    if film.seconds > LONGEST:
        yield f"filmen varer {round(film.seconds)} sekunder; sigt efter højst {LONGEST}."
    if len(film.slides) > MOST_SLIDES:
        yield f"filmen har {len(film.slides)} slides; sigt efter højst {MOST_SLIDES}."
