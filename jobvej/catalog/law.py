"""What a lesson must not say of the law, and what it must say of the joblog on Jobnet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jobvej.catalog.deadlines import FILE
from jobvej.catalog.model import CITIZEN, DRAFT, Catalog, Lesson, Problem
from jobvej.catalog.reading import Passage, lesson_paragraphs, texts
from jobvej.catalog.sentences import sentences
from jobvej.catalog.source import WARNING
from jobvej.catalog.tree import quoted

NOT_YOURS = "ikke din joblog"
_LESSONS = ("courses/", "videos/", "content/planer/")
"""A municipality's own pages and webinars may well say what must be done before when."""
_NUMBER = r"\d[\d.,]*|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|fjorten"
_AMOUNT = re.compile(
    rf"\b(?:{_NUMBER})\.?\s+"
    r"(?:hverdage?|arbejdsdage?|dag(?:e|es)?|uger?s?|måned(?:er)?s?|timers?|kr\b|kroner)",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:frist\w*|senest|skal|pligt\w*|krav\w*|kræve[rs]|har ret til|sats\w*|mister?"
    r"|dagpenge\w*|sygedagpenge\w*|kontanthjælp\w*|uddannelseshjælp\w*|ydelse\w*|tillæg\w*)\b",
    re.IGNORECASE,
)


def about_law(catalog: Catalog) -> tuple[Problem, ...]:
    """Return advice where a lesson seems to tell a legal deadline, or leaves the joblog in doubt.

    The law changes, and a lesson keeps what it says for years.
    """
    told = (text for text in texts(catalog) if text.file.startswith(_LESSONS))
    return (*_deadlines(told), *_joblogs(catalog))


def _deadlines(told: Iterable[Passage]) -> Iterator[Problem]:
    for text in told:
        for line, said in text.paragraphs:
            for sentence in sentences(said) if _AMOUNT.search(said) else ():
                if _AMOUNT.search(sentence) and _DUTY.search(sentence):
                    what = f"det ligner en frist eller et beløb fra loven: {quoted(sentence)}"
                    mend = f"Skriv: Fristen står i Min Plan på Jobnet. Tallet hører til i {FILE}."
                    yield Problem(text.file, line, what, mend, WARNING)


def _joblogs(catalog: Catalog) -> Iterator[Problem]:
    for course in catalog.courses:
        if course.audience == CITIZEN:
            yield from (one for lesson in course.lessons for one in _joblog(lesson))


def _joblog(lesson: Lesson) -> Iterator[Problem]:
    said = [(line, text.lower()) for line, text in lesson_paragraphs(lesson)]
    named = next((line for line, text in said if "joblog" in text), 0)
    if named and lesson.status != DRAFT and not any(NOT_YOURS in text for _, text in said):
        what = "lektionen nævner joblog uden at sige, at Jobvej ikke er den."
        mend = "Skriv: Det her er ikke din joblog. Den fører du på Jobnet."
        yield Problem(lesson.source.file, named, what, mend, WARNING)
