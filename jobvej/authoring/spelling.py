"""Words that the Danish dictionary does not know, by file and line; our own word list beside it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from jobvej.catalog.model import Catalog, Course, Problem
from jobvej.catalog.reading import texts
from jobvej.catalog.source import WARNING

LIST = "content/data/ordliste.txt"
INSTALL = (
    "Stavekontrollen mangler. Den installeres sådan: sudo apt-get install hunspell hunspell-da"
)
_WORD = re.compile(r"[A-Za-zÆØÅæøåÉéÜüÖöÄä]+(?:[-'][A-Za-zÆØÅæøåÉé]+)*")
_ADDRESS = re.compile(r"\S+\.(?:dk|com|org|net)\S*|\S+@\S+|/\S+/")


def is_installed() -> bool:
    """Whether hunspell and its Danish words are on this machine."""
    if not shutil.which("hunspell"):
        return False
    known = subprocess.run(
        ["hunspell", "-D"],  # noqa: S607 (wherever the machine has it)
        capture_output=True,
        text=True,
        check=False,
        input="",
    )
    return "da_DK" in known.stderr + known.stdout


def misspelt(catalog: Catalog) -> tuple[Problem, ...]:
    """Return a warning for every word that neither the dictionary nor our own list knows.

    Each word is told once, where it stands first. Raises FileNotFoundError without hunspell.
    """
    first: dict[str, tuple[str, int]] = {}
    for file, line, said in _sentences(catalog):
        for word in _WORD.findall(_ADDRESS.sub(" ", said)):
            first.setdefault(word, (file, line))
    allowed = own_words(catalog.root)
    asked = [word for word in first if word.lower() not in allowed]
    return tuple(
        Problem(
            *first[word],
            f'ordet "{word}" kendes ikke.',
            f"Ret det, eller skriv det i {LIST}.",
            WARNING,
        )
        for word in _unknown(asked)
    )


def own_words(root: Path) -> set[str]:
    """The project's own words, in small letters."""
    path = root / LIST
    rows = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    return {row.partition("#")[0].strip().lower() for row in rows} - {""}


def _unknown(words: list[str]) -> list[str]:
    """Those of the words that hunspell does not know, in their order."""
    done = subprocess.run(
        ["hunspell", "-d", "da_DK", "-i", "utf-8", "-l"],  # noqa: S607
        input="\n".join(words),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    unknown = set(done.stdout.split())
    return [word for word in words if word in unknown or set(re.split("[-']", word)) & unknown]


def _sentences(catalog: Catalog) -> Iterator[tuple[str, int, str]]:
    """Everything that a reader meets: file, line, words."""
    for text in texts(catalog):
        for line, said in text.paragraphs:
            yield text.file, line, said
    for course in catalog.courses:
        yield from _of_course(course)
    for word in catalog.words:
        yield "content/data/ordbog.yml", word.line, " ".join((word.word, *word.forms, word.means))
    for slot in catalog.local:
        yield slot.file, 1, slot.text


def _of_course(course: Course) -> Iterator[tuple[str, int, str]]:
    """Its own words, its quiz, and the titles below it."""
    file = course.source.file
    yield file, 1, " ".join((course.title, course.summary, course.for_whom, *course.goals))
    for question in course.quiz:
        options = (word for option in question.options for word in (option.text, option.feedback))
        yield file, 1, " ".join((question.text, *options))
    for lesson in course.lessons:
        yield lesson.source.file, 1, f"{lesson.title} {lesson.video_title}"
        if lesson.task:
            yield lesson.source.file, lesson.task_line, lesson.task.title
