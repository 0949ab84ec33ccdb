"""A reader on a course's page, and a server on a build that a test may replace."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.client.offline.kept import COURSE, served_alone
from tests.browser.conftest import Jobvej


@pytest.fixture(scope="module")
def jobvej(tmp_path_factory: pytest.TempPathFactory, build_dir: Path) -> Iterator[Jobvej]:
    """One server for the tests of a file."""
    yield from served_alone(tmp_path_factory.mktemp("jobvej"), build_dir)


@pytest.fixture
def reader(page: Page, jobvej: Jobvej) -> Page:
    """Nobody signed in, on the page of the course."""
    page.goto(jobvej.url.rstrip("/") + COURSE)
    return page
