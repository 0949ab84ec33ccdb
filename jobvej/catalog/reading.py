"""Reading level of lessons, films, plans and pages: what is too hard, and where it is hardest."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jobvej.catalog.asides import Page, Webinar
from jobvej.catalog.film import Film
from jobvej.catalog.lix import Counts, count
from jobvej.catalog.markdown import Markdown, prose
from jobvej.catalog.model import Catalog, Lesson
from jobvej.catalog.plan import Plan
from jobvej.catalog.problem import PROBLEM, WARNING, Problem
from jobvej.catalog.tree import Tree, quoted

AIM, HARDEST = 30, 40
"""Up to 30 is what Danes call easy; above 40 begins the language of the authorities."""
FEWEST_WORDS = 40
"""A shorter text has no reading level: one long word would decide it."""
FEWEST_IN_PARAGRAPH = 8
LONG_WORDS = "content/data/lange-ord.txt"

_CODE = re.compile(r"\{\{.*?\}\}|\{[^}\n]*\}|`[^`]*`|<[^>\n]*>|https?://\S+")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_MARK = re.compile(r'[*_"`<{\[:]')
"""In everything that is not plain text: a quick test, since most rows have none."""
_SIGN = re.compile(r"^\s*(?:#+\s+|[-*+]\s+|\d+[.)]\s+|>\s?|(?:!!!|\?\?\?\+?|===\+?)\s*(?:\w+\s*)?)")
_ASIDE = re.compile(r"^\s*(?:\||\*\[|[-=*_]{3,}\s*$)")

Paragraph = tuple[int, str]
"""(line of the file, text)"""


@dataclass(frozen=True)
class Text:
    """What one lesson, film, plan or page says."""

    file: str
    paragraphs: tuple[Paragraph, ...]
    is_strict: bool = False
    """A level above 40 keeps it from being published."""
    is_lesson: bool = False


@dataclass(frozen=True)
class Level:
    """How hard one text is, and its hardest paragraph."""

    text: Text
    lix: int
    hardest: Paragraph


def reading_levels(catalog: Catalog) -> tuple[Level, ...]:
    """Return the level of every text that is long enough to have one."""
    exempt = _exempt(Tree(catalog.root))
    found = [_level(one, exempt) for one in texts(catalog)]
    return tuple(level for level in found if level)


def too_hard(levels: Iterable[Level]) -> Iterator[Problem]:
    """What is above the aim: advice, or a problem in a published lesson or film above 40."""
    return (_judgement(level) for level in levels if level.lix > AIM)


def _judgement(level: Level) -> Problem:
    is_problem = level.lix > HARDEST and level.text.is_strict
    limit = f"den må højst være {HARDEST}" if is_problem else f"sigt efter {AIM}"
    line, said = level.hardest
    what = f"læsbarheden (LIX) er {level.lix}; {limit}."
    mend = f"Skriv kortere sætninger og ord. Her er det sværest: {quoted(said)}"
    return Problem(level.text.file, line, what, mend, PROBLEM if is_problem else WARNING)


def texts(catalog: Catalog) -> Iterator[Text]:
    """Yield every text of the project by its paragraphs, as plain words."""
    for lesson in catalog.lessons():
        strict = not lesson.is_draft
        yield Text(lesson.file, tuple(lesson_paragraphs(lesson)), strict, is_lesson=True)
        if isinstance(film := lesson.film, Film):
            yield Text(film.file, tuple(_of_film(film)), strict)
    for webinar in catalog.webinars:
        if isinstance(film := webinar.film, Film):
            yield Text(film.file, tuple(_of_film(film)), is_strict=True)
    pages: tuple[Plan | Webinar | Page, ...] = (*catalog.plans, *catalog.webinars, *catalog.pages)
    for one in pages:
        yield Text(one.file, paragraphs(one.body))


def lesson_paragraphs(lesson: Lesson) -> Iterator[Paragraph]:
    """Yield the lead, the body and the task of a lesson, by line."""
    yield 1, lesson.summary
    yield from paragraphs(lesson.body)
    if lesson.task:
        yield lesson.task.line, lesson.task.do
        yield lesson.task.line, lesson.task.done_when


def _of_film(film: Film) -> Iterator[Paragraph]:
    for slide in film.slides:
        yield from ((reveal.line, reveal.narration) for reveal in slide.reveals)


@lru_cache(maxsize=1024)
def paragraphs(body: Markdown) -> tuple[Paragraph, ...]:
    """Return headings, points and paragraphs as plain text, without code, macros and tables."""
    return tuple(_paragraphs(body))


def _paragraphs(body: Markdown) -> Iterator[Paragraph]:
    begun, rows = body.line, list[str]()
    for number, row in prose(body.text, body.line):
        sign = _SIGN.match(row)
        if rows and (sign or not row.strip() or _ASIDE.match(row)):
            yield begun, " ".join(rows)
            rows = []
        text = "" if _ASIDE.match(row) else _plain(row[sign.end() :] if sign else row)
        if text:
            begun = begun if rows else number
            rows.append(text)
    if rows:
        yield begun, " ".join(rows)


def _plain(row: str) -> str:
    if _MARK.search(row):
        row = re.sub(r"[*_\"]+", "", _CODE.sub(" ", _LINK.sub(r"\1", row)))
    return row.strip()


def _level(text: Text, exempt: frozenset[str]) -> Level | None:
    counted = [(count(one[1], exempt), one) for one in text.paragraphs]
    total = sum((counts for counts, _ in counted), Counts())
    if total.words < FEWEST_WORDS:
        return None
    worth = [one for one in counted if one[0].words >= FEWEST_IN_PARAGRAPH] or counted
    _, hardest = max(worth, key=lambda one: one[0].lix)
    return Level(text, total.lix, hardest)


def _exempt(tree: Tree) -> frozenset[str]:
    entries = tree.entries(tree.root / LONG_WORDS)
    return frozenset(word.casefold() for _, word, _ in entries)
