"""The one command `jobvej …`: hands each first word to its package."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import Any

import click

from jobvej.catalog.tree import nearest, quoted

COMMANDS = {
    "check": (
        "jobvej.authoring.commands",
        "check",
        "Say everything that is wrong or missing in the texts.",
    ),
    "preview": (
        "jobvej.authoring.commands",
        "preview",
        "Show the site with drafts while you write.",
    ),
    "spelling": ("jobvej.authoring.commands", "spelling", "Words the dictionary does not know."),
    "new-course": ("jobvej.authoring.commands", "new_course", "Begin a course."),
    "new-lesson": ("jobvej.authoring.commands", "new_lesson", "Begin a lesson with its film."),
    "build": (
        "jobvej.builder.commands",
        "build",
        "Build the site from courses/, content/, videos/.",
    ),
    "film": ("jobvej.studio.commands", "film", "Make films from storyboards and recordings."),
    "publish": ("jobvej.publish", "publish", "Films, then site, then wait until it is served."),
    "run": ("tracker.commands", "run", "Serve site and tracker on one port."),
    "tracker": ("tracker.commands", "tracker", "Look after the tracker's database."),
    "backup": ("tracker.operations", "backup", "Copy the database, also while the server runs."),
    "restore": ("tracker.operations", "restore", "Put a copy of the database in use."),
    "doctor": ("tracker.operations", "doctor", "Say on one page whether all is well."),
}


class Lazy(click.Group):
    """Loads a package only when its word is used, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The words, in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The package's own command, or None for a word that is not ours."""
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def main(self, *args: Any, **options: Any) -> Any:
        """Run a command; whatever stops it is said in Danish, as all else is."""
        try:
            code = super().main(*args, **{**options, "standalone_mode": False})
        except click.Abort:
            click.echo("Stoppet.", err=True)
            sys.exit(130)
        except click.ClickException as error:
            click.echo("\n".join(_told(error)), err=True)
            sys.exit(error.exit_code)
        sys.exit(code if isinstance(code, int) else 0)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a word, without importing its package."""
        with formatter.section("Commands"):
            formatter.write_dl([(word, text) for word, (_, _, text) in COMMANDS.items()])


def _told(error: click.ClickException) -> Iterator[str]:
    """What is wrong, and how the command is written."""
    if not isinstance(error, click.UsageError):
        yield error.format_message()
        return
    if isinstance(error, click.MissingParameter):
        yield "Her mangler noget."
    elif isinstance(error, click.NoSuchOption):
        mend = nearest(error.option_name, error.possibilities or ())
        yield f"{quoted(error.option_name)} kan ikke bruges her. {mend}".rstrip()
    elif isinstance(error, click.NoSuchCommand):
        mend = nearest(error.command_name, error.possibilities or COMMANDS)
        yield f"Kommandoen {quoted(error.command_name)} findes ikke. {mend}".rstrip()
    elif isinstance(error, click.BadParameter) and error.param:
        yield f"Det, der står efter {error.param.opts[0]}, kan ikke bruges."
    elif "unexpected extra argument" in error.message:
        yield 'Her står for mange ord. Sæt " om det, der hører sammen.'
    else:
        yield error.format_message()
    if error.ctx and error.ctx.command_path != "jobvej":
        words = " ".join(error.ctx.command.collect_usage_pieces(error.ctx)[1:])
        yield f"Skriv: {error.ctx.command_path} {words}"


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jobvej")
def main() -> None:
    """Jobvej: a digital jobcentre that a municipality owns itself."""
