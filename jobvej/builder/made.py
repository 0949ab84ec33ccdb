"""What one run of MkDocs is asked to do, and its result."""

from dataclasses import dataclass
from typing import Literal

from jobvej.catalog.model import Catalog
from jobvej.catalog.problem import Problem
from jobvej.catalog.reading import Level

Purpose = Literal["publish", "check", "preview"]
Read = tuple[Catalog, tuple[Problem, ...]]
"""The result of reading the catalog."""


@dataclass(frozen=True)
class Again:
    """What a preview knows from its last run, so that the next one can skip it."""

    changed: frozenset[str] = frozenset()
    """Files whose pages are remade, in the folder of the last run; empty: every page is made."""
    carried: tuple[Problem, ...] = ()
    """Problems that this run will not find again."""


@dataclass(frozen=True)
class Made:
    """The result of one run of MkDocs."""

    catalog: Catalog
    found: tuple[Problem, ...]
    """Problems and advice, in the order of the files."""
    levels: tuple[Level, ...] = ()
    """How hard each text is to read."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the site from being published; nothing was written, unless for an author."""
        return tuple(one for one in self.found if not one.is_warning)
