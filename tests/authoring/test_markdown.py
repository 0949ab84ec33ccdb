"""What the guides for authors say one can write, written just so and looked at in a browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from jobvej.authoring.begin import begin_course, begin_lesson
from jobvej.authoring.check import check
from jobvej.authoring.workshop import Workshop
from jobvej.builder.run import make_site
from tests.authoring.conftest import picture, served
from tests.builder.tree import Tree
from tests.builder.tree import page as page_of

DOCS = Path(__file__).resolve().parents[2] / "docs"


def example() -> str:
    """The Markdown that the page shows."""
    text = (DOCS / "authoring.md").read_text("utf-8")
    found = re.search(r"^````markdown\n(!!! tip.*?)^````$", text, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    tree = Tree(tmp_path_factory.mktemp("markdown") / "tree")
    tree.write("content/hjaelp.md", page_of("Hjælp", example()))
    picture(tree.root / "content/assets/cv.png", 400, 300)
    return tree


def test_what_is_documented_passes_the_check(written: Tree) -> None:
    assert check(written.root, written.root / "build").found == ()


@pytest.fixture(scope="module")
def origin(written: Tree) -> Iterator[str]:
    workshop = Workshop(written.root, written.root / "build")
    workshop.www = written.root / "www"
    make_site(written.root, workshop.www, workshop.films, "preview")
    with served(workshop) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.mark.browser
def test_what_is_documented_works_in_a_browser(origin: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    page.goto(f"{origin}/hjaelp/")
    advice = page.locator(".admonition.tip")
    assert advice.locator(".admonition-title").inner_text() == "Godt råd"
    assert "Læs det højt" in advice.inner_text()
    before, after = page.get_by_text("Jeg er mødestabil."), page.get_by_text("ikke haft en sygedag")
    assert (before.is_visible(), after.is_visible()) == (True, False)
    page.locator("label", has_text="Efter").click()
    assert (before.is_visible(), after.is_visible()) == (False, True)
    assert page.locator("abbr").get_attribute("title") == "Arbejdsmarkedsuddannelse"
    assert page.locator("abbr").inner_text() == "AMU"
    page.get_by_role("button", name="Kopiér teksten").click()
    page.get_by_text("Kopieret.").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()").startswith(
        "Kære Mette\nJeg skriver"
    )
    shown = page.get_by_role("img", name="Et CV på én side, med profilteksten øverst")
    assert shown.evaluate("image => image.naturalWidth") == 400


def test_a_course_written_just_as_the_guide_shows_it_is_published_by_doing_as_one_is_told(
    tree: Tree,
) -> None:
    guide = (DOCS / "redaktoer.md").read_text("utf-8")
    for command, identity, title in re.findall(r'^jobvej (new-\w+) ([\w.]+) "(.+)"$', guide, re.M):
        {"new-course": begin_course, "new-lesson": begin_lesson}[command](
            tree.root, identity, title
        )
    shown = re.findall(r"^`([\w./-]+)`\n\n(`{3,4})\w+\n(.*?)^\2$", guide, re.M | re.S)
    assert len(shown) == 7
    for name, _, text in shown:
        tree.write(name, text)
    ids = tree.root / "courses/ids.txt"
    tree.write("courses/ids.txt", ids.read_text("utf-8").replace("  # kladde", ""))
    for problem in check(tree.root, tree.root / "build").problems:
        new, beside = re.findall(r"linjen (\S+) dér, lige efter (\S+),", problem.mend)[0]
        rows = ids.read_text("utf-8").split("\n")
        # Several may belong after the same one: each goes as far down as the order lets it.
        at = rows.index(beside) + 1
        while at < len(rows) and rows[at] and rows[at] < new:
            at += 1
        tree.write("courses/ids.txt", "\n".join([*rows[:at], new, *rows[at:]]))
    assert check(tree.root, tree.root / "build").found == ()


@pytest.mark.parametrize("name", ["gitlab-ci.yml", "github-actions.yml"])
def test_the_templates_for_a_host_run_what_there_is(name: str) -> None:
    text = (DOCS / "ci" / name).read_text("utf-8")
    assert yaml.safe_load(text)
    commands = re.findall(r"\.venv/bin/(jobvej .*)", text)
    assert sorted(commands) == [
        "jobvej check",
        "jobvej film build --all || true",
        "jobvej preview --to pages",
    ]
    assert (DOCS.parent / "requirements.txt").is_file()


def test_the_way_on_windows_uses_no_shell_of_ours() -> None:
    text = (DOCS / "authoring.md").read_text("utf-8")
    found = re.search(r"## On Windows.*?^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found
    for row in found[1].splitlines():
        assert row.startswith(("py -m venv", ".venv\\Scripts\\")), row
    opened = (DOCS.parent / "jobvej.cmd").read_text("ascii")  # else cmd reads it in its own way
    assert '".venv\\Scripts\\jobvej.exe" preview' in opened
    foreign = re.compile(r"^\s*(?:import|from) (fcntl|pwd|grp|resource|termios)\b", re.MULTILINE)
    for package in ("authoring", "builder", "catalog", "studio"):
        for file in (DOCS.parent / "jobvej" / package).rglob("*.py"):
            assert not foreign.search(file.read_text("utf-8")), f"{file.name} runs on Unix alone"
