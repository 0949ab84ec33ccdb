"""The author's folder: reads its files as text and collects every problem found in them."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from jobvej.catalog.cpr import looks_like_cpr
from jobvej.catalog.problem import Problem

LARGEST_FILE = 512 * 1024
"""Bytes; more than any text a person writes, little enough to read in a moment."""

# Line breaks pasted from Word and the web; they mean nothing within a line, and YAML would count
# them, so that every line number after them would be wrong.
_ODD_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_NOTEPAD = "I Notesblok: Gem som, Kodning: UTF-8."
_UNSEEN = re.compile("[\u200b\u2060\ufeff]")
"""Pasted from the web: invisible, meaningless, and search and voices stumble over the word."""
_BEGINS = re.compile(r"^[ \t\u00a0]*(?:(?:[-*+]|#{2,4}|\d+\.)\u00a0)?", re.MULTILINE)
"""Where Markdown and YAML accept only a plain space, and Word has written another one."""
_MERGE = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def nearest(word: str, candidates: Iterable[str]) -> str:
    """Return 'Mente du "x"?' for the candidate most like `word`, or nothing when none is."""
    close = difflib.get_close_matches(word[:200], list(candidates), n=1, cutoff=0.6)
    return f'Mente du "{close[0]}"?' if close else ""


def quoted(text: str) -> str:
    """Return `text` as it is quoted in a problem: one line, at most 60 characters."""
    flat = " ".join(_CONTROL.sub("?", text).split())
    return f'"{flat[:57]}…"' if len(flat) > 60 else f'"{flat}"'


def _is_hidden(path: Path) -> bool:
    """Whether it is a program's own file: a lock, a backup, or something in a hidden folder."""
    return any(part.startswith((".", "~")) for part in path.parts)


class Tree:
    """One reading of a project folder: where it is, and what has been found wrong so far."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._problems: set[Problem] = set()
        self._texts: dict[Path, str | None] = {}
        self._lines: dict[str, int] = {}
        self.unread: set[str] = set()
        """Beginnings of ids whose file could not be read; references to them are not doubted."""
        self.misnamed: set[str] = set()
        """Ids of lessons by their file's name, where the file holds another one's id."""

    def may_exist(self, identity: str) -> bool:
        """Say whether an unknown id may stand in a file that could not be read."""
        steps = identity.split(".")
        return any(".".join(steps[:n]) in self.unread for n in range(1, len(steps) + 1))

    @property
    def count(self) -> int:
        """How many problems so far."""
        return len(self._problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem so far, by file and line."""
        return tuple(sorted(self._problems))

    def problem(self, file: str, line: int, what: str, mend: str = "") -> None:
        """Note one thing that the author must fix; the same thing is noted only once.

        What is missing at the end of a file is noted at its last line, where editors can jump to.
        """
        line = max(1, min(line, self._lines.get(file, line)))
        self._problems.add(Problem(file, line, what, mend))

    def name(self, path: Path) -> str:
        """Return the path as authors know it: from the project folder, with forward slashes."""
        try:
            shown = path.relative_to(self.root).as_posix()
        except ValueError:
            shown = path.as_posix()
        # A file name that is not UTF-8 comes as lone surrogates, which cannot be printed; and a
        # line break in a name must not forge a second problem.
        return _CONTROL.sub("?", shown.encode("utf-8", "replace").decode()).replace("\n", "?")

    def folder(self, path: Path, pattern: str = "*") -> tuple[Path, ...]:
        """Return what matches in a folder, by name; hidden files and locks are nobody's text."""
        try:
            found = sorted(p for p in path.glob(pattern) if not _is_hidden(p.relative_to(path)))
        except OSError as error:
            self.problem(self.name(path), 1, "mappen kan ikke læses.", f"({error.strerror})")
            return ()
        return tuple(found)

    def text(self, path: Path) -> str | None:
        """Return the text of a file with plain line breaks, or None (and say why).

        A byte order mark and Windows line breaks are normal and no problem. Text that is not UTF-8
        is noted and still read, so that its other problems are found too.
        """
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def entries(self, path: Path) -> Iterator[tuple[int, str, str]]:
        """Yield (line, entry, comment) of a list with one entry a line; none without the file."""
        text = self.text(path) if path.is_file() else None
        for line, row in enumerate((text or "").split("\n"), start=1):
            entry, _, comment = (part.strip() for part in row.partition("#"))
            if entry:
                yield line, entry, comment

    def _read(self, path: Path) -> str | None:
        file = self.name(path)
        try:
            with path.open("rb") as stream:
                raw = stream.read(LARGEST_FILE + 1)
        except FileNotFoundError:
            self.problem(file, 1, "filen findes ikke.", "Opret den, eller hent den igen.")
            return None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self.problem(file, 1, "filen kan ikke læses.", f"({reason})")
            return None
        if len(raw) > LARGEST_FILE:
            self.problem(file, 1, "filen er for stor.", "En tekst må højst fylde 512 kB.")
            return None
        if b"\x00" in raw:
            self.problem(
                file, 1, "filen er ikke tekst.", f"Gem den som ren tekst i UTF-8. {_NOTEPAD}"
            )
            return None
        return self._clean(file, self._decode(file, raw))

    def _decode(self, file: str, raw: bytes) -> str:
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = raw[: error.start]
            line = before.count(b"\n") + 1
            what = "her står et tegn, der ikke er UTF-8."
            self.problem(file, line, what, f"Gem filen igen med tegnsættet UTF-8. {_NOTEPAD}")
        # Old Windows editors write this, so most words still come out right.
        return raw.decode("cp1252", "replace")

    def _clean(self, file: str, text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = unicodedata.normalize("NFC", _ODD_BREAKS.sub(" ", _UNSEEN.sub("", text)))
        if "\u00a0" in text:
            text = _BEGINS.sub(lambda found: found[0].replace("\u00a0", " "), text)
        self._lines[file] = text.count("\n") + 1
        text = self._without_marks(file, text)
        # Nearly every text has neither and need not be searched line by line.
        is_clean = not _CONTROL.search(text) and not looks_like_cpr(text)
        for line, row in () if is_clean else enumerate(text.split("\n"), start=1):
            if _CONTROL.search(row):
                what = "her står et usynligt styretegn."
                self.problem(file, line, what, "Slet linjen, og skriv den igen.")
            if looks_like_cpr(row):
                what = "her står noget, der ligner et CPR-nummer."
                self.problem(file, line, what, "Slet det. Brug fx 000000-0000 i eksempler.")
        return _CONTROL.sub(" ", text)

    def _without_marks(self, file: str, text: str) -> str:
        """Note where git has left two people's texts in one file, and remove its marks."""
        begins = [found for found in _MERGE.finditer(text) if found[0].startswith("<")]
        for found in begins:
            line = text.count("\n", 0, found.start()) + 1
            what = "her står to udgaver af teksten efter hinanden."
            mend = "Behold den rigtige, og slet linjerne med <<<<<<<, ======= og >>>>>>>."
            self.problem(file, line, what, mend)
        return _MERGE.sub("", text) if begins else text
