"""What a film gives besides pictures: captions and chapters as WebVTT, and its text to read."""

from __future__ import annotations

from collections.abc import Iterable

from jobvej.catalog.model import Film
from jobvej.catalog.pacing import REMEMBER


def captions_vtt(film: Film) -> str:
    """Return the film's captions as a WebVTT file."""
    return _vtt((cue.start, cue.end, cue.text) for cue in film.cues)


def chapters_vtt(film: Film) -> str:
    """Return the film's chapters, one per slide and `Husk`, as a WebVTT file."""
    starts = [start for start, _ in film.chapters]
    ends = [*starts[1:], film.seconds]
    return _vtt((start, end, text) for (start, text), end in zip(film.chapters, ends, strict=True))


def transcript(film: Film) -> list[tuple[str, list[str]]]:
    """Return what is said, as (title of the slide, paragraphs), ending with `Husk`.

    A bullet is shown while its narration is said, and so stands before it as a sentence of its own
    unless the narration says just that.
    """
    told = [
        (slide.title, [_told(r.bullet, r.narration) for r in slide.reveals])
        for slide in film.slides
    ]
    return [*told, (REMEMBER, [film.remember])]


def _told(bullet: str, narration: str) -> str:
    if not bullet or narration.casefold().startswith(bullet.rstrip(" .:…").casefold()):
        return narration
    return f"{bullet}{'' if bullet[-1] in '.!?:…' else '.'} {narration}"


def _vtt(cues: Iterable[tuple[float, float, str]]) -> str:
    blocks = [f"{_stamp(start)} --> {_stamp(end)}\n{_escaped(text)}\n" for start, end, text in cues]
    return "\n".join(["WEBVTT\n", *blocks])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
