"""All that the catalog alone tells its authors to mend, before a page is made."""

from __future__ import annotations

from datetime import date

from jobvej.catalog import drawings
from jobvej.catalog.deadlines import stale
from jobvej.catalog.film_size import judge_films
from jobvej.catalog.law import about_law
from jobvej.catalog.local import unused
from jobvej.catalog.model import Catalog, Problem
from jobvej.catalog.reading import Level, judge
from jobvej.catalog.repeats import repeated
from jobvej.catalog.webinars import unlinked


def judge_catalog(catalog: Catalog, levels: tuple[Level, ...], today: date) -> list[Problem]:
    """Return problems and advice; deadlines of the law and webinars are held against `today`."""
    return [
        *judge(levels),
        *repeated(catalog),
        *judge_films(catalog),
        *about_law(catalog),
        *unused(catalog),
        *stale(catalog.deadlines, today),
        *unlinked(catalog.webinars, today),
        *drawings.judge(catalog),
    ]
