"""The command `jobvej …`: loads the package of a subcommand when it is used."""

import atexit
import gc
import importlib
import sys
from collections.abc import Iterator
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from jobvej.catalog.tree import nearest, quoted
from jobvej.help import Help, danish

click.Context.formatter_class = Help
# The operating system frees everything at exit; Python would first search it all for garbage.
atexit.register(gc.freeze)

COMMANDS = {
    "check": (
        "jobvej.authoring.commands",
        "check",
        "Sig alt, der er galt eller mangler i teksterne.",
    ),
    "preview": (
        "jobvej.authoring.commands",
        "preview",
        "Vis siden med kladder, mens du skriver.",
    ),
    "spelling": ("jobvej.authoring.commands", "spelling", "Find ord, som ordbogen ikke kender."),
    "new-course": ("jobvej.authoring.commands", "new_course", "Begynd et kursus."),
    "new-lesson": ("jobvej.authoring.commands", "new_lesson", "Begynd en lektion med sin film."),
    "build": (
        "jobvej.builder.commands",
        "build",
        "Byg siden af courses/, content/ og videos/.",
    ),
    "film": ("jobvej.studio.commands", "film", "Lav film af tekst og af optagelser."),
    "publish": ("jobvej.publish", "publish", "Lav filmene, byg siden, og tag den i brug."),
    "run": ("tracker.commands", "run", "Start serveren med siden og borgernes opgaver."),
    "tracker": ("tracker.commands", "tracker", "Lav og pas databasen."),
    "backup": ("tracker.commands", "backup", "Kopiér databasen, også mens serveren kører."),
    "restore": ("tracker.commands", "restore", "Tag en kopi af databasen i brug."),
    "doctor": ("tracker.commands", "doctor", "Sig på én side, om alt er i orden."),
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
    if not isinstance(error, click.UsageError) or isinstance(error, NoArgsIsHelpError):
        yield error.format_message()
        return
    yield _slip(error).rstrip()
    if error.ctx and error.ctx.command_path != "jobvej":
        words = " ".join(error.ctx.command.collect_usage_pieces(error.ctx)[1:])
        yield danish(f"Usage: {error.ctx.command_path} {words}").rstrip()


def _slip(error: click.UsageError) -> str:
    if isinstance(error, click.MissingParameter):
        return "Her mangler noget."
    if isinstance(error, click.NoSuchOption):
        mend = nearest(error.option_name, error.possibilities or ())
        return f"{quoted(error.option_name)} kan ikke bruges her. {mend}"
    if isinstance(error, click.NoSuchCommand):
        mend = nearest(error.command_name, error.possibilities or COMMANDS)
        return f"Kommandoen {quoted(error.command_name)} findes ikke. {mend}"
    if isinstance(error, click.BadParameter) and error.param:
        kind = error.param.type
        mend = f"Vælg en af: {', '.join(kind.choices)}." if isinstance(kind, click.Choice) else ""
        return f"Det, der står efter {error.param.opts[0]}, kan ikke bruges. {mend}"
    if isinstance(error, click.BadOptionUsage):
        what = "mangler noget" if "requires" in error.message else "skal ikke stå noget"
        return f"Der {what} efter {error.option_name}."
    if "unexpected extra argument" in error.message:
        return 'Her står for mange ord. Sæt " om det, der hører sammen.'
    return error.format_message()


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Jobvej: et digitalt jobcenter, som kommunen selv ejer.",
)
@click.version_option(package_name="jobvej")
def main() -> None:
    """Jobvej: a digital jobcentre that a municipality owns itself."""
