"""Reads a whole project folder into one catalog, with every problem found on the way."""

from __future__ import annotations

from pathlib import Path

from jobvej.catalog.courses import read_courses
from jobvej.catalog.films import with_films
from jobvej.catalog.ids import check_ids, named_ids
from jobvej.catalog.model import (
    DRAFT,
    PUBLISHED,
    RETIRED,
    Catalog,
    Course,
    Lesson,
    Municipality,
    Plan,
    PlanItem,
    Problem,
)
from jobvej.catalog.municipality import LOG_MONTHS, STATE_MONTHS, read_municipality
from jobvej.catalog.pages import check_pages
from jobvej.catalog.plans import read_plans
from jobvej.catalog.tree import Tree, nearest, quoted

_NOWHERE = Municipality("", "", "", "", "", "", (), (), (), False, STATE_MONTHS, LOG_MONTHS)


def read_catalog(
    root: Path, films: Path | None = None
) -> tuple[Catalog | None, tuple[Problem, ...]]:
    """Return all that the authors have written below `root`, and every problem, by file and line.

    `films` is the folder where the studio puts finished films; it tells how long recordings are.

    Nothing an author writes raises. What is wrong is left out or comes out empty, so that the rest
    can be shown while it is mended; a catalog with problems must not be published. The catalog is
    None only when there is neither a course, a plan nor a municipality.
    """
    tree = Tree(root)
    municipality = read_municipality(tree)
    courses = read_courses(tree)
    plans = read_plans(tree)
    check_pages(tree)
    courses = with_films(tree, courses, films)
    _check_plans(tree, courses, plans)
    former = check_ids(tree, tuple(named_ids(courses, plans)))
    if not (municipality or courses or plans):
        return None, tree.problems
    catalog = Catalog(
        municipality or _NOWHERE, courses, plans, former.aliases, former.retired, root
    )
    return catalog, tree.problems


def _check_plans(tree: Tree, courses: tuple[Course, ...], plans: tuple[Plan, ...]) -> None:
    lessons = [lesson for course in courses for lesson in course.lessons]
    tasks = {lesson.task.id: lesson for lesson in lessons if lesson.task}
    for plan in plans:
        for item in plan.items:
            _check_item(tree, plan, item, tasks)


def _check_item(tree: Tree, plan: Plan, item: PlanItem, tasks: dict[str, Lesson]) -> None:
    file = plan.source.file
    lesson = tasks.get(item.task)
    if lesson is None:
        if not tree.may_exist(item.task):
            usable = [task for task, owner in tasks.items() if owner.status == PUBLISHED]
            mend = nearest(item.task, usable) or "Skriv id'et på en opgave i en lektion."
            tree.problem(file, item.line, f"opgaven {quoted(item.task)} findes ikke.", mend)
    elif lesson.status in (DRAFT, RETIRED):
        state = "en kladde" if lesson.status == DRAFT else "udgået"
        what = f"opgaven {quoted(item.task)} kan ikke bruges: lektionen er {state}."
        tree.problem(file, item.line, what, "Vælg en opgave i en udgivet lektion.")
