"""What a build says is published: catalog.json, read strictly into frozen nouns."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from jobvej.catalog.model import PUBLISHED, RETIRED, Municipality, Repeat
from jobvej.catalog.strict import CatalogError, decode, unique_keys

FORMAT = 1
LARGEST = 32 * 1024 * 1024
"""Bytes; ten thousand lessons are about 8 MB."""


@dataclass(frozen=True)
class PublishedVideo:
    """A film of a published lesson."""

    id: str
    title: str
    seconds: float
    revision: str


@dataclass(frozen=True)
class PublishedTask:
    """A task of a published lesson, in the words the citizen meets."""

    id: str
    title: str
    do: str
    done_when: str
    minutes: int
    required_elsewhere: bool
    revision: str


@dataclass(frozen=True)
class PublishedLesson:
    """A lesson on the site; a retired one is kept so that what was done has a name."""

    id: str
    title: str
    url: str
    minutes: int
    sensitive: bool
    status: str
    video: PublishedVideo | None
    task: PublishedTask | None


@dataclass(frozen=True)
class PublishedCourse:
    """A course with its lessons in order."""

    id: str
    title: str
    url: str
    lessons: tuple[PublishedLesson, ...]
    audience: str
    """`citizen`, `consultant` or `leader`."""


@dataclass(frozen=True)
class PublishedWebinar:
    """A webinar; `lesson` is how its activity is known to what counts lessons and films."""

    id: str
    starts_at: str
    """ISO with the Danish offset: `2027-01-14T10:00:00+01:00`."""
    minutes: int
    host: str
    sign_up_url: str
    join_url: str
    """For those who signed up, on the day; never on a public page."""
    has_recording: bool
    lesson: PublishedLesson
    """Its title, address and film: to have been there and to have seen it are one activity."""


@dataclass(frozen=True)
class PublishedItem:
    """One item of a plan template; title and do are the task's where the plan says nothing else."""

    key: str
    workday: int
    task: str
    title: str
    do: str


@dataclass(frozen=True)
class PublishedPlan:
    """A plan template, without what is for staff and authors alone."""

    id: str
    title: str
    citizen_title: str
    show_dates: bool
    one_at_a_time: bool
    next_plan: str
    url: str
    items: tuple[PublishedItem, ...]
    repeat: Repeat | None


Activity = tuple[PublishedLesson, PublishedVideo | PublishedTask]


@dataclass(frozen=True)
class Published:
    """One build's catalog, with lookups that follow aliases."""

    format: int
    build: str
    municipality: Municipality
    courses: tuple[PublishedCourse, ...]
    plans: tuple[PublishedPlan, ...]
    webinars: tuple[PublishedWebinar, ...]
    aliases: dict[str, str] = field(hash=False)
    retired: tuple[str, ...]

    def activity(self, identity: str) -> Activity | None:
        """Return the lesson and the film or task of an activity id, or None."""
        return self._activities.get(self.current(identity))

    def lesson(self, identity: str) -> PublishedLesson | None:
        """Return a lesson, or None."""
        return self._lessons.get(self.current(identity))

    def lesson_of(self, activity_id: str) -> PublishedLesson | None:
        """Return the lesson that an activity belongs to, or None."""
        found = self.activity(activity_id)
        return found[0] if found else None

    def course_of(self, activity_id: str) -> PublishedCourse | None:
        """Return the course that an activity belongs to, or None."""
        lesson = self.lesson_of(activity_id)
        return self._courses.get(lesson.id) if lesson else None

    def plan(self, identity: str) -> PublishedPlan | None:
        """Return a plan template, or None."""
        return self._plans.get(self.current(identity))

    def webinar(self, identity: str) -> PublishedWebinar | None:
        """Return a webinar, or None."""
        wanted = self.current(identity)
        return next((one for one in self.webinars if one.id == wanted), None)

    def current(self, identity: str) -> str:
        """Return the id in use for an id that may be a former one."""
        return self.aliases.get(identity, identity)

    @cached_property
    def _activities(self) -> dict[str, Activity]:
        found: dict[str, Activity] = {}
        for lesson in self._every_lesson():
            for part in (lesson.video, lesson.task):
                if part:
                    found[part.id] = (lesson, part)
        return found

    def _every_lesson(self) -> list[PublishedLesson]:
        lessons = [lesson for course in self.courses for lesson in course.lessons]
        return lessons + [webinar.lesson for webinar in self.webinars]

    @cached_property
    def _lessons(self) -> dict[str, PublishedLesson]:
        return {lesson.id: lesson for course in self.courses for lesson in course.lessons}

    @cached_property
    def _courses(self) -> dict[str, PublishedCourse]:
        return {lesson.id: course for course in self.courses for lesson in course.lessons}

    @cached_property
    def _plans(self) -> dict[str, PublishedPlan]:
        return {plan.id: plan for plan in self.plans}


