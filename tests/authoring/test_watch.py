"""What has changed, and whether few pages show it."""

import os
from pathlib import Path

import pytest

from jobvej.authoring.watch import Snapshot, changes, is_text_of_pages, snapshot


def write(root: Path, name: str, text: str = "x") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_new_gone_and_different_files_are_named_and_no_others(tmp_path: Path) -> None:
    for name in ("mkdocs.yml", "courses/cv/a.md", "courses/cv/b.md", "content/c.md", "var/x.md"):
        write(tmp_path, name)
    before = snapshot(tmp_path)
    assert set(before) == {"mkdocs.yml", "courses/cv/a.md", "courses/cv/b.md", "content/c.md"}
    write(tmp_path, "courses/cv/a.md", "longer")
    (tmp_path / "courses/cv/b.md").unlink()
    write(tmp_path, "videos/cv/d.md")
    write(tmp_path, "var/x.md", "longer")
    for name in (".a.md.swp", "~$a.md", "a.md~"):
        write(tmp_path, f"courses/cv/{name}")
    expected = {"courses/cv/a.md", "courses/cv/b.md", "videos/cv/d.md"}
    assert changes(before, snapshot(tmp_path)) == expected


def test_a_text_of_the_same_length_is_noticed_by_its_time(tmp_path: Path) -> None:
    write(tmp_path, "content/c.md", "ab")
    before = snapshot(tmp_path)
    write(tmp_path, "content/c.md", "ba")
    os.utime(tmp_path / "content/c.md", ns=(1, 1))
    assert changes(before, snapshot(tmp_path)) == {"content/c.md"}


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert snapshot(tmp_path / "nowhere") == {}


@pytest.mark.parametrize(
    ("before", "after", "is_text"),
    [
        ({"courses/cv/a.md": 1}, {"courses/cv/a.md": 2}, True),
        ({"courses/cv/a.md": 1}, {"courses/cv/a.md": 1}, True),
        ({"courses/cv/a.md": 1}, {}, False),
        ({}, {"courses/cv/a.md": 1}, False),
        ({"courses/cv/course.yml": 1}, {"courses/cv/course.yml": 2}, False),
        ({"content/assets/a.png": 1}, {"content/assets/a.png": 2}, False),
    ],
)
def test_only_texts_that_were_there_before_are_shown_by_few_pages(
    before: dict[str, int], after: dict[str, int], is_text: bool
) -> None:
    def seen(times: dict[str, int]) -> Snapshot:
        return {name: (time, 1) for name, time in times.items()}

    assert is_text_of_pages(seen(before), seen(after)) is is_text
