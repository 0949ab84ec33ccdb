"""The pages of the site as MkDocs files, and what each of them shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from jobvej.builder.beside import is_shown
from jobvej.builder.booklet import FOLDER as BOOKLETS
from jobvej.builder.context import Place
from jobvej.builder.lists import lists
from jobvej.builder.sent import sent
from jobvej.catalog.addresses import TRACKER
from jobvej.catalog.asides import Page
from jobvej.catalog.drawings import FILE as DRAWING
from jobvej.catalog.film import Video
from jobvej.catalog.markdown import Markdown
from jobvej.catalog.model import Catalog, Course, Lesson
from jobvej.catalog.problem import Problem
from jobvej.catalog.subtitles import captions_vtt, chapters_vtt

OURS = (
    *(
        "/kurser/",
        f"/{BOOKLETS}/",
        "/personale/",
        "/ord/",
        "/soeg/",
        "/g/",
        "/uden-net/",
        "/uden-net.js",
    ),
    *("/assets/jobvej.", "/assets/film/"),
)
"""Addresses of pages and files made from other folders than content/."""


def without_skin(dirs: Iterable[str]) -> list[str]:
    """The theme's folders without Material's own: we use none of its 13,000 files."""
    return [one for one in dirs if not (Path(one) / ".icons").is_dir()]


def mount(files: Files, config: MkDocsConfig, catalog: Catalog) -> dict[str, Place]:
    """Put every page and asset into MkDocs' files; returns what each page is, by its src_uri.

    None of the theme's own files stay, since our templates use none of them. Of content/, only
    Markdown and assets/ are published, so that data files cannot slip out.
    """
    for file in list(files):
        authored = file.src_dir == config.docs_dir and _is_public(file.src_uri)
        if not authored or f"/{file.url}".startswith(OURS):
            files.remove(file)
    places: dict[str, Place] = {}
    for course in catalog.courses:
        _mount_course(files, config, catalog, course, places)
    for plan in catalog.plans:
        heading = plan.citizen_title or plan.title
        place = Place("plan.html", heading, "", plan.url, plan.body, plan=plan)
        places[f"planer/{plan.id}.md"] = place
    _mount_webinars(files, config, catalog, places)
    _mount_lists(files, config, catalog, places)
    _place_content(files, config, catalog, places)
    _mount_assets(files, config)
    return places


def _mount_assets(files: Files, config: MkDocsConfig) -> None:
    folder = sent().address.strip("/")
    for name, path in sent().files.items():
        files.append(_from_disk(config, f"{folder}/{name}", path))
    for name, content in sent().texts.items():
        files.append(File.generated(config, f"{folder}/{name}", content=content))


def _mount_webinars(
    files: Files, config: MkDocsConfig, catalog: Catalog, places: dict[str, Place]
) -> None:
    for webinar in catalog.webinars:
        place = Place(
            "webinar.html", webinar.title, webinar.summary, webinar.url, webinar.body,
            webinar=webinar,
        )  # fmt: skip
        places[f"webinarer/{webinar.slug}.md"] = place
        _mount_texts(files, config, webinar.film)


def _mount_lists(
    files: Files, config: MkDocsConfig, catalog: Catalog, places: dict[str, Place]
) -> None:
    """Pages that list others; a folder of content/ may have its own introduction instead."""
    for folder, place in lists(catalog).items():
        if f"{folder}/index.md" not in files.src_uris:
            _generate(files, config, places, f"{folder}/index.md", place)


def _place_content(
    files: Files, config: MkDocsConfig, catalog: Catalog, places: dict[str, Place]
) -> None:
    """The pages of content/ that are neither plan nor webinar; empty where one cannot be read."""
    read = {page.file: page for page in catalog.pages}
    templates = {
        "index.md": "front.html",
        "planer/index.md": "plans.html",
        "webinarer/index.md": "webinars.html",
    }
    for file in files.documentation_pages():
        if file.src_uri not in places:
            source = f"{Path(config.docs_dir).name}/{file.src_uri}"
            template, url = templates.get(file.src_uri, "main.html"), f"/{file.url}"
            page = read.get(source) or Page("", "", Markdown(source))
            places[file.src_uri] = Place(template, page.title, page.summary, url, page.body)


def _is_public(src_uri: str) -> bool:
    is_page = src_uri.endswith(".md") and not src_uri.startswith("lokalt/")
    return is_page or (src_uri.startswith("assets/") and is_shown(src_uri))


def _mount_course(
    files: Files,
    config: MkDocsConfig,
    catalog: Catalog,
    course: Course,
    places: dict[str, Place],
) -> None:
    if not course.shown:
        return  # a course that was just started
    place = Place(
        "course.html", course.title, course.summary, course.url, Markdown(course.file),
        course=course,
    )  # fmt: skip
    _generate(files, config, places, f"kurser/{course.id}/index.md", place)
    # Made from every lesson, so a preview does not remake it for a change in one.
    booklet = Place(
        "booklet.html", f"Hæfte: {course.title}", course.summary, f"/{BOOKLETS}/{course.id}/",
        Markdown("courses"), course=course,
    )  # fmt: skip
    _generate(files, config, places, f"{BOOKLETS}/{course.id}.md", booklet)
    for lesson in course.shown:
        name = f"kurser/{course.id}/{lesson.slug}.md"
        files.append(_from_disk(config, name, catalog.root / lesson.file))
        places[name] = Place(
            "lesson.html",
            lesson.title,
            lesson.summary,
            lesson.url,
            lesson.body,
            course=course,
            lesson=lesson,
        )
        _mount_texts(files, config, lesson.film)
    for path in sorted((catalog.root / "courses" / course.id).glob("*")):
        if is_shown(path.name) and path.name != DRAWING:
            _download(files, config, course, path)


def _mount_texts(files: Files, config: MkDocsConfig, film: Video | None) -> None:
    """A film's captions and chapters."""
    if film is None:
        return
    stem = f"assets/film/{film.text_stem}"
    files.append(File.generated(config, f"{stem}.vtt", content=captions_vtt(film)))
    if film.chapters:
        chapters = chapters_vtt(film)
        files.append(File.generated(config, f"{stem}.chapters.vtt", content=chapters))


