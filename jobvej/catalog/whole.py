"""Writes files so that they are complete or not there at all, whatever goes wrong."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path, folder: Path | None = None) -> Iterator[Path]:
    """A path to write to; afterwards `path` has all that was written, or is as it was.

    The unfinished file is hidden in `folder` (by default beside `path`) under this process's
    number, so that several may do this at once. It is flushed to disk before it is renamed;
    otherwise an empty file after a power cut would be taken for a finished one.
    """
    part = (folder or path.parent) / f".{path.name}.part-{os.getpid()}"
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write a text in UTF-8 with its line breaks as they are; readers see all of it or nothing."""
    with whole(path) as part:
        part.write_text(text, encoding="utf-8", newline="")
