"""»Hjalp det?«: answers counted per lesson and month, about nobody, shown from five up."""

from collections import Counter, defaultdict
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


Answers = dict[str, Counter[str]]
"""`december 2026` → answer → how many; no answer where fewer than five gave one."""


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
    """Add to one counter."""
    with writing():
        grown = LessonFeedback.change(
            {LessonFeedback.count: LessonFeedback.count + times},
            LessonFeedback.lesson == lesson,
            LessonFeedback.month == month,
            LessonFeedback.answer == answer,
        )
        if not grown:
            LessonFeedback.create(lesson=lesson, month=month, answer=answer, count=times)


def read_figures(
    today: date, published: Published
) -> dict[str, list[tuple[PublishedLesson, Answers]]]:
    """What a leader sees: the lessons with answers by their course, in the catalog's order.

    The newest month first, without numbers where fewer than five answered: someone might guess
    whose they are. There is no sum over months: it would give away a hidden one. A month that runs
    is not there: who looks before and after somebody read would see their answer.
    """
    found = _counts(today, published)
    courses = {
        course.title: [
            (lesson, found[lesson.id])
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


def _counts(today: date, published: Published) -> dict[str, Answers]:
    """By lesson in use, what may be shown; a renamed lesson keeps its answers."""
    found: dict[str, Answers] = defaultdict(lambda: defaultdict(Counter))
    over = LessonFeedback.here(LessonFeedback.month < month_of(today))
    for row in over.order_by(LessonFeedback.month.desc()):
        found[published.current(row.lesson)][month_words(row.month)][row.answer] += row.count
    for months in found.values():
        for answers in months.values():
            if answers.total() < FEWEST:
                answers.clear()
    return found
