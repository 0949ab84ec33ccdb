"""A sample storyboard, the film read from it, and what a picture of it shows."""

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from jobvej.catalog.film import Film
from jobvej.catalog.storyboard import read_storyboard

SAMPLE = """---
id: cv.profil.video
title: Tre linjer – og så læser de videre
remember: "Hvem er du? Hvad kan du?"
---
## Øverst i dit CV
Tre linjer.

## To spørgsmål
Svar kort.

- Hvem er du?
    Dit fag.

- Hvad kan du?
    Et kursus.

## Se her
Det er nok.

```skaerm
CV – Mikkel Holm
Hvem: Lagermand
*Kan: Truckcertifikat B
```
"""
PAPER, BRAND, SUN = (0xFB, 0xFA, 0xF7), (0x0B, 0x5A, 0x63), (0xFF, 0xC9, 0x4D)
INK, MIST = (0x17, 0x26, 0x2B), (0xEA, 0xF1, 0xF0)

Write = Callable[..., Film]


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def distance(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures, 0 to 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """What is dark in a part of the picture, cut to its bounds, white on black."""
    dark = image.crop(box).convert("L").point(lambda value: 255 if value < 140 else 0)
    return dark.crop(dark.getbbox())


def write_storyboard(root: Path, text: str, name: str = "cv/profil") -> Film:
    path = root / "videos" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    film, problems = read_storyboard(path, root)
    assert film, problems
    return film


def files(build_dir: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (build_dir / "films").iterdir()}


def unfinished(build_dir: Path) -> list[Path]:
    return list(build_dir.rglob("*.part-*"))
