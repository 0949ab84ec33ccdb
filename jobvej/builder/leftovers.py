"""Finds Markdown that did not work and would be shown to readers as it was typed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import pairwise

from jobvej.catalog.markdown import Markdown, prose
from jobvej.catalog.problem import WARNING, Problem
from jobvej.catalog.tree import quoted

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_CODE = re.compile(r"<code>.*?</code>|<img [^>]*>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_BLOCK = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.DOTALL)
_HEADING = re.compile(r"<h([2-4])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_DASH, _POINT, _NUMBER = re.compile(r"[-*+] "), re.compile(r"[-•–·]\s*\w"), re.compile(r"\d+[.)] ")
_ROW = re.compile(r"\|.*\||[-: ]+\|[-|: ]+")
_BOX = re.compile(r"(?:!!!|\?\?\?\+?|===)(?:[ \"“]|$)")
_LINK = re.compile(r"\[[^\]]+\]\s+\((?:https?:|www\.|/)[^)]*\)|\((?:https?:|www\.)[^)]*\)\s*\[")
_NOTE = re.compile(r"\[\^[^\]]+\]")
_MACRO = re.compile(r"(?<!\{)\{ *\w+\([^)]*\) *\}(?!\})")
_ITEM = re.compile(r"( *)(?:[-*+]|\d+\.) ")
_SIGNS = re.compile(r"[\s*_`\\]")

_LIST = 'Sæt en tom linje over den, og begynd hvert punkt med "- " eller "1. ".'
_TABLE = "Sæt en tom linje over den, og skriv | --- | --- | under den første række."
_BOXES = 'Skriv fx !!! tip "Godt råd", og sæt fire mellemrum foran teksten under.'
_FENCE = "Sæt en linje med ``` over teksten og en under."


def unformatted(body: Markdown, html: str) -> list[Problem]:
    """Return what in a page's cleaned HTML would be shown as it was typed, with its line.

    Markdown knows no errors: whatever it does not recognise, it takes for text.
    """
    said = [*_in_paragraphs(html), *_open_blocks(html)]
    problems = [body.problem(_line(body, row), what, mend) for row, what, mend in said]
    problems += _empty_boxes(body)
    advice = [*_levels(body, html), *_indented(body, html), *_shallow(body)]
    return [*problems, *(replace(one, severity=WARNING) for one in advice)]


def _in_paragraphs(html: str) -> Iterator[tuple[str, str, str]]:
    for block in _PARAGRAPH.findall(html):
        rows = [row.strip() for row in unescape(_TAG.sub("", _CODE.sub("", block))).split("\n")]
        for row, what, mend in _in_rows(rows):
            yield row, f"{what} {quoted(row)}.", mend
        for row in rows:
            for piece, what, mend in _in_row(row):
                yield row, f"{quoted(piece)} {what}", mend


def _in_rows(rows: list[str]) -> Iterator[tuple[str, str, str]]:
    """Mistakes over several lines: a list, a table, a box, a text block."""
    points = [row for row in rows if _POINT.match(row)]
    numbers = [row for row in rows if _NUMBER.match(row)]
    if listed := [row for row in rows[1:] if _DASH.match(row)]:
        yield listed[0], "det her bliver ikke til en liste:", _LIST
    elif len(points) > 1 or len(numbers) > 1:
        yield (
            (points if len(points) > 1 else numbers)[0],
            "det her bliver ikke til en liste:",
            _LIST,
        )
    if len(cells := [row for row in rows if _ROW.fullmatch(row)]) > 1:
        yield cells[0], "det her bliver ikke til en tabel:", _TABLE
    for row in rows:
        if _BOX.match(row):
            yield row, "det her bliver ikke til en boks:", _BOXES
        if row.startswith("```"):
            yield row, "teksten er ikke lukket efter", _FENCE


def _in_row(row: str) -> Iterator[tuple[str, str, str]]:
    for found in _LINK.findall(row):
        yield found, "bliver ikke til et link.", "Skriv [tekst](adresse) uden mellemrum."
    for found in _NOTE.findall(row):
        yield found, "er en fodnote uden tekst.", f"Skriv {found}: og teksten nederst."
    for found in _MACRO.findall(row):
        yield found, "er ikke en makro.", f"Skriv {{{found}}}."


def _empty_boxes(body: Markdown) -> Iterator[Problem]:
    rows = [(line, row) for line, row in prose(body.text, 1) if row.strip()]
    for (line, row), (_, after) in pairwise([*rows, (0, "")]):
        if _BOX.match(row.lstrip()) and _indent(after) < _indent(row) + 4:
            mend = "Sæt fire mellemrum foran teksten, der skal stå i den."
            yield body.problem(line, f"boksen {quoted(row)} er tom.", mend)


def _open_blocks(html: str) -> Iterator[tuple[str, str, str]]:
    for block in _BLOCK.findall(html):
        rows = unescape(_TAG.sub("", block)).split("\n")
        if any(row.strip().startswith("```") for row in rows):
            yield rows[0], f"teksten er ikke lukket efter {quoted(rows[0])}.", _FENCE


def _levels(body: Markdown, html: str) -> Iterator[Problem]:
    """Headings that skip a level; people who listen to a page find their way by headings."""
    before = 1
    for level, title in _HEADING.findall(html):
        words = unescape(_TAG.sub("", title))
        if int(level) > before + 1:
            what = f"overskriften {quoted(words)} springer et niveau over."
            mend = f'Begynd linjen med "{"#" * (before + 1)} ".'
            yield body.problem(_line(body, words), what, mend)
        before = int(level)


def _indented(body: Markdown, html: str) -> Iterator[Problem]:
    rows = {row.strip() for _, row in prose(body.text, 1) if row.startswith("    ")}
    for block in _BLOCK.findall(html):
        first = unescape(_TAG.sub("", block)).strip("\n").split("\n")[0]
        if first.strip() and first.strip() in rows:
            what = f"{quoted(first)} er rykket ind og bliver vist i en boks for sig."
            mend = "Slet mellemrummene foran. Er det meningen, så sæt ``` over og under."
            yield body.problem(_line(body, first), what, mend)


def _shallow(body: Markdown) -> Iterator[Problem]:
    """List items that are meant to be nested and are not: Markdown wants four spaces."""
    above = -1
    for line, row in prose(body.text, 1):
        item = _ITEM.match(row)
        if item and 0 < len(item[1]) - above < 4 and above >= 0:
            what = f"punktet {quoted(row)} kommer til at stå som de andre."
            yield body.problem(line, what, "Sæt fire mellemrum foran et punkt i et punkt.")
        elif item:
            above = len(item[1])
        elif row.strip() and not row.startswith(" "):
            above = -1


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _line(body: Markdown, row: str) -> int:
    """The line with these words, regardless of the markup that Markdown has removed."""
    wanted = _SIGNS.sub("", row)[:24]
    for number, written in enumerate(body.text.split("\n"), 1):
        if wanted and wanted in _SIGNS.sub("", written):
            return number
    return 1
