"""What has been made already: segments and posters by content hash, written whole or not at all."""

import contextlib
import hashlib
import json
import time
from contextlib import AbstractContextManager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jobvej.catalog.storyboard import DRAWN_BY
from jobvej.catalog.whole import whole
from jobvej.studio.encode import HEARTBEAT, LITTLE, POSTER_BYTES, X264
from jobvej.studio.fonts import font_files
from jobvej.studio.sound import CLEAR, LEAN, LOUDNESS, PEAK

FILMS, CACHE = "films", "film-cache"
"""Folders of the build: what is served, and what is only kept for the next run."""
SMALL = ".360"
"""Between a film's name and its ending: the same film for those who save data."""
ABANDONED = 3600
"""Seconds after which nobody is writing an unfinished file any more; none takes a minute."""


@cache
def _making() -> str:
    """Everything that a film's bytes depend on apart from its own text and times."""
    digest = hashlib.sha256()
    for path in (*DRAWN_BY, *font_files()):
        digest.update(path.read_bytes())
    versions = [version(package) for package in ("av", "fonttools", "pillow", "typst")]
    settings = [versions, X264, HEARTBEAT, LITTLE, POSTER_BYTES, CLEAR, LEAN, LOUDNESS, PEAK]
    digest.update(json.dumps(settings).encode())
    return digest.hexdigest()


def key_of(*content: Any) -> str:
    """The cache name of something made from this content by the present programs."""
    text = json.dumps([_making(), *content], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def stem_of(path: Path) -> str:
    """`<video id>.<hash8>` of any file that is made for a film."""
    return path.name.removesuffix(path.suffix).removesuffix(SMALL)


class FilmFolders:
    """The folders of one build directory in which films are made."""

    def __init__(self, build_dir: Path) -> None:
        self.films = build_dir / FILMS
        self.cache = build_dir / CACHE
        self.fonts = self.cache / "fonts"

    def open(self) -> None:
        """Create the folders, and remove what a killed run left unfinished."""
        self.films.mkdir(parents=True, exist_ok=True)
        self.cache.mkdir(parents=True, exist_ok=True)
        for part in self.cache.glob("**/*.part-*"):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - part.stat().st_mtime > ABANDONED:
                    part.unlink()

    def segment(self, key: str, kind: str = "") -> Path:
        """One slide, encoded; `kind` is SMALL for those who save data."""
        return self.cache / f"{key}{kind}.mp4"

    def sound(self, key: str, kind: str = "") -> Path:
        """Everything said in a film, encoded as one track."""
        return self.cache / f"{key}{kind}.m4a"

    def poster(self, key: str) -> Path:
        """The picture shown before the film is played."""
        return self.cache / f"{key}.webp"

    def film(self, stem: str, kind: str = "") -> Path:
        """The film as it is served."""
        return self.films / f"{stem}{kind}.mp4"

    def film_poster(self, stem: str) -> Path:
        """The poster as it is served."""
        return self.films / f"{stem}.webp"

    def is_made(self, stem: str, key: str) -> bool:
        """Whether the served film and poster are whole and of this key."""
        try:
            record = json.loads(self._record(stem).read_text())
            return bool(record == self._description(stem, key))
        except (OSError, ValueError):
            return False

    def note_made(self, stem: str, key: str) -> None:
        """Note which key the served files are of."""
        with self.whole(self._record(stem)) as part:
            part.write_text(json.dumps(self._description(stem, key)))

    def whole(self, path: Path) -> AbstractContextManager[Path]:
        """A path to write to; unfinished, it lies in the cache and never where it is served."""
        return whole(path, self.cache)

    def _record(self, stem: str) -> Path:
        return self.cache / f"{stem}.json"

    def _description(self, stem: str, key: str) -> dict[str, Any]:
        made = (self.film(stem), self.film(stem, SMALL), self.film_poster(stem))
        sizes = [path.stat().st_size for path in made]
        return {"key": key, "bytes": sizes}
