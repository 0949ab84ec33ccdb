"""The letters of pages and films: IBM Plex Sans, under a name of our own once they are changed."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent
STYLES = {400: "Regular", 600: "SemiBold"}
"""Weight → what it is called."""
_FAMILY = "Jobvej Sans"
_FAMILIES, _SUBFAMILIES, _FULL, _POSTSCRIPT = (1, 16), (2, 17), 4, 6


def made_by_ibm(weight: int) -> Path:
    """The font of this weight as it came."""
    return FOLDER / f"plex-sans-{weight}.woff2"


def rename(font: TTFont, weight: int) -> None:
    """Name a changed font: the licence reserves the name Plex for the files as IBM made them."""
    style = STYLES[weight]
    said = {_FULL: f"{_FAMILY} {style}", _POSTSCRIPT: f"JobvejSans-{style}"}
    said |= dict.fromkeys(_FAMILIES, _FAMILY) | dict.fromkeys(_SUBFAMILIES, style)
    for record in font["name"].names:
        record.string = said.get(record.nameID, record.toUnicode())
