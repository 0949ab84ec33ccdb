"""Keeps words such as a-kasse on one line; a narrow column would break them at the hyphen."""

import re

# Headings and running text only: in a row of flex boxes, a word in a box of its own would lose its
# spaces.
_RUNNING = re.compile(r"<(h[1-6])\b.*?</\1>|<p>.*?</p>|<(?:li|dd|td)>[^<]*", re.DOTALL)
_WORD = re.compile(r"(?<![\w-])(\w{1,2}-\w{1,10})(?![\w-])")
"""One or two letters, a hyphen, and no more than fits on a narrow line."""
_HYPHEN = re.compile(r"-(?:(?<=\b\w-)|(?<=\b\w\w-))\w")
"""A quick test for such a word: a hyphen is found fast, a word with one is not."""
_SHORT = re.compile(rf'<code>.*?</code>|<a class="button.*?</a>|<[^>]*>|{_WORD.pattern}', re.DOTALL)


def unbroken(html: str) -> str:
    """Return a page whose short hyphenated words stay on one line.

    The words themselves do not change, so that searching, copying and screen readers work.
    """
    return _RUNNING.sub(_hold, html)


def _hold(text: re.Match[str]) -> str:
    """Most texts have no such word."""
    return _SHORT.sub(_held, text[0]) if _HYPHEN.search(text[0]) else text[0]


def _held(found: re.Match[str]) -> str:
    return f'<span class="unbroken">{found[1]}</span>' if found[1] else found[0]
