"""What is to be said in a film: its sentences, and which of them have been recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jobvej.catalog.film import Film, Take
from jobvej.catalog.pacing import REMEMBER
from jobvej.catalog.problem import Problem
from jobvej.catalog.sentences import sentences
from jobvej.catalog.storyboard import read_storyboard
from jobvej.catalog.takes import ENDINGS, read_takes, sentence_hash, takes_folder
from jobvej.catalog.tree import Tree


@dataclass(frozen=True)
class Line:
    """One sentence, and the take of it if there is one."""

    key: str
    """The hash of the sentence, by which its take is named."""
    text: str
    take: Take | None


@dataclass(frozen=True)
class Script:
    """A film as it stands on paper."""

    film: Film
    storyboard: Path
    slides: tuple[tuple[str, tuple[Line, ...]], ...]
    """(title, lines), ending with `Husk`; a sentence that comes again stands once."""
    strays: tuple[Path, ...]
    """Takes whose sentence is no longer there; kept until their author deletes them."""
    problems: tuple[Problem, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every sentence, in order."""
        return tuple(line for _, lines in self.slides for line in lines)

    @property
    def said(self) -> int:
        """How many sentences have a take."""
        return sum(line.take is not None for line in self.lines)


def read_script(root: Path, storyboard: Path) -> Script | None:
    """Return what a storyboard says now, or None when it says nothing that can be read."""
    film, problems = read_storyboard(storyboard, root)
    if film is None:
        return None
    takes = read_takes(Tree(root), storyboard)
    slides, known = [], set[str]()
    for title, narrations in _told(film):
        lines = []
        for sentence in (one for narration in narrations for one in sentences(narration)):
            key = sentence_hash(sentence)
            if key not in known:
                lines.append(Line(key, sentence, takes.get(key)))
            known.add(key)
        slides.append((title, tuple(lines)))
    strays = tuple(path for path in take_files(storyboard) if path.stem not in known)
    return Script(film, storyboard, tuple(slides), strays, problems)


def take_files(storyboard: Path) -> list[Path]:
    """Every take of a storyboard, also those that cannot be read."""
    folder = takes_folder(storyboard)
    return sorted(path for ending in ENDINGS for path in folder.glob(f"*{ending}"))


def _told(film: Film) -> Iterator[tuple[str, list[str]]]:
    for slide in film.slides:
        yield slide.title, [reveal.narration for reveal in slide.reveals]
    yield REMEMBER, [film.remember]
