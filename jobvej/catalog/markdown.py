"""The Markdown of one file: where it stands, its words, and what would be shown wrongly."""

import re
from dataclasses import dataclass

from jobvej.catalog.problem import Problem
from jobvej.catalog.tree import Tree

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_UNREAD = re.compile(r"\{\{.*?\}\}|\{[^}\n]*\}|\]\([^)\n]*\)|<[^>\n]*>|https?://\S+", re.DOTALL)
_UNDERLINE = re.compile(r" {0,3}=+\s*")
_LIST_IN_LIST = re.compile(r"[\s>]*(?:[-*+]|\d+\.)\s+(\d+)\.\s")
_WORD = re.compile(r"[^\W_][\w'’.-]*")


@dataclass(frozen=True)
class Markdown:
    """What an author wrote below the fields of a file."""

    file: str
    """Path from the project folder, with forward slashes."""
    line: int = 1
    """Line of the file on which the text begins, from 1."""
    text: str = ""
    """Macros are not yet expanded."""

    def problem(self, line: int, what: str, mend: str = "") -> Problem:
        """A problem on a line of the text, counted from 1."""
        return Problem(self.file, self.line + line - 1, what, mend)


def check_prose(tree: Tree, body: Markdown) -> None:
    """Note every h1, since the page has its title already, and dates that would be lost.

    "- 26. nov. Ring" would be shown as "1. nov. Ring": a list in a list, which counts from 1.
    """
    before = ""
    for line, row in prose(body.text, body.line):
        title = row.startswith(("# ", "#\t"))
        underlined = _UNDERLINE.fullmatch(row) and before.strip()
        if title or underlined:
            at = line - 1 if underlined else line
            what = "siden har allerede sin overskrift fra title."
            tree.problem(body.file, at, what, 'Begynd med to havelåger: "## …".')
        if lost := _LIST_IN_LIST.match(row):
            what = f'"{lost[1]}." først i punktet bliver vist som "1.".'
            tree.problem(body.file, line, what, f'Skriv "{lost[1]}\\.".')
        before = row


def count_words(text: str) -> int:
    """Count the words a reader meets, roughly: without macros, addresses and Markdown's signs."""
    return len(_WORD.findall(_UNREAD.sub(" ", text)))


def prose(text: str, line: int) -> list[tuple[int, str]]:
    """Return the lines outside fenced code, with their numbers."""
    found, fence = [], ""
    for number, row in enumerate(text.split("\n"), start=line):
        mark = _FENCE.match(row)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        elif not fence:
            found.append((number, row))
    return found
