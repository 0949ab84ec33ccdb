"""The search index of the built pages, made by Pagefind, and a word list for misspellings."""

import re
import subprocess
from html import unescape
from pathlib import Path

from pagefind_bin import get_executable

from jobvej.builder.walk import files_below

FOLDER = "soeg/indeks"
"""Below /soeg/, the only part of the site whose policy lets the index's WebAssembly run."""
PACKED = ("pf_fragment", "pf_index", "pf_meta", "pagefind")
"""Endings of the index's own files, which are gzipped already."""
_WORDS = "ord.txt"
_NEEDED = re.compile(
    r"pagefind(-entry\.json|\.js|\..*pf_meta)|wasm\.da\..*|.*\.pf_(index|fragment)"
)
# What reads the same on every page.
_EVERYWHERE = (
    *(".goals h2", ".film-text > summary", ".eyebrow", ".meta", ".hint", ".status"),
    *(".buttons", ".duty", ".remember", ".here", ".quiz"),
)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[a-zæøåéöäü]{4,}")
"""A typo in a shorter word could be any other word."""


class SearchNotMade(Exception):
    """Pagefind failed; the message is from Pagefind."""


def make_search(www: Path) -> None:
    """Index what is in `data-pagefind-body`, and remove what our pages never load.

    The language is fixed, so that Danish endings are cut off before words are compared.
    Raises SearchNotMade.
    """
    index = www / FOLDER
    command = [str(get_executable()), "--site", str(www), "--output-subdir", FOLDER]
    command += ["--force-language", "da", "--exclude-selectors", ", ".join(_EVERYWHERE), "--silent"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError as error:
        raise SearchNotMade(str(error)) from error
    if done.returncode or not (index / "pagefind.js").is_file():
        raise SearchNotMade((done.stderr or done.stdout).strip())
    for path in list(files_below(index)):
        if not _NEEDED.fullmatch(path.name):
            path.unlink()
    words = "\n".join(sorted(_words(www)))
    (index / _WORDS).write_text(words + "\n", encoding="utf-8")


def _words(www: Path) -> set[str]:
    """Every word on the searchable pages; any other word may be a misspelling."""
    found: set[str] = set()
    for path in files_below(www, ".html"):
        page = path.read_text(encoding="utf-8")
        if "data-pagefind-body" in page:
            main = page[page.find("<main") : page.find("</main>")]
            searched = " ".join(re.findall(r'data-words="([^"]*)"', main))
            found.update(unescape(f"{searched} {_TAG.sub(' ', main)}").lower().split())
    # Most words are on many pages and need to be looked at only once.
    return set(_WORD.findall(" ".join(found)))
