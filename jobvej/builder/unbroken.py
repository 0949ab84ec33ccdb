"""Words such as a-kasse in one piece: a narrow line would end after their first letter."""

from __future__ import annotations

import re

# Running text alone: where boxes are set side by side, a word in one of its own loses its spaces.
_RUNNING = re.compile(r"<p>.*?</p>|<(?:li|dd|td)>[^<]*", re.DOTALL)
_SHORT = re.compile(
    r'<code>.*?</code>|<a class="button.*?</a>|<[^>]*>|(?<![\w-])(\w{1,2}-\w{1,10})(?![\w-])',
    re.DOTALL,
)
"""One or two letters, a hyphen and no more than a narrow line has room for."""


def unbroken(html: str) -> str:
    """Return a page whose short hyphened words stay on one line.

    The words themselves stay as they are written, for who searches, copies or listens.
    """
    return _RUNNING.sub(lambda text: _SHORT.sub(_held, text[0]), html)


def _held(found: re.Match[str]) -> str:
    return f'<span class="unbroken">{found[1]}</span>' if found[1] else found[0]
