"""`jobvej run`, `tracker …`, `backup`, `restore` and `doctor`: an operator's terminal."""

import signal
import sys
from pathlib import Path
from typing import Any

import click
from peewee import PeeweeException
from pydantic import ValidationError

from jobvej.catalog import Published
from tracker import clock, logs, screen
from tracker.app import create_app
from tracker.db import is_demo, municipality
from tracker.demo.make import make_demo
from tracker.errors import Refused, Stopped, StoreUnavailable
from tracker.events import progress
from tracker.people import erasure, staff, staff_changes
from tracker.serve import is_loopback, listen, serve
from tracker.settings import Settings
from tracker.sign_in.codes import read_secret, secret_of_the_store
from tracker.sign_in.doors import set_up
from tracker.site import Site
from tracker.store_file import MISSING, close_store, database_path, open_store, open_to_read
from tracker.upkeep import daily, retention
from tracker.upkeep.backup import back_up
from tracker.upkeep.doctor import examine
from tracker.upkeep.finding import Weight
from tracker.upkeep.restore import restore as put_back
from tracker.upkeep.upgrade import bring_up

FORESEEN = (Stopped, Refused, StoreUnavailable, ValidationError, OSError, PeeweeException)


def _sentence(error: Exception) -> str:
    """What went wrong, in one sentence for the operator."""
    if isinstance(error, ValidationError):
        one = error.errors(include_url=False)[0]
        return f"JOBVEJ_{str(one['loc'][0]).upper()}: {one['msg']}."
    if isinstance(error, StoreUnavailable):
        return "Databasen kan ikke skrives lige nu. Se efter, om disken er fuld."
    if isinstance(error, PermissionError):
        return (
            f"{error.filename} må ikke bruges af den, der kører kommandoen. Kør den som den "
            "bruger, Jobvej kører som, eller ret ejeren."
        )
    if isinstance(error, OSError):
        return f"{error.filename} kan ikke bruges: {error.strerror}."
    if isinstance(error, PeeweeException):
        return f"Databasen kan ikke bruges: {error}."
    return str(error)


class OneSentence(click.Command):
    """Ends expected errors with one sentence and exit code 1, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and let go of the store whatever happens."""
        try:
            return super().invoke(ctx)
        except FORESEEN as error:
            raise click.ClickException(_sentence(error)) from error
        finally:
            close_store()


class Group(click.Group):
    """A group of such commands."""

    command_class = OneSentence


def _published(settings: Settings) -> Published:
    """The catalog of the build in use."""
    return Site(settings.build_dir).current().published


def _bring_up(settings: Settings) -> bool:
    """Copy and migrate an older database; returns whether there was anything to do."""
    said = bring_up(settings, clock.now())
    for sentence in said:
        click.echo(sentence)
    return bool(said)


@click.command(cls=OneSentence, help="Start serveren med siden og borgernes opgaver.")
@click.option("--demo", is_flag=True, help="Vis en opdigtet kommune.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port. 0 er en ledig.")
def run(demo: bool, port: int | None) -> None:
    """Serve site and tracker on one port."""
    settings = Settings()
    site = Site(settings.build_dir)
    published = site.current().published
    if demo and not settings.municipality:
        settings = settings.model_copy(update={"municipality": published.municipality.id})
    doors = set_up(settings)
    _bring_up(settings)
    open_store(settings, create=demo)
    if (demo or is_demo()) and not is_loopback(settings.host):
        raise Stopped("En demo-database kan kun ses fra maskinen selv. Ret JOBVEJ_HOST.")
    if published.municipality.id != municipality():
        raise Stopped(
            f"Sitet er for {published.municipality.id!r}, men databasen hører til "
            f"{municipality()!r}. Ret id i content/kommune.yml, eller vælg en anden database."
        )
    secret = secret_of_the_store(settings.secret_file)
    if demo:
        click.echo(make_demo(published, clock.now(), secret))
    app = create_app(site, clock.now, secret, doors)
    screen.read_all(app)
    asked = settings.port if port is None else port
    bound = listen(settings.host, asked, may_move=asked == Settings.model_fields["port"].default)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    logs.write_to(sys.stderr)
    daily.start(clock.now, lambda: site.current().published)
    serve(app, site, bound, settings.proxy_hops)


@click.group(cls=Group, help="Lav og pas databasen.")
def tracker() -> None:
    """Look after the tracker's database."""


@tracker.command(help="Lav en tom database og dens nøgle.")
def init() -> None:
    """Make an empty database and its secret."""
    settings = Settings()
    if database_path(settings).exists():
        raise Stopped(f"Der er allerede en database i {database_path(settings)}.")
    open_store(settings, create=True)
    read_secret(settings.secret_file)
    click.echo(f"Databasen er lavet: {database_path(settings)}")
    click.echo(
        f"Gem en kopi af {settings.secret_file} et sikkert sted. Uden den virker ingen kode."
    )


