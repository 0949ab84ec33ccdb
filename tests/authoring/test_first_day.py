"""Mistakes of somebody's first day: each is said at once, where it is, and never as a traceback."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from jobvej.authoring.check import check
from jobvej.builder.run import make_site
from tests.authoring.conftest import seed
from tests.builder.tree import Tree

CASES = [
    pytest.param(case, id=sentence)
    for sentence, case in yaml.safe_load(
        (Path(__file__).parent / "cases/first_day.yml").read_text("utf-8")
    ).items()
]


@pytest.mark.parametrize("case", CASES)
def test_a_beginner_is_told_what_to_do(case: dict[str, Any], tree: Tree) -> None:
    seed(tree, case)
    report = check(tree.root, tree.root / "build")
    assert [str(one) for one in report.found] == case["problems"]
    shown = make_site(tree.root, tree.root / "www", tree.root / "build/films", "preview")
    assert shown.problems == report.problems
