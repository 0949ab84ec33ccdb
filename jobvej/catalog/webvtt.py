"""Reads authors' WebVTT strictly: every problem with its line, and held to our limits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from jobvej.catalog.film import Cue
from jobvej.catalog.revision import REVISION
from jobvej.catalog.sentences import LINE, fits, two_lines
from jobvej.catalog.subtitles import stamp
from jobvej.catalog.tree import Tree, quoted

LINES = 2
"""Lines of one caption; a third would cover the picture."""
CHARACTERS_A_SECOND = 20
"""Nobody reads faster and still sees the film (the BBC and Netflix guides say 17 to 20)."""
LONGEST_TITLE = 60
"""Characters of a chapter's title."""

_HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
_STAMP = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_TIMES = re.compile(rf"{_STAMP}[ \t]+-->[ \t]+{_STAMP}(?:[ \t]+\S.*)?")
_SRT = re.compile(rf"\s*\d+\s*\n{_STAMP}[ \t]+-->")
"""SRT, the other format that programs write: no header, numbers, commas in the times."""
_TAG = re.compile(r"</?[a-zA-Z0-9.][^>]*>|<[vc][. ]")
_PINNED = re.compile(r"NOTE[ \t]+revision:[ \t]*(\S*)[ \t]*")
_SPEAKER = re.compile(r"[–-]|[^\W\d_]+:")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": "", "&amp;": "&"}

_Block = tuple[int, list[str]]
"""The line number on which a block begins, and its lines."""


@dataclass(frozen=True)
class TimedText:
    """One WebVTT file: its cues, the line of each, and the revision it is pinned to."""

    file: str
    cues: tuple[Cue, ...]
    lines: tuple[int, ...]
    pinned: str = ""


def read_captions(tree: Tree, path: Path) -> TimedText | None:
    """Return an author's captions, held to what viewers can read, or None if there are none.

    Whatever is wrong is noted in the tree with its line. Browsers silently drop a bad cue: a deaf
    person would miss a sentence, and nobody else would know.
    """
    text = _read(tree, path)
    if text is None:
        return None
    for line, cue in zip(text.lines, text.cues, strict=True):
        _check_readable(tree, text.file, line, cue)
    return text


def read_chapters(tree: Tree, path: Path) -> TimedText | None:
    """Return an author's chapters: each a title of one line, the first at the very beginning."""
    text = _read(tree, path)
    if text is None:
        return None
    for line, cue in zip(text.lines, text.cues, strict=True):
        if "\n" in cue.text or len(cue.text) > LONGEST_TITLE:
            what = f"kapitlets titel {quoted(cue.text)} er for lang."
            mend = f"Skriv den på én linje med højst {LONGEST_TITLE} tegn."
            tree.problem(text.file, line + 1, what, mend)
    if text.cues[0].start > 0:
        what = "det første kapitel begynder ikke ved 00:00:00.000."
        tree.problem(text.file, text.lines[0], what, "Lad det begynde, når filmen begynder.")
    return text


def check_length(tree: Tree, text: TimedText, seconds: float) -> None:
    """Note the first cue that goes on after the film has ended: it belongs to another film."""
    for line, cue in zip(text.lines, text.cues, strict=True):
        if cue.end > seconds + 0.1:  # the last frame may begin a moment before the sound ends
            what = f"teksten slutter ved {stamp(cue.end)}, men filmen varer {stamp(seconds)}."
            tree.problem(text.file, line, what, "Ret tiderne, eller læg den rigtige film ind.")
            return


def _read(tree: Tree, path: Path) -> TimedText | None:
    text, file = tree.text(path), tree.name(path)
    if text is None:
        return None
    rows, is_srt = text.split("\n"), _SRT.match(text)
    if not text.strip():
        tree.problem(file, 1, "filen er tom.", "Skriv underteksterne i den, eller slet den.")
        return None
    if not is_srt and not _HEADER.fullmatch(rows[0].rstrip()):
        tree.problem(file, 1, 'filen begynder ikke med "WEBVTT".', "Gem underteksterne som WebVTT.")
        return None
    timed: list[tuple[int, Cue]] = []
    pinned = ""
    for line, block in _blocks(rows, has_header=not is_srt):
        if re.match(r"NOTE(\s|$)", block[0]):
            pinned = _pinned(tree, file, line, block[0]) or pinned
        elif cue := _cue(tree, file, line, block):
            timed.append(cue)
    if not timed:
        tree.problem(file, len(rows), "her er ingen tekst.", "Skriv tider og tekst i filen.")
        return None
    _check_order(tree, file, timed)
    lines, cues = tuple(line for line, _ in timed), tuple(cue for _, cue in timed)
    return TimedText(file, cues, lines, pinned)


