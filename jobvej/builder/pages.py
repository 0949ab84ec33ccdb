"""The pages of the site as MkDocs files, and what each template is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from jobvej.builder import sheets
from jobvej.builder.pieces import ASSETS, FONTS, HERE
from jobvej.catalog.model import DRAFT, PUBLISHED, Catalog, Course, Lesson, Plan, Problem
from jobvej.catalog.subtitles import captions_vtt, chapters_vtt

TRACKER = (
    "/log-paa/ /dine-opgaver/ /job/ /leder/ /drift/ /api/ /app/ /healthz /readyz /film/".split()
)
"""Addresses that the tracker answers: a page there would hide it, or never be seen."""


@dataclass(frozen=True)
class Place:
    """What one page is made of: its template, and the piece of the catalog it shows."""

    template: str
    heading: str
    description: str
    url: str
    source: str
    """The author's file, from the project folder."""
    course: Course | None = None
    lesson: Lesson | None = None
    plan: Plan | None = None


def mount(files: Files, config: MkDocsConfig, catalog: Catalog) -> dict[str, Place]:
    """Put every page and asset into MkDocs' files; what each page is, by its src_uri.

    Of the theme's own files none stays: our templates use none of them. Of content/ only
    Markdown and assets/ are published, so data files cannot slip out.
    """
    docs = Path(config.docs_dir)
    for file in list(files):
        kept = file.src_dir == config.docs_dir and _is_public(file.src_uri)
        if not kept:
            files.remove(file)
    places: dict[str, Place] = {}
    for course in catalog.courses:
        _mount_course(files, config, catalog, course, places)
    for plan in catalog.plans:
        places[f"planer/{plan.id}.md"] = Place(
            "plan.html",
            plan.citizen_title or plan.title,
            "",
            plan.url,
            plan.source.file,
            plan=plan,
        )
    _generate(files, config, places, "kurser/index.md", _COURSES)
    if "planer/index.md" not in files.src_uris:
        _generate(files, config, places, "planer/index.md", _PLANS)
    for file in files.documentation_pages():
        if file.src_uri not in places:
            source = _named(Path(config.config_file_path).parent, docs / file.src_uri)
            template = {"index.md": "front.html", "planer/index.md": "plans.html"}
            places[file.src_uri] = Place(
                template.get(file.src_uri, "main.html"), "", "", f"/{file.url}", source
            )
    for name, path in assets():
        files.append(_from_disk(config, name, path))
    return places


_COURSES = Place(
    "courses.html",
    "Kurser",
    "Korte film og små opgaver. Tag dem i den rækkefølge, der passer dig.",
    "/kurser/",
    "courses",
)
_PLANS = Place(
    "plans.html",
    "Forløb",
    "Et forløb er en række opgaver i en god rækkefølge. Alle må læse og printe dem.",
    "/planer/",
    "content/planer",
)


def _is_public(src_uri: str) -> bool:
    return src_uri.endswith(".md") or src_uri.startswith("assets/")


