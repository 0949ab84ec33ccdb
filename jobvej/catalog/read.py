"""Reads a whole project folder into one catalog, with every problem found on the way."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from jobvej.catalog.courses import read_courses
from jobvej.catalog.ids import check_ids, named_ids
from jobvej.catalog.model import (
    DRAFT,
    PUBLISHED,
    RETIRED,
    Catalog,
    Course,
    Film,
    Lesson,
    Municipality,
    Plan,
    PlanItem,
    Problem,
)
from jobvej.catalog.municipality import LOG_MONTHS, STATE_MONTHS, read_municipality
from jobvej.catalog.pages import check_pages
from jobvej.catalog.plans import read_plans
from jobvej.catalog.storyboard import read_film
from jobvej.catalog.tree import Tree, nearest, quoted

_NOWHERE = Municipality("", "", "", "", "", "", (), (), (), False, STATE_MONTHS, LOG_MONTHS)


def read_catalog(root: Path) -> tuple[Catalog | None, tuple[Problem, ...]]:
    """Return all that the authors have written below `root`, and every problem, by file and line.

    Nothing an author writes raises. What is wrong is left out or comes out empty, so that the rest
    can be shown while it is mended; a catalog with problems must not be published. The catalog is
    None only when there is neither a course, a plan nor a municipality.
    """
    tree = Tree(root)
    municipality = read_municipality(tree)
    courses = read_courses(tree)
    plans = read_plans(tree)
    check_pages(tree)
    courses = _with_films(tree, courses)
    _check_plans(tree, courses, plans)
    former = check_ids(tree, tuple(named_ids(courses, plans)))
    if not (municipality or courses or plans):
        return None, tree.problems
    catalog = Catalog(
        municipality or _NOWHERE, courses, plans, former.aliases, former.retired, root
    )
    return catalog, tree.problems


def _with_films(tree: Tree, courses: tuple[Course, ...]) -> tuple[Course, ...]:
    """Join each lesson to the storyboard of its name; each storyboard has a lesson."""
    films: dict[Path, Film | None] = {}
    for path in tree.folder(tree.root / "videos", "*/*.md"):
        films[path] = read_film(tree, path)
    by_id = {film.id: path for path, film in films.items() if film}
    joined = tuple(
        dataclasses.replace(
            course,
            lessons=tuple(_with_film(tree, lesson, films, by_id) for lesson in course.lessons),
        )
        for course in courses
    )
    shown = {_storyboard(tree, lesson) for course in joined for lesson in course.lessons}
    known = [lesson.id for course in joined for lesson in course.lessons if not lesson.film]
    for path in films.keys() - shown:
        lesson = f"{path.parent.name}.{path.stem}"
        if not tree.may_exist(lesson):
            what = f"ingen lektion viser filmen; lektionen {quoted(lesson)} findes ikke."
            tree.problem(tree.name(path), 1, what, nearest(lesson, known) or "Ret filens navn.")
    return joined


def _storyboard(tree: Tree, lesson: Lesson) -> Path:
    return tree.root / "videos" / lesson.course / f"{lesson.slug}.md"


def _with_film(
    tree: Tree, lesson: Lesson, films: dict[Path, Film | None], by_id: dict[str, Path]
) -> Lesson:
    path = _storyboard(tree, lesson)
    film = films.get(path)
    if film and film.id == lesson.video_id:
        return dataclasses.replace(lesson, film=film)
    if not lesson.video_id:
        if film and not tree.may_exist(lesson.id):
            what = f"lektionen {quoted(lesson.id)} nævner ikke filmen {quoted(film.id)}."
            tree.problem(
                film.source.file, 1, what, f"Skriv video under felterne i {lesson.source.file}."
            )
        return lesson
    unread = path in films and film is None
    if lesson.status != DRAFT and not unread:
        what = f"filmen {quoted(lesson.video_id)} findes ikke."
        mend = f'Mente du "{film.id}"?' if film else _missing(tree, lesson.video_id, path, by_id)
        tree.problem(lesson.source.file, lesson.video_line, what, mend)
    return lesson


def _missing(tree: Tree, identity: str, path: Path, by_id: dict[str, Path]) -> str:
    elsewhere = by_id.get(identity)
    if elsewhere:
        return f"Flyt {tree.name(elsewhere)} til {tree.name(path)}."
    return f"Skriv den i {tree.name(path)}."


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
