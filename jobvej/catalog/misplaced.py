"""Texts that nothing reads, for where they lie or what they are called: nobody would notice."""

from __future__ import annotations

import re
from pathlib import Path

from jobvej.catalog.tree import Tree

_MEANT_AS_TEXT = re.compile(r"\.(?:md|markdown|md\.txt)$", re.IGNORECASE)
"""Windows hides the ending of a name, and so adds one."""
_KINDS = {"courses": "lektionen", "videos": "filmen"}


def check_misplaced(tree: Tree) -> None:
    """Note lessons and films outside a course's folder, in one below it, or of another ending."""
    for folder, kind in _KINDS.items():
        for path in tree.folder(tree.root / folder, "**/*"):
            if _MEANT_AS_TEXT.search(path.name) and path.stem != "README":
                _check(tree, path, kind)


def _check(tree: Tree, path: Path, kind: str) -> None:
    folder, *below = path.relative_to(tree.root).parts
    if len(below) == 1:
        mend = f"Flyt den ind i et kursus, fx {folder}/cv/."
        tree.problem(tree.name(path), 1, f"{kind} ligger uden for et kursus.", mend)
    elif len(below) > 2:
        what = "filen bliver ikke læst: den ligger i en mappe inde i kurset."
        tree.problem(tree.name(path), 1, what, f"Flyt den til {folder}/{below[0]}/.")
    elif path.suffix != ".md":
        what = "filen bliver ikke læst: navnet ender ikke på .md."
        tree.problem(tree.name(path), 1, what, f"Kald den {path.name.partition('.')[0]}.md.")
