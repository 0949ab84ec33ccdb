"""What every template is told about its page."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit

from markupsafe import Markup

from jobvej.builder import sheets, words
from jobvej.catalog.asides import Webinar
from jobvej.catalog.drawings import drawing
from jobvej.catalog.markdown import Markdown
from jobvej.catalog.model import CITIZEN, Catalog, Course, Lesson
from jobvej.catalog.plan import Plan


@dataclass(frozen=True)
class Place:
    """What one page is made of: its template, and the piece of the catalog it shows."""

    template: str
    heading: str
    description: str
    url: str
    body: Markdown
    """What its author wrote, and in which file."""
    course: Course | None = None
    lesson: Lesson | None = None
    plan: Plan | None = None
    webinar: Webinar | None = None


def context_of(place: Place, catalog: Catalog, around: dict[str, object]) -> dict[str, object]:
    """What every template may use about the page; `around` is the catalog's frame."""
    common: dict[str, object] = {
        **around,
        "here": place.url,
        "heading": place.heading,
        "description": place.description,
    }
    if place.lesson and place.course:
        common |= _lesson(place.lesson, place.course, catalog)
    elif place.course:
        common |= _course(place.course, catalog)
        if place.url != place.course.url:
            parent = (place.course.url, place.course.title)
            common["trail"] = [_above(place.course), parent, ("", "Hæfte")]
        shapes = drawing(catalog.root / "courses" / place.course.id)
        common["drawing"] = Markup(shapes)  # noqa: S704 (shapes and their measures alone)
    elif place.plan:
        common |= _plan(place.plan, catalog)
    elif place.webinar:
        common |= _webinar(place.webinar)
    return common


def frame(catalog: Catalog, today: date) -> dict[str, object]:
    """What header, footer and lists need, on every page and on 404."""
    everyone = [course for course in catalog.courses if course.published]
    shown = [course for course in everyone if course.audience == CITIZEN]
    cv = next((course for course in shown if course.id == "cv"), None)
    return {
        "municipality": catalog.municipality,
        "today": today,
        "footer_links": _footer(catalog),
        "courses": shown,
        "staff_courses": [one for one in everyone if one.audience != CITIZEN],
        "word_groups": [
            (letter, list(words_of))
            for letter, words_of in groupby(catalog.words, key=lambda one: one.word[0].upper())
        ],
        "webinars": [
            # Webinars that are still to come are listed before those that are over or have a film.
            _webinar_row(webinar)
            for webinar in sorted(
                catalog.webinars, key=lambda one: one.film is not None or one.day < today
            )
        ],
        "plans": [
            {"title": plan.title, "url": plan.url, "facts": sheets.facts(plan)}
            for plan in sorted(catalog.plans, key=lambda one: one.title.casefold())
        ],
        "begin_url": cv.url if cv else "/kurser/",
        "begin_label": "Begynd med dit CV" if cv else "Se kurserne",
    }


def _footer(catalog: Catalog) -> list[tuple[str, str]]:
    """The links in every footer, to whatever exists."""
    links = [
        (True, "/kurser/", "Kurser"),
        (True, "/planer/", "Forløb"),
        (catalog.webinars, "/webinarer/", "Webinarer"),
        (catalog.words, "/ord/", "Ord fra A til Å"),
        (catalog.deadlines, "/frister/", "Frister"),
        (True, "/hjaelp/", "Hjælp"),
        (True, "/privatliv/", "Privatliv"),
        (True, "/tilgaengelighed/", "Tilgængelighed"),
        (catalog.has_staff_courses, "/personale/", "For personale"),
    ]
    return [(url, label) for is_there, url, label in links if is_there]


def _webinar_row(webinar: Webinar) -> dict[str, object]:
    return {"webinar": webinar, "when": words.moment(webinar.starts_at, webinar.minutes)}


def _next_course(course: Course, catalog: Catalog) -> Course | None:
    following = (one for one in catalog.courses if one.id == course.next and one.published)
    return next(following, None)


def _course(course: Course, catalog: Catalog) -> dict[str, object]:
    return {
        "course": course,
        "next_course": _next_course(course, catalog),
        "trail": [_above(course), ("", course.title)],
    }


def _above(course: Course) -> tuple[str, str]:
    """The list that a course is in."""
    return (
        ("/kurser/", "Kurser") if course.audience == CITIZEN else ("/personale/", "For personale")
    )


def _lesson(lesson: Lesson, course: Course, catalog: Catalog) -> dict[str, object]:
    lessons = course.published
    at = lessons.index(lesson) if lesson in lessons else None
    time = words.minutes_long(lesson.minutes)
    where = lesson.title if at is None else f"Lektion {at + 1} af {len(lessons)} · {time}"
    return {
        **_course(course, catalog),
        "lesson": lesson,
        "number": 0 if at is None else at + 1,
        "previous_lesson": lessons[at - 1] if at else None,
        "next_lesson": lessons[at + 1] if at is not None and at + 1 < len(lessons) else None,
        "trail": [_above(course), (course.url, course.title), ("", where)],
    }


def _plan(plan: Plan, catalog: Catalog) -> dict[str, object]:
    days = sheets.days(plan, catalog)
    return {
        "plan": plan,
        "days": days,
        "is_required": any(row.required for day in days for row in day.items),
        "facts": sheets.facts(plan),
        "trail": [("/planer/", "Forløb"), ("", plan.title)],
    }


def _webinar(webinar: Webinar) -> dict[str, object]:
    return {
        **_webinar_row(webinar),
        "sign_up_host": urlsplit(webinar.sign_up_url).hostname or "",
        "trail": [("/webinarer/", "Webinarer"), ("", webinar.title)],
    }
