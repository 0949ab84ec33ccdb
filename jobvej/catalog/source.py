"""Where a piece of text was written, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing an author must mend, said in Danish with file and line."""

    file: str
    """Path relative to the project root, with forward slashes."""
    line: int
    what: str
    """What is wrong, quoting the offending piece."""
    mend: str = ""
    """What to do next, e.g. 'Mente du "cv.opdater.video"?'."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.mend}".rstrip()


@dataclass(frozen=True)
class Source:
    """Where a piece of text was written."""

    file: str
    line: int = 1
