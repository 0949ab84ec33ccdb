"""What every template is told about its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jobvej.builder import sheets, words
from jobvej.catalog.model import PUBLISHED, Catalog, Course, Lesson, Plan


@dataclass(frozen=True)
class Place:
    """What one page is made of: its template, and the piece of the catalog it shows."""

    template: str
    heading: str
    description: str
    url: str
    source: str
    """The author's file, from the project folder."""
    course: Course | None = None
    lesson: Lesson | None = None
    plan: Plan | None = None


def told(
    place: Place, catalog: Catalog, meta: dict[str, Any], around: dict[str, object]
) -> dict[str, object]:
    """What every template may use about the page; `around` is the catalog's frame."""
    heading = place.heading or str(meta.get("title", ""))
    description = place.description or str(meta.get("summary") or "")
    common: dict[str, object] = {
        **around,
        "here": place.url,
        "heading": heading,
        "description": description,
    }
    if place.lesson and place.course:
        common |= _lesson(place.lesson, place.course, catalog)
    elif place.course:
        common |= _course(place.course, catalog)
    elif place.plan:
        common |= _plan(place.plan, catalog)
    return common


def frame(catalog: Catalog) -> dict[str, object]:
    """What header, footer and the lists need, on every page and on 404."""
    shown = [course for course in catalog.courses if lessons_of(course)]
    cv = next((course for course in shown if course.id == "cv"), None)
    return {
        "municipality": catalog.municipality,
        "footer_links": [
            ("/kurser/", "Kurser"),
            ("/planer/", "Forløb"),
            ("/hjaelp/", "Hjælp"),
            ("/privatliv/", "Privatliv"),
            ("/tilgaengelighed/", "Tilgængelighed"),
        ],
        "courses": [
            {"course": course, "lessons": lessons, "count": len(lessons)}
            for course in shown
            for lessons in [lessons_of(course)]
        ],
        "plans": [
            {"title": plan.title, "url": plan.url, "facts": sheets.facts(plan)}
            for plan in catalog.plans
        ],
        "begin_url": cv.url if cv else "/kurser/",
        "begin_label": "Begynd med dit CV" if cv else "Se kurserne",
    }


def lessons_of(course: Course) -> list[Lesson]:
    """The lessons a reader is led through."""
    return [lesson for lesson in course.lessons if lesson.status == PUBLISHED]


def _next_course(course: Course, catalog: Catalog) -> Course | None:
    following = (one for one in catalog.courses if one.id == course.next and lessons_of(one))
    return next(following, None)


def _course(course: Course, catalog: Catalog) -> dict[str, object]:
    return {
        "course": course,
        "course_lessons": lessons_of(course),
        "next_course": _next_course(course, catalog),
        "trail": [("/kurser/", "Kurser"), ("", course.title)],
    }


def _lesson(lesson: Lesson, course: Course, catalog: Catalog) -> dict[str, object]:
    lessons = lessons_of(course)
    at = lessons.index(lesson) if lesson in lessons else None
    time = words.minutes_long(lesson.minutes)
    where = lesson.title if at is None else f"Lektion {at + 1} af {len(lessons)} · {time}"
    return {
        **_course(course, catalog),
        "lesson": lesson,
        "number": 0 if at is None else at + 1,
        "previous_lesson": lessons[at - 1] if at else None,
        "next_lesson": lessons[at + 1] if at is not None and at + 1 < len(lessons) else None,
        "trail": [("/kurser/", "Kurser"), (course.url, course.title), ("", where)],
    }


def _plan(plan: Plan, catalog: Catalog) -> dict[str, object]:
    return {
        "plan": plan,
        "days": sheets.days(plan, catalog),
        "facts": sheets.facts(plan),
        "trail": [("/planer/", "Forløb"), ("", plan.title)],
    }
