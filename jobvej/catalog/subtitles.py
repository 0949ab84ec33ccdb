"""What a film has besides pictures: captions and chapters as WebVTT, and its text to read."""

import re
from collections.abc import Iterable

from jobvej.catalog.film import Cue, Film, Recording, Slide, Video
from jobvej.catalog.pacing import REMEMBER

PAUSE, LONG_PARAGRAPH = 2.0, 400
"""Seconds of silence that start a new paragraph in a recording's text, and characters after which
the next full stop does."""
MOST = 0.6
"""Share of a row's words that must be said for the narration to replace the row."""

_WORD = re.compile(r"\w+")


Transcript = list[tuple[str, list[str]]]
"""Title of each chapter, and its paragraphs."""


def captions_vtt(film: Video) -> str:
    """Return the film's captions as a WebVTT file.

    Where they lie in the picture, as in full screen, those of a film made from text stand at its
    top: there is only how far it is, and all that is drawn below stays in sight.
    """
    place = "" if film.is_recording else " line:0"
    return _vtt(((cue.start, cue.end, cue.text) for cue in film.cues), place)


def chapters_vtt(film: Video) -> str:
    """Return the film's chapters as a WebVTT file: one for each slide, and `Husk`."""
    starts = [start for start, _ in film.chapters]
    ends = [*starts[1:], film.seconds] if starts else []
    return _vtt((start, end, text) for (start, text), end in zip(film.chapters, ends, strict=True))


def transcript(film: Video) -> Transcript:
    """Return what is said and shown, as (title of the chapter, paragraphs).

    A storyboard gives its slides and ends with `Husk`, also where the lesson shows a recording
    instead; a recording without one gives its captions, with an empty title if it has no chapters.
    """
    if isinstance(film, Recording):
        return transcript(film.story) if film.story else _heard(film)
    return _written(film)


def _written(film: Film) -> list[tuple[str, list[str]]]:
    """A bullet is shown while its narration is said.

    So it comes before the narration as a sentence of its own, unless the narration has all its
    words: slow readers should not have to read a line twice. A drawn screen is included for those
    who cannot see it, since the narration seldom reads all of it; a row that is filled in comes
    where it is said.
    """
    told = [(slide.title, _paragraphs_of(slide)) for slide in film.slides]
    return [*told, (REMEMBER, [film.remember])]


def _paragraphs_of(slide: Slide) -> list[str]:
    cells = slide.screen.rows if slide.screen else ()
    filled_in = {cells[step][0]: cells[step][1] for step in slide.steps}
    told = [_told(r.bullet, r.narration, filled_in.get(r.bullet, "")) for r in slide.reveals]
    left = [cell for cell in cells if cell[0] not in filled_in]
    rows = [f"{label}: {value}" if value else label for label, value in left]
    if slide.screen is None or _share(" ".join(rows), " ".join(told)) == 1:
        return told
    lines = [row if row[-1] in ".!?…" else f"{row}." for row in (slide.screen.title, *rows)]
    return [*told, " ".join(["På billedet står der:", *lines])]


def _heard(recording: Recording) -> list[tuple[str, list[str]]]:
    chapters = recording.chapters or ((0.0, ""),)
    ends = [*(start for start, _ in chapters[1:]), float("inf")]
    told = []
    for (start, title), end in zip(chapters, ends, strict=True):
        paragraphs = _paragraphs([cue for cue in recording.cues if start <= cue.start < end])
        if paragraphs:
            told.append((title, paragraphs))
    return told


def _paragraphs(cues: list[Cue]) -> list[str]:
    paragraphs: list[str] = []
    before = None
    for cue in cues:
        text = cue.text.replace("\n", " ")
        is_long = before and len(paragraphs[-1]) > LONG_PARAGRAPH and before.text[-1] in ".!?…"
        if before is None or is_long or cue.start - before.end >= PAUSE:
            paragraphs.append(text)
        else:
            paragraphs[-1] += f" {text}"
        before = cue
    return paragraphs


def _told(bullet: str, narration: str, value: str) -> str:
    """What is said, preceded by what is shown meanwhile.

    Of "Før: Jeg er stabil" what follows the label is enough, and most of a row that is filled in.
    """
    shown = f"{bullet}: {value}" if value else bullet
    if _share(value or bullet.partition(": ")[2] or bullet, narration) >= (MOST if value else 1):
        return narration
    return f"{shown}{'' if shown[-1] in '.!?:…' else '.'} {narration}"


def _share(shown: str, said: str) -> float:
    """The share of the words shown that are also said."""
    words = set(_WORD.findall(shown.casefold()))
    return len(words & set(_WORD.findall(said.casefold()))) / len(words) if words else 1


def _vtt(cues: Iterable[tuple[float, float, str]], place: str = "") -> str:
    blocks = [
        f"{stamp(start)} --> {stamp(end)}{place}\n{_escaped(text)}\n" for start, end, text in cues
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def stamp(seconds: float) -> str:
    """Return a time as WebVTT writes it: `00:01:02.500`."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
