"""A fresh tree for each test that changes it, and one built site for all that only look."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobvej.builder.site import BuildFailed, Built, build_site
from tests.builder.served import served
from tests.builder.tree import Tree

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "tree")


@pytest.fixture
def problems(tree: Tree) -> Callable[[], list[str]]:
    """What a build of the tree complains of, as the author reads it."""

    def complain() -> list[str]:
        try:
            build_site(tree.root, tree.root / "build", NOW)
        except BuildFailed as failed:
            return [str(problem) for problem in failed.problems]
        return []

    return complain


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The tree, built once, without films."""
    tree = Tree(tmp_path_factory.mktemp("builder") / "tree")
    return build_site(tree.root, tree.root / "build", NOW)


@pytest.fixture(scope="session")
def www(site: Built) -> Path:
    return site.folder / "www"


@pytest.fixture(scope="session")
def origin(www: Path) -> Iterator[str]:
    """The same site, served."""
    with served(www) as address:
        yield address
