"""One run of MkDocs over the authors' folder, and every problem it found."""

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from jobvej.builder.links import Ear
from jobvej.builder.made import Again, Made, Purpose, Read
from jobvej.builder.plugin import Checked, JobvejPlugin
from jobvej.catalog.problem import Problem
from jobvej.catalog.read import read_catalog


@contextmanager
def keeping_all() -> Iterator[None]:
    """Turn garbage collection off meanwhile: it takes a sixth of the time and finds hardly any.

    Everything made meanwhile then counts as old, or the next collection would examine all of it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def make_site(
    root: Path,
    www: Path,
    films: Path,
    to: Purpose = "publish",
    again: Again | None = None,
    today: date | None = None,
    known: Read | None = None,
) -> Made:
    """Run MkDocs into an empty folder; problems are returned, not raised.

    To publish, it writes everything or nothing. To check, it reads drafts too and writes nothing.
    For a preview, it writes drafts too, with every problem on its page. What is `known` is not read
    again.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    catalog, problems = known = known or read_catalog(root, films)
    config = _config(root, www)
    if isinstance(config, Problem):
        return Made(catalog, tuple(sorted({config, *problems})))
    plugin = cast(JobvejPlugin, config.plugins["jobvej"])
    config.plugins.on_startup(command="serve" if to == "preview" else "build", dirty=False)
    plugin.config.films = str(films)
    plugin.config.drafts = to != "publish"
    plugin.checking, plugin.again, plugin.known = to == "check", again, known
    plugin.today = today or plugin.today
    log, quiet = logging.getLogger("mkdocs"), logging.NullHandler()
    log.addHandler(quiet)  # otherwise Python prints what the problems already say
    found = set[Problem]()
    try:
        build(config, dirty=bool(again and again.changed))
    except Checked:
        pass
    except (Abort, PluginError) as error:
        if all(problem.is_warning for problem in plugin.problems):
            found = {Problem("mkdocs.yml", 1, str(error))}
    finally:
        log.removeHandler(plugin.ear)
        log.removeHandler(quiet)
    return Made(plugin.read, tuple(sorted({*found, *plugin.problems})), plugin.levels)


def _config(root: Path, www: Path) -> MkDocsConfig | Problem:
    """The settings of mkdocs.yml, or the problem if it is missing, broken or without our plugin."""
    file = root / "mkdocs.yml"
    if not file.is_file():
        mend = "Kør kommandoen i mappen med courses/ og content/."
        return Problem(file.name, 1, "filen findes ikke.", mend)
    log, ear = logging.getLogger("mkdocs"), Ear()
    log.addHandler(ear)
    try:
        config = load_config(str(file), site_dir=str(www), strict=False)
        if "jobvej" not in config.plugins:
            raise ConfigurationError("jobvej mangler under plugins.")
        return config
    except (Abort, ConfigurationError) as error:
        why = " ".join("; ".join(ear.heard or [str(error)]).split())
        return Problem(
            file.name, 1, f"filen kan ikke bruges: {why}", "Ret den, eller hent den igen fra git."
        )
    finally:
        log.removeHandler(ear)
