"""What a course is: the frozen dataclasses that every other part works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from jobvej.catalog.asides import Deadline as Deadline
from jobvej.catalog.asides import Local as Local
from jobvej.catalog.asides import Page as Page
from jobvej.catalog.asides import Translation as Translation
from jobvej.catalog.asides import Word as Word
from jobvej.catalog.film import Cue as Cue
from jobvej.catalog.film import Film as Film
from jobvej.catalog.film import Media as Media
from jobvej.catalog.film import Recording as Recording
from jobvej.catalog.film import Reveal as Reveal
from jobvej.catalog.film import Screen as Screen
from jobvej.catalog.film import Slide as Slide
from jobvej.catalog.film import Spoken as Spoken
from jobvej.catalog.film import State as State
from jobvej.catalog.film import Video as Video
from jobvej.catalog.plan import Plan as Plan
from jobvej.catalog.plan import PlanItem as PlanItem
from jobvej.catalog.plan import Repeat as Repeat
from jobvej.catalog.rules import OUR_END_REASONS as OUR_END_REASONS
from jobvej.catalog.rules import OUR_FACT_RULES as OUR_FACT_RULES
from jobvej.catalog.rules import Choice as Choice
from jobvej.catalog.rules import Closing as Closing
from jobvej.catalog.rules import FactRules as FactRules
from jobvej.catalog.rules import Municipality as Municipality
from jobvej.catalog.source import Problem as Problem

DRAFT, PUBLISHED, RETIRED = "draft", "published", "retired"
CITIZEN, CONSULTANT, LEADER = "citizen", "consultant", "leader"
"""Whom a course is for."""


@dataclass(frozen=True)
class Need:
    """Another task that must be done first, and where that was written."""

    task: str
    line: int


@dataclass(frozen=True)
class Task:
    """A small thing to do elsewhere, then tick."""

    id: str
    title: str
    do: str
    done_when: str
    minutes: int
    required_elsewhere: bool
    """Mirrors a legal duty: 'Det er også et krav. Fristen står i Min Plan på Jobnet.'"""
    revision: str
    template: str = ""
    """A text file beside the lesson that the citizen may copy (path in courses/), or empty."""
    needs: tuple[Need, ...] = ()
    """A plan with this task has these before it; checked for authors, unknown to the tracker."""


@dataclass(frozen=True)
class Lesson:
    """One Markdown file of a course: what a citizen reads, with at most one film and one task."""

    id: str
    title: str
    course: str
    slug: str
    status: str
    sensitive: bool
    summary: str
    body: str
    """Markdown after the front matter, macros not yet expanded."""
    body_line: int
    """Line of the file on which the body begins (1-based)."""
    video_id: str
    video_title: str
    film: Video | None
    task: Task | None
    words: int
    file: str
    """Path from the project folder, with forward slashes."""
    video_line: int = 1
    task_line: int = 1
    search_words: tuple[str, ...] = ()
    """Words that people search with and the text itself does not use."""

    @property
    def url(self) -> str:
        """`/kurser/<course>/<lesson>/`."""
        return f"/kurser/{self.course}/{self.slug}/"

    @property
    def minutes(self) -> int:
        """Film + words/150 + task, rounded up; computed everywhere, never written."""
        seconds = self.film.seconds if self.film else 0.0
        total = seconds / 60 + self.words / 150 + (self.task.minutes if self.task else 0)
        return max(1, -int(-total // 1))


@dataclass(frozen=True)
class Option:
    """One answer of a quiz question; every answer gets feedback that teaches."""

    text: str
    feedback: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """One question of 'Husker du det?'."""

    id: str
    text: str
    options: tuple[Option, ...]
    line: int
    """Line of course.yml where it stands."""


@dataclass(frozen=True)
class Course:
    """One folder below courses/: course.yml and one Markdown file per lesson."""

    id: str
    title: str
    summary: str
    goals: tuple[str, ...]
    icon: str
    lessons: tuple[Lesson, ...]
    next: str
    quiz_id: str
    quiz: tuple[Question, ...]
    file: str
    audience: str = CITIZEN
    """`citizen`, or `consultant` and `leader`: those stand apart, on /personale/."""
    for_whom: str = ""
    """One sentence: who should take it."""
    templates: dict[str, str] = field(default_factory=dict)
    """Name of a text file beside the lessons → its text, which readers may copy."""
    icon_line: int = 1
    quiz_line: int = 1

    @property
    def url(self) -> str:
        """`/kurser/<course>/`."""
        return f"/kurser/{self.id}/"

    @property
    def minutes(self) -> int:
        """Sum of the lessons that are published."""
        return sum(lesson.minutes for lesson in self.lessons if lesson.status == PUBLISHED)


@dataclass(frozen=True)
class Webinar:
    """A talk for many at a set time; being there and seeing its recording are one activity."""

    id: str
    title: str
    slug: str
    summary: str
    starts_at: datetime
    minutes: int
    host: str
    """Who holds it, as a reader knows them."""
    sign_up_url: str
    """Where to sign up when it is held by somebody else; empty for our own."""
    join_url: str
    """The link for the day; never in a built file."""
    video_id: str
    """Id of the recording, or empty as long as there is none."""
    video_title: str
    film: Video | None
    body: str
    body_line: int
    file: str
    video_line: int = 1
    course: str = "webinarer"
    """The folder of videos/ that holds the recordings."""
    status: str = PUBLISHED

    @property
    def activity(self) -> str:
        """Id of what is completed by being there, or by seeing the recording."""
        return f"{self.id}.video"

    @property
    def day(self) -> date:
        """The Danish day it is held; it is over when that day is."""
        return self.starts_at.date()

    @property
    def url(self) -> str:
        """`/webinarer/<webinar>/`."""
        return f"/webinarer/{self.slug}/"


@dataclass(frozen=True)
class Catalog:
    """All that the authors have written, read and checked as one whole."""

    municipality: Municipality
    courses: tuple[Course, ...]
    plans: tuple[Plan, ...]
    aliases: dict[str, str] = field(default_factory=dict)
    """Former id → id in use."""
    retired: tuple[str, ...] = ()
    root: Path = Path()
    webinars: tuple[Webinar, ...] = ()
    words: tuple[Word, ...] = ()
    local: tuple[Local, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    pages: tuple[Page, ...] = ()

    def lessons(self) -> tuple[Lesson, ...]:
        """Every lesson of every course, in reading order."""
        return tuple(lesson for course in self.courses for lesson in course.lessons)

    @property
    def has_staff_courses(self) -> bool:
        """Whether some course is for those who work in the municipality."""
        return any(course.audience != CITIZEN for course in self.courses)

    def films(self) -> tuple[Film, ...]:
        """Every film to be made from text that a page shows."""
        return tuple(one.film for one in self._shown() if isinstance(one.film, Film))

    def recordings(self) -> tuple[Recording, ...]:
        """Every film that somebody recorded and a page shows."""
        return tuple(one.film for one in self._shown() if isinstance(one.film, Recording))

    def _shown(self) -> tuple[Lesson | Webinar, ...]:
        return (*self.lessons(), *self.webinars)
