"""Checks pictures: a text for people who cannot see them, and a size that suits a phone."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

from PIL import Image, UnidentifiedImageError

from jobvej.catalog.markdown import Markdown
from jobvej.catalog.problem import Problem

LARGEST_BYTES = 300_000
"""Three times what a whole lesson may weigh without film; a screenshot is rarely above it."""
LARGEST_SIDE = 2000
"""Pixels; the text column is 800 wide, and a sharp screen shows two for each."""

_IMAGE = re.compile(r'<img\b(?:[^">]|"[^"]*")*>')
_ATTRIBUTE = re.compile(r'\s(src|alt)="([^"]*)"')
_ACTS = re.compile(
    r"<script\b|\son[a-z]+\s*=|(?:\b(?:href|src)\s*=\s*[\"']?|url\(\s*[\"']?|@import\s*[\"'])"
    r"\s*(?:https?:)?//",
    re.IGNORECASE,
)


def _images(html: str) -> Iterator[tuple[str, str]]:
    """Address and text of each picture; cleaned HTML has one way to write them."""
    for tag in _IMAGE.findall(html):
        told = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
        if told.get("src"):  # otherwise it was removed, which has its own problem
            yield told["src"], told.get("alt", "").strip()


def judge(body: Markdown, html: str, url: str, paths: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with the pictures of a page.

    `url` is the page's address and `paths` has the file behind each address of the site. A picture
    without a file is a dead link, which `links` reports.
    """
    seen: Counter[str] = Counter()
    problems: list[Problem] = []
    for src, words in _images(html):
        name = unquote(src.rpartition("/")[2])
        line = _nth_line(body.text, name, seen[name])
        path = paths.get(unquote(urljoin(url, src)))
        if not words:
            what = f'billedet "{name}" har ingen tekst til den, der ikke kan se det.'
            mend = f"Skriv, hvad det viser: ![Et CV på én side]({name})"
            problems.append(body.problem(line, what, mend))
        if path and not seen[name]:
            problems += (body.problem(line, what, mend) for what, mend in _too_much(Path(path)))
        seen[name] += 1
    return problems


def _nth_line(text: str, name: str, nth: int) -> int:
    lines = [number for number, row in enumerate(text.split("\n"), 1) if name in unquote(row)]
    return lines[min(nth, len(lines) - 1)] if lines else 1


def _too_much(path: Path) -> Iterator[tuple[str, str]]:
    try:
        size = path.stat().st_size
        sides = _sides(path)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        yield f'billedet "{path.name}" kan ikke læses.', "Gem det igen som PNG eller JPG."
        return
    if size > LARGEST_BYTES:
        what = (
            f'billedet "{path.name}" fylder {_kilobytes(size)}; {_kilobytes(LARGEST_BYTES)} er nok.'
        )
        yield what, "Gem det mindre, fx som JPG."
    if max(sides) > LARGEST_SIDE:
        what = f'billedet "{path.name}" er {sides[0]} × {sides[1]} punkter; højst {LARGEST_SIDE}.'
        yield what, "Gør det smallere, eller klip det til."
    if path.suffix.lower() == ".svg" and _ACTS.search(path.read_text("utf-8", "replace")):
        what = f'tegningen "{path.name}" henter noget fra andre eller indeholder et program.'
        yield what, "Gem den igen som ren SVG eller som PNG."


def _sides(path: Path) -> tuple[int, int]:
    if path.suffix.lower() == ".svg":
        return 0, 0
    with Image.open(path) as image:
        return image.size


def _kilobytes(size: int) -> str:
    return f"{round(size / 1000)} kB"
