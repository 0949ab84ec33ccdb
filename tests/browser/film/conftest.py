"""One server for all who only look at a film: they keep nothing there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import LESSON, Jobvej


@pytest.fixture(scope="session")
def lesson_url(build_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The lesson with a film, as `jobvej run` serves it."""
    place = Jobvej(tmp_path_factory.mktemp("films"), build_dir)
    place.people("Anna")
    yield place.start().rstrip("/") + LESSON
    place.kill()
