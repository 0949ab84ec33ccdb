"""Words that neither the Danish dictionary nor our own word list knows, by file and line."""

import re
import shutil
import subprocess
from pathlib import Path

from jobvej.authoring.wording import wordings
from jobvej.catalog.model import Catalog
from jobvej.catalog.problem import WARNING, Problem
from jobvej.catalog.tree import Tree

LIST = "content/data/ordliste.txt"
INSTALL = (
    "Stavekontrollen mangler. Den installeres sådan: sudo apt-get install hunspell hunspell-da"
)
_WORD = re.compile(r"[A-Za-zÆØÅæøåÉéÜüÖöÄä]+(?:[-'][A-Za-zÆØÅæøåÉé]+)*")
_ADDRESS = re.compile(r"\S+\.(?:dk|com|org|net|pdf|docx?|odt|jpe?g|png|txt)\S*|\S+@\S+|/\S+/")


def is_installed() -> bool:
    """Whether hunspell and its Danish words are on this machine."""
    if not shutil.which("hunspell"):
        return False
    known = subprocess.run(
        ["hunspell", "-D"],  # noqa: S607 (wherever the machine has it)
        capture_output=True,
        text=True,
        check=False,
        input="",
    )
    return "da_DK" in known.stderr + known.stdout


def misspelt(catalog: Catalog) -> tuple[Problem, ...]:
    """Return a warning for every word that neither the dictionary nor our own list knows.

    Each word is reported once, where it is first used. Raises FileNotFoundError without hunspell.
    """
    allowed = own_words(catalog.root)
    first: dict[str, tuple[str, int]] = {}
    for file, line, said in wordings(catalog):
        for word in _WORD.findall(_ADDRESS.sub(" ", said)):
            if word.lower() not in allowed and (word.lower(), file) not in allowed:
                first.setdefault(word, (file, line))
    return tuple(_problem(catalog.root, word, *first[word]) for word in _unknown([*first]))


def _problem(root: Path, word: str, file: str, line: int) -> Problem:
    """The warning, on the first line with the word from the beginning of its text."""
    rows = _rows(root / file)
    has_word = re.compile(rf"\b{re.escape(word)}\b").search
    at = next((n for n, row in enumerate(rows, start=1) if n >= line and has_word(row)), line)
    mend = f"Ret det, eller skriv det i {LIST}."
    return Problem(file, at, f'ordet "{word}" kendes ikke.', mend, WARNING)


def own_words(root: Path) -> set[str | tuple[str, str]]:
    """The project's own words in lower case; (word, file) for a mistake that a lesson shows."""
    entries = (entry.lower().split() for _, entry, _ in Tree(root).entries(root / LIST))
    return {(one[0], one[1]) if len(one) > 1 else one[0] for one in entries}


def _rows(path: Path) -> list[str]:
    """The lines of a file as the catalog counts them; none where there is no such file."""
    text = Tree(path.parent).text(path) if path.is_file() else None
    return (text or "").split("\n")


def _unknown(words: list[str]) -> list[str]:
    """Those of the words that hunspell does not know, in the same order."""
    done = subprocess.run(
        ["hunspell", "-d", "da_DK", "-i", "utf-8", "-l"],  # noqa: S607
        input="\n".join(words),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    unknown = set(done.stdout.split())
    return [word for word in words if word in unknown or set(re.split("[-']", word)) & unknown]
