"""Makes the films of a preview in the background, those just edited first."""

import logging
import threading
from pathlib import Path

from jobvej.catalog.film import Recording, Video
from jobvej.catalog.model import Catalog
from jobvej.catalog.problem import Problem
from jobvej.studio.cache import FilmFolders
from jobvej.studio.recordings import Shelves, prepare_recordings
from jobvej.studio.render import render_films

log = logging.getLogger("jobvej.preview")


class Painter:
    """Makes missing films one by one, and says which are finished."""

    def __init__(self, root: Path, build_dir: Path) -> None:
        self._shelves, self._build_dir = Shelves(root), build_dir
        self._folders = FilmFolders(build_dir)
        self._lock = threading.Lock()
        self._awake = threading.Event()
        self._wanted: dict[str, Video] = {}
        self._done: set[str] = set()
        self._tried: dict[str, str] = {}
        """File of a film's text → the content that was tried, so that no failure is repeated."""
        self._problems: dict[str, tuple[Problem, ...]] = {}

    def give(self, catalog: Catalog, first: frozenset[str]) -> None:
        """Take the films as they are now; those in `first` are made before the others."""
        films: list[Video] = [*catalog.films(), *catalog.recordings()]
        films.sort(key=lambda film: film.file not in first)
        with self._lock:
            current = {film.file: film.text_stem for film in films}
            self._tried = {f: stem for f, stem in self._tried.items() if current.get(f) == stem}
            self._problems = {f: one for f, one in self._problems.items() if f in self._tried}
            self._wanted = {film.file: film for film in films if self._is_missing(film)}
        self.wake()

    def wake(self) -> None:
        """Look again at what is wanted."""
        self._awake.set()

    def finished(self) -> frozenset[str]:
        """Return the files of films that were finished since the last call, made or not."""
        with self._lock:
            done, self._done = self._done, set()
        return frozenset(done)

    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps films from being made."""
        with self._lock:
            return tuple(one for found in self._problems.values() for one in found)

    def work(self, stopped: threading.Event) -> None:
        """Make films until stopped."""
        while not stopped.is_set():
            with self._lock:
                film = next(iter(self._wanted.values()), None)
            if film is None:
                self._awake.wait()
                self._awake.clear()
            else:
                self._make(film)

    def _is_missing(self, film: Video) -> bool:
        if film.file in self._tried:
            return False
        if isinstance(film, Recording):
            return film.media is None and self._shelves.mp4(film) is not None
        return not self._folders.film(film.file_stem).exists()

    def _make(self, film: Video) -> None:
        file = film.file
        try:
            found = self._problems_of(film)
        except Exception as error:  # one film must not keep the others from being made
            log.exception("film %s", film.id)
            found = (Problem(file, 1, f"filmen kunne ikke laves: {error}"),)
        with self._lock:
            if self._wanted.get(file) == film:
                del self._wanted[file]
            self._tried[file] = film.text_stem
            if found:
                self._problems[file] = found
            self._done.add(file)

    def _problems_of(self, film: Video) -> tuple[Problem, ...]:
        if isinstance(film, Recording):
            (prepared,) = prepare_recordings([film], self._shelves, self._build_dir)
            return prepared.problems
        return render_films([film], self._build_dir, workers=1).problems