@tracker.command("add-team", help="Tilføj et team af jobkonsulenter.")
@click.argument("name", metavar="NAVN")
def add_team(name: str) -> None:
    """Add a team of consultants."""
    open_store(Settings())
    staff_changes.add_team(staff_changes.TERMINAL, name, clock.now())
    click.echo(f"Teamet {name} er tilføjet.")


@tracker.command("add-staff", help="Tilføj en ansat, og vis adgangskoden én gang.")
@click.argument("name", metavar="NAVN")
@click.option("--sign-in", "sign_in_name", required=True, help="Navnet, man logger på med.")
@click.option("--team", default="", help="En jobkonsulents team, som det hedder i add-team.")
@click.option(
    "--role",
    type=click.Choice(staff.ROLES),
    default=staff.CONSULTANT,
    help="Jobkonsulent (ellers), leder, driftsansvarlig eller databeskyttelse.",
)
def add_staff(name: str, sign_in_name: str, team: str, role: str) -> None:
    """Add a consultant to a team, or a leader, operator or DPO, and print the password, once."""
    open_store(Settings())
    if bool(team) != (role == staff.CONSULTANT):
        raise Refused({"team": "Skriv --team for en jobkonsulent. De andre er ikke i et team."})
    found = staff.find_team(team) if team else None
    if team and found is None:
        raise Refused({"team": f"Der er intet team, der hedder {team}. Tilføj det med add-team."})
    place = staff.Place(name, role, found and found.id)
    _, password = staff_changes.employ(staff_changes.TERMINAL, place, sign_in_name, clock.now())
    click.echo(f"{name} kan logge på på /job/log-paa/ med navnet {sign_in_name.casefold()}")
    click.echo(f"Adgangskode (vises kun nu): {password}")


@tracker.command(help="Kopiér databasen, og gør den så ny som programmet.")
def migrate() -> None:
    """Copy an older database, then update it to this program."""
    settings = Settings()
    if not database_path(settings).exists():
        raise Stopped(MISSING.format(database_path(settings)))
    if not _bring_up(settings):
        click.echo("Databasen er allerede ny nok.")


@tracker.command(help="Regn alt om ud fra det, der er gemt.")
def rebuild() -> None:
    """Recompute all progress from what was stored."""
    settings = Settings()
    open_store(settings)
    count = progress.rebuild(_published(settings))
    click.echo(f"Regnet om: {count} {'borger' if count == 1 else 'borgere'}.")


@tracker.command(help="Slet det, hvis tid er gået, eller én borger for altid.")
@click.option("--citizen", "reference", help="Slet denne ene nu, efter referencen.")
def purge(reference: str | None) -> None:
    """Erase everything past its date, or one person for good."""
    settings = Settings()
    open_store(settings)
    if reference is None:
        click.echo(retention.purge(clock.now(), _published(settings)))
        daily.trust_clock(clock.now())
        return
    erasure.erase_by_reference(reference, clock.now())
    click.echo(f"Slettet for altid: referencen {reference}.")


@tracker.command(help="Vis, hvad serveren har slettet og kopieret hver dag.")
def receipts() -> None:
    """Print what the server erased and copied each day: numbers only, even while it runs."""
    open_to_read(Settings())
    done = daily.receipts()
    for day, said in done:
        click.echo(f"{day.isoformat()}  {said}")
    if not done:
        click.echo("Serveren har ikke slettet eller kopieret endnu.")


@click.command(cls=OneSentence, help="Kopiér databasen, også mens serveren kører.")
def backup() -> None:
    """Copy the database, even while the server runs, and remove old copies."""
    settings = Settings()
    copy = back_up(settings, clock.now())
    click.echo(f"Kopien er lavet og læst efter: {copy.file}")
    click.echo(f"Borgere i kopien: {copy.citizens}.")
    click.echo(f"Ikke med: {settings.secret_file}. Gem nøglen et andet sted end kopierne.")


@click.command(
    cls=OneSentence, help="Tag en kopi af databasen i brug.\n\nServeren skal være stoppet."
)
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
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


@click.command(cls=OneSentence, help="Sig på én side, om alt er i orden.")
def doctor() -> None:
    """Report on one page whether all is well; exit code 1 when something has to be done."""
    found = examine(Settings(), clock.now())
    for one in found:
        click.echo(f"{one.weight.value} {one.words}")
    to_do = sum(one.weight is Weight.MUST for one in found)
    click.echo()
    click.echo("Alt er i orden." if not to_do else f"Gør noget ved {to_do} (mærket med !).")
    sys.exit(1 if to_do else 0)
