"""How long a text-made film takes: states, cues and chapters follow from the text alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from jobvej.catalog.model import Cue, Slide, State
from jobvej.catalog.sentences import captions, sentences

CHARACTERS_A_SECOND = 14
"""A calm Danish speaker, and slow enough to read for most (captions may go up to 20)."""
SENTENCE_PAUSE, SLIDE_PAUSE, SHORTEST_CUE = 400, 800, 1500
"""Milliseconds. All times are counted in whole ones, so that sums are exact."""
REMEMBER = "Husk"
"""Title of the last slide and chapter, which shows and says what to remember."""


@dataclass
class _Clock:
    """The film so far, in milliseconds."""

    now: int = 0
    cues: list[tuple[int, int, str]] = field(default_factory=list)
    states: list[tuple[int, int, int]] = field(default_factory=list)
    """(slide, bullets shown, start)."""
    chapters: list[tuple[int, str]] = field(default_factory=list)

    def show(self, slide: int, shown: int) -> None:
        if not self.states or self.states[-1][:2] != (slide, shown):
            self.states.append((slide, shown, self.now))

    def say(self, narration: str) -> None:
        for sentence in sentences(narration):
            for text in captions(sentence):
                spoken = -(-1000 * len(text) // CHARACTERS_A_SECOND)
                end = self.now + max(SHORTEST_CUE, spoken)
                self.cues.append((self.now, end, text))
                self.now = end
            self.now += SENTENCE_PAUSE


@dataclass(frozen=True)
class Pacing:
    """What the text makes of time; seconds with three decimals.

    States, cues and chapters are in order and do not overlap; states join without a gap from 0 to
    `seconds`, and the last cue ends with the film.
    """

    states: tuple[State, ...]
    cues: tuple[Cue, ...]
    chapters: tuple[tuple[float, str], ...]
    seconds: float


def pace(slides: tuple[Slide, ...], remember: str) -> Pacing:
    """Return the times of a film: its slides, then the slide `Husk`.

    A state names its slide from 0; the last state's slide is `len(slides)`, which is `Husk`.
    """
    clock = _Clock()
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
    clock.now += SLIDE_PAUSE
    return _finish(clock)


def _finish(clock: _Clock) -> Pacing:
    if clock.cues:
        # Film and captions end together: players that stop at the last cue lose nothing.
        start, _, text = clock.cues[-1]
        clock.cues[-1] = (start, clock.now, text)
    ends = [start for _, _, start in clock.states[1:]] + [clock.now]
    return Pacing(
        states=tuple(
            State(slide, shown, start / 1000, end / 1000)
            for (slide, shown, start), end in zip(clock.states, ends, strict=True)
        ),
        cues=tuple(Cue(start / 1000, end / 1000, text) for start, end, text in clock.cues),
        chapters=tuple((start / 1000, title) for start, title in clock.chapters),
        seconds=clock.now / 1000,
    )
