"""The search index of the built pages, by Pagefind, and a list of words for misspellings."""

from __future__ import annotations

import re
import subprocess
from html import unescape
from pathlib import Path

from pagefind_bin import get_executable

from jobvej.builder.walk import files_below

FOLDER = "soeg/indeks"
"""Below /soeg/: the one part of the site whose policy lets the index's own program run."""
PACKED = ("pf_fragment", "pf_index", "pf_meta", "pagefind")
"""Endings of the index's own files, which are gzipped as they are."""
_WORDS = "ord.txt"
_NEEDED = re.compile(
    r"pagefind(-entry\.json|\.js|\..*pf_meta)|wasm\.da\..*|.*\.pf_(index|fragment)"
)
# What stands in the same words on every page.
_EVERYWHERE = (
    *(".goals h2", ".film-text > summary", ".eyebrow", ".meta", ".hint", ".status"),
    *(".buttons", ".duty", ".remember", ".here", ".quiz"),
)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[a-zæøåéöäü]{4,}")
"""A slip in a shorter word could be any other word."""


class SearchNotMade(Exception):
    """Pagefind failed; the message is its own."""


def make_search(www: Path) -> None:
    """Index what stands in `data-pagefind-body`, and leave out what no page of ours loads.

    The language is fixed, so that Danish endings are cut off words before they are compared.
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
    # Most words stand on many pages, and are looked at once.
    return set(_WORD.findall(" ".join(found)))
