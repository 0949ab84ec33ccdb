"""The fonts of the pages, made from jobvej/fonts: the same letters in three fifths of the bytes.

Two fonts used to be half the weight of a lesson. Left out are TrueType instructions, which no phone
uses, and rules for fractions and combining accents; every character stays.
`python -m jobvej.builder.fonts` writes them again; a test compares them with their source.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program

FROM = Path(__file__).parent.parent / "fonts"
TO = Path(__file__).parent / "assets" / "fonts"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
FAMILY = "Jobvej Sans"
"""The licence reserves the name Plex for the files as IBM made them."""
_COPYRIGHT, _FAMILY, _STYLE, _FULL, _POSTSCRIPT, _LICENCE = 0, 1, 2, 4, 6, (13, 14)
_EVEN_AT_EVERY_SIZE = {0xFFFF: 0x000F}
_KEEP_THIN_STROKES = bytes.fromhex("b801ff85b0048d")
"""Drop-out control, as Google sets it in fonts without instructions, for Windows."""


def light(weight: int) -> TTFont:
    """The font of this weight as the pages load it."""
    font = TTFont(FROM / f"plex-sans-{weight}.woff2", recalcTimestamp=False)
    kept = Options(hinting=False, layout_features=["kern", "liga"], notdef_outline=True)
    kept.name_IDs = [_COPYRIGHT, _FAMILY, _STYLE, _FULL, _POSTSCRIPT, *_LICENCE]
    subsetter = Subsetter(kept)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    _name(font, WEIGHTS[weight])
    font["gasp"] = newTable("gasp")
    font["gasp"].gaspRange = _EVEN_AT_EVERY_SIZE
    font["prep"] = newTable("prep")
    font["prep"].program = Program()
    font["prep"].program.fromBytecode(_KEEP_THIN_STROKES)
    font.flavor = "woff2"
    return font


def _name(font: TTFont, style: str) -> None:
    said = {_FAMILY: FAMILY, _STYLE: style, _FULL: f"{FAMILY} {style}"}
    said[_POSTSCRIPT] = f"JobvejSans-{style}"
    for record in font["name"].names:
        record.string = said.get(record.nameID, record.toUnicode())


if __name__ == "__main__":
    for each in WEIGHTS:
        light(each).save(TO / f"jobvej-sans-{each}.woff2")
