"""»Hjalp det?«: answers counted per lesson and month, about nobody, shown from five up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from jobvej.catalog.model import PUBLISHED
from jobvej.catalog.published import Published, PublishedLesson
from tracker.clock import local_date, month_of, month_words, months_after
from tracker.db import writing
from tracker.errors import Refused
from tracker.figures.suppression import FEWEST
from tracker.models import LessonFeedback

ANSWERS = {"yes": "ja", "partly": "lidt", "no": "nej"}
SHOWN_FROM = FEWEST
"""Fewer answers to one lesson in one month are hidden: someone might guess whose they are."""
KEPT_MONTHS = 24
"""Two years, so that a lesson can be compared with itself a year ago."""


@dataclass(frozen=True)
class Share:
    """How many gave one answer."""

    code: str
    word: str
    count: int
    start: float
    """Where its part of the bar begins, in percent of all answers."""
    width: float


@dataclass(frozen=True)
class Month:
    """The answers to one lesson in one month."""

    words: str
    """`december 2026`."""
    total: int
    """0 where the answers are too few to be shown."""
    shares: tuple[Share, ...]
    """Ja, lidt, nej; empty where the answers are too few to be shown."""


@dataclass(frozen=True)
class LessonFigures:
    """One lesson's months, the newest first.

    There is no sum over months: it would give away a hidden one.
    """

    title: str
    url: str
    months: tuple[Month, ...]


@dataclass(frozen=True)
class CourseFigures:
    """A course's lessons that somebody has answered about, in the course's own order."""

    title: str
    lessons: tuple[LessonFigures, ...]


def is_asked(lesson: PublishedLesson) -> bool:
    """Whether the question stands under a lesson.

    Never under a sensitive one: that somebody answered there would say what they read.
    """
    return lesson.status == PUBLISHED and not lesson.sensitive


def count_answer(lesson: str, answer: str, now: datetime, published: Published) -> PublishedLesson:
    """Count one answer, about nobody; returns the lesson.

    Raises Refused for a lesson without the question and for an answer that is none of the three.
    """
    found = published.lesson(lesson)
    if found is None or not is_asked(found):
        raise Refused({"lesson": "no such question"})
    if answer not in ANSWERS:
        raise Refused({"answer": "must be yes, partly or no"})
    add(found.id, month_of(local_date(now)), answer, 1)
    return found


def add(lesson: str, month: str, answer: str, times: int) -> None:
    """Let one counter grow."""
    with writing():
        grown = LessonFeedback.change(
            {LessonFeedback.count: LessonFeedback.count + times},
            LessonFeedback.lesson == lesson,
            LessonFeedback.month == month,
            LessonFeedback.answer == answer,
        )
        if not grown:
            LessonFeedback.create(lesson=lesson, month=month, answer=answer, count=times)


def read_figures(published: Published) -> tuple[CourseFigures, ...]:
    """What a leader sees: every lesson with answers, in the catalog's order and no other."""
    found = _counts(published)
    courses = []
    for course in published.courses:
        lessons = tuple(
            LessonFigures(lesson.title, lesson.url, _months(found[lesson.id]))
            for lesson in course.lessons
            if lesson.id in found and not lesson.sensitive
        )
        if lessons:
            courses.append(CourseFigures(course.title, lessons))
    return tuple(courses)


def drop_old(today: date) -> int:
    """Delete the months past their time; returns how many rows there were."""
    with writing():
        return LessonFeedback.drop(
            LessonFeedback.month < month_of(months_after(today, -KEPT_MONTHS))
        )


def _counts(published: Published) -> dict[str, dict[str, dict[str, int]]]:
    """Lesson in use → month → answer → count; a renamed lesson keeps its answers."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in LessonFeedback.here():
        months = found.setdefault(published.current(row.lesson), {})
        answers = months.setdefault(row.month, {})
        answers[row.answer] = answers.get(row.answer, 0) + row.count
    return found


def _months(counts: dict[str, dict[str, int]]) -> tuple[Month, ...]:
    """A lesson's months, the newest first, the small ones without their numbers."""
    months = []
    for month in sorted(counts, reverse=True):
        total = sum(counts[month].values())
        is_shown = total >= SHOWN_FROM
        shares = tuple(_shares(counts[month], total)) if is_shown else ()
        months.append(Month(month_words(month), total if is_shown else 0, shares))
    return tuple(months)


def _shares(answers: dict[str, int], total: int) -> Iterable[Share]:
    """Ja, lidt and nej side by side."""
    start = 0.0
    for code, word in ANSWERS.items():
        count = answers.get(code, 0)
        width = round(100 * count / total, 2)
        yield Share(code, word, count, round(start, 2), width)
        start += width
