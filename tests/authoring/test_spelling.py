"""Every word of the project's texts is in the Danish dictionary or in our own list."""

import dataclasses
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from jobvej.authoring.commands import spelling
from jobvej.authoring.spelling import LIST, is_installed, misspelt
from jobvej.catalog import read_catalog
from tests.builder.tree import Tree

ROOT = Path(__file__).parents[2]
needs_dictionary = pytest.mark.skipif(
    not is_installed() and not os.environ.get("CI"),
    reason="no Danish dictionary here; sudo apt-get install hunspell hunspell-da",
)


@needs_dictionary
def test_no_word_is_misspelt() -> None:
    catalog, problems = read_catalog(ROOT)
    assert problems == ()
    assert misspelt(catalog) == ()


@needs_dictionary
def test_a_slip_is_found_in_a_course_and_in_a_lesson() -> None:
    catalog, _ = read_catalog(ROOT)
    course = catalog.courses[0]
    body = dataclasses.replace(course.lessons[0].body, text="Her er en ansøgnig.", line=9)
    lesson = dataclasses.replace(course.lessons[0], body=body)
    wrong = dataclasses.replace(course, summary="Et kursuss.", lessons=(lesson,))
    found = misspelt(dataclasses.replace(catalog, courses=(wrong,)))
    assert {"ansøgnig", "kursuss"} == {one.what.split('"')[1] for one in found}
    assert (lesson.file, 9) in {(one.file, one.line) for one in found}


@needs_dictionary
def test_our_own_list_is_in_order_and_holds_only_what_the_texts_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = (ROOT / LIST).read_text(encoding="utf-8").splitlines()
    words = [row.split()[0] for row in rows if not row.startswith("#")]
    assert words == sorted(set(words))
    catalog, _ = read_catalog(ROOT)
    monkeypatch.setattr("jobvej.authoring.spelling.LIST", "content/data/no-such-list.txt")
    needed = {one.what.split('"')[1].lower() for one in misspelt(catalog)}
    assert set(words) == needed


@needs_dictionary
def test_a_slip_is_told_on_its_row_wherever_a_reader_would_meet_it(tree: Tree) -> None:
    tree.append("courses/cv/hul.md", "\n| Ordd | To |\n|--|--|\n\n```text\nKære Metttte\n```\n")
    tree.append("courses/cv/profiltekst.txt", "Jeg kann\n")
    tree.append("videos/cv/profiltekst.md", "\n- Et punktt\n    Sig det højtt.\n")
    tree.append("content/kommune.yml", "messages: {invitation: Kom til samttale}\n")
    catalog, _ = read_catalog(tree.root)
    found = {(one.what.split('"')[1], one.file, one.line) for one in misspelt(catalog)}
    places = {
        ("Ordd", "courses/cv/hul.md"),
        ("Metttte", "courses/cv/hul.md"),
        ("kann", "courses/cv/profiltekst.txt"),
        ("punktt", "videos/cv/profiltekst.md"),
        ("højtt", "videos/cv/profiltekst.md"),
        ("samttale", "content/kommune.yml"),
    }
    for word, file in places:
        rows = (tree.root / file).read_text(encoding="utf-8").split("\n")
        [line] = [n for n, row in enumerate(rows, start=1) if word in row]
        assert (word, file, line) in found


@needs_dictionary
def test_a_slip_that_a_lesson_shows_is_right_in_that_lesson_alone(tree: Tree) -> None:
    tree.write(LIST, "chafør courses/cv/hul.md\n")
    tree.append("courses/cv/hul.md", "\nHan skrev *chafør*.\n")
    at = tree.append("courses/cv/profiltekst.md", "\nHan er chafør.\n") + 1
    catalog, _ = read_catalog(tree.root)
    slips = [(one.file, one.line) for one in misspelt(catalog) if "chafør" in one.what]
    assert slips == [("courses/cv/profiltekst.md", at)]


@needs_dictionary
def test_a_text_that_an_old_editor_saved_is_read_all_the_same(tree: Tree) -> None:
    at = tree.append("courses/cv/hul.md", "\nEn slipp på væggen. Ordd.\n") + 1
    path = tree.root / "courses/cv/hul.md"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    tree.write(LIST, "\ufeffordd\n")
    catalog, _ = read_catalog(tree.root)
    told = [(one.what, one.line) for one in misspelt(catalog) if one.file == "courses/cv/hul.md"]
    assert told == [('ordet "slipp" kendes ikke.', at)]


def test_without_hunspell_one_command_is_said(monkeypatch: pytest.MonkeyPatch, tree: Tree) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    result = CliRunner().invoke(spelling, ["--root", str(tree.root)])
    assert result.exit_code == 1
    assert "sudo apt-get install hunspell hunspell-da" in result.output
