"""Stylesheets are many to write and few to fetch; no reader waits for our comments."""

import re
import shutil
from pathlib import Path

import pytest

from jobvej.builder import sent as module
from jobvej.builder.sent import APART, ASSETS, HERE, SHEETS, sent


@pytest.mark.parametrize("folder", sorted(SHEETS))
def test_every_file_is_in_its_sheet_once(folder: str) -> None:
    names = sorted(path.stem for path in (ASSETS / folder).iterdir())
    assert names == sorted(SHEETS[folder])


def test_what_is_sent_lies_in_the_site_with_every_rule_and_no_comment(www: Path) -> None:
    files = sent().texts
    for name, content in files.items():
        assert (www / sent().address[1:] / name).read_text("utf-8") == content
        assert content.strip()
        assert "/*" not in content, name
    parts, site = files["parts.css"], files["site.css"]
    assert parts.count("{") == parts.count("}") > 90
    assert site.count("{") == site.count("}") > 190
    assert parts.index("*::before") < parts.index(".button {") < parts.index("@page {")
    assert site.index(".film {") < site.rindex("@media print")


def code(script: str) -> list[str]:
    """Read line by line instead of all at once: without what stands between /** and */, or //."""
    kept, is_comment = [], False
    for line in script.splitlines():
        is_comment = is_comment or line.lstrip().startswith("/**")
        if not is_comment and not line.lstrip().startswith("//"):
            kept.append(line)
        if is_comment and line.endswith("*/"):
            is_comment = False
    return kept


def test_every_line_of_code_of_the_client_is_sent() -> None:
    """In its order; what joins the modules is said in other words."""
    files = sent().texts
    for path in (HERE / "client").glob("*.js"):
        lines = code(path.read_text("utf-8"))
        if f"client/{path.name}" in files and path.stem != "main":
            assert files[f"client/{path.name}"].splitlines() == lines, path.name
        if path.stem in APART:
            continue
        own = files["client/main.js"].split(f"const ${path.stem} = once(() => {{\n")[1]
        packed = own.split("\nreturn { ")[0].splitlines()
        joined = re.compile(r"^import |^export \{|\bimport\(|^const \{.*\$|\.later\(")
        plain = [one.removeprefix("export ") for one in lines if not joined.search(one)]
        assert [one for one in packed if not joined.search(one)] == plain, path.name


def test_no_comment_of_the_client_is_sent() -> None:
    for name, content in sent().texts.items():
        if name.endswith(".js"):
            assert not re.search(r"^\s*(//|\*|/\*)", content, re.MULTILINE), name


def test_whatever_a_script_asks_for_is_sent_and_the_client_asks_for_no_second_round() -> None:
    """One after the other they would cost an old phone a second on a poor network."""
    files = {name for name in sent().texts if name.endswith(".js")}
    asked = {
        name: set(re.findall(r'\./(\w+\.js)"', content))
        for name, content in sent().texts.items()
        if name in files
    }
    assert {f"client/{one}" for names in asked.values() for one in names} <= files
    assert asked["client/main.js"] == {"offline.js"}
    assert not re.search(r"^import\b", sent().texts["client/main.js"], re.MULTILINE)


def test_the_address_is_another_when_a_file_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Browsers keep what lies there for good: the same address must mean the same bytes."""
    shutil.copytree(ASSETS, tmp_path / "assets")
    monkeypatch.setattr(module, "ASSETS", tmp_path / "assets")
    read = sent.__wrapped__
    assert read().address == sent().address
    for name in ("parts/print.css", "tokens.css", "icon.svg"):
        before = read().address
        with (tmp_path / "assets" / name).open("a") as file:
            file.write("\n.x { color: red; }\n")
        assert read().address != before, name


def test_every_page_asks_for_its_files_where_they_lie(www: Path) -> None:
    asked = set[str]()
    for page in www.rglob("*.html"):
        asked |= set(re.findall(r'"(/assets/jobvej[^"]*)"', page.read_text("utf-8")))
    assert {path for path in asked if not (www / path[1:]).is_file()} == set()
    assert {path.rpartition("/")[2] for path in asked} >= {"main.js", "tokens.css", "search.js"}
