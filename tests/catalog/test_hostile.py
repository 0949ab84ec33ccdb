"""Whatever stands in an author's file is a problem at a line, never a crash."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobvej.catalog import read_catalog
from jobvej.catalog.export import export_catalog
from jobvej.catalog.load import parse_published
from tests.catalog.conftest import SAMPLE

FILES = sorted(p.relative_to(SAMPLE).as_posix() for p in SAMPLE.rglob("*") if p.is_file())
SIGNS = st.sampled_from(
    [
        *"-:#*&!|>{}[],?'\"%@`\\\t\n <=~",
        *("---\n", "\n\n", ": ", "- ", "## ", "```skaerm\n", "```\n", "<<: ", "!!python/x"),
        *("\\ud800", "id: cv.opdater\n", "title: x\n", "task: {", "items:\n  - ", "{{"),
        *("\u2028", "\ufeff", "\x85"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(SIGNS, st.text(max_size=5)), max_size=40).map("".join),
)


def read(root: Path) -> list[str]:
    """Read a project; its problems must be printable, and each name a real line."""
    catalog, problems = read_catalog(root)
    for problem in problems:
        str(problem).encode("utf-8")
        assert "\n" not in str(problem)
        path = root / problem.file
        lines = (
            path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
            if path.is_file()
            else 1
        )
        assert 1 <= problem.line <= lines, str(problem)
    assert list(problems) == sorted(problems)
    if not problems:
        # What passes the reader passes the tracker's strict reader too.
        parse_published(json.dumps(export_catalog(catalog, "20261122000000-00000000")))
    return [str(problem) for problem in problems]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(FILES),
    st.one_of(TEXTS.map(lambda t: t.encode("utf-8")), st.binary(max_size=200)),
)
def test_any_content_of_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, file: str, content: bytes
) -> None:
    root = tmp_path_factory.mktemp("p") / "project"
    shutil.copytree(SAMPLE, root)
    (root / file).write_bytes(content)
    read(root)
    shutil.rmtree(root)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FILES), st.integers(0, 2000), st.integers(0, 20), TEXTS)
def test_any_change_in_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, file: str, at: int, cut: int, text: str
) -> None:
    root = tmp_path_factory.mktemp("p") / "project"
    shutil.copytree(SAMPLE, root)
    whole = (root / file).read_text(encoding="utf-8")
    at %= len(whole)
    (root / file).write_bytes((whole[:at] + text + whole[at + cut :]).encode("utf-8"))
    read(root)
    shutil.rmtree(root)


def test_windows_line_ends_and_byte_order_marks_are_no_problem(project: Path) -> None:
    before, _ = read_catalog(project)
    for file in FILES:
        content = (project / file).read_bytes().replace(b"\n", b"\r\n")
        (project / file).write_bytes(b"\xef\xbb\xbf" + content)
    after, problems = read_catalog(project)
    assert problems == ()
    assert before == after


def test_letters_in_two_parts_are_the_same_letters(project: Path) -> None:
    before, _ = read_catalog(project)
    path = project / "videos/cv/opdater.md"
    path.write_text(path.read_text(encoding="utf-8").replace("å", "a\u030a"), encoding="utf-8")
    assert read_catalog(project)[0] == before


def test_bad_utf8_is_found_on_its_line_with_all_else(project: Path) -> None:
    path = project / "courses/cv/profil.md"
    text = path.read_text(encoding="utf-8").replace("minutes: 15", "minutes: få").encode("cp1252")
    path.write_bytes(text)
    assert read(project) == [
        "courses/cv/profil.md:11: her står et tegn, der ikke er UTF-8. "
        "Gem filen igen med tegnsættet UTF-8. I Notesblok: Gem som, Kodning: UTF-8.",
        'courses/cv/profil.md:12: "minutes" skal være et helt tal fra 1 til 480, '
        'men her står "få". Skriv fx minutes: 10',
    ]


def test_line_breaks_from_word_processors_do_not_move_the_lines(project: Path) -> None:
    path = project / "courses/cv/profil.md"
    text = path.read_text(encoding="utf-8").replace("title: Ja", "title: Ja\u2028\x0b\x85tak")
    path.write_text(text.replace("minutes: 15", "minutes: 0"), encoding="utf-8")
    assert read(project) == [
        'courses/cv/profil.md:12: "minutes" skal være et helt tal fra 1 til 480, '
        'men her står "0". Skriv fx minutes: 10'
    ]


def test_a_picture_named_as_a_text_and_a_huge_file_are_told_unread(project: Path) -> None:
    (project / "courses/cv/profil.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (project / "content/index.md").write_bytes(b"a" * 600_000)
    assert read(project) == [
        "content/index.md:1: filen er for stor. En tekst må højst fylde 512 kB.",
        "courses/cv/profil.md:1: filen er ikke tekst. "
        "Gem den som ren tekst i UTF-8. I Notesblok: Gem som, Kodning: UTF-8.",
    ]


def test_what_nobody_sees_and_what_lies_too_deep_is_said_on_its_line(project: Path) -> None:
    path = project / "courses/cv/profil.md"
    path.write_bytes(path.read_bytes().replace(b"En profil", b"En\x1b[31m profil"))
    (project / "content/index.md").write_text('---\ntitle: "a\\0b"\n---\n', encoding="utf-8")
    (project / "content/hjaelp.md").write_text("---\ntitle:\n  " + "[" * 20 + "\n---\n")
    unseen = "her står et usynligt styretegn. Slet linjen, og skriv den igen."
    assert read(project) == [
        "content/hjaelp.md:3: felterne ligger for dybt inde i hinanden. Ryk dem ud.",
        f"content/index.md:2: {unseen}",
        f"courses/cv/profil.md:16: {unseen}",
    ]


def steps(root: Path) -> int:
    """How many lines are carried out to read a project: on every machine the same, unlike seconds.

    A loop within one line counts each time it turns; what C does within one call is not seen.
    """
    carried_out, before = 0, sys.gettrace()

    def count(*_: object) -> object:
        nonlocal carried_out
        carried_out += 1
        return count

    sys.settrace(count)  # type: ignore[arg-type]
    try:
        read_catalog(root)
    finally:
        sys.settrace(before)
    return carried_out


def grows_with_size(root: Path, write: Callable[[int], object]) -> bool:
    """Whether the second half of what is written takes about as much work as the first."""
    read_catalog(root)  # what is read once in a process is no part of either
    nothing = steps(root)
    write(600)
    half = steps(root)
    write(1_200)
    return steps(root) - half <= 1.5 * abs(half - nothing)


@pytest.mark.parametrize(
    "bomb",
    [
        lambda n: "[" * n,
        lambda n: "- " * n,
        lambda n: "{a: " * n,
        lambda n: "a: &a [x]\nb: [" + "*a, " * n + "]",
        lambda n: "? " * n,
        lambda n: "'" * (2 * n + 1),
        lambda n: "a: |\n" + " x\n" * n,
        lambda n: "\n".join(f"k{i}: x" for i in range(n)),
        lambda n: "aliases:\n" + "\n".join(f"  a{i}: a{i + 1}" for i in range(n)),
        lambda n: "aliases:\n" + "\n".join(f"  a{i}: a{i - 1}" for i in range(n)),
    ],
    ids=["[", "-", "{", "*", "?", "'", "|", "keys", "chain", "chain back"],
)
def test_a_bomb_takes_no_more_work_than_its_size(bomb: Callable[[int], str], project: Path) -> None:
    path = project / "courses/aliases.yml"
    assert grows_with_size(project, lambda n: path.write_text(bomb(n), encoding="utf-8"))
    problems = read_catalog(project)[1]
    assert problems[0].file == "courses/aliases.yml"


def test_a_list_of_ids_from_elsewhere_takes_no_more_work_than_its_size(project: Path) -> None:
    path = project / "courses/ids.txt"
    own = path.read_text(encoding="utf-8")
    elsewhere = [f"x{i:05}.opgave\n" for i in range(1_200)]
    assert grows_with_size(project, lambda n: path.write_text(own + "".join(elsewhere[:n])))
    assert len(read_catalog(project)[1]) == 1_200


def test_what_is_missing_at_the_end_is_said_at_the_last_line(project: Path) -> None:
    (project / "content/kommune.yml").write_text("---")
    assert read(project) == [
        "content/kommune.yml:1: her står en tekst uden feltnavn. Skriv felter som navn: tekst"
    ]


def test_a_folder_where_a_file_should_be(project: Path) -> None:
    (project / "courses/ids.txt").unlink()
    (project / "courses/ids.txt").mkdir()
    (problem,) = read_catalog(project)[1]
    assert str(problem).startswith("courses/ids.txt:1: filen kan ikke læses.")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_file_name_that_is_no_text(project: Path) -> None:
    name = os.fsencode(str(project / "courses/cv")) + b"/l\xe6s\nmig.md"
    with open(name, "wb") as stream:  # noqa: PTH123 (no Path holds these bytes)
        stream.write(b"x")
    first, *_ = read_catalog(project)[1]
    assert str(first) == (
        "courses/cv/l?s?mig.md:1: filen bliver ikke læst: navnet har andet end små bogstaver a-z, "
        "tal og bindestreg. Kald den ls-mig.md, og skriv id: cv.ls-mig"
    )


def test_nothing_at_all_is_an_empty_catalog_and_what_must_be_there(tmp_path: Path) -> None:
    catalog, problems = read_catalog(tmp_path / "nowhere")
    assert (catalog.courses, catalog.plans) == ((), ())
    assert [problem.file for problem in problems] == [
        *("content/hjaelp.md", "content/index.md", "content/kommune.yml"),
        *("content/privatliv.md", "content/tilgaengelighed.md"),
        "courses",
        "courses/ids.txt",
    ]
