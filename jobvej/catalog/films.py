"""Joins films, made from text or recorded, to the lessons and webinars that show them."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from jobvej.catalog.asides import Webinar
from jobvej.catalog.film import Film, Video
from jobvej.catalog.model import Course, Lesson
from jobvej.catalog.names import NAME
from jobvej.catalog.recordings import CAPTIONS, Captions, join, read_recordings
from jobvej.catalog.storyboard import read_film
from jobvej.catalog.tree import Tree, nearest, quoted

Shown = TypeVar("Shown", Lesson, Webinar)
"""What a film is shown by."""
_Place = tuple[str, str]
"""(course, slug): what a film's file shares with its lesson's."""


def with_films(
    tree: Tree, courses: tuple[Course, ...], webinars: tuple[Webinar, ...], films: Path | None
) -> tuple[tuple[Course, ...], tuple[Webinar, ...]]:
    """Join each lesson and webinar to the recording or storyboard with its name.

    If there are both, the recording is shown, with the storyboard as its text.
    """
    shelf = _Shelf(
        {(path.parent.name, path.stem): read_film(tree, path) for path in _storyboards(tree)},
        read_recordings(tree),
        films,
        {_place(one) for course in courses for one in course.lessons},
    )
    joined = tuple(
        dataclasses.replace(
            course, lessons=tuple(_with_film(tree, lesson, shelf) for lesson in course.lessons)
        )
        for course in courses
    )
    held = tuple(_with_film(tree, webinar, shelf) for webinar in webinars)
    shows: list[Lesson | Webinar] = [one for course in joined for one in course.lessons]
    shows += held
    shown = {_place(one) for one in shows}
    known = [".".join(_place(one)) for one in shows if not one.film]
    for place in shelf.storyboards.keys() - shown:
        _note_unshown(tree, place, _storyboard(tree, place), known)
    for place in shelf.captions.keys() - shown:
        _note_unshown(tree, place, _captions(tree, place), known)
    return joined, held


@dataclass(frozen=True)
class _Shelf:
    """Every film below videos/; None where its text could not be read (noted)."""

    storyboards: dict[_Place, Film | None]
    captions: dict[_Place, Captions | None]
    films: Path | None
    lessons: set[_Place]

    def has_unread(self, place: _Place) -> bool:
        return any(kind.get(place, True) is None for kind in (self.storyboards, self.captions))

    def home(self, identity: str) -> _Place | None:
        homes = (place for place, film in self.storyboards.items() if film and film.id == identity)
        return next(homes, None)


def _place(lesson: Lesson | Webinar) -> _Place:
    return lesson.course, lesson.slug


def _storyboards(tree: Tree) -> tuple[Path, ...]:
    return tree.folder(tree.root / "videos", "*/*.md")


def _storyboard(tree: Tree, place: _Place) -> Path:
    return tree.root / "videos" / place[0] / f"{place[1]}.md"


def _captions(tree: Tree, place: _Place) -> Path:
    return tree.root / "videos" / place[0] / f"{place[1]}{CAPTIONS}"


def _note_unshown(tree: Tree, place: _Place, path: Path, known: list[str]) -> None:
    lesson = ".".join(place)
    if NAME.fullmatch(place[1]) and not tree.may_exist(lesson):
        what = f"ingen lektion viser filmen; lektionen {quoted(lesson)} findes ikke."
        tree.problem(tree.name(path), 1, what, nearest(lesson, known) or "Ret filens navn.")


def _with_film(tree: Tree, lesson: Shown, shelf: _Shelf) -> Shown:
    place = _place(lesson)
    film, captions = shelf.storyboards.get(place), shelf.captions.get(place)
    if not lesson.video_id:
        _note_unnamed(tree, lesson, film, captions)
        return lesson
    shown: Video | None = film if film and film.id == lesson.video_id else None
    if film and not shown:
        _note_missing(tree, lesson, f'Mente du "{film.id}"?')
    elif captions:
        title = lesson.video_title or lesson.title
        shown = join(lesson.video_id, title, captions, shelf.films, film)
    elif not shown and not shelf.has_unread(place):
        _note_missing(tree, lesson, _where(tree, lesson, shelf))
    return dataclasses.replace(lesson, film=shown)


def _note_unnamed(
    tree: Tree, lesson: Lesson | Webinar, film: Film | None, captions: Captions | None
) -> None:
    """Note a film that is there and never shown."""
    if tree.may_exist(lesson.id):
        return
    mend = f"Skriv video under felterne i {lesson.file}."
    if film:
        what = f"lektionen {quoted(lesson.id)} nævner ikke filmen {quoted(film.id)}."
        tree.problem(film.file, 1, what, mend)
    if captions:
        what = f"lektionen {quoted(lesson.id)} nævner ikke filmen."
        tree.problem(captions.said.file, 1, what, mend)


def _note_missing(tree: Tree, lesson: Lesson | Webinar, mend: str) -> None:
    if isinstance(lesson, Webinar) or not lesson.is_draft:
        what = f"filmen {quoted(lesson.video_id)} findes ikke."
        tree.problem(lesson.file, lesson.video_line, what, mend)


def _where(tree: Tree, lesson: Lesson | Webinar, shelf: _Shelf) -> str:
    here, elsewhere = tree.name(_storyboard(tree, _place(lesson))), shelf.home(lesson.video_id)
    if elsewhere in shelf.lessons:
        return (
            f"Den hører til en anden lektion. Skriv id: {lesson.id}.video, og lav filmen i {here}."
        )
    if elsewhere:
        return f"Flyt {tree.name(_storyboard(tree, elsewhere))} til {here}."
    return f"Skriv den i {here}."
