"""The timing of a film made from text: it follows from the text and the recorded takes alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from jobvej.catalog.film import Cue, Slide, Spoken, State, Take
from jobvej.catalog.sentences import captions, sentences
from jobvej.catalog.takes import sentence_hash

FIND, WORD, CHARACTERS_A_SECOND = 1000, 400, 15
"""Milliseconds for the eyes to leave the picture, find a caption and come back; per word; and for
long words, characters per second. About 100 words a minute, for slow readers."""
FASTEST = 19
"""Characters per second of a caption spoken by a fast speaker; the limit is 20, and rounding to
whole milliseconds takes the rest."""
SENTENCE_PAUSE, SLIDE_PAUSE, LAST_PAUSE, SHORTEST_CUE, BLINK = 400, 800, 1800, 1500, 80
"""Milliseconds, always whole ones, so that sums are exact. A caption stays during the pauses; the
blink before the next one shows that it is a new one. Only a recorded sentence is followed by a
pause. What is to be remembered stays longest."""
REMEMBER = "Husk"
"""Title of the last slide and chapter, which shows and says what to remember."""


@dataclass
class _Clock:
    """The film so far, in milliseconds."""

    takes: Mapping[str, Take]
    now: int = 0
    cues: list[tuple[int, int, str]] = field(default_factory=list)
    states: list[tuple[int, int, int]] = field(default_factory=list)
    """(slide, bullets shown, start)."""
    spoken: list[tuple[int, Take]] = field(default_factory=list)
    chapters: list[tuple[int, str]] = field(default_factory=list)

    def show(self, slide: int, shown: int) -> None:
        if not self.states or self.states[-1][:2] != (slide, shown):
            self.states.append((slide, shown, self.now))

    def say(self, narration: str) -> None:
        for sentence in sentences(narration):
            texts = captions(sentence)
            take = self.takes.get(sentence_hash(sentence))
            if take:
                self.spoken.append((self.now, take))
            for text, length in zip(texts, _lengths(texts, take), strict=True):
                self.cues.append((self.now, self.now + length, text))
                self.now += length if take else length + BLINK
            self.now += SENTENCE_PAUSE if take else 0


def _lengths(texts: tuple[str, ...], take: Take | None) -> list[int]:
    """How long each caption of a sentence stays: as long as it is spoken, or takes to read."""
    if take is None:
        return [max(SHORTEST_CUE, FIND + _reading(text)) for text in texts]
    characters = sum(map(len, texts))
    whole = max(take.milliseconds, SHORTEST_CUE, -(-1000 * characters // FASTEST))
    ends = [0, *(whole * said // characters for said in accumulate(map(len, texts)))]
    return [end - start for start, end in pairwise(ends)]


def _reading(text: str) -> int:
    """How long it takes to read a caption that has been found."""
    return max(WORD * len(text.split()), -(-1000 * len(text) // CHARACTERS_A_SECOND))


@dataclass(frozen=True)
class Pacing:
    """The timing of a film, in seconds with three decimals.

    States, cues and chapters are in order and do not overlap; states join without a gap from 0 to
    `seconds`, and the last cue ends with the film.
    """

    states: tuple[State, ...]
    cues: tuple[Cue, ...]
    chapters: tuple[tuple[float, str], ...]
    seconds: float
    sound: tuple[Spoken, ...] = ()


def pace(
    slides: tuple[Slide, ...], remember: str, takes: Mapping[str, Take] | None = None
) -> Pacing:
    """Return the times of a film: its slides, then the slide `Husk`.

    A recorded sentence (`takes`, by the hash of the sentence) lasts as long as its take.

    A state names its slide from 0; the last state's slide is `len(slides)`, which is `Husk`.
    """
    clock = _Clock(takes or {})
    for number, slide in enumerate(slides):
        clock.chapters.append((clock.now, slide.title))
        shown = 0
        if not slide.reveals:  # a problem, but one the author may want to look at
            clock.show(number, 0)
        for reveal in slide.reveals:
            shown += bool(reveal.bullet)
            clock.show(number, shown)
            clock.say(reveal.narration)
        clock.now += SLIDE_PAUSE
    clock.chapters.append((clock.now, REMEMBER))
    clock.show(len(slides), 0)
    clock.say(remember)
    clock.now += LAST_PAUSE
    return _finish(clock)


def _finish(clock: _Clock) -> Pacing:
    # Film and captions end together: players that stop at the last cue lose nothing.
    nexts = [*(start - BLINK for start, _, _ in clock.cues[1:]), clock.now]
    cues = [
        (start, max(end, until), text)
        for (start, end, text), until in zip(clock.cues, nexts, strict=False)
    ]
    ends = [start for _, _, start in clock.states[1:]] + [clock.now]
    return Pacing(
        states=tuple(
            State(slide, shown, start / 1000, end / 1000)
            for (slide, shown, start), end in zip(clock.states, ends, strict=True)
        ),
        cues=tuple(Cue(start / 1000, end / 1000, text) for start, end, text in cues),
        chapters=tuple((start / 1000, title) for start, title in clock.chapters),
        seconds=clock.now / 1000,
        sound=tuple(Spoken(start / 1000, take) for start, take in clock.spoken),
    )
