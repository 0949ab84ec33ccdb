"""Recordings: the municipality's own MP4 files, known by the captions that are kept in git."""

from dataclasses import dataclass
from pathlib import Path

from jobvej.catalog.film import Film, Recording
from jobvej.catalog.media import read_media
from jobvej.catalog.names import NAME
from jobvej.catalog.revision import revision_of
from jobvej.catalog.tree import Tree
from jobvej.catalog.webvtt import TimedText, read_captions, read_chapters

CAPTIONS, CHAPTERS, MP4 = ".da.vtt", ".kapitler.vtt", ".mp4"
"""Endings of a recording's files, after the lesson's name."""


@dataclass(frozen=True)
class Captions:
    """What an author wrote for a recording, before it is joined to its lesson."""

    said: TimedText
    chapters: TimedText | None

    @property
    def text_hash(self) -> str:
        """First 8 hex digits of a SHA-256 of words and times."""
        cues = [(cue.start, cue.end, cue.text) for cue in self.said.cues]
        titles = [(cue.start, cue.text) for cue in self.chapters.cues] if self.chapters else []
        return revision_of(cues, titles)

    @property
    def revision(self) -> str:
        """Of the words alone: line breaks and times do not change it."""
        words = " ".join(cue.text for cue in self.said.cues).split()
        return self.said.pinned or revision_of(words)


def read_recordings(tree: Tree) -> dict[tuple[str, str], Captions | None]:
    """Return the captions below videos/ by (course, lesson); None where they cannot be read."""
    folder = tree.root / "videos"
    found: dict[tuple[str, str], Captions | None] = {}
    for path in tree.folder(folder, f"*/*{CAPTIONS}"):
        slug = path.name.removesuffix(CAPTIONS)
        said, beside = read_captions(tree, path), path.with_name(slug + CHAPTERS)
        chapters = read_chapters(tree, beside) if beside.exists() else None
        found[path.parent.name, slug] = Captions(said, chapters) if said else None
    for path in tree.folder(folder, f"*/*{MP4}"):
        if NAME.fullmatch(path.stem) and (path.parent.name, path.stem) not in found:
            found[path.parent.name, path.stem] = None
            note_without_captions(tree, path, path.parent.name)
    for path in tree.folder(folder, f"*/*{CHAPTERS}"):
        slug = path.name.removesuffix(CHAPTERS)
        if (path.parent.name, slug) not in found:
            what = "her er kapitler, men filmen har ingen undertekster."
            tree.problem(tree.name(path), 1, what, f"Skriv dem i {slug}{CAPTIONS}.")
    return found


def note_without_captions(tree: Tree, mp4: Path, course: str) -> None:
    """Note a film that a deaf person could not follow."""
    mend = f"Skriv dem i videos/{course}/{mp4.stem}{CAPTIONS}."
    tree.problem(tree.name(mp4), 1, "filmen har ingen danske undertekster.", mend)


def join(
    identity: str,
    title: str,
    captions: Captions,
    films: Path | None,
    story: Film | None,
) -> Recording:
    """Return the recording that a lesson shows, with its length if the studio has seen it."""
    said, chapters = captions.said, captions.chapters
    media = read_media(films, f"{identity}.{captions.text_hash}") if films else None
    return Recording(
        id=identity,
        title=title,
        cues=said.cues,
        chapters=tuple((cue.start, cue.text) for cue in chapters.cues) if chapters else (),
        revision=captions.revision,
        text_hash=captions.text_hash,
        file=said.file,
        media=media,
        story=story,
    )
