"""Files beside the texts: which kinds are published; symbolic links are not."""

import os
from collections.abc import Iterator
from pathlib import Path

from jobvej.catalog.problem import WARNING, Problem
from jobvej.catalog.tree import Tree

SHOWN = (".txt", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
"""Endings of pictures and documents, in any case: cameras use capitals.

Nothing that can run: to a browser, an author's page or script would be the site itself, and could
do whatever the person who is signed in may do.
"""


def unserved(root: Path) -> Iterator[Problem]:
    """Symbolic links, since whatever they point to would be published, even a key or a database.

    Also, as advice, the files in content/assets that readers do not get.
    """
    tree, assets = Tree(root), root / "content" / "assets"
    for path in (*_below(root / "content"), *_below(root / "courses")):
        if path.is_symlink():
            what = "her ligger en henvisning til et andet sted på disken."
            yield Problem(tree.name(path), 1, what, "Læg selve filen her.")
        elif path.is_relative_to(assets) and path.is_file() and not is_shown(path.name):
            what = "filen bliver ikke vist: den er hverken et billede, en PDF eller ren tekst."
            yield Problem(tree.name(path), 1, what, "Gem den som PDF, eller slet den.", WARNING)


def is_shown(name: str) -> bool:
    """Whether readers get a file of this name."""
    return name.lower().endswith(SHOWN)


def _below(folder: Path) -> Iterator[Path]:
    """Files and folders in a fixed order, including hidden ones."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted((*folders, *names)))
