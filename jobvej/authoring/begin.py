"""`jobvej new-course` and `jobvej new-lesson`: all files of something new, ready to write in."""

import re
from collections.abc import Callable
from pathlib import Path

from jobvej.authoring import skeletons
from jobvej.authoring.edits import CannotEdit, add_draft_ids, add_lesson
from jobvej.catalog.fields import ID
from jobvej.catalog.id_list import IDS
from jobvej.catalog.ids import named_ids
from jobvej.catalog.names import as_name
from jobvej.catalog.read import read_catalog
from jobvej.catalog.tree import Tree, nearest, quoted
from jobvej.catalog.whole import write_whole

LONGEST_TITLE = 80


class Refused(Exception):
    """Nothing was written; the sentence says why, and what to do."""


def begin_course(root: Path, identity: str, title: str) -> tuple[Path, ...]:
    """Write courses/<id>/course.yml and return what was written.

    Raises Refused when the id cannot be one or is taken, now or formerly.
    """
    if not _can_be_id(identity, steps=1):
        raise Refused(
            f"{quoted(identity)} kan ikke være et kursus-id. "
            f"Brug små bogstaver a-z, tal og bindestreg, fx {as_name(identity) or 'jobsamtale'}."
        )
    title = _title(title)
    path = root / "courses" / identity / "course.yml"
    if path.exists():
        raise Refused(f"Kurset {quoted(identity)} findes allerede. Vælg et andet id.")
    _refuse_taken(root, [identity])
    return _write({path: skeletons.course(identity, title)})


def begin_lesson(root: Path, identity: str, title: str) -> tuple[Path, ...]:
    """Write a draft lesson with its storyboard, list it, and take its ids.

    Raises Refused before anything is written.
    """
    if not _can_be_id(identity, steps=2):
        raise Refused(
            f"{quoted(identity)} kan ikke være et lektions-id. "
            "Skriv kursets id, et punktum og lektionens navn med a-z, tal og bindestreg, "
            f"fx {_lesson_like(identity)}."
        )
    title = _title(title)
    course, _, slug = identity.partition(".")
    folder = root / "courses" / course
    lesson, film = folder / f"{slug}.md", root / "videos" / course / f"{slug}.md"
    if not (folder / "course.yml").is_file():
        known = [path.parent.name for path in root.glob("courses/*/course.yml")]
        mend = nearest(course, known) or f'Lav det først: jobvej new-course {course} "Titel"'
        raise Refused(f"Kurset {quoted(course)} findes ikke. {mend}")
    for path in (lesson, film):
        if path.exists():
            raise Refused(f"{path.relative_to(root).as_posix()} findes allerede. Ret den.")
    ids = [identity, f"{identity}.opgave", f"{identity}.video"]
    _refuse_taken(root, ids)
    return _write(
        {
            lesson: skeletons.lesson(identity, title),
            film: skeletons.storyboard(identity, title),
            **_edited(root, folder / "course.yml", lambda text: add_lesson(text, identity)),
            **_edited(root, root / IDS, lambda text: add_draft_ids(text, ids)),
        }
    )


def _edited(root: Path, path: Path, edit: Callable[[str], str]) -> dict[Path, str]:
    """The new text of an existing file; a missing file counts as empty."""
    try:
        return {path: edit(path.read_bytes().decode() if path.exists() else "")}
    except (CannotEdit, UnicodeDecodeError):
        name = path.relative_to(root).as_posix()
        raise Refused(f"{name} kan ikke læses. Kør jobvej check, og ret den først.") from None


def _can_be_id(text: str, steps: int) -> bool:
    return bool(ID.fullmatch(text)) and len(text) <= 80 and text.count(".") == steps - 1


def _lesson_like(text: str) -> str:
    """'Cv/Første gang' → 'cv.foerste-gang'."""
    course, _, slug = re.sub(r"[./\\]", ".", text, count=1).partition(".")
    names = as_name(course), as_name(slug)
    return ".".join(names) if all(names) else "cv.profiltekst"


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise Refused('Titlen er tom. Skriv den i anførselstegn, fx "Din profiltekst".')
    if len(title) > LONGEST_TITLE:
        raise Refused(f"Titlen er for lang. Brug højst {LONGEST_TITLE} tegn.")
    return title


def _refuse_taken(root: Path, identities: list[str]) -> None:
    """Refuse ids that were ever used: in links and completions they keep their meaning."""
    catalog, _ = read_catalog(root)
    taken = {one.id for one in named_ids(catalog.courses, catalog.plans, catalog.webinars)}
    taken |= {*catalog.aliases, *catalog.retired}
    taken |= {listed for _, listed, _ in Tree(root).entries(root / IDS)}
    for identity in identities:
        if identity in taken:
            raise Refused(f"Id'et {quoted(identity)} er brugt før. Vælg et andet.")


def _write(texts: dict[Path, str]) -> tuple[Path, ...]:
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    return tuple(texts)
