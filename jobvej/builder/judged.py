"""Everything in the catalog that authors should fix, found before any page is made."""

from collections.abc import Iterator
from datetime import date

from jobvej.builder.pieces import icons
from jobvej.catalog.deadlines import stale
from jobvej.catalog.drawings import misdrawn
from jobvej.catalog.film_length import too_long
from jobvej.catalog.law import about_law
from jobvej.catalog.local import unused
from jobvej.catalog.model import Catalog
from jobvej.catalog.problem import Problem
from jobvej.catalog.reading import Level, too_hard
from jobvej.catalog.repeats import repeated
from jobvej.catalog.tree import nearest, quoted
from jobvej.catalog.webinars import unlinked


def judge_catalog(catalog: Catalog, levels: tuple[Level, ...], today: date) -> list[Problem]:
    """Return problems and advice; legal deadlines and webinars are judged as of `today`."""
    return [
        *too_hard(levels),
        *repeated(catalog),
        *too_long(catalog),
        *about_law(catalog),
        *unused(catalog),
        *stale(catalog.deadlines, today),
        *unlinked(catalog.webinars, today),
        *misdrawn(catalog),
        *_unknown_icons(catalog),
    ]


def _unknown_icons(catalog: Catalog) -> Iterator[Problem]:
    known = icons()
    for course in catalog.courses:
        if course.icon not in known:
            what = f"ikonet {quoted(course.icon)} findes ikke."
            mend = nearest(course.icon, known) or f"Brug et af: {', '.join(sorted(known))}."
            yield Problem(course.file, course.icon_line, what, mend)
