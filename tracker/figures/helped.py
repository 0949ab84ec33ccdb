"""»Hjalp det?«: answers counted per lesson and month, about nobody, shown from five up."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from jobvej.catalog.model import PUBLISHED
from jobvej.catalog.published import Published, PublishedLesson
from tracker.clock import local_date, month_of, month_words, months_after
from tracker.db import writing
from tracker.errors import Refused
from tracker.figures.suppression import FEWEST
from tracker.models import LessonFeedback

ANSWERS = ("yes", "partly", "no")
KEPT_MONTHS = 24
"""Two years, so that a lesson can be compared with itself a year ago."""


@dataclass(frozen=True)
class Month:
    """The answers to one lesson in one month; zeros where fewer than five gave one.

    Someone might guess whose they are.
    """

    month: str
    """`december 2026`."""
    yes: int
    partly: int
    no: int

    @property
    def total(self) -> int:
        """How many answers are shown."""
        return self.yes + self.partly + self.no


@dataclass(frozen=True)
class LessonFigures:
    """One lesson's months, the newest first.

    There is no sum over months: it would give away a hidden one.
    """

    title: str
    url: str
    months: list[Month]


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


def read_figures(published: Published) -> dict[str, list[LessonFigures]]:
    """What a leader sees: the lessons with answers by their course, in the catalog's order."""
    found = _counts(published)
    courses = {
        course.title: [
            LessonFigures(lesson.title, lesson.url, _months(found[lesson.id]))
            for lesson in course.lessons
            if lesson.id in found and not lesson.sensitive
        ]
        for course in published.courses
    }
    return {title: lessons for title, lessons in courses.items() if lessons}


def drop_old(today: date) -> int:
    """Delete the months past their time; returns how many rows there were."""
    with writing():
        return LessonFeedback.drop(
            LessonFeedback.month < month_of(months_after(today, -KEPT_MONTHS))
        )


def _counts(published: Published) -> dict[str, dict[str, Counter[str]]]:
    """Lesson in use → month → answer → count; a renamed lesson keeps its answers."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in LessonFeedback.here():
        found[published.current(row.lesson)][row.month][row.answer] += row.count
    return found


def _months(counts: dict[str, Counter[str]]) -> list[Month]:
    """A lesson's months, the newest first, the small ones without their numbers."""
    months = []
    for month in sorted(counts, reverse=True):
        answers = counts[month] if counts[month].total() >= FEWEST else Counter()
        months.append(Month(month_words(month), *(answers[one] for one in ANSWERS)))
    return months
