"""What a lesson must not say about the law, and what it must say about the joblog on Jobnet."""

import re
from collections.abc import Iterable, Iterator

from jobvej.catalog.deadlines import FILE
from jobvej.catalog.model import CITIZEN, Catalog
from jobvej.catalog.problem import WARNING, Problem
from jobvej.catalog.reading import Text, texts
from jobvej.catalog.sentences import sentences
from jobvej.catalog.tree import quoted

NOT_YOURS = "ikke din joblog"
_KINDS = {"courses/": "lektionen", "videos/": "filmen", "content/planer/": "forløbet"}
"""A municipality's own pages and webinars may well state deadlines of their own."""
_NUMBER = r"\d[\d.,]*|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|fjorten"
_AMOUNT = re.compile(
    rf"\b(?:{_NUMBER})\.?\s+"
    r"(?:hverdage?|arbejdsdage?|dag(?:e|es)?|uger?s?|måned(?:er)?s?|timers?|kr\b|kroner)"
)
"""Matched against lower case, like the duty: ignoring case takes three times as long."""
_DUTY = re.compile(
    r"\b(?:frist\w*|senest|skal|pligt\w*|krav\w*|kræve[rs]|har ret til|sats\w*|mister?"
    r"|dagpenge\w*|sygedagpenge\w*|kontanthjælp\w*|uddannelseshjælp\w*|ydelse\w*|tillæg\w*)\b"
)


def about_law(catalog: Catalog) -> Iterator[Problem]:
    """Advice where a lesson seems to state a legal deadline, or is unclear about the joblog.

    The law changes, while lessons stay as they are for years. Many people see only a film or a
    forløb, so each of them must say about the joblog what the lesson says.
    """
    told = tuple(text for text in texts(catalog) if text.file.startswith(tuple(_KINDS)))
    unread = frozenset(_unread(catalog))
    yield from _deadlines(told)
    yield from _joblogs(text for text in told if text.file not in unread)


def _deadlines(told: Iterable[Text]) -> Iterator[Problem]:
    for text in told:
        for line, said in text.paragraphs:
            for sentence in sentences(said) if _AMOUNT.search(said.lower()) else ():
                small = sentence.lower()
                if _AMOUNT.search(small) and _DUTY.search(small):
                    what = f"det ligner en frist eller et beløb fra loven: {quoted(sentence)}"
                    mend = f"Skriv: Fristen står i Min Plan på Jobnet. Tallet hører til i {FILE}."
                    yield Problem(text.file, line, what, mend, WARNING)


def _unread(catalog: Catalog) -> Iterator[str]:
    """Yield the files that no citizen reads: drafts, and lessons for staff."""
    for course in catalog.courses:
        for lesson in course.lessons:
            if course.audience != CITIZEN or lesson.is_draft:
                yield from lesson.files


def _joblogs(told: Iterable[Text]) -> Iterator[Problem]:
    for text in told:
        said = [(line, paragraph.lower()) for line, paragraph in text.paragraphs]
        named = next((line for line, paragraph in said if "joblog" in paragraph), 0)
        if named and not any(NOT_YOURS in paragraph for _, paragraph in said):
            kind = next(name for folder, name in _KINDS.items() if text.file.startswith(folder))
            what = f"{kind} nævner joblog uden at sige, at Jobvej ikke er den."
            mend = "Skriv: Det her er ikke din joblog. Den fører du på Jobnet."
            yield Problem(text.file, named, what, mend, WARNING)
