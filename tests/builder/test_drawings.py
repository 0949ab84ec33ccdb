"""A course's drawing: shown in our colours, and only what cannot act."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jobvej.builder.site import build_site
from jobvej.catalog import read_catalog
from jobvej.catalog.drawings import FILE, HEAVIEST, drawing, misdrawn
from tests.builder.conftest import NOW
from tests.builder.tree import PROJECT, Tree

SOUND = '<path d="M8 108h144"/><circle class="sun" cx="80" cy="60" r="9"/>'
Problems = Callable[[], list[str]]


def draw(folder: Path, shapes: str, box: str = "0 0 160 120") -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{shapes}</svg>'
    (folder / FILE).write_text(svg, "utf-8")


def test_a_drawing_stands_in_the_page_hidden_from_those_who_listen(tree: Tree) -> None:
    draw(tree.root / "courses/cv", SOUND)
    built = build_site(tree.root, tree.root / "build", NOW)
    page = (built.folder / "www/kurser/cv/index.html").read_text("utf-8")
    [shown] = re.findall(r'<svg class="drawing".*?</svg>', page, re.DOTALL)
    assert 'aria-hidden="true"' in shown
    assert '<circle cx="80" cy="60" r="9" class="sun"/>' in shown


def test_a_course_without_a_drawing_has_no_hole(www: Path) -> None:
    page = (www / "kurser/cv/index.html").read_text("utf-8")
    assert '<svg class="drawing"' not in page


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<image href="https://andre.example/x.png"/>', "<image>"),
        ('<a href="https://andre.example"><path d="M0 0"/></a>', "<a>"),
        ('<path d="M0 0" onload="alert(1)"/>', 'onload="alert(1)"'),
        ('<path d="M0 0" style="fill:url(//andre.example)"/>', "style="),
        ('<path d="M0 0" class="hero"/>', 'class="hero"'),
        (SOUND * 40, f"højst fylde {HEAVIEST}"),
        ("<path", "kan ikke læses"),
        ("<!-- Inkscape -->" + SOUND, 'tegningen har en linje med "<!".'),
    ],
)
def test_what_would_not_be_shown_is_refused_by_name(
    shapes: str, said: str, tree: Tree, problems: Problems
) -> None:
    draw(tree.root / "courses/cv", shapes)
    found = problems()
    assert found, "the drawing was let through"
    assert all(one.startswith("courses/cv/tegning.svg:1: ") for one in found)
    assert said in found[0]
    shown = drawing(tree.root / "courses/cv")
    assert "example" not in shown
    assert "alert" not in shown


def test_a_drawing_of_another_size_is_refused(tree: Tree, problems: Problems) -> None:
    draw(tree.root / "courses/cv", SOUND, "0 0 24 24")
    assert "viewBox" in problems()[0]


@pytest.mark.parametrize("encoding", ["findes-ikke", "utf-7", "shift_jis"])
def test_a_drawing_in_letters_that_nobody_knows_is_told(
    encoding: str, tree: Tree, problems: Problems
) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><svg viewBox="0 0 160 120"/>'
    tree.write("courses/cv/tegning.svg", text)
    assert problems()[0].startswith("courses/cv/tegning.svg:1: tegningen kan ikke læses.")


def test_entities_are_never_unfolded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg viewBox="0 0 160 120"><path d="&a;"/></svg>'
    (tmp_path / FILE).write_text(bomb, "utf-8")
    assert drawing(tmp_path) == ""


def test_every_course_of_ours_has_a_sound_drawing_and_says_for_whom_it_is() -> None:
    catalog, _ = read_catalog(PROJECT, PROJECT / "build/films")
    assert list(misdrawn(catalog)) == []
    for course in catalog.courses:
        assert 'class="sun"' in drawing(PROJECT / "courses" / course.id), course.id
        assert course.for_whom.startswith("For "), course.id
