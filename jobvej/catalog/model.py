"""What the authors have written as one whole: a municipality, its courses and their lessons."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from babel.dates import format_date

from jobvej.catalog.asides import Deadline, Local, Page, Question, Webinar, Word
from jobvej.catalog.film import Film, Recording, Video
from jobvej.catalog.markdown import Markdown
from jobvej.catalog.plan import Plan

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
    """Must come first in any plan with this task; checked for authors, unknown to the tracker."""
    line: int = 1
    """Where `task` stands in the lesson's file."""


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
    body: Markdown
    video_id: str
    video_title: str
    film: Video | None
    task: Task | None
    words: int
    video_line: int = 1
    search_words: tuple[str, ...] = ()
    """Words that people search with and the text itself does not use."""

    @property
    def file(self) -> str:
        """The file that it is written in."""
        return self.body.file

    @property
    def files(self) -> tuple[str, ...]:
        """Its own file, and the storyboard of its film."""
        return (self.file, self.film.file) if isinstance(self.film, Film) else (self.file,)

    @property
    def is_draft(self) -> bool:
        """Whether only authors see it yet."""
        return self.status == DRAFT

    @property
    def url(self) -> str:
        """`/kurser/<course>/<lesson>/`."""
        return f"/kurser/{self.course}/{self.slug}/"

    @property
    def minutes(self) -> int:
        """Film + words/150 + task, rounded up; always computed, never written by hand."""
        seconds = self.film.seconds if self.film else 0.0
        total = seconds / 60 + self.words / 150 + (self.task.minutes if self.task else 0)
        return max(1, -int(-total // 1))


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
    def shown(self) -> tuple[Lesson, ...]:
        """The lessons that have a page: all but drafts."""
        return tuple(lesson for lesson in self.lessons if not lesson.is_draft)

    @property
    def published(self) -> tuple[Lesson, ...]:
        """The lessons that readers are led through: those shown that are not retired."""
        return tuple(lesson for lesson in self.lessons if lesson.status == PUBLISHED)

    @property
    def minutes(self) -> int:
        """How long the published lessons take together."""
        return sum(lesson.minutes for lesson in self.published)


@dataclass(frozen=True)
class Choice:
    """One entry of a closed list of kommune.yml: a lasting code and the words on screen."""

    code: str
    label: str


@dataclass(frozen=True)
class FactRules:
    """The thresholds for facts before a talk."""

    quiet_days: int = 7
    """Days without anything new."""
    unused_code_days: int = 0
    """Days in which the code was not used."""


TOLD_BEFORE = timedelta(days=7)
"""How long beforehand readers are told that nobody will answer."""


@dataclass(frozen=True)
class Closing:
    """Days on which the municipality is closed, besides weekends and public holidays."""

    first: str
    last: str
    """ISO dates, as catalog.json holds them; the same for one day."""
    why: str

    @property
    def days(self) -> tuple[date, ...]:
        """Each of its days. Raises ValueError if its dates are not dates."""
        first, last = date.fromisoformat(self.first), date.fromisoformat(self.last)
        return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))

    @property
    def told_from(self) -> date:
        """The first day on which readers are told of it, wherever there is a phone number."""
        return self.days[0] - TOLD_BEFORE

    @property
    def words(self) -> str:
        """'Vi har lukket torsdag 24. december (juleaften).'"""
        first, last = (
            format_date(day, "EEEE d.\u00a0MMMM", locale="da")
            for day in (self.days[0], self.days[-1])
        )
        span = first if first == last else f"fra {first} til {last}"
        return f"Vi har lukket {span} ({self.why})."


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
    facts: FactRules
    messages: tuple[Choice, ...]
    """invitation, reminder and not_reached: texts about a talk to copy into other systems."""
    end_reasons: tuple[Choice, ...]
    call_back: str
    """When to expect a call after »Ring til mig«, one sentence; empty: nothing is promised."""
    closed_days: tuple[Closing, ...]
    """In the order of the file; none of them overlap."""


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

    def bodies(self) -> tuple[Markdown, ...]:
        """What stands below the fields of every page."""
        return tuple(one.body for one in (*self._shown(), *self.plans, *self.pages))

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
