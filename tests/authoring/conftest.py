"""An author's folder that a test changes, and what `jobvej check` says of it."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image

from jobvej.authoring.preview import listen, make_server
from jobvej.authoring.workshop import Workshop
from tests.builder.tree import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "tree")


def replace(tree: Tree, name: str, old: str, new: str) -> None:
    text = (tree.root / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    tree.write(name, text.replace(old, new))


def seed(tree: Tree, case: dict[str, Any]) -> None:
    """Make the mistakes of a case."""
    _move(tree, case)
    for name, changes in case.get("change", {}).items():
        for old, new in changes.items():
            replace(tree, name, old, new)
    for name, text in case.get("files", {}).items():
        tree.write(name, text)
    for name, size in case.get("pictures", {}).items():
        picture(tree.root / name, **size)
    for name, codec in case.get("saved_as", {}).items():
        text = (tree.root / name).read_text(encoding="utf-8")
        (tree.root / name).write_bytes(text.encode(codec))


def _move(tree: Tree, case: dict[str, Any]) -> None:
    for old, new in case.get("copied", {}).items():
        copy = shutil.copytree if (tree.root / old).is_dir() else shutil.copy
        copy(tree.root / old, tree.root / new)
    for old, new in case.get("renamed", {}).items():
        (tree.root / old).rename(tree.root / new)
    for name in case.get("deleted", []):
        (tree.root / name).unlink()


def picture(path: Path, width: int, height: int, noise: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    size = (width, height)
    grains = Random(1).randbytes(width * height * 3) if noise else bytes(width * height * 3)
    Image.frombytes("RGB", size, grains).save(path)


@contextmanager
def served(workshop: Workshop) -> Iterator[int]:
    """The port on which a preview answers."""
    bound = listen(0)
    assert bound
    server = make_server(workshop, bound)

    def answer() -> None:
        with suppress(OSError):  # the socket is closed from the test's own thread
            server.run()

    threading.Thread(target=answer, daemon=True).start()
    yield bound.getsockname()[1]
    server.close()
