"""A small whole project to read, and a way to change it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jobvej.catalog import Catalog, read_catalog

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    shutil.copytree(SAMPLE, root)
    return root


@pytest.fixture
def change(project: Path) -> Callable[[str, str, str], None]:
    def replace(file: str, old: str, new: str) -> None:
        path = project / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture(scope="session")
def sample() -> Catalog:
    catalog, problems = read_catalog(SAMPLE)
    assert problems == ()
    return catalog
