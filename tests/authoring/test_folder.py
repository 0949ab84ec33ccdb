"""`jobvej preview --to`: what somebody sees who can run nothing and opens a file."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Page, expect

from jobvej.catalog import read_catalog
from jobvej.cli import main
from tests.authoring.conftest import replace
from tests.builder.tree import Tree

LESSON = "kurser/cv/profiltekst/index.html"


def write(tree: Tree, to: Path) -> Result:
    return CliRunner().invoke(main, ["preview", "--root", str(tree.root), "--to", str(to)])


@pytest.fixture
def pages(tree: Tree, tmp_path: Path) -> Path:
    """With a mistake on one page, and the pictures of a film that is made."""
    replace(tree, "content/hjaelp.md", "{{ telefon() }}", "{{ telfon() }}")
    to = tmp_path / "pages"
    result = write(tree, to)
    assert result.exit_code == 0, result.output
    *problems, summary = result.output.splitlines()
    assert [one.split(": ")[0] for one in problems] == ["content/hjaelp.md:5"]
    assert summary == f"Siderne ligger i {to}. 1 fejl."
    return to


def test_every_address_of_every_page_leads_to_a_file_of_the_folder(pages: Path) -> None:
    found = 0
    for path in pages.rglob("*.html"):
        for address in re.findall(
            r' (?:href|src|poster|action)="([^"]*)"', path.read_text("utf-8")
        ):
            if not re.match(r"#|[a-z]+:|$", address):
                assert (path.parent / re.split("[?#]", address)[0]).is_file(), (path, address)
                found += 1
    assert found > 100
    moved = (pages / "g/cv.profiltekst/index.html").read_text("utf-8")
    assert 'content="0; url=../../kurser/cv/profiltekst/index.html"' in moved


def test_films_that_are_made_come_with_their_pages(tree: Tree, tmp_path: Path) -> None:
    write(tree, tmp_path / "first")
    assert not (tmp_path / "first/film").exists()
    tree.write("build/films/cv.andet.00000000.mp4", "x")
    (film,) = read_catalog(tree.root)[0].films()
    stem = film.file_stem
    tree.write(f"build/films/{stem}.mp4", "film")
    tree.write(f"build/films/{stem}.webp", "poster")
    write(tree, tmp_path / "second")
    found = sorted(path.name for path in (tmp_path / "second/film").iterdir())
    assert found == [f"{stem}.mp4", f"{stem}.webp"]


def test_no_folder_that_holds_something_is_written_to(tree: Tree) -> None:
    result = write(tree, tree.root)
    assert result.exit_code == 1
    assert result.output == f"Mappen {tree.root} er ikke tom. Vælg en ny med --to.\n"
    assert (tree.root / "content/hjaelp.md").is_file()


def test_where_nothing_can_be_made_it_says_so(tree: Tree, tmp_path: Path) -> None:
    (tree.root / "mkdocs.yml").unlink()
    result = write(tree, tmp_path / "pages")
    assert result.exit_code == 1
    assert result.output.startswith("mkdocs.yml:1: filen findes ikke.")


@pytest.mark.browser
def test_links_lead_from_file_to_file_as_they_do_on_the_site(pages: Path, page: Page) -> None:
    page.goto((pages / "index.html").as_uri())
    page.get_by_role("link", name="Hjælp").first.click()
    expect(page.get_by_text('makroen "telfon" findes ikke')).to_be_visible()
    page.goto((pages / "kurser/cv/index.html").as_uri())
    page.get_by_role("link", name="Kladde: Ikke færdig").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kladde: Ikke færdig")
    page.goto((pages / LESSON).as_uri())
    page.get_by_role("link", name="hul").first.click()
    assert page.url.startswith((pages / "kurser/cv/hul/index.html").as_uri())
    styled = "() => getComputedStyle(document.querySelector('main h1')).fontFamily"
    assert "Jobvej" in page.evaluate(styled)
    page.get_by_role("link", name="Dine opgaver").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Siden er ikke med her")
