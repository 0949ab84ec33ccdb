"""What one run of MkDocs is asked to do, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jobvej.catalog.model import Catalog
from jobvej.catalog.problem import Problem
from jobvej.catalog.reading import Level

Purpose = Literal["publish", "check", "preview"]
Read = tuple[Catalog, tuple[Problem, ...]]
"""What comes of reading the catalog."""


@dataclass(frozen=True)
class Again:
    """What a preview knows from its last run, so that the next one need not find it out again."""

    changed: frozenset[str] = frozenset()
    """Files whose pages alone are made anew, in the folder of the last run; none: every page."""
    carried: tuple[Problem, ...] = ()
    """Problems that this run does not look for."""


@dataclass(frozen=True)
class Made:
    """What came of one run of MkDocs."""

    catalog: Catalog
    found: tuple[Problem, ...]
    """Problems and advice, in the order of the files."""
    levels: tuple[Level, ...] = ()
    """How hard each text is to read."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the site from being published; nothing was written, unless for an author."""
        return tuple(one for one in self.found if not one.is_warning)
