"""Texts and films that nothing reads, because of where they are or what they are called."""

import re
from pathlib import Path

from jobvej.catalog.drawings import FILE as DRAWING
from jobvej.catalog.names import NAME, as_name
from jobvej.catalog.recordings import CAPTIONS, CHAPTERS, MP4
from jobvej.catalog.tree import Tree

TEXT, TEMPLATE = ".md", ".txt"
_MEANT = {
    TEXT: r"\.(?:md|markdown|md\.txt)",
    MP4: r"\.mp4",
    CHAPTERS: r"\.kapitler\.vtt(?:\.txt)?",
    CAPTIONS: r"(?:\.da)?\.(?:vtt|srt)(?:\.txt)?",
    TEMPLATE: r"\.txt(?:\.txt)?",
}
"""Ending → what people may have written: cameras use capitals, and Windows hides endings, so that
people add a second one."""
_OFFICE = {".doc", ".docx", ".odt", ".pages", ".rtf"}
_FILMS = {".avi", ".m4v", ".mkv", ".mov", ".webm", ".wmv"}
_AS_MP4 = {".m4v", ".mov"}
"""What phones may call it; the content is the same."""
_UNREAD = "filen bliver ikke læst: {}"


def check_misplaced(tree: Tree) -> None:
    """Note files outside a course's folder, in a folder inside it, or with a name nothing reads.

    Nothing else would notice: they would be neither shown nor missed.
    """
    for path in tree.folder(tree.root / "courses", "**/*"):
        _check_beside_lessons(tree, path)
    for path in tree.folder(tree.root / "videos", "**/*"):
        _check_beside_films(tree, path)


def _check_beside_lessons(tree: Tree, path: Path) -> None:
    ending = _ending(path)
    if ending == TEXT:
        _check_text(tree, path, "lektionen")
    elif ending == TEMPLATE and _is_template(tree, path):
        _check_ending(tree, path, path.name.partition(".")[0], ending)
    elif ending == MP4 or path.suffix.lower() in _FILMS:
        mend = f"Flyt den til videos/{path.parent.name}/."
        tree.problem(tree.name(path), 1, _UNREAD.format("den er en film."), mend)
    elif path.stem.lower() == Path(DRAWING).stem and path.name != DRAWING:
        mend = f"Gem den som SVG, og kald den {DRAWING}."
        tree.problem(tree.name(path), 1, _UNREAD.format("tegningen er ikke SVG."), mend)
    else:
        _check_office(tree, path, "lektion")


def _check_beside_films(tree: Tree, path: Path) -> None:
    ending = _ending(path)
    if ending == TEXT:
        _check_text(tree, path, "filmen")
    elif ending and ending != TEMPLATE:
        _check_name(tree, path)
    elif path.suffix.lower() in _FILMS:
        do = "Kald den" if path.suffix.lower() in _AS_MP4 else "Gem den som MP4, og kald den"
        mend = f"{do} {as_name(path.stem)}{MP4}."
        tree.problem(tree.name(path), 1, _UNREAD.format("filmen er ikke en MP4."), mend)
    else:
        _check_office(tree, path, "film")


def _ending(path: Path) -> str:
    """The ending that a name should have, or nothing for other kinds of files."""
    meant = (one for one, way in _MEANT.items() if re.search(rf"{way}$", path.name, re.IGNORECASE))
    return next(meant, "")


def _is_template(tree: Tree, path: Path) -> bool:
    is_beside_lessons = path.parent.parent.parent == tree.root
    return is_beside_lessons and not path.name.lower().startswith("course.y")


def _check_text(tree: Tree, path: Path, kind: str) -> None:
    folder, *below = path.relative_to(tree.root).parts
    if path.stem == "README":
        return
    if len(below) == 1:
        mend = f"Flyt den ind i et kursus, fx {folder}/cv/."
        tree.problem(tree.name(path), 1, f"{kind} ligger uden for et kursus.", mend)
    elif len(below) > 2:
        what = _UNREAD.format("den ligger i en mappe inde i kurset.")
        tree.problem(tree.name(path), 1, what, f"Flyt den til {folder}/{below[0]}/.")
    else:
        _check_name(tree, path)


def _check_name(tree: Tree, path: Path) -> None:
    """Note a name that cannot be part of an address, or has the wrong ending."""
    ending = _ending(path)
    name = re.sub(rf"{_MEANT[ending]}$", "", path.name, flags=re.IGNORECASE)
    if NAME.fullmatch(name) or not as_name(name):
        _check_ending(tree, path, name, ending)
    else:
        what = _UNREAD.format("navnet har andet end små bogstaver a-z, tal og bindestreg.")
        tree.problem(tree.name(path), 1, what, _renamed(tree, path, as_name(name), ending))


def _renamed(tree: Tree, path: Path, name: str, ending: str) -> str:
    if f"{name}{ending}" in {one.name for one in tree.folder(path.parent)}:
        return f"{name}{ending} ligger der også. Slet den ene."
    folder, course, _ = path.relative_to(tree.root).parts
    identity = (
        f", og skriv id: {as_name(course)}.{name}" if (folder, ending) == ("courses", TEXT) else "."
    )
    return f"Kald den {name}{ending}{identity}"


def _check_ending(tree: Tree, path: Path, name: str, ending: str) -> None:
    if path.name != f"{name}{ending}":
        what = _UNREAD.format(f"navnet ender ikke på {ending}.")
        tree.problem(tree.name(path), 1, what, f"Kald den {name}{ending}.")


def _check_office(tree: Tree, path: Path, kind: str) -> None:
    if path.suffix.lower() in _OFFICE:
        what = _UNREAD.format("den er fra et tekstbehandlingsprogram.")
        mend = f"Kopiér teksten over i en {kind}, og slet filen."
        tree.problem(tree.name(path), 1, what, mend)
