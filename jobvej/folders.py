"""The two folders that commands work in, as options: the author's, and the one for what is made."""

from pathlib import Path

import click


def _beside_texts(context: click.Context, _: click.Parameter, given: Path | None) -> Path:
    root: Path = context.params["root"]
    return given or root / "build"


ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    is_eager=True,  # the other one depends on it
    help="Mappen med mkdocs.yml, courses/, content/ og videos/.",
)
BUILD_DIR = click.option(
    "--build-dir",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="JOBVEJ_BUILD_DIR",
    callback=_beside_texts,
    help="Mappen til sider og film, der er lavet (ellers build/).",
)
