"""`jobvej backup`, `restore` and `doctor`: looking after the machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tracker import clock
from tracker.commands import in_one_sentence
from tracker.settings import Settings
from tracker.store_file import database_path
from tracker.upkeep.backup import back_up
from tracker.upkeep.doctor import examine
from tracker.upkeep.finding import Weight
from tracker.upkeep.restore import restore as put_back


@click.command(help="Kopiér databasen, også mens serveren kører.")
@in_one_sentence
def backup() -> None:
    """Copy the database, even while the server runs, and remove old copies."""
    settings = Settings()
    copy = back_up(settings, clock.now())
    click.echo(f"Kopien er lavet og læst efter: {copy.file}")
    click.echo(f"Borgere i kopien: {copy.citizens}.")
    click.echo(f"Ikke med: {settings.secret_file}. Gem nøglen et andet sted end kopierne.")


@click.command(help="Tag en kopi af databasen i brug.\n\nServeren skal være stoppet.")
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@in_one_sentence
def restore(file: Path) -> None:
    """Put a copy of the database in use; the server must be stopped.

    People erased after the copy was made stay erased. Devices that still have what the copy lacks
    send it again.
    """
    settings = Settings()
    done = put_back(settings, file, clock.now())
    click.echo(f"Kopien er taget i brug: {database_path(settings)}")
    if done.steps:
        click.echo(f"Databasen er opdateret: {', '.join(done.steps)}")
    if done.replaced:
        click.echo(f"Den gamle database ligger i {done.replaced}")
        click.echo("Slet den, når alt er i orden: den rummer personoplysninger.")
    click.echo(f"Slettet igen: {done.erased_again}. Logget af: {done.sessions_ended}.")
    if not done.is_shut:
        click.echo("Koder, MitID og ansattes adgang er som i kopien. Det, I har lukket siden, er")
        click.echo("åbent igen: Luk det, før serveren bliver åbnet for andre.")
    click.echo("Start serveren. Borgernes enheder sender selv det, der mangler fra 30 dage.")


@click.command(help="Sig på én side, om alt er i orden.")
@in_one_sentence
def doctor() -> None:
    """Report on one page whether all is well; exit code 1 when something has to be done."""
    found = examine(Settings(), clock.now())
    for one in found:
        click.echo(f"{one.weight.value} {one.words}")
    to_do = sum(one.weight is Weight.MUST for one in found)
    click.echo()
    click.echo("Alt er i orden." if not to_do else f"Gør noget ved {to_do} (mærket med !).")
    sys.exit(1 if to_do else 0)
