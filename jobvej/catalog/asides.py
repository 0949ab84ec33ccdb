"""What there is beside lessons: pages, explanations of hard words, local slots, deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Page:
    """A page of content/ that is no lesson, plan or webinar."""

    title: str
    summary: str
    body: str
    body_line: int
    file: str


@dataclass(frozen=True)
class Translation:
    """A word's explanation in another language, read through by somebody who knows both."""

    language: str
    name: str
    """What its readers call the language."""
    direction: str
    """`ltr` or `rtl`."""
    text: str


@dataclass(frozen=True)
class Word:
    """A hard word, its inflected forms, and one plain sentence that explains it."""

    word: str
    forms: tuple[str, ...]
    means: str
    translations: tuple[Translation, ...]
    line: int = 1


@dataclass(frozen=True)
class Local:
    """A municipality's own words for one place in the shared courses; empty where it has none."""

    slot: str
    text: str
    file: str
    is_slot: bool = True
    """Whether the courses have such a place."""


@dataclass(frozen=True)
class Deadline:
    """A deadline of the law, and when somebody last read it at its source."""

    id: str
    title: str
    text: str
    source: str
    source_name: str
    checked_on: date | None
    valid_until: date | None
    line: int = 1
    value: str = ""
    """The deadline or the amount itself, in few words: '2 uger'."""
