"""What the film commands print while they work and when they are done."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from jobvej.studio.record.script import Script
from jobvej.studio.recordings import Prepared
from jobvej.studio.render import Progress, RenderReport


def tell_prepared(prepared: Prepared) -> None:
    """Print one line per recording, unless nothing was done; it names the metadata left out."""
    one = prepared.recording
    if prepared.is_missing:
        click.echo(f"{one.id}: optagelsen er ikke på denne maskine. Siden viser teksten.")
    elif prepared.media and prepared.is_made:
        click.echo(f"{one.id}: optagelsen er klar ({length(prepared.media.seconds)})")
        if prepared.private:
            click.echo(f"{one.id}: ikke taget med: {', '.join(prepared.private)}")


def tell_unsaid(script: Script) -> None:
    """Print what a partly spoken film still lacks, and which takes it no longer needs."""
    missing = len(script.lines) - script.said
    if script.said and missing:
        one = "1 sætning er stille. Indtal den"
        what = one if missing == 1 else f"{missing} sætninger er stille. Indtal dem"
        click.echo(f"{script.film.id}: {what}: {command(script)}")
    for path in script.strays:
        what = "passer ikke til en sætning mere. Slet den i:"
        click.echo(f"{script.film.id}: {path.name} {what} {command(script)}")


def command(script: Script) -> str:
    """The command with which an author records the voice of a film."""
    return f"jobvej film record {script.film.id}"


def kind(script: Script | None) -> str:
    """'optaget', 'tekst' or, where somebody has begun to say it, 'indtalt 12/14'."""
    if script is None:
        return "optaget"
    return f"indtalt {script.said}/{len(script.lines)}" if script.said else "tekst"


@contextmanager
def shown(total: int) -> Iterator[Callable[[Progress], None]]:
    """Progress as a bar on a terminal, or else one line per film; unchanged films print nothing."""
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
    what = "kan ikke laves endnu" if latest.problems else f"lavet ({length(latest.film.seconds)})"
    return f"{progress.done}/{progress.total} {latest.film.id}: {what}"


def summary(report: RenderReport, prepared: Sequence[Prepared]) -> str:
    """'3 film lavet, 41 uændret.'"""
    unchanged = len(report.unchanged) + sum(one.is_unchanged for one in prepared)
    made = len(report.made) + sum(one.is_made for one in prepared)
    return f"{made} film lavet, {unchanged} uændret."


def length(seconds: float) -> str:
    """'1 min 05 sek.', '45 sek.'"""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} sek." if minutes else f"{rest} sek."


def megabytes(size: int) -> str:
    """'0,3 MB'."""
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
