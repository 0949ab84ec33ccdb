"""What there is beside lessons: pages, webinars, quizzes, hard words, local slots, deadlines."""

from dataclasses import dataclass
from datetime import date, datetime

from jobvej.catalog.film import Video
from jobvej.catalog.markdown import Markdown


@dataclass(frozen=True)
class Page:
    """A page of content/ that is no lesson, plan or webinar."""

    title: str
    summary: str
    body: Markdown

    @property
    def file(self) -> str:
        """The file that it is written in."""
        return self.body.file


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
    """Who holds it, by the name that readers know."""
    sign_up_url: str
    """Where to sign up if somebody else holds it; empty for our own."""
    join_url: str
    """The link for the day; never in a built file."""
    video_id: str
    """Id of the recording; empty until there is one."""
    video_title: str
    film: Video | None
    body: Markdown
    video_line: int = 1
    course: str = "webinarer"
    """The folder of videos/ that holds the recordings."""

    @property
    def file(self) -> str:
        """The file that it is written in."""
        return self.body.file

    @property
    def activity(self) -> str:
        """Id of what is completed by being there, or by seeing the recording."""
        return f"{self.id}.video"

    @property
    def day(self) -> date:
        """The Danish day on which it is held; it counts as over when that day is."""
        return self.starts_at.date()

    @property
    def url(self) -> str:
        """`/webinarer/<webinar>/`."""
        return f"/webinarer/{self.slug}/"


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
class Translation:
    """A word's explanation in another language, checked by somebody who knows both."""

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
