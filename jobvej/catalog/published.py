"""What a build has published: the frozen dataclasses of catalog.json."""

from dataclasses import dataclass, field
from functools import cached_property

from jobvej.catalog.model import Municipality
from jobvej.catalog.plan import Repeat


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
    """A lesson on the site; retired ones are kept, so that what was done still has a name."""

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
    """A webinar; `lesson` presents its activity to code that knows lessons and films."""

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
    """One item of a plan template, with the task's title and do unless the plan has its own."""

    key: str
    workday: int
    task: str
    title: str
    do: str


@dataclass(frozen=True)
class PublishedPlan:
    """A plan template, without what is meant only for staff and authors."""

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

    def ids(self) -> list[str]:
        """Return every id in use, as often as it stands somewhere."""
        found = [plan.id for plan in self.plans] + [course.id for course in self.courses]
        for lesson in self._every_lesson():
            found += [lesson.id, *(part.id for part in (lesson.video, lesson.task) if part)]
        return found

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
