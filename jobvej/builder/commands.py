"""`jobvej build`: builds the site, or says everything that must be mended first."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from jobvej.builder.site import BuildFailed, build_site
from jobvej.catalog.source import Problem


@click.command()
@click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="The folder with mkdocs.yml, courses/, content/ and videos/.",
)
@click.option(
    "--build-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    envvar="JOBVEJ_BUILD_DIR",
    help="Where builds and films lie (build/ in the root).",
)
def build(root: Path, build_dir: Path | None) -> None:
    """Build the site from courses/, content/ and videos/ and put it in use."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        with console.status("Bygger siden …"):
            built = build_site(root, build_dir or root / "build")
    except BuildFailed as failed:
        _say(console, failed.problems)
        count = len(failed.problems)
        console.print(
            f"\nSiden er ikke bygget. Ret {'den ene fejl' if count == 1 else f'de {count} fejl'} "
            "ovenfor, og byg igen. Den side, der ligger ude, er den samme som før."
        )
        sys.exit(1)
    _say(console, built.advice)
    console.print(f"Siden er bygget: {built.pages} sider i {built.folder}")


def _say(console: Console, problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        place, text = f"{problem.file}:{problem.line}:", str(problem)
        line = Text(place, style="bold").append(text[len(place) :], style="not bold")
        console.print(line)
