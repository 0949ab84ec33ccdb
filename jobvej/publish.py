"""`jobvej publish`: make the films, build the site, and wait until the server serves it."""

import time
from pathlib import Path

import click
from pydantic import ValidationError
from rich.console import Console

from jobvej.builder.commands import build
from jobvej.builder.site import current_id
from jobvej.folders import BUILD_DIR, ROOT
from jobvej.studio.commands import film
from tracker.serve import address
from tracker.settings import Settings
from tracker.upkeep.reachable import ready

PATIENCE_SECONDS = 20.0


@click.command(
    help="Lav filmene, byg siden, og tag den i brug.\n\n"
    "Du kan stoppe med Ctrl-C og køre igen. En tekst med fejl ændrer intet i det, der er i brug."
)
@ROOT
@BUILD_DIR
@click.option("--url", default=None, help="Serveren, der ventes på (ellers denne maskines egen).")
def publish(root: Path, build_dir: Path, url: str | None) -> None:
    """Make the films, build the site beside the one in use, and swap.

    May be stopped with Ctrl-C and run again. A text with a mistake changes nothing that is live.
    """
    folders = ["--root", str(root), "--build-dir", str(build_dir)]
    _step(1, "Film")
    film.main([*folders, "build", "--all"], standalone_mode=False)
    _step(2, "Site")
    build.main(folders, standalone_mode=False)
    _step(3, "I brug")
    _wait_for(current_id(build_dir), url or _own_address())


def _step(number: int, what: str) -> None:
    click.echo(f"{number}/3 {what}", err=True)


def _own_address() -> str:
    try:
        settings = Settings()
        return address(settings.host, settings.port)
    except ValidationError as error:
        raise click.ClickException(f"En indstilling kan ikke bruges: {error}") from error


def _wait_for(build: str, url: str) -> None:
    """Return when the server serves this build, or say what stands in the way."""
    url = url if url.endswith("/") else f"{url}/"
    said = ready(url)
    if said is None:
        click.echo(f"Ingen server svarer på {url}. Den viser {build}, når den startes.", err=True)
        return
    console = Console(stderr=True)
    until = time.monotonic() + PATIENCE_SECONDS
    with console.status(f"Venter på {url} …"):
        while said is None or said.get("build") != build:
            if time.monotonic() > until:
                why = said.get("catalog", "ok") if said else "den svarer ikke"
                raise click.ClickException(
                    f"Serveren viser ikke {build}: {why}. Den viser stadig den side, den havde."
                )
            time.sleep(0.5)
            said = ready(url)
    click.echo(f"Serveren viser {build}.", err=True)
