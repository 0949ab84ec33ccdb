"""Storyboards: reads a film written as text, videos/<course>/<lesson>.md, into slides."""

import dataclasses
import hashlib
import re
from functools import cache
from pathlib import Path

from jobvej.catalog.drawings import drawing
from jobvej.catalog.film import Film, Reveal, Screen, Slide
from jobvej.catalog.front_matter import Document, read_document
from jobvej.catalog.pacing import Pacing, pace
from jobvej.catalog.problem import Problem
from jobvej.catalog.revision import revision_of
from jobvej.catalog.sentences import LINE
from jobvej.catalog.slides import judge_slides
from jobvej.catalog.takes import read_takes
from jobvej.catalog.tree import Tree, quoted

DRAWN_BY = tuple(sorted(Path(__file__).parents[1].glob("studio/*.typ")))
"""What draws the films. Drawn otherwise, a film is another file: browsers keep each for a year."""
_NOT_SAID = re.compile(r"#+|[*+•·–]\s|-\w|\d+[.)]\s|[-=*_]{3,}$")
"""Starts what was meant as a title, a list item or a rule; nobody says it aloud."""
_MARKUP = re.compile(r"\*\*|__|`|!?\[[^\]]*\]\(|</?[a-zA-Z!]|\{\{|\{%")


def read_storyboard(path: Path, root: Path) -> tuple[Film | None, tuple[Problem, ...]]:
    """Return the film that a storyboard describes, and every problem in its text.

    The film is None only when there is no id or nothing to show.
    """
    tree = Tree(root)
    return read_film(tree, path), tree.problems


def read_film(tree: Tree, path: Path) -> Film | None:
    """Return the film of a storyboard; problems are noted in the tree."""
    document = read_document(tree, path)
    if document is None:
        return None
    with document.fields as fields:
        identity = fields.identity("id", example=f"{path.parent.name}.{path.stem}.video")
        title = fields.text("title", example="Tre linjer, der får dem til at læse videre")
        remember = fields.text("remember", example='"Hvem er du? Hvad kan du?"')
        pinned = fields.revision()
        _check_text(tree, document.body.file, fields.line("remember"), remember)
    slides = _Script(tree, document).slides()
    if not identity or not slides:
        return None
    pacing = pace(slides, remember, read_takes(tree, path))
    met = (title, remember, [_met(slide) for slide in slides])
    drawn = drawing(tree.root / "courses" / path.parent.name)
    return Film(
        id=identity,
        title=title,
        remember=remember,
        slides=slides,
        states=pacing.states,
        cues=pacing.cues,
        chapters=pacing.chapters,
        seconds=pacing.seconds,
        revision=pinned or revision_of(*met),
        file=document.body.file,
        content_hash=_content_hash((*met, drawn), pacing),
        drawing=drawn,
        sound=pacing.sound,
    )


def _content_hash(met: tuple[object, ...], pacing: Pacing) -> str:
    heard = [[spoken.take.digest for spoken in pacing.sound]] if pacing.sound else []
    cues = [(cue.start, cue.end, cue.text) for cue in pacing.cues]
    return revision_of(*met, cues, *heard, _look())


@cache
def _look() -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in DRAWN_BY)).hexdigest()


def _met(slide: Slide) -> object:
    """Return what the viewer sees and hears of a slide: everything but its line numbers."""
    drawn = slide.screen and (slide.screen.title, slide.screen.rows, slide.screen.highlight)
    return slide.title, [(r.bullet, r.narration) for r in slide.reveals], drawn


def _check_text(tree: Tree, file: str, line: int, text: str) -> None:
    """Note what cannot be a caption."""
    for word in text.split():
        if len(word) > LINE:
            what = f"ordet {quoted(word)} er længere end en linje undertekst ({LINE} tegn)."
            tree.problem(file, line, what, "Del det, eller skriv det kortere.")
    sign = _MARKUP.search(text)
    if sign:
        what = f"tegnene {quoted(sign[0])} virker ikke i en film."
        tree.problem(file, line, what, "Skriv almindelig tekst.")


