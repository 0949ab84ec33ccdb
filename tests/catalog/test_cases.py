"""What an author writes wrong, and the exact words that come back (cases/*.yml)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from jobvej.catalog import read_catalog

CASES = [
    pytest.param(case, id=f"{path.stem}: {sentence}")
    for path in sorted(Path(__file__).parent.glob("cases/*.yml"))
    for sentence, case in yaml.safe_load(path.read_text(encoding="utf-8")).items()
]


@pytest.mark.parametrize("case", CASES)
def test_author_is_told_every_problem(
    case: dict[str, Any], project: Path, change: Callable[[str, str, str], None]
) -> None:
    for file, changes in case.get("change", {}).items():
        for old, new in changes.items():
            change(file, old, new)
    for file, text in case.get("files", {}).items():
        path = project / file
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    _, problems = read_catalog(project)
    assert [str(problem) for problem in problems] == case["problems"]
