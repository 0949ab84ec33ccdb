"""Recordings → clean copies in build/films, with a poster and a note of their length."""

import hashlib
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jobvej.catalog.film import Media, Recording
from jobvej.catalog.media import media_file, media_text, read_media
from jobvej.catalog.problem import Problem
from jobvej.catalog.recordings import CAPTIONS, MP4, note_without_captions
from jobvej.catalog.tree import Tree
from jobvej.catalog.webvtt import check_length, read_captions
from jobvej.studio.cache import SMALL, FilmFolders
from jobvej.studio.encode import write_poster
from jobvej.studio.mp4 import Unplayable, copy_clean, poster, probe
from jobvej.studio.small import copy_small

OnShare = Callable[[Recording, float], None]
_AS_NOW = 1
"""Raised when the same MP4 must be copied anew, since we would copy it otherwise."""


@dataclass(frozen=True)
class Prepared:
    """What became of one recording."""

    recording: Recording
    media: Media | None = None
    private: tuple[str, ...] = ()
    """What the MP4 told and the copy does not."""
    is_unchanged: bool = False
    is_missing: bool = False
    """The MP4 is not on this machine; it is on the author's, for it is not in git."""
    problems: tuple[Problem, ...] = ()

    @property
    def is_made(self) -> bool:
        """Whether something was written."""
        return self.media is not None and not self.is_unchanged


@dataclass(frozen=True)
class Shelves:
    """Where MP4s may lie: a folder of their own, and videos/ beside their captions."""

    root: Path
    recordings: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which MP4s are looked for, in this order."""
        videos = self.root / "videos"
        return (self.recordings, videos) if self.recordings else (videos,)

    def mp4(self, recording: Recording) -> Path | None:
        """The MP4 that these captions belong to, if it is on this machine."""
        captions = self.root / recording.file
        name = captions.name.removesuffix(CAPTIONS) + MP4
        paths = (folder / captions.parent.name / name for folder in self.folders)
        return next((path for path in paths if path.is_file()), None)

    def without_captions(self) -> tuple[Problem, ...]:
        """Every MP4 that a deaf person could not follow."""
        tree = Tree(self.root)
        for folder in self.folders:
            for path in tree.folder(folder, f"*/*{MP4}"):
                course = path.parent.name
                if not (self.root / "videos" / course / f"{path.stem}{CAPTIONS}").exists():
                    note_without_captions(tree, path, course)
        return tree.problems


def prepare_recordings(
    recordings: Sequence[Recording],
    shelves: Shelves,
    build_dir: Path,
    *,
    on_progress: Callable[[Prepared], None] = lambda prepared: None,
    on_share: OnShare = lambda recording, share: None,
) -> tuple[Prepared, ...]:
    """Make `build/films/<file_stem>.mp4`, `.webp` and the note of the length, unless they exist.

    Each file appears whole or not at all, and an interrupted run continues where it stopped. The
    note is written after both: without it, the site says that the film is on its way. The small
    film comes last, since it takes longest (`on_share` is told how far it has come).
    """
    folders = FilmFolders(build_dir)
    folders.open()
    done = []
    for recording in recordings:
        done.append(_prepare(recording, shelves, folders, on_share))
        on_progress(done[-1])
    return tuple(done)


def _prepare(
    recording: Recording, shelves: Shelves, folders: FilmFolders, on_share: OnShare
) -> Prepared:
    mp4 = shelves.mp4(recording)
    if mp4 is None:
        return Prepared(recording, is_missing=True)
    media = read_media(folders.films, recording.text_stem)
    if media and _is_made(recording, media, mp4, folders):
        return Prepared(recording, media, is_unchanged=True)
    try:
        seen = probe(mp4)
        media = Media(_hash(mp4), seen.seconds, seen.has_sound)
        problems = _too_long(recording, shelves.root, seen.seconds)
        if problems:
            return Prepared(recording, problems=problems)
        _make(recording, media, mp4, folders)
        _make_small(f"{recording.id}.{media.hash}", folders, partial(on_share, recording))
    except Unplayable as unplayable:
        problem = Problem(Tree(shelves.root).name(mp4), 1, unplayable.what, unplayable.mend)
        return Prepared(recording, problems=(problem,))
    _note_made(recording, media, mp4, folders)
    return Prepared(recording, media, seen.private)


def _make(recording: Recording, media: Media, mp4: Path, folders: FilmFolders) -> None:
    stem = f"{recording.id}.{media.hash}"
    with folders.whole(folders.film(stem)) as path:
        copy_clean(mp4, path)
        left = probe(path).private
        if left:
            what = f"filen fortæller mere end filmen, og det kan ikke fjernes: {', '.join(left)}."
            raise Unplayable(what, "Gem filmen igen i et andet program.")
        picture = poster(path, media.seconds)
    png = io.BytesIO()
    picture.save(png, "PNG")
    with folders.whole(folders.film_poster(stem)) as path:
        write_poster(png.getvalue(), path)
    with folders.whole(media_file(folders.films, recording.text_stem)) as path:
        path.write_text(media_text(media), encoding="utf-8")


def _make_small(stem: str, folders: FilmFolders, on_share: Callable[[float], None]) -> None:
    """The film for those who save data, unless the recording is small enough already."""
    with folders.whole(folders.film(stem, SMALL)) as path:
        is_worth_it = copy_small(folders.film(stem), path, on_share)
    if not is_worth_it:
        folders.film(stem, SMALL).unlink()


def _note_made(recording: Recording, media: Media, mp4: Path, folders: FilmFolders) -> None:
    description = _description(f"{recording.id}.{media.hash}", mp4, folders)
    with folders.whole(_note(recording, folders)) as path:
        path.write_text(json.dumps(description), encoding="utf-8")


def _is_made(recording: Recording, media: Media, mp4: Path, folders: FilmFolders) -> bool:
    """Whether the copy is whole and of this MP4, by its size and time: it may be a gigabyte."""
    try:
        noted = json.loads(_note(recording, folders).read_bytes())
        return bool(noted == _description(f"{recording.id}.{media.hash}", mp4, folders))
    except (OSError, ValueError):
        return False


def _note(recording: Recording, folders: FilmFolders) -> Path:
    return folders.cache / f"{recording.text_stem}.json"


def _description(stem: str, mp4: Path, folders: FilmFolders) -> dict[str, Any]:
    source = mp4.stat()
    small = folders.film(stem, SMALL)
    made = [
        folders.film(stem).stat().st_size,
        folders.film_poster(stem).stat().st_size,
        small.stat().st_size if small.exists() else None,
    ]
    return {"as": _AS_NOW, "mp4": [source.st_size, source.st_mtime_ns], "stem": stem, "made": made}


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:8]


def _too_long(recording: Recording, root: Path, seconds: float) -> tuple[Problem, ...]:
    """Captions that go on after the film has ended, with their line."""
    tree = Tree(root)
    captions = read_captions(tree, root / recording.file)
    if captions:
        check_length(tree, captions, seconds)
    return tree.problems
