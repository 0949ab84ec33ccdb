"""`jobvej film …`: make films from storyboards, list them, remove earlier revisions."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from jobvej.catalog.model import Film, Problem
from jobvej.catalog.storyboard import read_storyboard
from jobvej.studio.cache import Workshop
from jobvej.studio.render import (
    FilmProblems,
    Progress,
    RenderReport,
    prune_films,
    render_films,
)

_folder = click.Path(file_okay=False, path_type=Path)


@click.group()
@click.option("--root", type=_folder, default=".", help="The folder that holds videos/.")
@click.option("--build-dir", type=_folder, help="Where films are written (default: <root>/build).")
@click.pass_context
def film(ctx: click.Context, root: Path, build_dir: Path | None) -> None:
    """Make films from storyboards."""
    ctx.obj = (root, build_dir or root / "build")


@film.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "every", is_flag=True, help="Every storyboard below videos/.")
@click.pass_obj
def build(folders: tuple[Path, Path], ids: tuple[str, ...], every: bool) -> None:
    """Make the films that are missing or changed.

    May be stopped with Ctrl-C: what is made is kept, and the next run goes on from there.
    """
    root, build_dir = folders
    if every == bool(ids):
        raise click.UsageError("Skriv ét eller flere film-id'er, eller --all for alle film.")
    films, problems = _read(root)
    if ids:
        films, problems = _chosen(films, problems, ids)
    try:
        with _shown(len(films)) as on_progress:
            report = render_films(films, build_dir, on_progress=on_progress)
    except FilmProblems as found:
        problems, report = [*problems, *found.problems], found.report
    except KeyboardInterrupt:
        click.echo("Stoppet. Det, der er lavet, er gemt. Kør igen for at fortsætte.", err=True)
        sys.exit(130)
    except OSError as error:
        raise click.ClickException(f"Filmene kunne ikke skrives i {build_dir}: {error}") from error
    click.echo(_summary(report))
    _refuse(problems)


@film.command("list")
@click.pass_obj
def show(folders: tuple[Path, Path]) -> None:
    """List every film with its length, and whether it is made."""
    root, build_dir = folders
    films, problems = _read(root)
    shop = Workshop(build_dir)
    for one in films:
        path = shop.film(one.file_stem)
        state = _megabytes(path.stat().st_size) if path.exists() else "ikke lavet"
        click.echo(f"{one.id:<44} {_length(one.seconds):>14}  {state:>10}  {one.title}")
    _refuse(problems)


@film.command()
@click.pass_obj
def prune(folders: tuple[Path, Path]) -> None:
    """Remove earlier revisions of the films, and what only they needed.

    Do it when no site that shows them is served any more.
    """
    root, build_dir = folders
    films, problems = _read(root)
    _refuse(problems)
    for path in prune_films(films, build_dir):
        click.echo(f"Fjernet: {path.name}")


def _read(root: Path) -> tuple[list[Film], list[Problem]]:
    """Every film below videos/ that can be made, and every problem."""
    films: list[Film] = []
    problems: list[Problem] = []
    for path in sorted(root.glob("videos/*/*.md")):
        one, found = read_storyboard(path, root)
        problems += found
        if one and not found:
            films.append(one)
    return films, problems


def _chosen(
    films: Sequence[Film], problems: Sequence[Problem], ids: Sequence[str]
) -> tuple[list[Film], list[Problem]]:
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


def _summary(report: RenderReport) -> str:
    made, unchanged = len(report.made), len(report.unchanged)
    return f"{made} film lavet, {unchanged} uændret."


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} sek." if minutes else f"{rest} sek."


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
