"""Everything that is wrong or missing in the authors' files, found without writing anything."""

import statistics
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jobvej.builder.run import keeping_all, make_site
from jobvej.catalog.drafts import draft_files, lenient
from jobvej.catalog.model import CITIZEN, Catalog
from jobvej.catalog.problem import Problem
from jobvej.catalog.read import read_catalog
from jobvej.catalog.reading import Level
from jobvej.studio.cache import FilmFolders
from jobvej.studio.recipe import recipe_of
from jobvej.studio.slides import misfits


@dataclass(frozen=True)
class Report:
    """What was found, by file and line, and how much there is."""

    found: tuple[Problem, ...]
    """Problems and advice."""
    courses: int
    lessons: int
    drafts: int
    films: int
    quiz_questions: int
    plans: int
    webinars: int
    staff_courses: int
    lix: int | None
    """Median of the lessons' reading levels."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the site or a film from being made."""
        return tuple(one for one in self.found if not one.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Advice."""
        return tuple(one for one in self.found if one.is_warning)


@keeping_all()
def check(root: Path, build_dir: Path, today: date | None = None) -> Report:
    """Read all that authors write below `root` and say what must be mended.

    The same code judges as when the site and the films are made, so nothing passes here and fails
    there. `build_dir` tells how long recordings are and which films are made; nothing is written.
    Legal deadlines are judged as of `today`.
    """
    root, films = root.resolve(), (build_dir / "films").resolve()
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(1) as aside:
        known = catalog, _ = read_catalog(root, films)
        drawing = aside.submit(_misfits, catalog, FilmFolders(build_dir), Path(scratch))
        www = Path(scratch).resolve() / "www"
        made = make_site(root, www, films, "check", today=today, known=known)
        found = {*made.found, *drawing.result()}
    return _count(catalog, made.levels, tuple(sorted(found)))


def _misfits(catalog: Catalog, folders: FilmFolders, scratch: Path) -> tuple[Problem, ...]:
    """What does not fit on a picture, as advice in a draft's film.

    Films that are made did fit: laying them all out again would be more than half of a check.
    """
    films = (
        one for one in catalog.films() if not folders.is_made(one.file_stem, recipe_of(one).key)
    )
    found = (one for film in films for one in misfits(film, scratch / "fonts"))
    return tuple(lenient(found, draft_files(catalog)))


def _count(catalog: Catalog, read: tuple[Level, ...], found: tuple[Problem, ...]) -> Report:
    courses = [course for course in catalog.courses if course.audience == CITIZEN]
    lessons = [lesson for course in courses for lesson in course.lessons]
    levels = [level.lix for level in read if level.text.is_lesson]
    return Report(
        found,
        courses=len(courses),
        lessons=len(lessons),
        drafts=sum(lesson.is_draft for lesson in lessons),
        films=sum(lesson.film is not None for lesson in lessons),
        quiz_questions=sum(len(course.quiz) for course in courses),
        plans=len(catalog.plans),
        webinars=len(catalog.webinars),
        staff_courses=len(catalog.courses) - len(courses),
        lix=round(statistics.median(levels)) if levels else None,
    )
