"""The list of erased pseudonyms, which outlives the database so that no copy revives anybody."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

log = logging.getLogger("jobvej")


@dataclass(frozen=True)
class Erased:
    """One line: who was erased, when and why."""

    citizen: UUID
    on: date
    cause: str

    def __str__(self) -> str:
        return f"{self.citizen}\t{self.on.isoformat()}\t{self.cause}\n"


def beside(database: Path) -> Path:
    """The list that belongs to a database; it is no part of a copy."""
    return Path(f"{database}.erased")


def read(*files: Path) -> dict[UUID, Erased]:
    """Everybody on these lists, by their first line; a list that does not exist is empty.

    A line that a power cut left half written is passed over: its erasure never began.
    """
    found: dict[UUID, Erased] = {}
    for file in files:
        if not file.exists():
            continue
        for line in file.read_text(encoding="ascii", errors="replace").splitlines():
            try:
                citizen, on, cause = line.split("\t")
                erased = Erased(UUID(citizen), date.fromisoformat(on), cause)
            except ValueError:
                log.error("erasure list: a line cannot be read")
                continue
            found.setdefault(erased.citizen, erased)
    return found


def note(file: Path, lines: Iterable[Erased]) -> None:
    """Add to a list, on the disk before this returns."""
    text = "".join(str(line) for line in lines)
    if not text:
        return
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b") as out:
        out.seek(0, os.SEEK_END)
        if out.tell():
            out.seek(-1, os.SEEK_END)
            # After a line cut off by a power cut, the next must not grow onto it.
            text = text if out.read(1) == b"\n" else f"\n{text}"
        out.write(text.encode("ascii"))
        out.flush()
        os.fsync(out.fileno())


def share(database: Path, folder: Path) -> None:
    """Give the folder of copies the names it lacks, so that a lost disk takes no erasure back."""
    own, shared = beside(database), folder / beside(database).name
    known = read(shared)
    note(shared, [line for citizen, line in read(own).items() if citizen not in known])
