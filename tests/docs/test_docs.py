"""Documentation is under test: what it names exists, and what exists is named."""

import re
import subprocess
from pathlib import Path

import click
import pytest

from docs.write_map import PACKAGES, comment_line, first_line, map_text
from jobvej.cli import main
from tracker.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])


def words_of(group: click.Group, before: str = "jobvej") -> list[str]:
    """Every command as typed: `jobvej build`, `jobvej tracker purge`, …"""
    found = []
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        if isinstance(command, click.Group):
            found += words_of(command, f"{before} {word}")
        else:
            found.append(f"{before} {word}")
    return found


def test_map_is_what_the_modules_say() -> None:
    assert (ROOT / "docs/map.md").read_text(encoding="utf-8") == map_text(), "run: make docs"


def test_every_module_says_its_purpose() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        if file.stat().st_size and not first_line(file)
    ]
    silent += [
        str(file.relative_to(ROOT))
        for folder, kind in (("jobvej/builder/client", "js"), ("tracker/migrations", "sql"))
        for file in (ROOT / folder).glob(f"*.{kind}")
        if len(comment_line(file)) < 15
    ]
    assert not silent


def test_every_setting_is_documented_and_no_other() -> None:
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(JOBVEJ_[A-Z_]+)`", text, re.MULTILINE))
    assert documented == {f"JOBVEJ_{name.upper()}" for name in Settings.model_fields}


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    missing = [words for words in words_of(main) if f"`{words}" not in text]
    assert not missing


def test_every_command_named_in_the_docs_exists() -> None:
    known = words_of(main)
    strangers = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for named in re.findall(r"`(jobvej [a-z][a-z -]*)", text):
            # A group alone (`jobvej film …`) is known by what stands below it.
            word = named.strip() + " "
            if not any(word.startswith(k + " ") or k.startswith(word) for k in known):
                strangers.append(f"{page.name}: {named}")
    assert not strangers


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_every_link_inside_the_repository_leads_somewhere(file: Path) -> None:
    text = re.sub(
        r"^ *(```+)\w*\n.*?^ *\1$|`[^`\n]+`", "", file.read_text("utf-8"), flags=re.M | re.S
    )
    broken = [
        link
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
        if not (file.parent / link).exists()
    ]
    assert not broken


def test_every_make_target_named_in_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set()
    for page in PAGES:
        named |= set(re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8")))
    assert named <= targets


def test_every_decision_is_half_a_page_with_a_reason() -> None:
    for page in (ROOT / "docs/decisions").glob("*.md"):
        words = len(page.read_text(encoding="utf-8").split())
        assert 60 <= words <= 450, f"{page.name} has {words} words"


def test_a_check_that_fails_stops_make() -> None:
    """A pipe ends as its last command does: behind one, a broken layer would pass unseen."""
    recipe = ["make", "--dry-run", "--no-print-directory", "--old-file=.venv/test.stamp", "lint"]
    done = subprocess.run(recipe, cwd=ROOT, capture_output=True, text=True, check=True)
    checks = done.stdout.splitlines()
    assert "lint-imports" in checks[-1]
    assert not [one for one in checks if "|" in one]
