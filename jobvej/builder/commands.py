"""`jobvej build`: build the site, or list everything that has to be fixed first."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from jobvej.builder.site import BuildFailed, build_site
from jobvej.catalog.problem import Problem
from jobvej.folders import BUILD_DIR, ROOT

_AS_BEFORE = "Den side, der ligger ude, er den samme som før."


@click.command(
    help="Byg siden af courses/, content/ og videos/.\n\nEn fejl ændrer intet i det, der er i brug."
)
@ROOT
@BUILD_DIR
def build(root: Path, build_dir: Path) -> None:
    """Build the site from courses/, content/ and videos/ and put it in use."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        with console.status("Bygger siden …"):
            built = build_site(root, build_dir)
    except BuildFailed as failed:
        say(console, failed.problems)
        count = len(failed.problems)
        console.print(
            f"\nSiden er ikke bygget. Ret {'den ene fejl' if count == 1 else f'de {count} fejl'} "
            f"ovenfor, og byg igen. {_AS_BEFORE}"
        )
        sys.exit(1)
    except KeyboardInterrupt:
        console.print(f"Stoppet. {_AS_BEFORE} Kør igen.")
        sys.exit(130)
    except OSError as error:
        what = f"Siden kunne ikke skrives i {build_dir}: {error}."
        raise click.ClickException(f"{what} {_AS_BEFORE}") from error
    say(console, built.advice)
    console.print(f"Siden er bygget: {built.pages} sider i {built.folder}")


def say(console: Console, problems: Iterable[Problem]) -> None:
    """Print each problem on a line, with its place in bold."""
    for problem in problems:
        place, text = f"{problem.file}:{problem.line}:", str(problem)
        console.print(Text(place, style="bold").append(text[len(place) :], style="not bold"))