class _Script:
    """The body of a storyboard, read line by line; every line belongs to what is above it."""

    def __init__(self, tree: Tree, document: Document) -> None:
        self.tree, self.file = tree, document.body.file
        self.begins = document.body.line
        self.rows = list(enumerate(document.body.text.split("\n"), start=self.begins))
        self.read: list[Slide] = []
        self.paragraph: list[str] = []
        self.paragraph_line = 0
        self.fence: list[str] | None = None
        self.fence_line = 0

    def slides(self) -> tuple[Slide, ...]:
        """Return the slides with their reveals and screens; what does not fit in is noted."""
        for line, row in self.rows:
            if self.fence is not None:
                self._in_fence(row, self.fence)
            else:
                self._row(line, row)
        if self.fence is not None:
            self._problem(
                self.fence_line, "skærmbilledet er ikke lukket.", "Slut det med en linje ```."
            )
        self._close_paragraph()
        judge_slides(self.tree, self.file, self.read, self.begins)
        return tuple(map(_spoken, self.read))

    def _problem(self, line: int, what: str, mend: str) -> None:
        self.tree.problem(self.file, line, what, mend)

    def _row(self, line: int, row: str) -> None:
        text = row.strip()
        indented = row[:1] in (" ", "\t")
        if not text:
            self._close_paragraph()
        elif not indented and row.startswith("## "):
            self._close_paragraph()
            self.read.append(Slide(row[3:].strip(), (), None, line))
            _check_text(self.tree, self.file, line, row[3:])
        elif not self.read:
            what = f"teksten {quoted(text)} står før den første slide."
            self._problem(line, what, 'Begynd med "## " og slidens titel.')
        elif not indented:
            self._top_row(line, text)
        else:
            self._narrate(line, text)

    def _top_row(self, line: int, text: str) -> None:
        if text.startswith("```"):
            self._close_paragraph()
            self._open_fence(line, text)
        elif text.startswith("- ") or text == "-":
            self._close_paragraph()
            self._add(Reveal(text[2:].strip(), "", line))
            _check_text(self.tree, self.file, line, text[2:])
        elif _NOT_SAID.match(text):
            what = f"linjen {quoted(text)} kan ikke stå i en film."
            self._problem(line, what, 'Brug "## " til en slide og "- " til et punkt.')
        else:
            if not self.paragraph:
                self._add(Reveal("", "", line))
            self._narrate(line, text)

    def _narrate(self, line: int, text: str) -> None:
        self.paragraph_line = self.paragraph_line if self.paragraph else line
        self.paragraph.append(text)
        _check_text(self.tree, self.file, line, text)

    def _close_paragraph(self) -> None:
        """Give the narration so far to the last reveal."""
        if not self.paragraph:
            return
        said, self.paragraph = " ".join(self.paragraph), []
        slide = self.read[-1]
        last = slide.reveals[-1] if slide.reveals else Reveal("", "", self.paragraph_line)
        narration = f"{last.narration} {said}".strip()
        reveals = (*slide.reveals[:-1], dataclasses.replace(last, narration=narration))
        self.read[-1] = dataclasses.replace(slide, reveals=reveals)

    def _add(self, reveal: Reveal) -> None:
        slide = self.read[-1]
        self.read[-1] = dataclasses.replace(slide, reveals=(*slide.reveals, reveal))

    def _open_fence(self, line: int, text: str) -> None:
        self.fence, self.fence_line = [], line
        if text.strip("` ") != "skaerm":
            self._problem(
                line, f"{quoted(text)} kendes ikke.", "Skriv ```skaerm for et skærmbillede."
            )

    def _in_fence(self, row: str, fence: list[str]) -> None:
        if row.strip() != "```":
            fence.append(row.strip())
            return
        rows = [text for text in fence if text]
        self.fence = None
        slide = self.read[-1]
        if slide.screen:
            self._problem(
                self.fence_line, "sliden har to skærmbilleder.", "Lav en slide til hvert."
            )
        elif not rows:
            self._problem(
                self.fence_line, "skærmbilledet er tomt.", "Skriv vinduets titel i første linje."
            )
        else:
            self.read[-1] = dataclasses.replace(slide, screen=self._screen(rows))

    def _screen(self, rows: list[str]) -> Screen:
        pairs, highlight = [], ""
        for row in rows[1:]:
            label, _, value = (part.strip() for part in row.lstrip("* ").partition(":"))
            pairs.append((label, value))
            if row.startswith("*") and highlight:
                self._problem(self.fence_line, "to rækker er fremhævet med *.", "Fremhæv kun én.")
            highlight = label if row.startswith("*") else highlight
        return Screen(rows[0], tuple(pairs), highlight)


def _spoken(slide: Slide) -> Slide:
    """The slide, with each bullet that has no narration read out as it is."""
    reveals = (dataclasses.replace(r, narration=r.narration or r.bullet) for r in slide.reveals)
    return dataclasses.replace(slide, reveals=tuple(reveals))
