"""What is installed is whole: a container installs the package, and has no folder to run from."""

from __future__ import annotations

from pathlib import Path

import pytest
from setuptools import Distribution
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parents[2]


def test_every_file_of_the_packages_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    project = Distribution({"script_name": "setup.py"})
    project.parse_config_files()
    build = build_py(project)
    build.ensure_finalized()
    modules = {Path(file) for _, _, file in build.find_all_modules()}
    rest = {
        Path(folder, name)
        for _, folder, _, names in build.get_data_files_without_manifest()
        for name in names
    }
    there = {
        path.relative_to(ROOT)
        for package in ("jobvej", "tracker")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert not sorted(map(str, there - modules - rest))
