"""The Markdown of one page, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from jobvej.catalog.problem import Problem


@dataclass(frozen=True)
class Text:
    """The Markdown of one page and where it stands."""

    file: str
    first_line: int
    """Line of the file on which `body` begins."""
    body: str

    def problem(self, line: int, what: str, mend: str = "") -> Problem:
        """A problem on a line of the body, counted from 1."""
        return Problem(self.file, self.first_line + line - 1, what, mend)
