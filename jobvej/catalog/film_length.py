"""Advice on films made from text that are too long to be seen to the end."""

from __future__ import annotations

from jobvej.catalog.film import Film
from jobvej.catalog.model import Catalog
from jobvej.catalog.problem import WARNING, Problem

LONGEST = 120
"""Seconds. How many slides there may be, and points on each, is the storyboard's rule."""


def judge_films(catalog: Catalog) -> tuple[Problem, ...]:
    """Return what is beyond the limits, lesson by lesson.

    Drafts may still be cut, and a webinar is as long as it was.
    """
    films = (one.film for one in catalog.lessons() if not one.is_draft)
    return tuple(_advice(one) for one in films if isinstance(one, Film) and one.seconds > LONGEST)


def _advice(film: Film) -> Problem:
    what = f"filmen varer {round(film.seconds)} sekunder; sigt efter højst {LONGEST}."
    mend = "Sig det kortere, eller lav to film."
    return Problem(film.file, 1, what, mend, WARNING)
