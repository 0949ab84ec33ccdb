"""`jobvej film …`: make films from storyboards and recordings, list them, remove earlier ones."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from jobvej.catalog import Film, Problem, Recording, Video, read_catalog, read_storyboard
from jobvej.studio.cache import FILMS, Workshop
from jobvej.studio.recordings import Prepared, Shelves, prepare_recordings
from jobvej.studio.render import (
    FilmProblems,
    Progress,
    RenderReport,
    prune_films,
    render_films,
)

_folder = click.Path(file_okay=False, path_type=Path)


@dataclass(frozen=True)
class _Place:
    """The folders of one project."""

    build_dir: Path
    shelves: Shelves

    @property
    def root(self) -> Path:
        return self.shelves.root


@click.group()
@click.option("--root", type=_folder, default=".", help="The folder that holds videos/.")
@click.option("--build-dir", type=_folder, help="Where films are written (default: <root>/build).")
@click.option(
    "--recordings",
    type=_folder,
    envvar="JOBVEJ_RECORDINGS_DIR",
    help="Where recorded MP4s lie, as <course>/<lesson>.mp4, if not in videos/.",
)
@click.pass_context
def film(ctx: click.Context, root: Path, build_dir: Path | None, recordings: Path | None) -> None:
    """Make films from storyboards and recordings."""
    ctx.obj = _Place(build_dir or root / "build", Shelves(root, recordings))


@film.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "every", is_flag=True, help="Every film below videos/.")
@click.pass_obj
def build(place: _Place, ids: tuple[str, ...], every: bool) -> None:
    """Make the films that are missing or changed.

    May be stopped with Ctrl-C: what is made is kept, and the next run goes on from there.
    """
    if every == bool(ids):
        raise click.UsageError("Skriv ét eller flere film-id'er, eller --all for alle film.")
    films, problems = _read(place)
    if ids:
        films, problems = _chosen(films, problems, ids)
    written = [one for one in films if isinstance(one, Film)]
    recorded = [one for one in films if isinstance(one, Recording)]
    try:
        with _shown(len(written)) as on_progress:
            report = render_films(written, place.build_dir, on_progress=on_progress)
    except FilmProblems as found:
        problems, report = [*problems, *found.problems], found.report
    except KeyboardInterrupt:
        _stopped()
    except OSError as error:
        raise _unwritten(place, error) from error
    prepared = _prepare(place, recorded)
    problems += [problem for one in prepared for problem in one.problems]
    click.echo(_summary(report, prepared))
    _refuse(problems)
    if ids and any(one.is_missing for one in prepared):
        sys.exit(1)


def _prepare(place: _Place, recorded: Sequence[Recording]) -> tuple[Prepared, ...]:
    try:
        with Console().status("") as status:  # says nothing where there is no terminal

            def on_share(one: Recording, share: float) -> None:
                status.update(f"{one.id}: den lille udgave, {share:.0%}")

            return prepare_recordings(
                recorded, place.shelves, place.build_dir, on_progress=_tell, on_share=on_share
            )
    except KeyboardInterrupt:
        _stopped()
    except OSError as error:
        raise _unwritten(place, error) from error


def _stopped() -> NoReturn:
    click.echo("Stoppet. Det, der er lavet, er gemt. Kør igen for at fortsætte.", err=True)
    sys.exit(130)


def _unwritten(place: _Place, error: OSError) -> click.ClickException:
    return click.ClickException(f"Filmene kunne ikke skrives i {place.build_dir}: {error}")


@film.command("list")
@click.pass_obj
def show(place: _Place) -> None:
    """List every film with its length, and whether it is made."""
    films, problems = _read(place)
    shop = Workshop(place.build_dir)
    for one in films:
        path = shop.film(one.file_stem)
        state = _megabytes(path.stat().st_size) if path.exists() else "ikke lavet"
        kind = "optaget" if one.is_recording else "tekst"
        length = _length(one.seconds)
        click.echo(f"{one.id:<44} {length:>14}  {state:>10}  {kind:<7}  {one.title}")
    _refuse(problems)


@film.command()
@click.pass_obj
def prune(place: _Place) -> None:
    """Remove earlier revisions of the films, and what only they needed.

    Do it when no site that shows them is served any more.
    """
    films, problems = _read(place)
    _refuse(problems)
    for path in prune_films(films, place.build_dir):
        click.echo(f"Fjernet: {path.name}")


def _read(place: _Place) -> tuple[list[Video], list[Problem]]:
    """Every film below videos/ that can be made, and every problem there."""
    films: dict[str, Video] = {}
    problems = set(place.shelves.without_captions())
    for path in sorted(place.root.glob("videos/*/*.md")):
        one, found = read_storyboard(path, place.root)
        problems |= set(found)
        if one and not found:
            films[one.id] = one
    if any(place.root.glob("videos/*/*.da.vtt")):
        # A recording gets its name from its lesson, so the whole catalog is read for it; what is
        # wrong elsewhere is for `jobvej build` to say.
        catalog, told = read_catalog(place.root, place.build_dir / FILMS)
        problems |= {problem for problem in told if problem.file.startswith("videos/")}
        films |= {one.id: one for one in catalog.recordings()} if catalog else {}
    return sorted(films.values(), key=lambda one: one.source.file), sorted(problems)


def _chosen(
    films: Sequence[Video], problems: Sequence[Problem], ids: Sequence[str]
) -> tuple[list[Video], list[Problem]]:
    known = {one.id: one for one in films}
    unknown = [name for name in ids if name not in known]
    if unknown and problems:
        _refuse(problems)  # the film may be one of those that cannot be read
    if unknown:
        near = difflib.get_close_matches(unknown[0], known, n=1)
        hint = f' Mente du "{near[0]}"?' if near else " Se dem med: jobvej film list"
        raise click.ClickException(f'Filmen "{unknown[0]}" findes ikke.{hint}')
    return [known[name] for name in dict.fromkeys(ids)], []


def _refuse(problems: Sequence[Problem]) -> None:
    """Tell every problem and end with 1, if there is one."""
    for problem in sorted(problems):
        click.echo(str(problem), err=True)
    if problems:
        sys.exit(1)


def _tell(prepared: Prepared) -> None:
    """One line a recording, unless nothing was done; what was left behind is named."""
    one = prepared.recording
    if prepared.is_missing:
        click.echo(f"{one.id}: optagelsen er ikke på denne maskine. Siden viser teksten.")
    elif prepared.media and not prepared.is_unchanged:
        click.echo(f"{one.id}: optagelsen er klar ({_length(prepared.media.seconds)})")
        if prepared.private:
            click.echo(f"{one.id}: ikke taget med: {', '.join(prepared.private)}")


@contextmanager
def _shown(total: int) -> Iterator[Callable[[Progress], None]]:
    """Progress as a bar on a terminal, as one line a film elsewhere; unchanged films are quiet."""
    console = Console()
    if not console.is_terminal:
        yield lambda progress: None if progress.latest.is_unchanged else click.echo(_line(progress))
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(complete_style="cyan", finished_style="cyan"),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console) as bar:
        task = bar.add_task("Film", total=total)

        def on_progress(progress: Progress) -> None:
            bar.update(task, completed=progress.done)
            if progress.latest.problems:
                bar.console.print(_line(progress), markup=False, highlight=False)

        yield on_progress


def _line(progress: Progress) -> str:
    latest = progress.latest
    length = _length(latest.film.seconds)
    what = "kan ikke laves endnu" if latest.problems else f"lavet ({length})"
    return f"{progress.done}/{progress.total} {latest.film.id}: {what}"


def _summary(report: RenderReport, prepared: Sequence[Prepared]) -> str:
    unchanged = len(report.unchanged) + sum(one.is_unchanged for one in prepared)
    made = (
        len(report.made)
        + sum(bool(one.media) for one in prepared)
        - sum(one.is_unchanged for one in prepared)
    )
    return f"{made} film lavet, {unchanged} uændret."


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} sek." if minutes else f"{rest} sek."


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
