"""The pages of the site as MkDocs files, and what each of them shows."""

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
from jobvej.catalog.asides import Page, Webinar
from jobvej.catalog.drawings import FILE as DRAWING
from jobvej.catalog.film import Video
from jobvej.catalog.markdown import Markdown
from jobvej.catalog.model import Catalog, Course, Lesson
from jobvej.catalog.problem import Problem
from jobvej.catalog.subtitles import captions_vtt, chapters_vtt

OURS = (
    "/kurser/",
    f"/{BOOKLETS}/",
    "/personale/",
    "/ord/",
    "/soeg/",
    "/g/",
    "/uden-net/",
    "/uden-net.js",
    "/assets/jobvej.",
    "/assets/film/",
)
"""Addresses of pages and files made from other folders than content/."""
_TEMPLATES = {
    "index.md": "front.html",
    "planer/index.md": "plans.html",
    "webinarer/index.md": "webinars.html",
}
"""Pages of content/ that are laid out in a way of their own."""


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
    mounted = _Mounted(files, config)
    for course in catalog.courses:
        if course.shown:  # otherwise it was just started
            mounted.course(course, catalog.root)
    for plan in catalog.plans:
        heading = plan.citizen_title or plan.title
        place = Place("plan.html", heading, "", plan.url, plan.body, plan=plan)
        mounted.places[f"planer/{plan.id}.md"] = place
    for webinar in catalog.webinars:
        mounted.webinar(webinar)
    mounted.lists(catalog)
    mounted.content(catalog)
    mounted.assets()
    return mounted.places


class _Mounted:
    """MkDocs' files while pages and assets are put into them, and what each page is."""

    def __init__(self, files: Files, config: MkDocsConfig) -> None:
        self.files, self.config = files, config
        self.places: dict[str, Place] = {}

    def course(self, course: Course, root: Path) -> None:
        """Its page, its booklet, its lessons and the files beside them."""
        place = Place(
            "course.html", course.title, course.summary, course.url, Markdown(course.file),
            course=course,
        )  # fmt: skip
        self.page(f"kurser/{course.id}/index.md", place)
        # Made from every lesson, so a preview does not remake it for a change in one.
        booklet = Place(
            "booklet.html", f"Hæfte: {course.title}", course.summary, f"/{BOOKLETS}/{course.id}/",
            Markdown("courses"), course=course,
        )  # fmt: skip
        self.page(f"{BOOKLETS}/{course.id}.md", booklet)
        for lesson in course.shown:
            self.lesson(course, lesson, root)
        for path in sorted((root / "courses" / course.id).glob("*")):
            if is_shown(path.name) and path.name != DRAWING:
                self.download(course, path)

    def lesson(self, course: Course, lesson: Lesson, root: Path) -> None:
        """Its page and its film's texts."""
        name = f"kurser/{course.id}/{lesson.slug}.md"
        self.disk(name, root / lesson.file)
        self.places[name] = Place(
            "lesson.html", lesson.title, lesson.summary, lesson.url, lesson.body,
            course=course, lesson=lesson,
        )  # fmt: skip
        self.film(lesson.film)

    def download(self, course: Course, path: Path) -> None:
        """A file beside the lessons."""
        # Below the course and, since each lesson is a folder of its own, below each lesson.
        for lesson in course.shown:
            if path.suffix == ".txt" and _uses(lesson, path.name):
                self.disk(f"kurser/{course.id}/{lesson.slug}/{path.name}", path)
        if path.suffix != ".txt":
            self.disk(f"kurser/{course.id}/{path.name}", path)

    def webinar(self, webinar: Webinar) -> None:
        """What its page shows, and its film's texts."""
        self.places[f"webinarer/{webinar.slug}.md"] = Place(
            "webinar.html", webinar.title, webinar.summary, webinar.url, webinar.body,
            webinar=webinar,
        )  # fmt: skip
        self.film(webinar.film)

    def lists(self, catalog: Catalog) -> None:
        """Pages that list others; a folder of content/ may have its own introduction instead."""
        for folder, place in lists(catalog).items():
            if f"{folder}/index.md" not in self.files.src_uris:
                self.page(f"{folder}/index.md", place)

    def content(self, catalog: Catalog) -> None:
        """The other pages of content/; empty if one cannot be read."""
        read = {page.file: page for page in catalog.pages}
        for file in self.files.documentation_pages():
            if file.src_uri not in self.places:
                source = f"{Path(self.config.docs_dir).name}/{file.src_uri}"
                template, url = _TEMPLATES.get(file.src_uri, "main.html"), f"/{file.url}"
                page = read.get(source) or Page("", "", Markdown(source))
                place = Place(template, page.title, page.summary, url, page.body)
                self.places[file.src_uri] = place

    def assets(self) -> None:
        """Stylesheets, client and fonts."""
        folder = sent().address.strip("/")
        for name, path in sent().files.items():
            self.disk(f"{folder}/{name}", path)
        for name, content in sent().texts.items():
            self.text(f"{folder}/{name}", content)

    def film(self, film: Video | None) -> None:
        """A film's captions and chapters."""
        if film:
            stem = f"assets/film/{film.text_stem}"
            self.text(f"{stem}.vtt", captions_vtt(film))
            if film.chapters:
                self.text(f"{stem}.chapters.vtt", chapters_vtt(film))

    def page(self, name: str, place: Place) -> None:
        """A page without a file of its own."""
        self.text(name, "\n")
        self.places[name] = place

    def text(self, name: str, content: str) -> None:
        """A file made here."""
        self.files.append(File.generated(self.config, name, content=content))

    def disk(self, name: str, path: Path) -> None:
        """A file from another folder."""
        self.files.append(File.generated(self.config, name, abs_src_path=str(path)))


def _is_public(src_uri: str) -> bool:
    is_page = src_uri.endswith(".md") and not src_uri.startswith("lokalt/")
    return is_page or (src_uri.startswith("assets/") and is_shown(src_uri))


def _uses(lesson: Lesson, name: str) -> bool:
    declared = Path(lesson.task.template).name if lesson.task else ""
    return name == declared or name in lesson.body.text


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
