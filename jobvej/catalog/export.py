"""Writes catalog.json: what a build publishes, without anything meant only for staff or authors."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from jobvej.catalog.asides import Webinar
from jobvej.catalog.film import Video
from jobvej.catalog.load import FORMAT
from jobvej.catalog.model import PUBLISHED, Catalog, Course, Lesson, Task
from jobvej.catalog.plan import Plan
from jobvej.catalog.published import (
    Published,
    PublishedCourse,
    PublishedItem,
    PublishedLesson,
    PublishedPlan,
    PublishedTask,
    PublishedVideo,
    PublishedWebinar,
)
from jobvej.catalog.whole import write_whole


def publish(catalog: Catalog, build_id: str) -> Published:
    """Return what the tracker may know of a catalog: no drafts, target groups or editor's notes."""
    tasks = {lesson.task.id: lesson.task for lesson in catalog.lessons() if lesson.task}
    courses = tuple(_course(course) for course in catalog.courses)
    plans = tuple(_plan(plan, tasks) for plan in catalog.plans)
    webinars = tuple(_webinar(webinar) for webinar in catalog.webinars)
    published = Published(
        FORMAT, build_id, catalog.municipality, courses, plans, webinars, {}, catalog.retired
    )
    kept = set(published.ids())
    aliases = {old: new for old, new in sorted(catalog.aliases.items()) if new in kept}
    return dataclasses.replace(published, aliases=aliases)


def export_catalog(catalog: Catalog, build_id: str) -> dict[str, Any]:
    """Return catalog.json as plain values, readable by `load_published`."""
    return dataclasses.asdict(publish(catalog, build_id))


def write_catalog(catalog: Catalog, build_id: str, path: Path) -> None:
    """Write catalog.json; a reader sees the old file or the new one, never half of it."""
    text = json.dumps(export_catalog(catalog, build_id), ensure_ascii=False)
    write_whole(path, text + "\n")


def _course(course: Course) -> PublishedCourse:
    lessons = tuple(_lesson(lesson) for lesson in course.shown)
    return PublishedCourse(course.id, course.title, course.url, lessons, course.audience)


def _lesson(lesson: Lesson) -> PublishedLesson:
    return PublishedLesson(
        id=lesson.id,
        title=lesson.title,
        url=lesson.url,
        minutes=lesson.minutes,
        sensitive=lesson.sensitive,
        status=lesson.status,
        video=_video(lesson.film, lesson.video_title) if lesson.film else None,
        task=_task(lesson.task) if lesson.task else None,
    )


def _webinar(webinar: Webinar) -> PublishedWebinar:
    film, title = webinar.film, webinar.video_title or webinar.title
    seen = _video(film, title) if film else PublishedVideo(webinar.activity, title, 0.0, "")
    lesson = PublishedLesson(
        webinar.id, webinar.title, webinar.url, webinar.minutes, False, PUBLISHED, seen, None
    )
    return PublishedWebinar(
        id=webinar.id,
        starts_at=webinar.starts_at.isoformat(),
        minutes=webinar.minutes,
        host=webinar.host,
        sign_up_url=webinar.sign_up_url,
        join_url=webinar.join_url,
        has_recording=film is not None,
        lesson=lesson,
    )


def _video(film: Video, title: str) -> PublishedVideo:
    return PublishedVideo(film.id, title or film.title, film.seconds, film.revision)


def _task(task: Task) -> PublishedTask:
    return PublishedTask(
        id=task.id,
        title=task.title,
        do=task.do,
        done_when=task.done_when,
        minutes=task.minutes,
        required_elsewhere=task.required_elsewhere,
        revision=task.revision,
    )


def _plan(plan: Plan, tasks: dict[str, Task]) -> PublishedPlan:
    items = tuple(
        PublishedItem(
            key=item.key,
            workday=item.workday,
            task=item.task,
            title=item.title or tasks[item.task].title,
            do=item.do or tasks[item.task].do,
        )
        for item in plan.items
        if item.task in tasks
    )
    return PublishedPlan(
        id=plan.id,
        title=plan.title,
        citizen_title=plan.citizen_title,
        show_dates=plan.show_dates,
        one_at_a_time=plan.one_at_a_time,
        next_plan=plan.next_plan,
        url=plan.url,
        items=items,
        repeat=plan.repeat,
    )
