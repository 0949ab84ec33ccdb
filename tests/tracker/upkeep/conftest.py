"""The folder in which an operator looks after a municipality."""

from pathlib import Path

import pytest

from tests.tracker.terminal import jobvej


@pytest.fixture
def founded(place: Path) -> Path:
    """The folder with an empty database."""
    jobvej("tracker", "init")
    return place
