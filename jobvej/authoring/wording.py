"""Every Danish word that readers see, in texts, films, lists and screens, by file and line."""

import re
from collections.abc import Iterator
from pathlib import Path

from jobvej.catalog.asides import Webinar
from jobvej.catalog.film import Film, Video
from jobvej.catalog.markdown import Markdown
from jobvej.catalog.model import Catalog, Course, Lesson, Municipality
from jobvej.catalog.plan import Plan

SCREENS = ("jobvej/builder/templates", "tracker/templates")
Wording = tuple[str, int, str]
"""(file, line, words); the line is where the words begin, or what they belong to."""

_ASKED = re.compile(r"\{\{\s*skrivefelt\(\s*(?:\"[^\"]*\"|'[^']*')\s*,(.*?)\)\s*\}\}")
_SIGNS = re.compile(
    r"^\s*(?:```+|~~~+|!!!|\?\?\?\+?|===\+?)\s*\w*"  # what a fence or a box is called
    r"|\{\{.*?\}\}|\{[^}\n]*\}|`[^`\n]*`|\]\([^)\n]*\)|<[^>\n]*>"
)
_CODE = (  # Jinja first: what it compares with > would end a tag
    re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL),
    re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>|&\w+;|[\w-]+=\"[^\"]*\"", re.DOTALL),
)


def wordings(catalog: Catalog) -> Iterator[Wording]:
    """Yield all of it, drafts included, since somebody will read them next."""
    for course in catalog.courses:
        yield from _course(course)
    for plan in catalog.plans:
        yield from _plan(plan)
    for webinar in catalog.webinars:
        yield from _webinar(webinar)
    for page in catalog.pages:
        yield page.file, 1, f"{page.title} {page.summary}"
        yield from _body(page.body)
    yield from _lists(catalog)
    yield from _municipality(catalog.municipality)
    yield from _screens(catalog.root)


def _course(course: Course) -> Iterator[Wording]:
    file = course.file
    for said in (course.title, course.summary, course.for_whom, *course.goals):
        yield file, 1, said
    for question in course.quiz:
        yield file, 1, question.text
        for option in question.options:
            yield file, 1, f"{option.text} {option.feedback}"
    for lesson in course.lessons:
        yield from _lesson(lesson)
    for name, text in course.templates.items():
        rows = enumerate(text.split("\n"), start=1)
        yield from ((f"courses/{course.id}/{name}", line, row) for line, row in rows)


def _lesson(lesson: Lesson) -> Iterator[Wording]:
    file = lesson.file
    for said in (lesson.title, lesson.summary, lesson.video_title, *lesson.search_words):
        yield file, 1, said
    if lesson.task:
        for said in (lesson.task.title, lesson.task.do, lesson.task.done_when):
            yield file, lesson.task.line, said
    yield from _body(lesson.body)
    yield from _film(lesson.film)


def _film(film: Video | None) -> Iterator[Wording]:
    if not isinstance(film, Film):
        return
    file = film.file
    yield file, 1, f"{film.title} {film.remember}"
    for slide in film.slides:
        yield file, slide.line, slide.title
        for reveal in slide.reveals:
            yield file, reveal.line, f"{reveal.bullet} {reveal.narration}"
        if slide.screen:
            cells = (cell for row in slide.screen.rows for cell in row)
            yield file, slide.line, " ".join((slide.screen.title, *cells))


def _plan(plan: Plan) -> Iterator[Wording]:
    file = plan.file
    for said in (plan.title, plan.citizen_title, plan.editor_note):
        yield file, 1, said
    for item in plan.items:
        yield file, item.line, f"{item.title} {item.do}"
    yield from _body(plan.body)


def _webinar(webinar: Webinar) -> Iterator[Wording]:
    file = webinar.file
    for said in (webinar.title, webinar.summary, webinar.host, webinar.video_title):
        yield file, 1, said
    yield from _body(webinar.body)
    yield from _film(webinar.film)


def _lists(catalog: Catalog) -> Iterator[Wording]:
    for word in catalog.words:
        yield "content/data/ordbog.yml", word.line, " ".join((word.word, *word.forms, word.means))
    for one in catalog.deadlines:
        said = f"{one.title} {one.value} {one.text}"
        yield "content/data/frister.yml", one.line, said
    for slot in catalog.local:
        yield from _body(Markdown(slot.file, text=slot.text))


def _municipality(own: Municipality) -> Iterator[Wording]:
    choices = (
        *own.wish_topics, *own.waive_reasons, *own.support_levels, *own.messages, *own.end_reasons,
    )  # fmt: skip
    own_words = (own.unit, own.guidance, own.illness, own.call_back)
    closed = (one.why for one in own.closed_days)
    for said in (*own_words, *closed, *(choice.label for choice in choices)):
        yield "content/kommune.yml", 1, said


def _screens(root: Path) -> Iterator[Wording]:
    """Our own templates, if the folder is the whole project; an author's folder has none."""
    for path in sorted(file for folder in SCREENS for file in (root / folder).rglob("*.html")):
        text = path.read_text("utf-8")
        for code in _CODE:
            text = code.sub(lambda found: " " + "\n" * found[0].count("\n"), text)
        name = path.relative_to(root).as_posix()
        yield from ((name, line, row) for line, row in enumerate(text.split("\n"), start=1))


def _body(body: Markdown) -> Iterator[Wording]:
    """Markdown line by line, without its markup; tables and text blocks are read as well."""
    for number, row in enumerate(body.text.split("\n"), start=body.line):
        yield body.file, number, _SIGNS.sub(" ", _ASKED.sub(r"\1", row)).replace("*", "")
