"""LIX, the Danish reading level: long sentences and long words make a text hard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jobvej.catalog.sentences import sentences

LONG_WORD = 6
"""Letters; a longer word counts as long (Björnsson 1968)."""
ENDINGS = 4
"""Letters that a Danish ending may add to a listed word: jobkonsulent, jobkonsulenternes."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True)
class Counts:
    """What LIX counts in a text; counts can be added up, levels cannot."""

    words: int = 0
    sentences: int = 0
    long_words: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.words + other.words,
            self.sentences + other.sentences,
            self.long_words + other.long_words,
        )

    @property
    def lix(self) -> int:
        """Words per sentence, plus the percentage of long words; 0 for an empty text."""
        if not self.words:
            return 0
        return round(self.words / self.sentences + 100 * self.long_words / self.words)


@lru_cache(maxsize=32_768)
def count(paragraph: str, exempt: frozenset[str]) -> Counts:
    """Count one paragraph, heading or list item; its end ends a sentence, and so does a colon.

    `exempt` has, in small letters, the long words that nobody can do without
    (virksomhedspraktik); they count as short ones.
    """
    parts = [part for said in sentences(paragraph) for part in said.split(": ")]
    words = [found for part in parts if (found := _WORD.findall(part))]
    long_words = sum(
        _is_long(word) and not _is_exempt(word, exempt) for said in words for word in said
    )
    return Counts(sum(map(len, words)), len(words), long_words)


def _is_long(word: str) -> bool:
    """Say whether a word has more than six letters, not counting digits and dashes."""
    # A quick test first: most words are too short.
    return len(word) > LONG_WORD and sum(map(str.isalpha, word)) > LONG_WORD


def _is_exempt(word: str, exempt: frozenset[str]) -> bool:
    """Say whether a word, or what is left of it without a Danish ending, is among these."""
    small = word.casefold()
    return any(small[: len(small) - cut] in exempt for cut in range(ENDINGS + 1))