def _named(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _mount_course(
    files: Files,
    config: MkDocsConfig,
    catalog: Catalog,
    course: Course,
    places: dict[str, Place],
) -> None:
    place = Place(
        "course.html", course.title, course.summary, course.url, course.source.file, course
    )
    _generate(files, config, places, f"kurser/{course.id}/index.md", place)
    for lesson in course.lessons:
        if lesson.status == DRAFT:
            continue
        name = f"kurser/{course.id}/{lesson.slug}.md"
        files.append(_from_disk(config, name, catalog.root / lesson.source.file))
        places[name] = Place(
            "lesson.html",
            lesson.title,
            lesson.summary,
            lesson.url,
            lesson.source.file,
            course,
            lesson,
        )
        if film := lesson.film:
            stem = f"assets/film/{film.file_stem}"
            files.append(File.generated(config, f"{stem}.vtt", content=captions_vtt(film)))
            files.append(
                File.generated(config, f"{stem}.chapters.vtt", content=chapters_vtt(film))
            )
    for path in sorted((catalog.root / "courses" / course.id).glob("*")):
        if path.suffix in {".txt", ".png", ".jpg", ".svg", ".pdf"}:
            _download(files, config, course, path)


def _download(files: Files, config: MkDocsConfig, course: Course, path: Path) -> None:
    # Below the course and, since each lesson is a folder of its own, below each lesson.
    for lesson in course.lessons:
        if lesson.status != DRAFT and path.suffix == ".txt" and _uses(lesson, path.name):
            name = f"kurser/{course.id}/{lesson.slug}/{path.name}"
            files.append(_from_disk(config, name, path))
    if path.suffix != ".txt":
        files.append(_from_disk(config, f"kurser/{course.id}/{path.name}", path))


def _uses(lesson: Lesson, name: str) -> bool:
    declared = Path(lesson.task.template).name if lesson.task else ""
    return name == declared or name in lesson.body


def _from_disk(config: MkDocsConfig, name: str, path: Path) -> File:
    return File.generated(config, name, abs_src_path=str(path))


def _generate(
    files: Files, config: MkDocsConfig, places: dict[str, Place], name: str, place: Place
) -> None:
    files.append(File.generated(config, name, content="\n"))
    places[name] = place


def assets() -> Iterable[tuple[str, Path]]:
    """Our stylesheets, client, icon and fonts: name below the site, and the file."""
    for path in sorted(ASSETS.glob("*.*")):
        yield f"assets/jobvej/{path.name}", path
    for path in sorted((HERE / "client").glob("*.js")):
        yield f"assets/jobvej/client/{path.name}", path
    for path in sorted(FONTS.glob("*.*")):
        if path.suffix in {".woff2", ".txt"}:
            yield f"assets/jobvej/fonts/{path.name}", path


def claimed(files: Files, places: dict[str, Place]) -> list[Problem]:
    """Pages that stand where the tracker answers."""
    return [
        Problem(
            places[file.src_uri].source if file.src_uri in places else f"content/{file.src_uri}",
            1,
            f'adressen "/{file.url}" er optaget af opgavesiden.',
            "Giv filen eller mappen et andet navn.",
        )
        for file in files
        if f"/{file.url}".startswith(tuple(TRACKER))
    ]


def told(place: Place, catalog: Catalog, meta: dict[str, Any]) -> dict[str, object]:
    """What every template may use about the page."""
    heading = place.heading or str(meta.get("title", ""))
    description = place.description or str(meta.get("summary") or "")
    common: dict[str, object] = {
        **frame(catalog),
        "here": place.url,
        "heading": heading,
        "description": description,
    }
    if place.lesson and place.course:
        common |= _lesson(place.lesson, place.course, catalog)
    elif place.course:
        common |= _course(place.course, catalog)
    elif place.plan:
        common |= _plan(place.plan, catalog)
    return common


def frame(catalog: Catalog) -> dict[str, object]:
    """What header, footer and the lists need, on every page and on 404."""
    shown = [course for course in catalog.courses if lessons_of(course)]
    cv = next((course for course in shown if course.id == "cv"), None)
    return {
        "municipality": catalog.municipality,
        "footer_links": [
            ("/kurser/", "Kurser"),
            ("/planer/", "Forløb"),
            ("/hjaelp/", "Hjælp"),
            ("/privatliv/", "Privatliv"),
            ("/tilgaengelighed/", "Tilgængelighed"),
        ],
        "courses": [{"course": course, "count": len(lessons_of(course))} for course in shown],
        "plans": [
            {"title": plan.title, "url": plan.url, "facts": sheets.facts(plan)}
            for plan in catalog.plans
        ],
        "begin_url": cv.url if cv else "/kurser/",
        "begin_label": "Begynd med dit CV" if cv else "Se kurserne",
    }


def lessons_of(course: Course) -> list[Lesson]:
    """The lessons a reader is led through."""
    return [lesson for lesson in course.lessons if lesson.status == PUBLISHED]


def _next_course(course: Course, catalog: Catalog) -> Course | None:
    return next((one for one in catalog.courses if one.id == course.next), None)


def _course(course: Course, catalog: Catalog) -> dict[str, object]:
    return {
        "course": course,
        "course_lessons": lessons_of(course),
        "next_course": _next_course(course, catalog),
        "trail": [("/kurser/", "Kurser"), ("", course.title)],
    }


def _lesson(lesson: Lesson, course: Course, catalog: Catalog) -> dict[str, object]:
    lessons = lessons_of(course)
    at = lessons.index(lesson) if lesson in lessons else None
    where = lesson.title if at is None else f"Lektion {at + 1} af {len(lessons)}"
    return {
        **_course(course, catalog),
        "lesson": lesson,
        "number": 0 if at is None else at + 1,
        "previous_lesson": lessons[at - 1] if at else None,
        "next_lesson": lessons[at + 1] if at is not None and at + 1 < len(lessons) else None,
        "trail": [("/kurser/", "Kurser"), (course.url, course.title), ("", where)],
    }


def _plan(plan: Plan, catalog: Catalog) -> dict[str, object]:
    return {
        "plan": plan,
        "days": sheets.days(plan, catalog),
        "facts": sheets.facts(plan),
        "trail": [("/planer/", "Forløb"), ("", plan.title)],
    }
