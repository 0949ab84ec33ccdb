"""One finding of `jobvej doctor`: a sentence, and how much it asks of the operator."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial


class Weight(StrEnum):
    """How much a finding asks of the operator."""

    FINE = "✓"
    """All is well here."""
    NOTE = "·"
    """Good to know; nothing has to be done."""
    MUST = "!"
    """The operator has to do something."""


@dataclass(frozen=True)
class Finding:
    """One plain sentence, or two where something is to be done."""

    weight: Weight
    words: str


fine, note, must = (partial(Finding, weight) for weight in Weight)
