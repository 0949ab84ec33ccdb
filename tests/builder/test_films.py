"""The film of a lesson as the page shows it: what it is, how large, and what stands beside it."""

import re
from pathlib import Path

import pytest

from jobvej.builder.site import build_site
from jobvej.catalog import read_catalog
from jobvej.catalog.film import Media
from jobvej.catalog.media import media_file, media_text
from tests.builder.conftest import NOW
from tests.builder.html import Page, check
from tests.builder.tree import Tree

CAPTIONS = """WEBVTT

00:00.000 --> 00:03.000
Velkommen til webinaret.

00:03.000 --> 00:06.000
I dag hører vi fra <navn>Per.
""".replace("<navn>", "")
ID = "cv.profiltekst.video"


def built(tree: Tree) -> tuple[Path, Page]:
    www = build_site(tree.root, tree.root / "build", NOW).folder / "www"
    page = Page(www / "kurser/cv/profiltekst/index.html")
    check(page)
    return www, page


def recorded(tree: Tree, seconds: float = 1503.4) -> str:
    """A lesson with a recording that the studio has seen; returns the name of its files."""
    (tree.root / "videos/cv/profiltekst.md").unlink()
    tree.write("videos/cv/profiltekst.da.vtt", CAPTIONS)
    catalog, _ = read_catalog(tree.root)
    assert catalog
    films = tree.root / "build/films"
    films.mkdir(parents=True)
    note = media_file(films, catalog.recordings()[0].text_stem)
    note.write_text(media_text(Media("0a1b2c3d", seconds, True)))
    (films / f"{ID}.0a1b2c3d.mp4").write_bytes(b"x" * 42_000_000)
    return f"{ID}.0a1b2c3d"


def test_a_recording_is_shown_with_its_own_length_captions_and_text(tree: Tree) -> None:
    stem = recorded(tree)
    www, page = built(tree)
    assert page.all("source")[0].get("src") == f"/film/{stem}.mp4"
    (track,) = page.all("track")
    assert track.get("kind") == "captions", "no chapters were written"
    captions = (www / track.get("src").lstrip("/")).read_text(encoding="utf-8")
    assert "I dag hører vi fra Per." in captions
    section = page.with_("data-activity", ID)[0]
    assert section.get("data-recording") == "true"
    assert section.get("data-seconds") == "1503.4"
    assert "Film: 25 min 3 sek. · lyd og undertekster · 42,0 MB" in page.text(section)
    assert "Velkommen til webinaret. I dag hører vi fra Per." in page.text(section)
    assert not page.with_("data-read-aloud"), "somebody is heard already"
    assert not page.with_("data-save-data"), "there is no small one"


def test_a_silent_film_may_be_read_aloud_and_a_small_one_is_offered_with_its_size(
    tree: Tree,
) -> None:
    catalog, _ = read_catalog(tree.root)
    assert catalog
    film = catalog.films()[0]
    stem = film.file_stem
    (tree.root / "build/films").mkdir(parents=True)
    (tree.root / f"build/films/{stem}.mp4").write_bytes(b"x" * 640_000)
    (tree.root / f"build/films/{stem}.360.mp4").write_bytes(b"x" * 240_000)
    www, page = built(tree)
    assert page.all("video")[0].get("preload") == "none"
    assert page.all("source")[0].get("src") == f"/film/{stem}.mp4"
    for track in page.all("track"):
        assert (www / track.get("src").lstrip("/")).read_text().startswith("WEBVTT")
    section = page.with_("data-activity", film.id)[0]
    assert section.get("data-revision") == film.revision
    assert float(section.get("data-seconds")) == pytest.approx(film.seconds, abs=0.06)
    assert re.search(r"Film: \d+ sek\. · undertekster · 0,6 MB", page.text(section))
    assert not page.with_("open")
    (link,) = page.with_("data-save-data")
    assert link.get("href") == f"/film/{stem}.360.mp4"
    assert page.text(link) == "Spar data (0,2 MB)"
    (button,) = page.with_("data-read-aloud")
    assert page.text(button) == "Læs højt"
    assert button.get("hidden") is not None


def test_chapters_of_a_recording_are_headings_of_its_text(tree: Tree) -> None:
    recorded(tree)
    chapter = "WEBVTT\n\n00:00.000 --> 00:03.000\nGoddag\n\n00:03.000 --> 00:06.000\nPer\n"
    tree.write("videos/cv/profiltekst.kapitler.vtt", chapter)
    _, page = built(tree)
    section = page.with_("data-activity", ID)[0]
    assert not page.all("video"), "other chapters: the MP4 has not been looked at since"
    assert [page.text(heading) for heading in page.all("h3")] == ["Goddag", "Per"]
    assert "Filmen er på vej." in page.text(section)
