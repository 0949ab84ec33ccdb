"""Storyboards as files, and the films read from them."""

import shutil
from pathlib import Path

import pytest

from jobvej.catalog.film import Film
from tests.catalog.conftest import SAMPLE as CATALOG
from tests.studio.mp4s import CAPTIONS
from tests.studio.storyboards import SAMPLE, Write, write_storyboard

COURSES = ("ansoegning", "cv", "jobnet", "jobmaal", "linkedin", "plan", "praktik", "ret", "start")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a storyboard (the sample, with replacements) and read its film."""

    def write(*changes: tuple[str, str], name: str = "cv/profil") -> Film:
        text = SAMPLE.replace("cv.profil.", f"{name.replace('/', '.')}.")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return write_storyboard(tmp_path, text, name)

    return write


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Film:
    return write_storyboard(tmp_path_factory.mktemp("sample"), SAMPLE)


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture
def films(write: Write) -> list[Film]:
    """Nine films that differ in every slide, since the title stands on each."""
    return [
        write(("title: Tre", f"title: {course} Tre"), name=f"{course}/profil") for course in COURSES
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose lesson on the CV has captions and, until a test puts it there, no MP4."""
    root = tmp_path / "project"
    shutil.copytree(CATALOG, root)
    (root / "videos/cv/opdater.md").unlink()
    (root / "videos/cv/opdater.da.vtt").write_text(CAPTIONS, encoding="utf-8")
    return root
