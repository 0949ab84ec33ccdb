"""The municipality's papers are true: every column is accounted for, every promise has its test."""

import ast
import re
from pathlib import Path

import pytest

from tracker.models import TABLES

ROOT = Path(__file__).parents[2]
PAPERS = ROOT / "docs/papers"
PROMISE = re.compile(r"^- `(tests/[\w/]+\.py)::(test_\w+)`$", re.MULTILINE)
EVERYWHERE = "municipality"
"""In every table, and said once."""


def sections(text: str) -> dict[str, str]:
    """Heading → what stands below it."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def overview() -> dict[str, str]:
    """Table → its section of the data overview."""
    text = (PAPERS / "dataoverblik.md").read_text(encoding="utf-8")
    found = {}
    for heading, section in sections(text).items():
        if name := re.search(r"`(\w+)`$", heading):
            found[name[1]] = section
    return found


def columns(section: str) -> dict[str, str]:
    """Column → what stands beside it."""
    return dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", section, re.MULTILINE))


def test_every_table_is_in_the_data_overview_and_no_other() -> None:
    assert set(overview()) == {table._meta.table_name for table in TABLES}


def test_every_column_is_in_the_data_overview_and_no_other() -> None:
    for table in TABLES:
        section = overview()[table._meta.table_name]
        assert set(columns(section)) == set(table._meta.columns) - {EVERYWHERE}, table


def test_each_column_says_what_it_is_and_what_for() -> None:
    for name, section in overview().items():
        for column, beside in columns(section).items():
            what, _, why = beside.partition(" | ")
            assert len(what) > 3, f"{name}.{column} does not say what it is"
            assert len(why) > 3, f"{name}.{column} does not say what for"


def test_each_table_says_whom_it_is_about_on_what_basis_and_until_when() -> None:
    for name, section in overview().items():
        for word in ("Om:", "Grundlag:", "Slettes:"):
            assert re.search(rf"^{word} \S.+", section, re.MULTILINE), f"{name}: {word}"


def named_tests(file: str) -> set[str]:
    """The tests that a file holds."""
    path = ROOT / file
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.exists() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_promise_names_tests_that_exist() -> None:
    text = (ROOT / "docs/tillid.md").read_text(encoding="utf-8")
    rules = {heading: PROMISE.findall(section) for heading, section in sections(text).items()}
    assert [heading.split(".")[0] for heading in rules] == [str(one) for one in range(1, 11)]
    assert not [rule for rule, named in rules.items() if not named], "a rule without a test"
    missing = [f"{file}::{name}" for named in rules.values() for file, name in named
               if name not in named_tests(file)]  # fmt: skip
    assert not missing


def test_the_ten_rules_are_those_the_citizen_reads() -> None:
    text = (ROOT / "docs/tillid.md").read_text(encoding="utf-8")
    read = (ROOT / "content/privatliv.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^(\d+)\. \*\*(.+?)\.\*\*", read, re.MULTILINE))
    for heading in sections(text):
        number, words = heading.split(". ", 1)
        assert shown[number] in (words, "Kun det, du er færdig med"), heading


@pytest.mark.parametrize(
    "paper",
    ["konsekvensanalyse", "oplysningspligt", "databehandler", "tilgaengelighedserklaering"],
)
def test_what_the_municipality_must_fill_in_is_marked(paper: str) -> None:
    text = (PAPERS / f"{paper}.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "[kommunen:" in text, "no place where the municipality writes"
    assert len(text.split()) > 150
