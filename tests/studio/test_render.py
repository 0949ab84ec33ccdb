"""What a run makes, keeps and leaves alone, and that it can be stopped at any time."""

import dataclasses
from pathlib import Path

import pytest

from jobvej.catalog.film import Film
from jobvej.studio import cache
from jobvej.studio.render import Progress, prune_films, render_films
from tests.studio.storyboards import Write, files, unfinished

KINDS = ("360.mp4", "mp4", "webp")


def test_two_runs_give_the_same_bytes_on_any_number_of_processes(
    tmp_path: Path, films: list[Film]
) -> None:
    render_films(films[:2], tmp_path / "one", workers=1)
    render_films(films[:2], tmp_path / "two", workers=2)
    one = files(tmp_path / "one")
    stems = [film.file_stem for film in films[:2]]
    assert sorted(one) == sorted(f"{stem}.{kind}" for stem in stems for kind in KINDS)
    assert one == files(tmp_path / "two")
    assert not unfinished(tmp_path)


def test_a_second_run_writes_nothing(tmp_path: Path, sample: Film) -> None:
    first = render_films([sample], tmp_path)
    assert (first.encoded, len(first.made), len(first.unchanged)) == (4, 1, 0)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    second = render_films([sample], tmp_path)
    assert (second.encoded, len(second.made), len(second.unchanged)) == (0, 0, 1)
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before


def test_only_the_changed_slide_is_encoded_again(tmp_path: Path, write: Write) -> None:
    before, after = write(), write(("Hvem: Lagermand", "Hvem: Gartner"))
    render_films([before], tmp_path)
    report = render_films([after], tmp_path)
    assert report.encoded == 1
    assert len(files(tmp_path)) == 2 * len(KINDS), "the earlier revision stays until it is pruned"


def test_another_drawing_makes_the_poster_and_the_slides_that_have_it_anew(
    tmp_path: Path, sample: Film
) -> None:
    render_films([sample], tmp_path)
    drawn = dataclasses.replace(sample, drawing='<path d="M8 108h144"/>', content_hash="0a1b2c3d")
    assert render_films([drawn], tmp_path).encoded == 1
    [before, after] = sorted((tmp_path / "films").glob("*.webp"))
    assert before.read_bytes() != after.read_bytes()


def test_a_slide_that_stands_longer_is_encoded_again(tmp_path: Path, write: Write) -> None:
    render_films([write()], tmp_path)
    longer = write(("Det er nok.", "Det er nok for denne gang."))
    assert render_films([longer], tmp_path).encoded == 1


def test_another_look_makes_every_film_anew(
    tmp_path: Path, sample: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    render_films([sample], tmp_path)
    look = tmp_path / "look.typ"
    look.write_text("// other colours")
    monkeypatch.setattr(cache, "DRAWN_BY", (look,))
    cache._making.cache_clear()
    try:
        assert render_films([sample], tmp_path).encoded == 4
    finally:
        monkeypatch.undo()
        cache._making.cache_clear()


@pytest.mark.parametrize("kind", ["mp4", "360.mp4", "webp"])
def test_a_damaged_or_missing_file_is_made_anew_from_the_cache(
    tmp_path: Path, sample: Film, kind: str
) -> None:
    render_films([sample], tmp_path)
    whole = files(tmp_path)
    path = tmp_path / "films" / f"{sample.file_stem}.{kind}"
    path.write_bytes(path.read_bytes()[:-100])
    report = render_films([sample], tmp_path)
    assert (len(report.made), report.encoded) == (1, 0)
    assert files(tmp_path) == whole
    path.unlink()
    render_films([sample], tmp_path)
    assert files(tmp_path) == whole


def test_progress_tells_each_film_once(tmp_path: Path, films: list[Film]) -> None:
    render_films(films[:1], tmp_path)
    told: list[Progress] = []
    render_films(films[:3], tmp_path, on_progress=told.append, workers=1)
    assert [(one.done, one.total) for one in told] == [(1, 3), (2, 3), (3, 3)]
    assert [one.latest.film.id for one in told] == [film.id for film in films[:3]]
    assert [one.latest.is_unchanged for one in told] == [True, False, False]


def test_all_problems_come_at_once_and_hold_no_other_film_back(
    tmp_path: Path, write: Write, films: list[Film]
) -> None:
    odd = write(("## Se her", "## Se her ☃"), name="odd/profil")
    wide = write(("- Hvem er du?", f"- {'m' * 42}"), name="wide/profil")
    report = render_films([odd, films[0], wide], tmp_path, workers=1)
    assert [(problem.file, problem.line) for problem in report.problems] == [
        ("videos/odd/profil.md", 18),
        ("videos/wide/profil.md", 12),
    ]
    assert "☃" in str(report.problems[0])
    assert [one.film for one in report.made] == [films[0]]
    assert {name.split(".")[0] for name in files(tmp_path)} == {"ansoegning"}
    assert render_films([odd], tmp_path).problems == report.problems[:1]


def test_prune_removes_earlier_revisions_only(tmp_path: Path, write: Write) -> None:
    before, other = write(), write(("title: Tre", "title: LinkedIn"), name="linkedin/profil")
    render_films([before, other], tmp_path, workers=1)
    recording = tmp_path / "films" / "start.velkommen.video.0a1b2c3d.mp4"
    recording.write_bytes(b"recorded by staff")
    after = write(("Hvem: Lagermand", "Hvem: Gartner"))
    render_films([after, other], tmp_path, workers=1)
    removed = prune_films([after, other], tmp_path)
    assert [path.name for path in removed] == [f"{before.file_stem}.{kind}" for kind in KINDS]
    kept = {f"{film.file_stem}.{kind}" for film in (after, other) for kind in KINDS}
    assert set(files(tmp_path)) == kept | {recording.name}
    assert len(list((tmp_path / "film-cache").glob("*.mp4"))) == 10, "5 slides in 2 sizes"
    assert len(render_films([after, other], tmp_path).unchanged) == 2


def test_a_pinned_revision_still_gives_the_mended_film_its_own_file(
    tmp_path: Path, sample: Film
) -> None:
    mended = dataclasses.replace(sample, content_hash="deadbeef")
    render_films([mended], tmp_path)
    assert f"{sample.id}.deadbeef.mp4" in files(tmp_path)
