"""Where the pages' own links lead: every address below / must be one that is answered."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html.parser import HTMLParser

from jobvej.builder.clean import Text
from jobvej.catalog.model import Problem
from jobvej.catalog.tree import nearest

_BROKEN = re.compile(r"Doc file '(?P<page>.+?)' contains (?:a|an) (?:\w+ )*link '(?P<link>.+?)'")


class _Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]


def dead(
    text: Text, html: str, addresses: Collection[str], tracker: Iterable[str]
) -> list[Problem]:
    """Links from the root that no page and no part of the tracker answers."""
    begins = tuple(tracker)
    problems = []
    for link in dict.fromkeys(_Links(html).found):
        address = re.split(r"[?#]", link)[0]
        if not address.startswith("/") or address in addresses or address.startswith(begins):
            continue
        near = nearest(address, addresses) or "Se, hvad siden hedder i adresselinjen."
        problems.append(text.problem(line_of(text.body, link), _leads_nowhere(link), near))
    return problems


def _leads_nowhere(link: str) -> str:
    return f'linket "{link}" fører ingen steder hen.'


def line_of(body: str, piece: str) -> int:
    """The first line of the body that holds the piece, counted from 1."""
    at = body.find(piece)
    return body.count("\n", 0, at) + 1 if at >= 0 else 1


def from_warning(message: str, texts: dict[str, Text]) -> Problem:
    """What MkDocs warns of, as a problem with the author's file and line."""
    found = _BROKEN.match(message)
    text = texts.get(found["page"]) if found else None
    if found is None or text is None:
        return Problem("mkdocs.yml", 1, " ".join(message.split()))
    line = line_of(text.body, found["link"])
    return text.problem(line, _leads_nowhere(found["link"]), "Se efter, om filen hedder sådan.")
