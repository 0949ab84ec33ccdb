"""Notices which of the author's files have changed, a few times a second.

Looking works everywhere the same: on a network drive, in a synchronised folder, on Windows.
Notices from the system do not, and a tree of a thousand files is looked through in milliseconds.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDERS = ("content", "courses", "videos")
ALONE = "mkdocs.yml"

Snapshot = dict[str, tuple[int, int]]
"""File, from the project folder with forward slashes → (time of change in ns, bytes)."""


def snapshot(root: Path) -> Snapshot:
    """Return what the author's files are like now; what vanishes meanwhile is left out."""
    found: Snapshot = {}
    for folder in FOLDERS:
        _look(root / folder, folder, found)
    try:
        stat = (root / ALONE).stat()
        found[ALONE] = (stat.st_mtime_ns, stat.st_size)
    except OSError:
        pass
    return found


def _look(folder: Path, name: str, found: Snapshot) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~")) or entry.name.endswith("~"):
                    continue  # what editors keep for themselves
                if entry.is_dir():
                    _look(Path(entry.path), f"{name}/{entry.name}", found)
                else:
                    stat = entry.stat()
                    found[f"{name}/{entry.name}"] = (stat.st_mtime_ns, stat.st_size)
    except OSError:
        return


def changes(before: Snapshot, after: Snapshot) -> frozenset[str]:
    """Return the files that are new, gone or different."""
    return frozenset(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )


def is_text_of_pages(before: Snapshot, after: Snapshot) -> bool:
    """Say whether only texts of pages and films were changed, so that few pages show it.

    What is new or gone, and what stands in course.yml or kommune.yml, may show anywhere.
    """
    changed = changes(before, after)
    return all(name in before and name in after and name.endswith(".md") for name in changed)


def is_picture(name: str) -> bool:
    """Say whether a file is shown by its address alone, so that no page's own text tells of it."""
    return not name.endswith((".md", ".yml", ".txt", ".vtt"))
