"""One finding of `jobvej doctor`: a sentence, and how much it asks of the operator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding asks of the operator."""

    FINE = "✓"
    NOTE = "·"
    MUST = "!"


@dataclass(frozen=True)
class Finding:
    """One plain sentence, or two where something is to be done."""

    weight: Weight
    words: str


def fine(words: str) -> Finding:
    """All is well here."""
    return Finding(Weight.FINE, words)


def note(words: str) -> Finding:
    """Good to know; nothing has to be done."""
    return Finding(Weight.NOTE, words)


def must(words: str) -> Finding:
    """The operator has to do something."""
    return Finding(Weight.MUST, words)
