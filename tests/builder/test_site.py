"""A build is put in use last, whole or not at all."""

import gc
import gzip
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from jobvej.builder.run import keeping_all
from jobvej.builder.sent import sent
from jobvej.builder.site import BuildFailed, build_site, current_id
from jobvej.catalog import Catalog, load_published, write_catalog
from tests.builder.conftest import NOW
from tests.builder.tree import Tree


def names(build: Path) -> list[str]:
    return sorted(path.name for path in build.iterdir())


def test_one_folder_holds_site_and_catalog_and_current_names_it(tree: Tree) -> None:
    build = tree.root / "build"
    built = build_site(tree.root, build, NOW)
    assert built.id.startswith("20261123080000-")
    assert names(build) == ["current", f"site-{built.id}"]
    assert current_id(build) == built.id
    assert names(built.folder) == ["catalog.json", "site.json", "www"]
    published = load_published(built.folder / "catalog.json")
    assert published.build == built.id
    assert json.loads((built.folder / "site.json").read_text()) == {"assets": sent().address}
    pages = [one for one in built.folder.rglob("*.html") if "/g/" not in one.as_posix()]
    assert built.pages == len(pages)  # what only leads on is not counted


def test_a_broken_text_leaves_the_site_in_use_untouched(tree: Tree) -> None:
    build = tree.root / "build"
    built = build_site(tree.root, build, NOW)
    before = {path: path.read_bytes() for path in build.rglob("*") if path.is_file()}
    tree.append("content/hjaelp.md", "\n<script>alert(1)</script>\n")
    with pytest.raises(BuildFailed):
        build_site(tree.root, build, NOW + timedelta(minutes=1))
    after = {path: path.read_bytes() for path in build.rglob("*") if path.is_file()}
    assert after == before
    assert names(build) == ["current", f"site-{built.id}"]


def test_a_first_build_that_fails_puts_nothing_in_use(tree: Tree) -> None:
    tree.write("content/kommune.yml", "id: [")
    with pytest.raises(BuildFailed):
        build_site(tree.root, tree.root / "build", NOW)
    assert names(tree.root / "build") == []


def test_a_crash_leaves_nothing_behind(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full just as the catalog is written."""
    build = tree.root / "build"
    built = build_site(tree.root, build, NOW)

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("jobvej.builder.site.write_catalog", full)
    with pytest.raises(OSError, match="no space"):
        build_site(tree.root, build, NOW + timedelta(minutes=1))
    assert names(build) == ["current", f"site-{built.id}"]


def test_a_build_is_on_the_disk_before_it_is_put_in_use(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = tree.root / "build"
    built = build_site(tree.root, build, NOW)
    seen: list[tuple[str, int]] = []
    monkeypatch.setattr(os, "sync", lambda: seen.append((current_id(build), len(names(build)))))
    build_site(tree.root, build, NOW + timedelta(minutes=1))
    assert seen == [(built.id, 3)]


def test_the_last_two_builds_stay(tree: Tree) -> None:
    build = tree.root / "build"
    ids = [build_site(tree.root, build, NOW + timedelta(minutes=n)).id for n in range(4)]
    assert names(build) == ["current", f"site-{ids[2]}", f"site-{ids[3]}"]
    assert current_id(build) == ids[3]


def test_the_build_that_was_in_use_stays_even_when_the_clock_goes_back(tree: Tree) -> None:
    build = tree.root / "build"
    build_site(tree.root, build, NOW)
    used = build_site(tree.root, build, NOW - timedelta(hours=2)).id
    newest = build_site(tree.root, build, NOW - timedelta(hours=1)).id
    assert names(build) == ["current", f"site-{used}", f"site-{newest}"]


def test_a_build_that_another_has_just_finished_is_left_to_it(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has its folder, and stands in `current` a moment later."""
    build = tree.root / "build"
    first = build_site(tree.root, build, NOW)
    other = build / "site-20261123080030-00000000"

    def meanwhile(catalog: Catalog, build_id: str, path: Path) -> None:
        other.mkdir()
        write_catalog(catalog, build_id, path)

    monkeypatch.setattr("jobvej.builder.site.write_catalog", meanwhile)
    last = build_site(tree.root, build, NOW + timedelta(minutes=1))
    assert names(build) == ["current", f"site-{first.id}", other.name, f"site-{last.id}"]


def test_the_same_text_gives_the_same_bytes(tree: Tree) -> None:
    build = tree.root / "build"
    one, two = build_site(tree.root, build, NOW), build_site(tree.root, build, NOW)
    assert one.id[-8:] == two.id[-8:]
    assert one.folder != two.folder and one.folder.is_dir(), "also in one second"
    tree.append("content/hjaelp.md", "\nNyt.\n")
    assert build_site(tree.root, build, NOW).id[-8:] != one.id[-8:]


def test_what_a_killed_build_left_is_swept_but_not_a_build_under_way(tree: Tree) -> None:
    build = tree.root / "build"
    for name, age in (("old", 7200), ("new", 60)):
        (build / f".unfinished-{name}").mkdir(parents=True)
        then = NOW.timestamp() - age
        os.utime(build / f".unfinished-{name}", (then, then))
    built = build_site(tree.root, build, NOW)
    assert names(build) == [".unfinished-new", "current", f"site-{built.id}"]


def test_films_are_left_where_they_lie(tree: Tree) -> None:
    film = tree.root / "build/films/cv.profiltekst.video.00000000.mp4"
    film.parent.mkdir(parents=True)
    film.write_bytes(b"film")
    built = build_site(tree.root, tree.root / "build", NOW)
    assert film.read_bytes() == b"film"
    assert not list(built.folder.rglob("*.mp4"))


def test_pages_scripts_and_styles_have_a_gzipped_twin_that_says_the_same(www: Path) -> None:
    large = [
        path
        for path in www.rglob("*")
        if path.suffix in {".html", ".css", ".js"} and path.stat().st_size > 2000
    ]
    assert large
    for path in large:
        assert gzip.decompress(Path(f"{path}.gz").read_bytes()) == path.read_bytes()


def test_garbage_is_looked_for_again_however_a_build_ends() -> None:
    with pytest.raises(BuildFailed), keeping_all():
        assert not gc.isenabled()
        raise BuildFailed(())
    assert gc.isenabled()
