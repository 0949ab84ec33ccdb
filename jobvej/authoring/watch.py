"""Notices which of the author's files have changed, a few times a second.

Polling works the same everywhere: on network drives, in synchronised folders, on Windows. The
system's own notifications do not, and scanning a thousand files takes only milliseconds.
"""

import os
from pathlib import Path

FOLDERS = ("content", "courses", "videos")
ALONE = "mkdocs.yml"

Snapshot = dict[str, tuple[int, int]]
"""File, from the project folder with forward slashes → (time of change in ns, bytes)."""


def snapshot(root: Path) -> Snapshot:
    """Return the state of the author's files; those that vanish meanwhile are left out."""
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
                    continue  # files that editors keep for themselves
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

    New and deleted files, course.yml and kommune.yml may show on any page.
    """
    changed = changes(before, after)
    return all(name in before and name in after and name.endswith(".md") for name in changed)


def is_picture(name: str) -> bool:
    """Say whether pages only refer to a file, so that their HTML does not show that it changed."""
    return not name.endswith((".md", ".yml", ".txt", ".vtt"))
