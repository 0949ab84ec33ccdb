"""The pages' fonts are the films' own, lighter, and a reader sees the very same letters."""

from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from jobvej.builder.fonts import TO, light
from jobvej.fonts import STYLES, made_by_ibm


def sent(weight: int) -> TTFont:
    return TTFont(TO / f"jobvej-sans-{weight}.woff2")


def drawn(font: TTFont) -> dict[int, tuple[object, int]]:
    """Character → its outline and how much room it takes."""
    glyphs, found = font.getGlyphSet(), {}
    for code, name in font.getBestCmap().items():
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        found[code] = (pen.value, glyphs[name].width)
    return found


@pytest.mark.parametrize("weight", STYLES)
def test_every_character_is_drawn_as_in_the_films(weight: int) -> None:
    source = TTFont(made_by_ibm(weight))
    assert drawn(sent(weight)) == drawn(source)
    assert sent(weight)["OS/2"].usWeightClass == source["OS/2"].usWeightClass == weight


@pytest.mark.parametrize("weight", STYLES)
def test_what_is_sent_is_what_the_command_writes(weight: int, tmp_path: Path) -> None:
    """By its tables: the packing of woff2 may change with its library."""
    light(weight).save(tmp_path / "anew.woff2")
    written, here = TTFont(tmp_path / "anew.woff2"), sent(weight)
    assert set(written.keys()) == set(here.keys())
    for tag in set(here.keys()) - {"GlyphOrder", "head"}:
        assert written.getTableData(tag) == here.getTableData(tag), tag


@pytest.mark.parametrize("weight", STYLES)
def test_letters_keep_their_distance_and_the_reserved_name_is_not_used(weight: int) -> None:
    font = sent(weight)
    assert {one.FeatureTag for one in font["GPOS"].table.FeatureList.FeatureRecord} == {"kern"}
    assert not any("Plex" in one.toUnicode() for one in font["name"].names)
