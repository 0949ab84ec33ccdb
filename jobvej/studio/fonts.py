"""The fonts of the films: TTF for Typst, made from the woff2 files in jobvej/fonts."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from jobvej.catalog.whole import whole
from jobvej.fonts import STYLES, made_by_ibm, rename


def font_files() -> tuple[Path, ...]:
    """The woff2 files that films are set in; their bytes are part of every cache key."""
    return tuple(map(made_by_ibm, STYLES))


@cache
def characters() -> frozenset[str]:
    """Every character that both weights can draw; films draw a few more by hand (slides.typ)."""
    covered = [
        {chr(code) for code in TTFont(path, lazy=True).getBestCmap()} for path in font_files()
    ]
    return frozenset(set.intersection(*covered))


def write_ttf(folder: Path) -> Path:
    """Write the two weights as TTF into `folder`, once; return the folder.

    Typst finds no fonts in woff2. The bytes depend on the woff2 alone, and each file appears
    whole or not at all, so that several processes may do this at the same time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for weight, style in STYLES.items():
        ttf = folder / f"jobvej-sans-{style.lower()}.ttf"
        if not ttf.exists():
            _convert(weight, ttf)
    return folder


def _convert(weight: int, ttf: Path) -> None:
    font = TTFont(made_by_ibm(weight), recalcTimestamp=False)
    rename(font, weight)
    font.flavor = None
    with whole(ttf) as part:
        font.save(part)
