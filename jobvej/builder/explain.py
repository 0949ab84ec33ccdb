"""Explains hard words where they first appear, with a link that works without JavaScript."""

import re
from collections.abc import Iterable
from html import escape

from jobvej.builder.words import slugify
from jobvej.catalog.asides import Word

_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_LEFT_ALONE = frozenset(
    """
    h1 h2 h3 h4 h5 h6 a abbr blockquote button caption code figcaption kbd label pre summary th
    """.split()  # noqa: SIM905 (a word list reads better as words)
)
"""Where a link would be in the way or is one already, and quotes."""
_TITLE = "admonition-title"
_WORD = re.compile(r"[\w-]+")


class Explainer:
    """Finds the words of a dictionary, in any of their forms."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._words = {form.lower(): word for word in words for form in (word.word, *word.forms)}
        forms = sorted(self._words, key=len, reverse=True)
        self._begun = {_WORD.findall(form)[0] for form in self._words}
        """The first word of each form: a quick test, since most texts have none of them."""
        self._form = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])")

    def explain(self, html: str) -> str:
        """The cleaned text of a page, the first use of each hard word linked to its explanation."""
        if not self._words:
            return html
        told: set[str] = set()
        closed: list[str] = []
        parts = _TAG.split(html)
        for at, part in enumerate(parts):
            if part.startswith("<"):
                _step(part, closed)
            elif not closed:
                parts[at] = self._link(part, told)
        return "".join(parts)

    def _link(self, text: str, told: set[str]) -> str:
        # Lower case is four times as fast to search; İ alone would become two characters.
        small = text.replace("İ", "I").lower()
        if self._begun.isdisjoint(_WORD.findall(small)):
            return text
        parts, at = list[str](), 0
        for found in self._form.finditer(small):
            word = self._words[found[0]]
            if word.word not in told:
                told.add(word.word)
                parts += [text[at : found.start()], _explained(word, text[slice(*found.span())])]
                at = found.end()
        return "".join([*parts, text[at:]])


def _explained(word: Word, written: str) -> str:
    address, means = f"/ord/#{slugify(word.word)}", escape(word.means)
    return f'<a class="word" href="{address}" data-word="{means}">{written}</a>'


def _step(tag: str, closed: list[str]) -> None:
    """Keep track of the open elements whose words are left alone."""
    name = _NAME.match(tag)
    if not name:
        return
    if tag.startswith("</"):
        if closed and closed[-1] == name[1]:
            closed.pop()
    elif name[1] in _LEFT_ALONE or _TITLE in tag:
        closed.append(name[1])
