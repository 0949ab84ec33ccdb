"""Danish narration cut into sentences, and sentences into captions of two lines."""

import re
from functools import lru_cache

LINE = 42
"""Characters on one caption line (the BBC and Netflix guides say 37 to 42)."""
SHORT = 21
"""Characters; a shorter caption must be held longer than it takes to say."""

_END = re.compile(r"(?<=[.!?…])[\"”»’)]*\s+")
_ABBREVIATION = re.compile(
    r"\(?(?:adr|bl\.a|ca|d|dvs|eks|ekskl|evt|f\.eks|fx|inkl|jf|kap|kl|kr|mia|mio|m\.fl|m\.m"
    r"|m\.v|maks|min|nr|osv|pct|pr|s|sek|stk|tlf|vedr)\."
)
_INITIAL = re.compile(r"(?:^|\b[A-ZÆØÅ]\S* )\(?[A-ZÆØÅ]\.$")
"""Jens P. Hansen; but in "kørekort B." the sentence ends."""
SMALL = (
    r"\b(?:af|at|de|den|der|din|dine|dit|efter|eller|en|et|for|fra|hos|hvis|i|med|men|min|mine|mit|når"
    r"|og|om|på|sin|sine|sit|som|til|ved|én|ét)"
)
"""Words that begin something; a line that ends in one is hard to read."""
_SMALL = re.compile(rf"(?:{SMALL}|\b(?:er|har|kan|skal|vil))$")
_PAUSE = re.compile(r"[,;:–]$")


@lru_cache(maxsize=32_768)  # a narration is both paced and judged by its reading level
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a narration; `kl. 10`, `fx.` and `1. december` do not end one."""
    text = " ".join(text.split())
    found, start = [], 0
    for end in _END.finditer(text):
        if text[end.end()].islower() or _is_short_for(text[start : end.start()]):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    return (*found, text[start:]) if text else ()


def _is_short_for(before: str) -> bool:
    """Whether a text ends in an abbreviation, which may be capital only as a sentence begins."""
    last = before[before.rfind(" ") + 1 :]
    as_written = last[:1].lower() + last[1:] if len(last) > 2 else last
    return bool(_ABBREVIATION.fullmatch(as_written) or _INITIAL.search(before))


def captions(sentence: str) -> tuple[str, ...]:
    """Return a sentence as captions of at most two lines, each line at most 42 characters.

    The cheapest of all ways to break it: as few captions as possible, none of them short, broken
    after a comma where possible. A word longer than a line is cut (and is a problem in the
    storyboard).
    """
    whole = " ".join(sentence.split())
    if fits(whole):  # one caption is always the cheapest, and nearly always enough
        return (two_lines(whole),)
    words = [piece for word in sentence.split() for piece in _pieces(word)]
    best: list[tuple[int, int]] = [(0, 0)]  # cost of the first n words, start of their last caption
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            if not fits(" ".join(words[start:end])):
                break
            ways.append((best[start][0] + _cost(words, start, end), start))
        best.append(min(ways))
    cuts, end = [], len(words)
    while end:
        start = best[end][1]
        cuts.append(two_lines(" ".join(words[start:end])))
        end = start
    return tuple(reversed(cuts))


def fits(text: str) -> bool:
    """Say whether a text can stand on two caption lines."""
    return len(text) <= 2 * LINE + 1 and max(map(len, two_lines(text).split("\n"))) <= LINE


@lru_cache(maxsize=4096)
def two_lines(text: str) -> str:
    """Return a text on one line if it fits, otherwise on two that are as even as possible."""
    if len(text) <= LINE:
        return text
    blanks = [i for i, letter in enumerate(text) if letter == " "]
    if not blanks:
        return text
    at = min(blanks, key=lambda i: (max(i, len(text) - i - 1) > LINE, _unevenness(text, i)))
    return f"{text[:at]}\n{text[at + 1 :]}"


def _unevenness(text: str, at: int) -> int:
    return abs(len(text) - 1 - 2 * at) + _harm(text[:at])


def _harm(before: str) -> int:
    """How much it breaks the sense to break a sentence after these words."""
    if _PAUSE.search(before):
        return 0
    return 24 if _SMALL.search(before) else 8


def _cost(words: list[str], start: int, end: int) -> int:
    text = " ".join(words[start:end])
    return 30 + 2 * max(0, SHORT - len(text)) + (2 * _harm(text) if end < len(words) else 0)


def _pieces(word: str) -> list[str]:
    return [word[i : i + LINE] for i in range(0, len(word), LINE)]
