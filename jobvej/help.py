"""Click's own words in `--help`, in Danish like everything else that a command prints."""

import re
from collections.abc import Iterable

import click

_DANISH = {
    "Usage: ": "Skriv: ",
    "Options": "Tilvalg",
    "Commands": "Kommandoer",
    "[OPTIONS]": "[TILVALG]",
    "COMMAND [ARGS]...": "KOMMANDO ...",
    "DIRECTORY": "MAPPE",
    "INTEGER RANGE": "TAL",
    "TEXT": "TEKST",
    "[required]": "[skal med]",
    "<=x<=": " til ",
    "Show this message and exit.": "Vis denne hjælp.",
    "Show the version and exit.": "Vis, hvilken udgave det er.",
}
_ENGLISH = re.compile("|".join(re.escape(words) for words in _DANISH))


def danish(words: str) -> str:
    """Return what click says of a command with Danish in place of click's own words."""
    return _ENGLISH.sub(lambda found: _DANISH[found[0]], words)


class Help(click.HelpFormatter):
    """Click asks the system's language for its words; ours is the same everywhere."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """'Skriv: jobvej check [TILVALG]'."""
        super().write_usage(prog, danish(args), danish(prefix or "Usage: "))

    def write_heading(self, heading: str) -> None:
        """'Tilvalg:'."""
        super().write_heading(danish(heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """One line an option or command."""
        rows = [(danish(term), danish(said)) for term, said in rows]
        super().write_dl(rows, col_max, col_spacing)
