"""`jobvej new-course` and `jobvej new-lesson`: whole at once, nothing of others' touched."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from jobvej.authoring.check import check
from jobvej.authoring.commands import new_course, new_lesson
from jobvej.authoring.edits import CannotEdit, add_draft_ids, add_lesson
from jobvej.authoring.skeletons import scalar
from jobvej.builder.site import build_site
from jobvej.catalog import read_catalog
from jobvej.catalog.fields import Fields
from jobvej.catalog.tree import Tree as CatalogTree
from jobvej.catalog.yaml_lines import Table, parse_yaml
from tests.authoring.conftest import replace
from tests.builder.conftest import NOW
from tests.builder.tree import Tree

TITLE = 'Sig "ja" til: 100 % & <mere>, #1'


def course(tree: Tree, *words: str) -> Result:
    return CliRunner().invoke(new_course, ["--root", str(tree.root), *words])


def lesson(tree: Tree, *words: str) -> Result:
    return CliRunner().invoke(new_lesson, ["--root", str(tree.root), *words])


def read(tree: Tree, name: str) -> str:
    return (tree.root / name).read_bytes().decode()


def test_a_new_course_with_a_new_lesson_passes_as_a_draft_and_the_site_is_built(tree: Tree) -> None:
    made = course(tree, "jobsamtale", "Til samtale")
    assert made.exit_code == 0, made.output
    assert made.output.startswith("Skrevet: courses/jobsamtale/course.yml\n")
    assert check(tree.root, tree.root / "build").found == ()
    made = lesson(tree, "jobsamtale.spoergsmaal", TITLE)
    assert made.exit_code == 0, made.output
    assert [row for row in made.output.splitlines() if row.startswith("Skrevet: ")] == [
        "Skrevet: courses/jobsamtale/spoergsmaal.md",
        "Skrevet: videos/jobsamtale/spoergsmaal.md",
        "Skrevet: courses/jobsamtale/course.yml",
        "Skrevet: courses/ids.txt",
    ]
    report = check(tree.root, tree.root / "build")
    assert report.found == ()
    assert (report.courses, report.lessons, report.drafts, report.films) == (2, 5, 2, 2)
    catalog, _ = read_catalog(tree.root)
    assert catalog
    (new,) = next(one for one in catalog.courses if one.id == "jobsamtale").lessons
    assert new.title == new.video_title == TITLE
    assert new.film is not None
    built = build_site(tree.root, tree.root / "build", NOW)
    assert not list(built.folder.rglob("*jobsamtale*"))
    assert "SKRIV HER" not in "".join(
        page.read_text("utf-8") for page in built.folder.rglob("*.html")
    )


def test_a_skeleton_cannot_be_published_as_it_is(tree: Tree) -> None:
    course(tree, "jobsamtale", "Til samtale")
    lesson(tree, "jobsamtale.spoergsmaal", "Spørgsmål")
    replace(tree, "courses/jobsamtale/spoergsmaal.md", "status: draft", "status: published")
    report = check(tree.root, tree.root / "build")
    places = [f"{one.file}:{one.line}" for one in report.problems if "SKRIV HER" in one.what]
    assert places == [
        *(f"courses/jobsamtale/course.yml:{line}" for line in (3, 6)),
        *(f"courses/jobsamtale/spoergsmaal.md:{line}" for line in (4, 12, 13, 14, 22)),
        *(f"videos/jobsamtale/spoergsmaal.md:{line}" for line in (4, 7, 10, 12, 13, 16)),
    ]
    rest = [str(one) for one in report.problems if "SKRIV HER" not in one.what]
    assert rest == [
        f'courses/ids.txt:{line}: id\'et "jobsamtale.spoergsmaal{part}" er ikke længere en kladde. '
        'Slet "# kladde" i linjen.'
        for line, part in enumerate(("", ".opgave", ".video"), start=8)
    ]


def test_nothing_else_in_the_files_is_touched(tree: Tree) -> None:
    before = {name: read(tree, f"courses/{name}") for name in ("cv/course.yml", "ids.txt")}
    assert lesson(tree, "cv.mere", "Mere").exit_code == 0
    after = {name: read(tree, f"courses/{name}") for name in before}
    assert after["cv/course.yml"] == before["cv/course.yml"].replace(
        "cv.udgaaet]", "cv.udgaaet, cv.mere]"
    )
    marked = "cv.mere  # kladde\ncv.mere.opgave  # kladde\ncv.mere.video  # kladde\n"
    assert after["ids.txt"] == before["ids.txt"].replace(
        "cv.profiltekst\n", f"{marked}cv.profiltekst\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("lessons: []\nnext: x\n", "lessons:\n  - a.b\nnext: x\n"),
        ("lessons: [] # først\n", "lessons:\n  - a.b # først\n"),
        ("lessons: [a.a]\n", "lessons: [a.a, a.b]\n"),
        ("lessons: [\n  a.a,  # den\n  a.c\n]\n", "lessons: [\n  a.a,  # den\n  a.c, a.b\n]\n"),
        ("lessons:\n- a.a  # den\n\nnext: x\n", "lessons:\n- a.a  # den\n- a.b\n\nnext: x\n"),
        ("lessons:\n    - a.a", "lessons:\n    - a.a\n    - a.b\n"),
        ("lessons:\r\n  - a.a\r\nnext: x\r\n", "lessons:\r\n  - a.a\r\n  - a.b\r\nnext: x\r\n"),
        ("# å\nlessons: ['a.a']\n", "# å\nlessons: ['a.a', a.b]\n"),
    ],
)
def test_the_list_of_lessons_keeps_its_style(before: str, after: str) -> None:
    assert add_lesson(before, "a.b") == after


@pytest.mark.parametrize("text", ["", "title: x\n", "lessons: x\n", "lessons: [\n", "- a\n"])
def test_a_course_without_a_list_is_not_edited(text: str) -> None:
    with pytest.raises(CannotEdit):
        add_lesson(text, "a.b")


def test_ids_find_their_places_among_comments_and_windows_lines() -> None:
    text = "# Alle\r\na.a  # gammel\r\nc.c\r\n"
    added = add_draft_ids(text, ["a.b", "d.d"])
    assert added == "# Alle\r\na.a  # gammel\r\na.b  # kladde\r\nc.c\r\nd.d  # kladde\r\n"
    assert add_draft_ids("", ["a"]) == "a  # kladde\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("cv.hul", "Hul"), "courses/cv/hul.md findes allerede. Ret den."),
        (("cvv.nyt", "Nyt"), 'Kurset "cvv" findes ikke. Mente du "cv"?'),
        (("job.nyt", "Nyt"), 'findes ikke. Lav det først: jobvej new-course job "Titel"'),
        (("nyt", "Nyt"), '"nyt" kan ikke være et lektions-id.'),
        (("cv.Nyt", "Nyt"), '"cv.Nyt" kan ikke være et lektions-id.'),
        (("Cv/Løn & vagter", "Løn"), "tal og bindestreg, fx cv.loen-og-vagter."),
        (("cv.../../x", "Nyt"), "kan ikke være et lektions-id."),
        (("cv.gammel", "Nyt"), 'Id\'et "cv.gammel" er brugt før. Vælg et andet.'),
        (("cv.quiz", "Nyt"), 'Id\'et "cv.quiz" er brugt før. Vælg et andet.'),
        (("cv.nyt", "  "), "Titlen er tom."),
        (("cv.nyt", "x" * 81), "Titlen er for lang. Brug højst 80 tegn."),
    ],
)
def test_what_exists_or_cannot_be_is_refused_with_a_sentence(
    tree: Tree, words: tuple[str, str], says: str
) -> None:
    tree.write("courses/aliases.yml", "retired: [cv.gammel]\n")
    before = {path: path.read_bytes() for path in tree.root.rglob("*") if path.is_file()}
    refused = lesson(tree, *words)
    assert refused.exit_code == 1
    assert says in refused.output
    after = {path: path.read_bytes() for path in tree.root.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("cv", "Igen"), 'Kurset "cv" findes allerede. Vælg et andet id.'),
        (("to-skridt", "Et forløb"), 'Id\'et "to-skridt" er brugt før.'),
        (("cv.nyt", "Nyt"), '"cv.nyt" kan ikke være et kursus-id.'),
        (("../x", "Nyt"), '"../x" kan ikke være et kursus-id.'),
        (("Chauffør og lager", "Nyt"), "tal og bindestreg, fx chauffoer-og-lager."),
    ],
)
def test_a_course_that_exists_is_refused_too(tree: Tree, words: tuple[str, str], says: str) -> None:
    refused = course(tree, *words)
    assert refused.exit_code == 1
    assert says in refused.output


def test_a_course_that_cannot_be_read_is_mended_first(tree: Tree) -> None:
    replace(tree, "courses/cv/course.yml", "icon: file-text", "icon: [")
    refused = lesson(tree, "cv.nyt", "Nyt")
    assert refused.exit_code == 1
    assert "courses/cv/course.yml kan ikke læses. Kør jobvej check" in refused.output
    assert not (tree.root / "courses/cv/nyt.md").exists()


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1).map(str.strip))
@example("null").via("YAML's own word for nothing")
@example("- a")
@example("a: b # c")
@example('"a\\')
def test_every_title_is_read_back_as_it_was_written(text: str) -> None:
    tree = CatalogTree(Path())
    table = parse_yaml(tree, "x.yml", f"title: {scalar(text)}\n", 1)
    assert isinstance(table, Table)
    with Fields(tree, "x.yml", table) as fields:
        assert fields.text("title") == text.strip()
    assert not text or not tree.problems


@pytest.mark.parametrize("text", ["Dit CV", "Ja", "Hvad nu?", "Én ting (eller to)"])
def test_plain_titles_stay_without_quotes(text: str) -> None:
    assert scalar(text) == text


def test_a_list_that_windows_has_marked_keeps_its_mark_and_its_first_id(tree: Tree) -> None:
    ids = tree.root / "courses/ids.txt"
    ids.write_bytes(b"\xef\xbb\xbf" + ids.read_bytes().replace(b"\n", b"\r\n"))
    assert lesson(tree, "cv.aaben", "Åben").exit_code == 0
    assert read(tree, "courses/ids.txt").startswith("\ufeffcv.aaben  # kladde\r\ncv.aaben.opgave")
    assert read_catalog(tree.root)[1] == ()
    assert "er brugt før" in course(tree, "to-skridt", "To").output


def test_lists_that_an_old_editor_saved_are_mended_first(tree: Tree) -> None:
    tree.append("courses/ids.txt", "# på\n")
    for name in ("courses/ids.txt", "courses/cv/course.yml"):
        text = read(tree, name)
        (tree.root / name).write_bytes(text.encode("cp1252"))
        assert "Kør jobvej check, og ret den først." in lesson(tree, "cv.mere", "Mere").output
        tree.write(name, text)
    assert not (tree.root / "courses/cv/mere.md").exists()


def test_a_course_may_begin_in_a_folder_that_is_there(tree: Tree) -> None:
    (tree.root / "courses/jobsamtale").mkdir()
    assert course(tree, "jobsamtale", "Jobsamtalen").exit_code == 0
    assert (tree.root / "courses/jobsamtale/course.yml").is_file()
