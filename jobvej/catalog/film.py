"""What a film is: slides made from text, or a recording, both with captions and a length."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Reveal:
    """One bullet of a slide and what the narrator says when it appears."""

    bullet: str
    """Empty for narration that stands alone."""
    narration: str
    line: int


@dataclass(frozen=True)
class Screen:
    """A drawn mock screen (the `skaerm` fence): a title bar and rows of `label: value`."""

    title: str
    rows: tuple[tuple[str, str], ...]
    highlight: str = ""
    """Label of the row that gets the sun ring."""


@dataclass(frozen=True)
class Slide:
    """One `##` of a storyboard: a chapter of the film."""

    title: str
    reveals: tuple[Reveal, ...]
    screen: Screen | None
    line: int

    @property
    def bullets(self) -> tuple[str, ...]:
        """What appears, in order."""
        return tuple(reveal.bullet for reveal in self.reveals if reveal.bullet)

    @property
    def steps(self) -> tuple[int, ...]:
        """The row that each bullet names, if all of them do: rows then appear as they are said."""
        labels = [label for label, _ in self.screen.rows] if self.screen else []
        if not set(self.bullets) <= set(labels):
            return ()
        return tuple(labels.index(bullet) for bullet in self.bullets)


@dataclass(frozen=True)
class Cue:
    """One caption: plain text of at most two lines of 42 characters."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class State:
    """One still picture of a film: slide number, how many bullets are shown, and for how long."""

    slide: int
    """From 0; the last state's is `len(film.slides)`: the slide 'Husk'."""
    shown: int
    start: float
    end: float


@dataclass(frozen=True)
class Take:
    """One sentence as it was said."""

    path: Path
    milliseconds: int
    digest: str
    """First 8 hex digits of a SHA-256 of the file: another take is another film."""


@dataclass(frozen=True)
class Spoken:
    """A take in a film, and when it is heard."""

    start: float
    take: Take


@dataclass(frozen=True)
class Film:
    """A film made from a storyboard; everything here follows from its text and the pacing rule."""

    id: str
    title: str
    remember: str
    """The one thing to remember, drawn and said as the last slide."""
    slides: tuple[Slide, ...]
    states: tuple[State, ...]
    cues: tuple[Cue, ...]
    chapters: tuple[tuple[float, str], ...]
    """(start in seconds, title), in order."""
    seconds: float
    revision: str
    """First 8 hex digits of a SHA-256 of the text the viewer meets, or pinned by the author."""
    file: str
    content_hash: str
    """First 8 hex digits of a SHA-256 of text, look, pacing and sound: names its files."""
    drawing: str = ""
    """Its course's drawing, as shapes of SVG in a box of 160 × 120; empty without one."""
    sound: tuple[Spoken, ...] = ()
    """The sentences that have been recorded, in order; the others are silent."""

    @property
    def file_stem(self) -> str:
        """`<video id>.<hash8>`: + .mp4, .360.mp4, .webp (poster).

        A corrected typo may keep the revision, but it changes the picture.
        """
        return f"{self.id}.{self.content_hash}"

    @property
    def text_stem(self) -> str:
        """`<video id>.<hash8>`: + .vtt, .chapters.vtt."""
        return self.file_stem

    @property
    def is_recording(self) -> bool:
        """Whether somebody recorded it: a long one has pauses and talk in it."""
        return False

    @property
    def has_sound(self) -> bool:
        """Whether somebody is heard; a silent film may be read aloud by the device."""
        return bool(self.sound)


@dataclass(frozen=True)
class Media:
    """What the studio found out about a recording's MP4 when it made the clean copy of it."""

    hash: str
    """First 8 hex digits of a SHA-256 of the MP4 as it was recorded: names the clean copy."""
    seconds: float
    has_sound: bool


@dataclass(frozen=True)
class Recording:
    """A film that somebody recorded: the author's captions, and an MP4 that only the studio opens.

    The captions are in git and the MP4 is not, so everything but the length follows from the
    captions. Without the MP4 the site can still be built, as with a film not yet made.
    """

    id: str
    title: str
    cues: tuple[Cue, ...]
    chapters: tuple[tuple[float, str], ...]
    """(start in seconds, title), in order; none unless the author wrote some."""
    revision: str
    """Of the spoken words alone, or pinned by the author; timing does not change it."""
    text_hash: str
    """First 8 hex digits of a SHA-256 of captions and chapters, words and times."""
    file: str
    """The captions' file."""
    media: Media | None = None
    """None until `jobvej film build` has seen the MP4."""
    story: Film | None = None
    """A storyboard of the same lesson: its text is shown beside the recording."""

    @property
    def seconds(self) -> float:
        """Length of the MP4; before it is known, the end of the last caption."""
        return self.media.seconds if self.media else self.cues[-1].end

    @property
    def file_stem(self) -> str:
        """`<video id>.<hash8>`: + .mp4, .360.mp4, .webp (poster)."""
        return f"{self.id}.{self.media.hash if self.media else self.text_hash}"

    @property
    def text_stem(self) -> str:
        """`<video id>.<hash8>`: + .vtt, .chapters.vtt; corrected captions do not rename the MP4."""
        return f"{self.id}.{self.text_hash}"

    @property
    def is_recording(self) -> bool:
        """Whether somebody recorded it: a long one has pauses and talk in it."""
        return True

    @property
    def has_sound(self) -> bool:
        """Whether somebody is heard; a silent film may be read aloud by the device."""
        return self.media is None or self.media.has_sound


Video = Film | Recording
"""What a lesson shows; pages and tracker meet both alike."""
