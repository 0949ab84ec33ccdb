"""`jobvej film …`: make films from storyboards and recordings, list them, remove earlier ones."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console

from jobvej.catalog.film import Film, Recording, Video
from jobvej.catalog.problem import Problem
from jobvej.catalog.read import read_catalog
from jobvej.catalog.storyboard import read_storyboard
from jobvej.catalog.tree import nearest, quoted
from jobvej.folders import BUILD_DIR, ROOT
from jobvej.studio.cache import FILMS, FilmFolders
from jobvej.studio.record.script import Script, read_script
from jobvej.studio.record.serve import serve
from jobvej.studio.recordings import Prepared, Shelves, prepare_recordings
from jobvej.studio.render import RenderReport, prune_films, render_films
from jobvej.studio.told import (
    kind,
    length,
    megabytes,
    shown,
    summary,
    tell_prepared,
    tell_unsaid,
)


@dataclass(frozen=True)
class _Place:
    """The folders of one project."""

    build_dir: Path
    shelves: Shelves

    @property
    def root(self) -> Path:
        return self.shelves.root


@click.group(help="Lav film af tekst og af optagelser.")
@ROOT
@BUILD_DIR
@click.option(
    "--recordings",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="JOBVEJ_RECORDINGS_DIR",
    help="Mappen med optagne film, <kursus>/<lektion>.mp4, hvis de ikke ligger i videos/.",
)
@click.pass_context
def film(ctx: click.Context, root: Path, build_dir: Path, recordings: Path | None) -> None:
    """Make films from storyboards and recordings."""
    ctx.obj = _Place(build_dir, Shelves(root, recordings))


@film.command(
    help="Lav de film, der mangler eller er ændret.\n\n"
    "Du kan stoppe med Ctrl-C. Det, der er lavet, er gemt, og næste gang går den videre derfra."
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "every", is_flag=True, help="Alle film i videos/.")
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
    report, prepared = _make(place, written, recorded)
    problems += report.problems
    problems += [problem for one in prepared for problem in one.problems]
    for one in written:
        if script := _script(place, one):
            tell_unsaid(script)
    click.echo(summary(report, prepared))
    _refuse(problems)
    if ids and any(one.is_missing for one in prepared):
        sys.exit(1)


@film.command(
    help="Indtal en film, der er lavet af tekst, sætning for sætning.\n\n"
    "Der åbner en side på denne computer alene. Den bruger mikrofonen. Hver sætning bliver gemt "
    "med det samme i videos/<kursus>/takes/. Stop med Ctrl-C."
)
@click.argument("identity", metavar="ID")
@click.option(
    "--browser/--no-browser", default=True, help="Om siden skal åbne af sig selv (det gør den)."
)
@click.pass_obj
def record(place: _Place, identity: str, browser: bool) -> None:
    """Record the voice of a film that is made from text, sentence by sentence.

    Opens a page, on this computer only, that uses the microphone. Each sentence is saved at once in
    videos/<course>/takes/; stop with Ctrl-C.
    """
    (one,), _ = _chosen(*_read(place), [identity])
    script = _script(place, one)
    if script is None:
        raise click.ClickException(f'Filmen "{identity}" er optaget og har lyd. Den er ikke tekst.')
    serve(place.root, script, opens_browser=browser)


def _script(place: _Place, one: Video) -> Script | None:
    return read_script(place.root, place.root / one.file) if isinstance(one, Film) else None


def _make(
    place: _Place, written: Sequence[Film], recorded: Sequence[Recording]
) -> tuple[RenderReport, tuple[Prepared, ...]]:
    try:
        with shown(len(written)) as on_progress:
            report = render_films(written, place.build_dir, on_progress=on_progress)
        return report, _prepare(place, recorded)
    except KeyboardInterrupt:
        click.echo("Stoppet. Det, der er lavet, er gemt. Kør igen for at fortsætte.", err=True)
        sys.exit(130)
    except OSError as error:
        what = f"Filmene kunne ikke skrives i {place.build_dir}: {error}"
        raise click.ClickException(what) from error


def _prepare(place: _Place, recorded: Sequence[Recording]) -> tuple[Prepared, ...]:
    with Console().status("") as status:  # says nothing where there is no terminal

        def on_share(one: Recording, share: float) -> None:
            status.update(f"{one.id}: den lille udgave, {share:.0%}")

        return prepare_recordings(
            recorded, place.shelves, place.build_dir, on_progress=tell_prepared, on_share=on_share
        )


@film.command("list", help="Vis alle film: hvor lange de er, og om de er lavet.")
@click.pass_obj
def show(place: _Place) -> None:
    """List every film with its length, and whether it is made."""
    films, problems = _read(place)
    folders = FilmFolders(place.build_dir)
    for one in films:
        path = folders.film(one.file_stem)
        state = megabytes(path.stat().st_size) if path.exists() else "ikke lavet"
        what = kind(_script(place, one))
        click.echo(f"{one.id:<44} {length(one.seconds):>14}  {state:>10}  {what:<13}  {one.title}")
    _refuse(problems)


@film.command(
    help="Slet ældre udgaver af filmene.\n\nGør det, når ingen side i brug viser dem mere."
)
@click.pass_obj
def prune(place: _Place) -> None:
    """Remove earlier revisions of the films, and whatever only those needed.

    Run this when no site that shows them is being served any more.
    """
    films, problems = _read(place)
    _refuse(problems)
    for path in prune_films(films, place.build_dir):
        click.echo(f"Fjernet: {path.name}")


def _read(place: _Place) -> tuple[list[Video], list[Problem]]:
    """All films in videos/ that can be made, and all problems there."""
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
        problems |= {problem for problem in told if _is_ours(problem)}
        films |= {one.id: one for one in catalog.recordings()}
    return sorted(films.values(), key=lambda one: one.file), sorted(problems)


def _is_ours(problem: Problem) -> bool:
    return problem.file.startswith("videos/") and not problem.is_warning


def _chosen(
    films: Sequence[Video], problems: Sequence[Problem], ids: Sequence[str]
) -> tuple[list[Video], list[Problem]]:
    known = {one.id: one for one in films}
    unknown = [name for name in ids if name not in known]
    if unknown and problems:
        _refuse(problems)  # the film may be one of those that cannot be read
    if unknown:
        mend = nearest(unknown[0], known) or "Se dem med: jobvej film list"
        raise click.ClickException(f"Filmen {quoted(unknown[0])} findes ikke. {mend}")
    return [known[name] for name in dict.fromkeys(ids)], []


def _refuse(problems: Sequence[Problem]) -> None:
    """Print every problem and exit with 1, if there are any."""
    for problem in sorted(problems):
        click.echo(str(problem), err=True)
    if problems:
        sys.exit(1)
