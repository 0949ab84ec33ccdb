"""Reads a whole project folder into one catalog, and collects every problem on the way."""

from pathlib import Path

from jobvej.catalog.courses import read_courses
from jobvej.catalog.deadlines import read_deadlines
from jobvej.catalog.dictionary import read_words
from jobvej.catalog.films import with_films
from jobvej.catalog.ids import check_ids, named_ids
from jobvej.catalog.local import read_local
from jobvej.catalog.misplaced import check_misplaced
from jobvej.catalog.model import Catalog
from jobvej.catalog.municipality import UNKNOWN, read_municipality
from jobvej.catalog.pages import read_pages
from jobvej.catalog.placeholders import check_placeholders
from jobvej.catalog.plan_items import check_plans
from jobvej.catalog.plans import read_plans
from jobvej.catalog.problem import Problem
from jobvej.catalog.tree import Tree
from jobvej.catalog.webinars import read_webinars

NOTHING = Catalog(UNKNOWN, (), ())
"""The catalog of an empty folder."""


def read_catalog(root: Path, films: Path | None = None) -> tuple[Catalog, tuple[Problem, ...]]:
    """Return all that the authors have written below `root`, and every problem, by file and line.

    `films` is the folder where the studio puts finished films; it tells how long recordings are.

    Nothing that an author writes raises. What is wrong is left out or empty, so that the rest can
    be shown meanwhile; a catalog with problems must not be published.
    """
    tree = Tree(root)
    municipality = read_municipality(tree)
    courses = read_courses(tree)
    plans = read_plans(tree)
    webinars = read_webinars(tree)
    pages = read_pages(tree)
    courses, webinars = with_films(tree, courses, webinars, films)
    check_misplaced(tree)
    check_plans(tree, courses, plans)
    check_placeholders(tree, courses)
    former = check_ids(tree, tuple(named_ids(courses, plans, webinars)))
    catalog = Catalog(
        municipality,
        courses,
        plans,
        former.aliases,
        former.retired,
        root,
        webinars,
        read_words(tree),
        read_local(tree),
        read_deadlines(tree),
        pages,
    )
    return catalog, tree.problems
