"""Storyboard → pictures: Typst draws every state of a film and reports what does not fit."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from jobvej.catalog.film import Film, Slide
from jobvej.catalog.pacing import REMEMBER
from jobvej.catalog.problem import Problem
from jobvej.catalog.sentences import SMALL, sentences
from jobvej.studio.fonts import characters, write_ttf

TEMPLATE = Path(__file__).with_name("slides.typ")
DRAWN = frozenset("→←≤≥✓")
"""Characters that the font lacks and slides.typ draws."""
POSTER = (-1, 0)
"""The page that stands where a film is not playing yet."""

Page = tuple[int, int]
"""(slide number, bullets shown): what one picture of a film is."""


@dataclass(frozen=True)
class Drawn:
    """The pictures of a film (PNG, 1280 × 720), or what keeps them from being drawn."""

    pictures: dict[Page, bytes]
    problems: tuple[Problem, ...] = ()


def draw(film: Film, pages: Sequence[Page], fonts: Path) -> Drawn:
    """Draw the wanted pages of a film; `fonts` is a folder in which TTF files may be made.

    With a problem in any text of these pages, no pictures are drawn at all, and every problem is
    returned with its line in the storyboard.
    """
    problems = tuple(_unknown_characters(film))
    if problems or not pages:
        return Drawn({}, problems)
    return _set(film, pages, fonts, 72)


def misfits(film: Film, fonts: Path) -> tuple[Problem, ...]:
    """Return what keeps a film from being drawn, without really drawing it.

    Each slide is set with all its bullets, and with none if it is seen so, which is half the work.
    """
    problems = tuple(_unknown_characters(film))
    if problems:
        return problems
    fullest = {state.slide: (state.slide, state.shown) for state in film.states}
    opening = [(state.slide, 0) for state in film.states if not state.shown]
    return _set(film, [POSTER, *sorted({*opening, *fullest.values()})], fonts, 1).problems


def _set(film: Film, pages: Sequence[Page], fonts: Path, ppi: int) -> Drawn:
    compiler = _compiler(write_ttf(fonts))
    data = json.dumps({**seen(film), "pages": pages}, ensure_ascii=False)
    pictures = compiler.compile(format="png", ppi=ppi, sys_inputs={"film": data})
    if isinstance(pictures, bytes):  # one page alone comes without its list
        pictures = [pictures]
    marks = json.loads(compiler.query("<fit>", field="value"))
    problems = tuple(dict.fromkeys(_misfit(film, mark) for mark in marks))
    if problems:
        return Drawn({}, problems)
    return Drawn(dict(zip(pages, pictures, strict=True)))


def seen(film: Film) -> dict[str, Any]:
    """Everything that can be seen in a film, in the form that slides.typ takes."""
    slides = [_slide(slide, film.drawing, number == 0) for number, slide in enumerate(film.slides)]
    slides.append(
        {"title": REMEMBER, "lines": [_spaced(line) for line in sentences(film.remember)]}
    )
    return {"title": _clean(film.title), "drawing": film.drawing, "slides": slides}


def _slide(slide: Slide, drawing: str, is_first: bool) -> dict[str, Any]:
    """One slide; the drawing is shown beside a title with nothing else, or as the film begins."""
    screen = slide.screen and {
        "title": _clean(slide.screen.title),
        "rows": [[_clean(label), _clean(value)] for label, value in slide.screen.rows],
        "highlight": _clean(slide.screen.highlight),
    }
    bullets = [] if slide.steps else [_spaced(bullet) for bullet in slide.bullets]
    has_drawing = screen is None and (is_first or not bullets)
    return {
        "title": _spaced(slide.title),
        "bullets": bullets,
        "screen": screen,
        "steps": slide.steps,
        "drawing": drawing if has_drawing else "",
    }


def _clean(text: str) -> str:
    """One line of composed letters, since the font has å but no combining ring.

    A dash stays on the line of the word before it, and a number on that of what it counts.
    """
    one_line = re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip()
    return re.sub(r" (?=– )|(?<=[≤≥]) |(?<=\d) (?=[a-zæøå])", "\N{NO-BREAK SPACE}", one_line)


def _spaced(text: str) -> str:
    """The text, with each small word on the line of what it begins."""
    return re.sub(rf"({SMALL}) ", "\\1\N{NO-BREAK SPACE}", _clean(text))


@lru_cache(maxsize=1)
def _compiler(fonts: Path) -> Any:
    """One Typst per process: it remembers fonts and layout from film to film."""
    only_ours = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
    )
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=only_ours)


def _texts(film: Film) -> Iterator[tuple[int, str]]:
    """Everything that is drawn, with the line it was written on."""
    yield 1, film.title
    for slide in film.slides:
        yield slide.line, slide.title
        yield from ((reveal.line, reveal.bullet) for reveal in slide.reveals)
        if slide.screen:
            yield slide.line, slide.screen.title
            yield from ((slide.line, f"{label} {value}") for label, value in slide.screen.rows)
    yield 1, film.remember


def _unknown_characters(film: Film) -> Iterator[Problem]:
    for line, text in _texts(film):
        for character in dict.fromkeys(_clean(text)):
            if character not in characters() and character not in DRAWN:
                yield Problem(
                    film.file,
                    line,
                    f'filmens skrift har ikke tegnet "{character}" (U+{ord(character):04X}).',
                    "Slet det, eller skriv det med ord.",
                )


def _misfit(film: Film, mark: dict[str, Any]) -> Problem:
    """The problem, for the author, of what slides.typ could not fit."""
    number, place = mark["slide"], mark["index"]
    slide = film.slides[number] if 0 <= number < len(film.slides) else None
    line = slide.line if slide else 1
    bullets = [reveal for reveal in slide.reveals if reveal.bullet] if slide else []
    mend = "Skriv kortere."
    match mark["part"]:
        case "film":
            line, what = 1, f'filmens titel "{film.title}" er for lang.'
        case "remember":
            what, mend = "sætningen i remember er for lang til billedet.", "Skriv den kortere."
        case "title":
            what = f'overskriften "{slide.title if slide else ""}" er for lang til billedet.'
        case "bullet":
            line = bullets[place].line
            what = f'punktet "{bullets[place].bullet}" er der ikke plads til på billedet.'
            mend = "Skriv punkterne kortere, eller del dem på to billeder."
        case _:
            what = f'skærmbilledet under "{slide.title if slide else ""}" fylder for meget.'
            mend = "Brug færre rækker, eller skriv kortere."
    if mark["word"]:
        what = f'ordet "{mark["word"]}" er bredere end sin linje på billedet.'
        mend = "Del det med en bindestreg, eller brug et kortere ord."
    return Problem(film.file, line, what, mend)