def _check_order(tree: Tree, file: str, timed: list[tuple[int, Cue]]) -> None:
    for (_, before), (line, cue) in pairwise(timed):
        if cue.start < before.end:
            what = f"teksten begynder ved {stamp(cue.start)}, før den forrige er slut."
            tree.problem(file, line, what, f"Lad den begynde ved {stamp(before.end)} eller senere.")


def _blocks(rows: list[str], has_header: bool) -> Iterator[_Block]:
    """The blocks between empty lines, after the header's own."""
    block: list[str] = []
    begins, is_header = 1, has_header
    for line, row in enumerate([*rows, ""], start=1):
        if row.strip():
            begins = begins if block else line
            block.append(row.strip())
        elif block:
            if not is_header:
                yield begins, block
            block, is_header = [], False


def _pinned(tree: Tree, file: str, line: int, note: str) -> str:
    found = _PINNED.fullmatch(note)
    if found and not REVISION.fullmatch(found[1]):
        what = f"revision skal være 8 tegn af 0-9 og a-f, men her står {quoted(found[1])}."
        tree.problem(file, line, what, "Slet linjen, hvis teksten har fået ny mening.")
        return ""
    return found[1] if found else ""


def _cue(tree: Tree, file: str, line: int, block: list[str]) -> tuple[int, Cue] | None:
    """One cue with the line of its times; anything else is noted."""
    at = next((n for n, row in enumerate(block[:2]) if "-->" in row), None)
    if at is None:
        what = f"ved {quoted(block[0])} står der ingen tider."
        if block[0] in ("STYLE", "REGION"):
            tree.problem(
                file, line, f"{block[0]} virker ikke her.", "Slet det til næste tomme linje."
            )
        else:
            tree.problem(file, line, what, "Skriv fx 00:00:01.000 --> 00:00:04.000 over teksten.")
        return None
    line, said = line + at, block[at + 1 :]
    span = _span(tree, file, line, block[at])
    if not said:
        tree.problem(file, line, "her er tider, men ingen tekst.", "Skriv teksten, eller slet dem.")
    for number, row in enumerate(said, start=line + 1):
        if "-->" in row:
            tree.problem(
                file, number, "tiderne står midt i en tekst.", "Sæt en tom linje over dem."
            )
            return None
        if tag := _TAG.search(row):
            what = f"tegnene {quoted(tag[0])} kan ikke stå i en undertekst."
            tree.problem(file, number, what, 'Skriv almindelig tekst, og en taler som "Karin: …".')
    if span is None or not said:
        return None
    return line, Cue(*span, _in_lines([_plain(row) for row in said]))


def _in_lines(rows: list[str]) -> str:
    """The rows as written, or rewrapped if one is too long and all of it fits: speech recognition
    writes a caption on one line. A dialogue keeps a row for each speaker."""
    whole = " ".join(rows)
    is_talk = len(rows) > 1 and _SPEAKER.match(rows[1])
    if len(rows) > LINES or max(map(len, rows)) <= LINE or is_talk or not fits(whole):
        return "\n".join(rows)
    return two_lines(whole)


def _span(tree: Tree, file: str, line: int, row: str) -> tuple[float, float] | None:
    times = _TIMES.fullmatch(row)
    if times is None:
        what = f"tiderne {quoted(row)} kan ikke læses."
        tree.problem(file, line, what, "Skriv fx 00:00:01.000 --> 00:00:04.000")
        return None
    start, end = _seconds(*times.groups()[:4]), _seconds(*times.groups()[4:])
    if end <= start:
        what = f"teksten slutter ved {stamp(end)}, før den begynder."
        tree.problem(file, line, what, "Ret sluttiden.")
        return None
    return start, end


def _check_readable(tree: Tree, file: str, line: int, cue: Cue) -> None:
    rows = cue.text.split("\n")
    if len(rows) > LINES:
        what = f"underteksten har {len(rows)} linjer."
        tree.problem(file, line, what, f"Del den, så der højst er {LINES}.")
    for number, row in enumerate(rows, start=line + 1):
        if len(row) > LINE:
            what = f"linjen {quoted(row)} har {len(row)} tegn."
            tree.problem(file, number, what, f"Del den, så der højst er {LINE}.")
    needed = len(cue.text.replace("\n", " ")) / CHARACTERS_A_SECOND
    if cue.end - cue.start < needed - 0.001:
        what = f"underteksten står i {_danish(cue.end - cue.start)} sek. og kan ikke nås."
        tree.problem(
            file, line, what, f"Lad den stå i {_danish(needed)} sek., eller skriv kortere."
        )


def _plain(row: str) -> str:
    for entity, sign in _ENTITIES.items():
        row = row.replace(entity, sign)
    return " ".join(row.split())


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return (whole * 1000 + int(thousandths)) / 1000


def _danish(seconds: float) -> str:
    return f"{-(-round(seconds * 1000) // 10) / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")
