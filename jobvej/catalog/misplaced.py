"""Texts and films that nothing reads, for where they lie or what they are called."""

from __future__ import annotations

import re
from pathlib import Path

from jobvej.catalog.recordings import CAPTIONS, CHAPTERS, MP4
from jobvej.catalog.tree import Tree

TEXT = ".md"
_MEANT = {
    TEXT: r"\.(?:md|markdown|md\.txt)",
    MP4: r"\.mp4",
    CHAPTERS: r"\.kapitler\.vtt",
    CAPTIONS: r"(?:\.da)?\.(?:vtt|srt)",
}
"""Ending → what may be written instead: cameras write capitals, and Windows hides an ending and so
adds one."""


def check_misplaced(tree: Tree) -> None:
    """Note what lies outside a course's folder, in one below it, or ends on something else.

    Nobody else would notice: it would neither be shown nor be missed.
    """
    for path in tree.folder(tree.root / "courses", "**/*"):
        if _ending(path) == TEXT:
            _check_text(tree, path, "lektionen")
    for path in tree.folder(tree.root / "videos", "**/*"):
        if (ending := _ending(path)) == TEXT:
            _check_text(tree, path, "filmen")
        elif ending:
            _check_ending(tree, path)


def _ending(path: Path) -> str:
    """What a name should end on, or nothing for a file of no such kind."""
    written = "".join(path.suffixes)
    meant = (one for one, way in _MEANT.items() if re.fullmatch(way, written, re.IGNORECASE))
    return next(meant, "")


def _check_text(tree: Tree, path: Path, kind: str) -> None:
    folder, *below = path.relative_to(tree.root).parts
    if path.stem == "README":
        return
    if len(below) == 1:
        mend = f"Flyt den ind i et kursus, fx {folder}/cv/."
        tree.problem(tree.name(path), 1, f"{kind} ligger uden for et kursus.", mend)
    elif len(below) > 2:
        what = "filen bliver ikke læst: den ligger i en mappe inde i kurset."
        tree.problem(tree.name(path), 1, what, f"Flyt den til {folder}/{below[0]}/.")
    else:
        _check_ending(tree, path)


def _check_ending(tree: Tree, path: Path) -> None:
    name, ending = path.name.partition(".")[0], _ending(path)
    if path.name != f"{name}{ending}":
        what = f"filen bliver ikke læst: navnet ender ikke på {ending}."
        tree.problem(tree.name(path), 1, what, f"Kald den {name}{ending}.")
