"""Films → MP4 files in build/films: only what has changed, on every core, safe to interrupt."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jobvej.catalog.film import Film, Video
from jobvej.catalog.problem import Problem
from jobvej.studio.cache import SMALL, FilmFolders, stem_of
from jobvej.studio.encode import FULL, LITTLE, Still, encode_segment, join_segments, write_poster
from jobvej.studio.recipe import Recipe, recipe_of
from jobvej.studio.slides import POSTER, draw
from jobvej.studio.sound import CLEAR, LEAN, encode_track

SIZES = {"": FULL, SMALL: LITTLE}
"""Each film twice, by what stands before the file's ending."""


@dataclass(frozen=True)
class Made:
    """What became of one film."""

    film: Film
    segments: int = 0
    """Slides of the film, the last one 'Husk' included."""
    encoded: int = 0
    """Slides that had to be encoded; the others were in the cache."""
    problems: tuple[Problem, ...] = ()

    @property
    def is_unchanged(self) -> bool:
        """Whether the file was there already and nothing was written."""
        return not self.segments and not self.problems


@dataclass(frozen=True)
class Progress:
    """One film is done: made, unchanged or with problems."""

    done: int
    total: int
    latest: Made


@dataclass(frozen=True)
class RenderReport:
    """What a run did, in the order of the films."""

    films: tuple[Made, ...]

    @property
    def made(self) -> tuple[Made, ...]:
        """Films that were written."""
        return tuple(one for one in self.films if one.segments)

    @property
    def unchanged(self) -> tuple[Made, ...]:
        """Films that were there already."""
        return tuple(one for one in self.films if one.is_unchanged)

    @property
    def encoded(self) -> int:
        """How many slides were encoded anew."""
        return sum(one.encoded for one in self.films)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every text that cannot be drawn; the films without any were made all the same."""
        return tuple(sorted({problem for one in self.films for problem in one.problems}))


def render_films(
    films: Sequence[Film],
    build_dir: Path,
    *,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    workers: int | None = None,
) -> RenderReport:
    """Make `build/films/<file_stem>.mp4`, `.360.mp4` and `.webp` of every film not yet made.

    Each file appears whole or not at all, and each slide is kept once it is encoded, so that a run
    can be interrupted at any time and continue later. Files of earlier revisions stay, since a site
    built before may still show them (`prune_films`). Two runs give the same bytes.
    """
    folders = FilmFolders(build_dir)
    folders.open()
    results: dict[int, Made] = {}

    def done(number: int, made: Made) -> None:
        results[number] = made
        on_progress(Progress(len(results), len(films), made))

    todo = []
    for number, film in enumerate(films):
        if folders.is_made(film.file_stem, recipe_of(film).key):
            done(number, Made(film))
        else:
            todo.append(number)
    with closing(_make_all(films, todo, build_dir, workers or os.cpu_count() or 1)) as making:
        for number, made in making:
            done(number, made)
    return RenderReport(tuple(results[number] for number in range(len(films))))


def make_film(film: Film, build_dir: Path) -> Made:
    """Draw, encode and join one film, using the cache as far as possible."""
    folders, recipe = FilmFolders(build_dir), recipe_of(film)
    missing = [
        part
        for part in recipe.parts
        if not all(folders.segment(part.key, kind).exists() for kind in SIZES)
    ]
    pages = [page for part in missing for page, _ in part.stills]
    if not folders.poster(recipe.poster).exists():
        pages.append(POSTER)
    drawn = draw(film, pages, folders.fonts)
    if drawn.problems:
        return Made(film, problems=drawn.problems)
    for part in missing:
        stills = [Still(drawn.pictures[page], milliseconds) for page, milliseconds in part.stills]
        for kind, size in SIZES.items():
            with folders.whole(folders.segment(part.key, kind)) as path:
                encode_segment(stills, path, size)
    if POSTER in drawn.pictures:
        with folders.whole(folders.poster(recipe.poster)) as path:
            write_poster(drawn.pictures[POSTER], path)
    with folders.whole(folders.film_poster(film.file_stem)) as path:
        path.write_bytes(folders.poster(recipe.poster).read_bytes())
    for kind in SIZES:
        sound = _sound(film, recipe, folders, kind)
        segments = [(folders.segment(part.key, kind), part.milliseconds) for part in recipe.parts]
        with folders.whole(folders.film(film.file_stem, kind)) as path:
            join_segments(segments, path, sound)
    folders.note_made(film.file_stem, recipe.key)
    return Made(film, segments=len(recipe.parts), encoded=len(missing))


def _sound(film: Film, recipe: Recipe, folders: FilmFolders, kind: str) -> Path | None:
    """What is said in the film, as one track."""
    if not film.sound:
        return None
    track = folders.sound(recipe.sound, kind)
    if not track.exists():
        with folders.whole(track) as path:
            encode_track(film.sound, film.seconds, path, LEAN if kind else CLEAR)
    return track


def prune_films(films: Sequence[Video], build_dir: Path) -> tuple[Path, ...]:
    """Remove files of other revisions of these films, and what the cache has for no film.

    Never done automatically, since a site that is still served may show the earlier revision. Films
    that are not given are left alone.
    """
    folders = FilmFolders(build_dir)
    recipes = [recipe_of(film) for film in films if isinstance(film, Film)]
    keep = {part.key for recipe in recipes for part in recipe.parts}
    keep |= {key for recipe in recipes for key in (recipe.poster, recipe.sound)}
    stems = {stem for film in films for stem in (film.file_stem, film.text_stem)}
    ids = {film.id for film in films}
    old = [
        path
        for path in (*folders.films.glob("*.*"), *folders.cache.glob("*.json"))
        if (stem := stem_of(path)) not in stems and stem.rpartition(".")[0] in ids
    ]
    spare = [
        path
        for path in folders.cache.glob("*.*")
        if path.suffix in (".mp4", ".webp", ".m4a") and stem_of(path) not in keep
    ]
    for path in (*old, *spare):
        path.unlink(missing_ok=True)
    return tuple(sorted(path for path in old if path.parent == folders.films))


def _make_all(
    films: Sequence[Film], todo: Sequence[int], build_dir: Path, workers: int
) -> Generator[tuple[int, Made], None, None]:
    """Make the films in several processes if that is worth it; yield each when it is done."""
    make = partial(make_film, build_dir=build_dir)
    if workers == 1 or len(todo) < 2:
        yield from ((number, make(films[number])) for number in todo)
        return
    # Spawned, since the progress display is a thread, and a fork would copy its locks.
    pool = ProcessPoolExecutor(
        min(workers, len(todo)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin_worker,
    )
    try:
        waiting: dict[Future[Made], int] = {
            pool.submit(make, films[number]): number for number in todo
        }
        for future in as_completed(waiting):
            yield waiting[future], future.result()
    finally:
        # After Ctrl-C the films under way are finished and kept, the others are not begun.
        pool.shutdown(wait=True, cancel_futures=True)


def _begin_worker() -> None:
    """Leave Ctrl-C to the parent, and end with the parent even if that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
