"""The fonts of the pages, made from jobvej/fonts: the same letters in three fifths of the bytes.

Two fonts used to be half the weight of a lesson. Left out are TrueType instructions, which no phone
uses, and rules for fractions and combining accents; every character stays.
`python -m jobvej.builder.fonts` writes them again; a test compares them with their source.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program

from jobvej.fonts import STYLES, made_by_ibm, rename

TO = Path(__file__).parent / "assets" / "fonts"
_COPYRIGHT, _NAMES, _LICENCE = 0, (1, 2, 4, 6), (13, 14)
_EVEN_AT_EVERY_SIZE = {0xFFFF: 0x000F}
_KEEP_THIN_STROKES = bytes.fromhex("b801ff85b0048d")
"""Drop-out control, as Google sets it in fonts without instructions, for Windows."""


def light(weight: int) -> TTFont:
    """The font of this weight as the pages load it."""
    font = TTFont(made_by_ibm(weight), recalcTimestamp=False)
    kept = Options(hinting=False, layout_features=["kern", "liga"], notdef_outline=True)
    kept.name_IDs = [_COPYRIGHT, *_NAMES, *_LICENCE]
    subsetter = Subsetter(kept)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    rename(font, weight)
    font["gasp"] = newTable("gasp")
    font["gasp"].gaspRange = _EVEN_AT_EVERY_SIZE
    font["prep"] = newTable("prep")
    font["prep"].program = Program()
    font["prep"].program.fromBytecode(_KEEP_THIN_STROKES)
    font.flavor = "woff2"
    return font


if __name__ == "__main__":
    for each in STYLES:
        light(each).save(TO / f"jobvej-sans-{each}.woff2")
