"""The fonts of the films: TTF for Typst, made from the woff2 files in jobvej/fonts."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from jobvej.catalog.whole import whole

FONTS = Path(__file__).parent.parent / "fonts"
FAMILY = "Jobvej Sans"
"""The licence reserves the name Plex for the files as IBM made them; ours are converted."""

_FILES = {"Regular": FONTS / "plex-sans-400.woff2", "SemiBold": FONTS / "plex-sans-600.woff2"}
_FAMILY, _STYLE, _FULL, _POSTSCRIPT = (1, 16), (2, 17), 4, 6


def font_files() -> tuple[Path, ...]:
    """The woff2 files that films are set in; their bytes are part of every cache key."""
    return tuple(_FILES.values())


@cache
def characters() -> frozenset[str]:
    """Every character that both weights can draw; films draw a few more by hand (slides.typ)."""
    covered = [
        {chr(code) for code in TTFont(path, lazy=True).getBestCmap()} for path in _FILES.values()
    ]
    return frozenset(set.intersection(*covered))


def write_ttf(folder: Path) -> Path:
    """Write the two weights as TTF into `folder`, once; return the folder.

    Typst finds no fonts in woff2. The bytes depend on the woff2 alone, and each file appears
    whole or not at all, so that several processes may do this at the same time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for style, woff2 in _FILES.items():
        ttf = folder / f"jobvej-sans-{style.lower()}.ttf"
        if not ttf.exists():
            _convert(woff2, style, ttf)
    return folder


def _convert(woff2: Path, style: str, ttf: Path) -> None:
    font = TTFont(woff2, recalcTimestamp=False)
    for record in list(font["name"].names):
        if record.nameID in _FAMILY:
            record.string = FAMILY
        elif record.nameID in _STYLE:
            record.string = style
        elif record.nameID == _FULL:
            record.string = f"{FAMILY} {style}"
        elif record.nameID == _POSTSCRIPT:
            record.string = f"JobvejSans-{style}"
    font.flavor = None
    with whole(ttf) as part:
        font.save(part)
