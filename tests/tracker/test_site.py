"""One build at a time: site and catalog change together, and a broken one never does."""

import json
import shutil
from pathlib import Path

import pytest

from jobvej.catalog.addresses import TRACKER
from tests.tracker.conftest import ASSETS, BUILD, make_build
from tracker import site
from tracker.site import NoSite, Site, read_build

NEWER = "20261201120000-ffffffff"


@pytest.fixture
def build_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "build"
    make_build(folder)
    return folder


@pytest.fixture
def live(build_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(site, "CHECK_EVERY_SECONDS", 0.0)
    return Site(build_dir)


def test_a_newer_build_is_taken_whole(live: Site, build_dir: Path):
    before = live.current()
    make_build(build_dir, NEWER)
    after = live.current()
    assert (before.id, after.id) == (BUILD, NEWER)
    assert (before.published.build, after.published.build) == (BUILD, NEWER)
    assert before.files is not after.files


def test_it_is_noticed_within_two_seconds():
    assert site.CHECK_EVERY_SECONDS <= 2


def test_the_disk_is_asked_no_oftener_than_that(build_dir: Path):
    live = Site(build_dir)
    make_build(build_dir, NEWER)
    assert live.current().id == BUILD


def _frame(folder: Path, **altered: object) -> None:
    file = folder / "site.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | altered))


@pytest.mark.parametrize(
    ("breaks", "says"),
    [
        (lambda f: (f / "catalog.json").write_text("{"), "kan ikke bruges"),
        (lambda f: (f / "catalog.json").unlink(), "kan ikke bruges"),
        (lambda f: (f / "site.json").write_text("[]"), "kan ikke bruges"),
        (lambda f: (f / "site.json").write_text("nul"), "kan ikke bruges"),
        (lambda f: _frame(f, assets='/"><script>'), "hvor dets filer er"),
        (lambda f: _frame(f, assets=1), "hvor dets filer er"),
        (lambda f: shutil.rmtree(f / "www"), "index.html mangler"),
        (lambda f: (f / "www/404.html").unlink(), "404.html mangler"),
        (shutil.rmtree, "kan ikke bruges"),
    ],
)
def test_a_broken_build_leaves_the_old_one_in_use_and_says_why(live, build_dir, breaks, says):
    breaks(make_build(build_dir, NEWER))
    assert live.current().id == BUILD
    assert says in live.problem
    assert NEWER in live.problem


def test_a_good_build_after_a_broken_one_is_taken_and_the_problem_is_gone(live, build_dir):
    (make_build(build_dir, NEWER) / "catalog.json").unlink()
    live.current()
    newest = "20261201130000-eeeeeeee"
    make_build(build_dir, newest)
    assert live.current().id == newest
    assert live.problem == ""


def test_a_current_that_vanishes_changes_nothing(live: Site, build_dir: Path):
    (build_dir / "current").unlink()
    assert live.current().id == BUILD


def test_a_folder_must_not_only_begin_like_ours():
    """Authors' files may be changed under their name: no browser is to keep them for good."""
    assert not site.LASTING.match("/assets/hus.20261128.png")
    assert not site.LASTING.match("/kurser/cv/skema.20261128.pdf")
    assert site.LASTING.match(f"{ASSETS}client/main.js")
    assert site.LASTING.match("/assets/film/cv.profiltekst.video.0a1b2c3d.chapters.vtt")


@pytest.mark.parametrize("name", ["", "../..", "site", BUILD + "/../x", "x" * 9000, "æ"])
def test_current_must_name_a_build(build_dir: Path, name: str):
    (build_dir / "current").write_text(name)
    with pytest.raises(NoSite, match=r"Byg igen|jobvej build"):
        read_build(build_dir)


def test_without_any_build_one_is_told_to_build(tmp_path: Path):
    with pytest.raises(NoSite, match="Kør `jobvej build` først"):
        Site(tmp_path)


def test_a_file_of_the_site_never_stands_before_the_tracker(web):
    rules = [one.rule for one in web.app.url_map.iter_rules()]
    assert rules
    assert not [rule for rule in rules if not rule.startswith(TRACKER)]


def test_the_build_of_a_request_is_asked_for_once(web, monkeypatch):
    """One page never mixes the catalog of one build with the words of the next."""
    monkeypatch.setattr(site, "CHECK_EVERY_SECONDS", 0.0)
    live: Site = web.app.extensions["jobvej.site"]
    with web.app.test_request_context("/"):
        first = site.published()
        make_build(live.films.parent, NEWER)
        assert site.published() is first
