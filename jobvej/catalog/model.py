"""What a course is: the nouns every other part writes against, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

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
from jobvej.catalog.source import Problem as Problem
from jobvej.catalog.source import Source as Source

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
    source: Source
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
    source: Source
    audience: str = CITIZEN
    """`citizen`, or `consultant` and `leader`: those stand apart, on /personale/."""
    for_whom: str = ""
    """One sentence: who should take it."""

    @property
    def url(self) -> str:
        """`/kurser/<course>/`."""
        return f"/kurser/{self.id}/"

    @property
    def minutes(self) -> int:
        """Sum of the lessons that are published."""
        return sum(lesson.minutes for lesson in self.lessons if lesson.status == PUBLISHED)


@dataclass(frozen=True)
class PlanItem:
    """One task of a plan template, on its working day."""

    key: str
    workday: int
    task: str
    title: str
    do: str
    line: int = 1


@dataclass(frozen=True)
class Repeat:
    """A plan that repeats per ISO week, with a target the citizen counts themselves."""

    weeks: int
    what: str
    per_week: int


@dataclass(frozen=True)
class Plan:
    """A plan template (forløb): a public, printable page; enrolling copies its items."""

    id: str
    title: str
    citizen_title: str
    show_dates: bool
    one_at_a_time: bool
    next_plan: str
    items: tuple[PlanItem, ...]
    repeat: Repeat | None
    body: str
    body_line: int
    source: Source
    target_groups: tuple[str, ...] = ()
    """For staff only; never in a built file."""
    editor_note: str = ""
    """For authors only; never in a built file."""
    max_minutes: int = 0
    """The longest that a lesson of this plan may take; 0 where the author sets no limit."""

    @property
    def url(self) -> str:
        """`/planer/<plan>/`."""
        return f"/planer/{self.id}/"


@dataclass(frozen=True)
class Webinar:
    """A talk for many at a set time; to have been there or to have seen its recording is one."""

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
    source: Source
    video_line: int = 1
    course: str = "webinarer"
    """The folder of videos/ that holds the recordings."""
    status: str = PUBLISHED

    @property
    def activity(self) -> str:
        """Id of what is completed by being there, or by seeing the recording."""
        return f"{self.id}.video"

    @property
    def url(self) -> str:
        """`/webinarer/<webinar>/`."""
        return f"/webinarer/{self.slug}/"


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


@dataclass(frozen=True)
class Choice:
    """One entry of a closed list of kommune.yml: a lasting code and the words on screen."""

    code: str
    label: str


@dataclass(frozen=True)
class FactRules:
    """From when on something is worth a word before a talk."""

    quiet_days: int
    """So many days without anything new."""
    unused_code_days: int
    """So many days in which the code was not used."""


OUR_FACT_RULES = FactRules(quiet_days=7, unused_code_days=0)
"""The rules where the municipality has written none."""

OUR_END_REASONS = (
    Choice("job", "i job"),
    Choice("uddannelse", "i uddannelse"),
    Choice("flyttet", "flyttet til en anden kommune"),
    Choice("andet", "andet"),
    Choice("uoplyst", "uoplyst"),
)
"""Why a forløb ended, where the municipality has written no list of its own."""


@dataclass(frozen=True)
class Municipality:
    """The municipality's own words and rules, from content/kommune.yml."""

    id: str
    name: str
    unit: str
    """What the unit is called on screens, e.g. 'Job og Kompetence'."""
    phone: str
    guidance: str
    """Where and when a person can be met (Åben vejledning), one sentence."""
    illness: str
    """What to do when ill, one sentence."""
    wish_topics: tuple[Choice, ...]
    waive_reasons: tuple[Choice, ...]
    support_levels: tuple[Choice, ...]
    show_staff_names: bool
    """Whether the citizen sees names of staff who opened their page (off by default)."""
    state_retention_months: int
    log_retention_months: int
    facts: FactRules = OUR_FACT_RULES
    messages: tuple[Choice, ...] = ()
    """invitation, reminder and not_reached: texts about a talk to copy into other systems."""
    end_reasons: tuple[Choice, ...] = OUR_END_REASONS
    call_back: str = ""
    """When one may expect a call after »Ring til mig«, one sentence; empty: nothing is promised."""


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
