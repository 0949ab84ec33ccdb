"""`jobvej build`: builds the site, or says everything that must be mended first."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from jobvej.builder.site import BuildFailed, build_site


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
        for problem in failed.problems:
            line = Text(f"{problem.file}:{problem.line}: ", style="bold")
            console.print(line.append(f"{problem.what} {problem.mend}".rstrip(), style="not bold"))
        count = len(failed.problems)
        console.print(
            f"\nSiden er ikke bygget. Ret {'den ene fejl' if count == 1 else f'de {count} fejl'} "
            "ovenfor, og byg igen. Den side, der ligger ude, er den samme som før."
        )
        sys.exit(1)
    console.print(f"Siden er bygget: {built.pages} sider i {built.folder}")