def _download(files: Files, config: MkDocsConfig, course: Course, path: Path) -> None:
    # Below the course and, since each lesson is a folder of its own, below each lesson.
    for lesson in course.shown:
        if path.suffix == ".txt" and _uses(lesson, path.name):
            name = f"kurser/{course.id}/{lesson.slug}/{path.name}"
            files.append(_from_disk(config, name, path))
    if path.suffix != ".txt":
        files.append(_from_disk(config, f"kurser/{course.id}/{path.name}", path))


def _uses(lesson: Lesson, name: str) -> bool:
    declared = Path(lesson.task.template).name if lesson.task else ""
    return name == declared or name in lesson.body.text


def _from_disk(config: MkDocsConfig, name: str, path: Path) -> File:
    return File.generated(config, name, abs_src_path=str(path))


def _generate(
    files: Files, config: MkDocsConfig, places: dict[str, Place], name: str, place: Place
) -> None:
    files.append(File.generated(config, name, content="\n"))
    places[name] = place


def showing(places: dict[str, Place], changed: Collection[str]) -> set[str]:
    """The pages (src_uri) that show these files of the project."""
    return {
        name
        for name, place in places.items()
        if place.body.file in changed or _beside(place) & set(changed)
    }


def _beside(place: Place) -> set[str]:
    shown = place.lesson or place.webinar
    return {shown.film.file} if shown and shown.film else set()


def only(files: Files, names: Collection[str]) -> None:
    """Let MkDocs make only these pages; the others stay as they are in the folder."""
    for file in files.documentation_pages():
        wanted = file.src_uri in names
        setattr(file, "is_modified", lambda wanted=wanted: wanted)  # noqa: B010 (mypy)


def claimed(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Files of content/ whose address is taken: by the tracker, by us, or by another file."""
    folder, found, first = Path(config.docs_dir).name, list[Problem](), dict[str, str]()
    mend = "Giv filen eller mappen et andet navn."
    for file in files:
        if file.src_dir != config.docs_dir or not _is_public(file.src_uri):
            continue
        name, address = f"{folder}/{file.src_uri}", f'adressen "/{file.url}"'
        if f"/{file.url}".startswith((*TRACKER, *OURS)):
            found.append(Problem(name, 1, f"{address} er optaget.", mend))
        elif other := first.get(file.url):
            found.append(Problem(name, 1, f"{address} bruges også af {other}.", mend))
        first.setdefault(file.url, name)
    return found
