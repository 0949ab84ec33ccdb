"""What is wrong with an author's text, and what to do next."""

from dataclasses import dataclass

PROBLEM, WARNING = "problem", "warning"


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
    severity: str = PROBLEM
    """A problem keeps the site from being built; a warning is advice."""

    @property
    def is_warning(self) -> bool:
        """Whether the site may be published all the same."""
        return self.severity == WARNING

    def __str__(self) -> str:
        kind = "Advarsel: " if self.is_warning else ""
        return f"{self.file}:{self.line}: {kind}{self.what} {self.mend}".rstrip()