def load_published(path: Path) -> Published:
    """Return the catalog of a build.

    Raises CatalogError, with one sentence in Danish for the operator, when anything is missing,
    unknown, of another type or contradicts itself: half a catalog must never be used.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        raise CatalogError(f"{path} kan ikke læses: {error.strerror}.") from error
    if len(raw) > LARGEST:
        raise CatalogError(f"{path} er for stor til at være et katalog.")
    try:
        return parse_published(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CatalogError(f"{path} er ikke UTF-8. Byg siden igen.") from error
    except CatalogError as error:
        raise CatalogError(f"{path}: {error}") from error


def parse_published(text: str) -> Published:
    """Return the catalog that a JSON text holds; raises CatalogError."""
    try:
        value = json.loads(text, object_pairs_hook=unique_keys, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise CatalogError("er ikke et katalog i JSON. Byg siden igen.") from error
    if isinstance(value, dict) and value.get("format") != FORMAT:
        raise CatalogError(f"format skal være {FORMAT}. Byg siden igen med denne udgave af Jobvej.")
    published = decode(Published, value, "katalog")
    _check_whole(published)
    return published


def _no_constant(name: str) -> float:
    raise CatalogError(f"{name} er ikke et tal.")


def _check_whole(published: Published) -> None:
    """Refuse ids that stand twice and references that lead nowhere."""
    _check_ids(published)
    for lesson in (lesson for course in published.courses for lesson in course.lessons):
        if lesson.status not in (PUBLISHED, RETIRED):
            what = f"har status {lesson.status!r}, som ikke er udgivet eller udgået."
            raise CatalogError(f'lektionen "{lesson.id}" {what}')
    for plan in published.plans:
        _check_plan(published, plan)
    for webinar in published.webinars:
        _check_webinar(webinar)


def _check_ids(published: Published) -> None:
    """Refuse an id that stands twice, and a former id that leads to none."""
    seen: set[str] = set()
    for identity in _ids(published):
        if identity in seen:
            raise CatalogError(f'id\'et "{identity}" står to gange.')
        seen.add(identity)
    for old, new in published.aliases.items():
        if old in seen or new not in seen:
            raise CatalogError(f'det tidligere id "{old}" fører ikke til et id i brug.')


def _check_webinar(webinar: PublishedWebinar) -> None:
    """Refuse a webinar without its one activity, a moment in Denmark, or safe addresses."""
    video = webinar.lesson.video
    if webinar.lesson.id != webinar.id or video is None or video.id != f"{webinar.id}.video":
        raise CatalogError(f'webinaret "{webinar.id}" mangler sin egen aktivitet.')
    try:
        is_moment = datetime.fromisoformat(webinar.starts_at).tzinfo is not None
    except ValueError:
        is_moment = False
    if not is_moment:
        what = f"begynder {webinar.starts_at!r}, som ikke er et tidspunkt med tidszone."
        raise CatalogError(f'webinaret "{webinar.id}" {what}')
    for address in (webinar.sign_up_url, webinar.join_url):
        if address and not address.startswith("https://"):
            raise CatalogError(f'webinaret "{webinar.id}" har adressen {address!r} uden https.')


def _check_plan(published: Published, plan: PublishedPlan) -> None:
    if plan.next_plan and published.plan(plan.next_plan) is None:
        raise CatalogError(f'forløbet "{plan.next_plan}" findes ikke.')
    for item in plan.items:
        found = published.activity(item.task)
        if found is None or not isinstance(found[1], PublishedTask):
            raise CatalogError(f'opgaven "{item.task}" i forløbet "{plan.id}" findes ikke.')


def _ids(published: Published) -> list[str]:
    found = [plan.id for plan in published.plans]
    found += [course.id for course in published.courses]
    lessons = [lesson for course in published.courses for lesson in course.lessons]
    for lesson in (*lessons, *(webinar.lesson for webinar in published.webinars)):
        found.append(lesson.id)
        found += [part.id for part in (lesson.video, lesson.task) if part]
    return found
