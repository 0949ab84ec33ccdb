"""`jobvej check`: all at once, the same as a build, and nothing written."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from jobvej.authoring.check import check as look_at
from jobvej.authoring.commands import check
from jobvej.builder.run import make_site
from jobvej.builder.site import BuildFailed, build_site
from jobvej.catalog import read_catalog
from jobvej.studio.cache import SMALL, FilmFolders
from jobvej.studio.recipe import recipe_of
from tests.authoring.conftest import replace, seed
from tests.builder.conftest import NOW
from tests.builder.tree import Tree

CASE = yaml.safe_load((Path(__file__).parent / "cases/all_at_once.yml").read_text("utf-8"))
SUMMARY = "1 kursus, 4 lektioner (1 kladde), 1 film, 1 quizspørgsmål, 1 forløb. "
MKDOCS = "site_name: x\ndocs_dir: content\n"
WIDE = "Virksomhedspraktikansøgningsskabelonerne"
Problems = list[str]


def run(tree: Tree, *options: str) -> Result:
    return CliRunner().invoke(check, ["--root", str(tree.root), *options])


def found(tree: Tree) -> Problems:
    return [str(one) for one in look_at(tree.root, tree.root / "build").found]


def test_a_tree_without_mistakes_is_summed_up_and_nothing_is_written(tree: Tree) -> None:
    before = sorted(tree.root.rglob("*"))
    result = run(tree)
    assert result.exit_code == 0, result.output
    assert (
        result.output == SUMMARY + "0 fejl, 0 advarsler. Læsbarhed (LIX), midterste lektion: 10.\n"
    )
    assert sorted(tree.root.rglob("*")) == before


def test_every_mistake_is_said_in_one_run_with_file_and_line(tree: Tree) -> None:
    seed(tree, CASE)
    result = run(tree)
    assert result.exit_code == 1
    *told, blank, summary = result.output.splitlines()
    assert told == CASE["problems"]
    assert len(told) > 20
    assert blank == ""
    assert summary == f"{SUMMARY}22 fejl, 1 advarsel. Læsbarhed (LIX), midterste lektion: 47."


def test_a_site_that_is_only_checked_is_not_written(tree: Tree) -> None:
    www = tree.root / "www"
    assert make_site(tree.root, www, tree.root / "build/films", "check").problems == ()
    assert not www.exists()


def test_programs_get_the_same_as_json(tree: Tree) -> None:
    seed(tree, CASE)
    result = run(tree, "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["ok"] is False
    assert [f"{one['file']}:{one['line']}" for one in told["problems"]] == [
        one.split(": ")[0] for one in CASE["problems"]
    ]
    assert set(told["problems"][0]) == {"file", "line", "what", "mend", "severity"}
    assert [one["line"] for one in told["problems"] if one["severity"] == "warning"] == [8]
    assert told["summary"] == {
        **{"courses": 1, "lessons": 4, "drafts": 1, "films": 1, "quiz_questions": 1, "plans": 1},
        **{"webinars": 0, "staff_courses": 0},
        **{"lix": 47, "problems": 22, "warnings": 1},
    }


def test_what_passes_here_is_built_and_what_is_built_passes_here(tree: Tree) -> None:
    seed(tree, CASE)
    report = look_at(tree.root, tree.root / "build")
    with pytest.raises(BuildFailed) as failed:
        build_site(tree.root, tree.root / "build", NOW)
    films_alone = {one for one in report.problems if WIDE in one.what}
    to_drafts = {one for one in report.problems if "kladde." in one.what}
    assert len(films_alone) == len(to_drafts) == 1
    # To a reader a draft is no page at all, so a build says of its link that it leads nowhere.
    rest = {one for one in failed.value.problems if '"kladde.md"' not in one.what}
    assert rest == set(report.problems) - films_alone - to_drafts
    assert len(failed.value.problems) == len(rest) + 1


def test_advice_alone_is_no_failure(tree: Tree) -> None:
    replace(tree, "courses/cv/kladde.md", "Kladdens tekst.", "{{ tekst() }}")
    result = run(tree)
    assert result.exit_code == 0
    assert result.output.startswith(
        'courses/cv/kladde.md:7: Advarsel: makroen "tekst" findes ikke.'
    )
    assert "0 fejl, 1 advarsel" in result.output
    assert build_site(tree.root, tree.root / "build", NOW).pages


def test_a_draft_s_film_that_cannot_be_drawn_is_advice_until_it_is_published(tree: Tree) -> None:
    film = (tree.root / "videos/cv/profiltekst.md").read_text("utf-8")
    film = film.replace("cv.profiltekst", "cv.kladde").replace("## Et eksempel", f"## {WIDE}")
    tree.write("videos/cv/kladde.md", film)
    video = "status: draft\nvideo: {id: cv.kladde.video, title: Film}"
    replace(tree, "courses/cv/kladde.md", "status: draft", video)
    replace(tree, "courses/cv/kladde.md", "Kladdens tekst.", "{{ video() }}")
    (told,) = found(tree)
    assert told.startswith(f'videos/cv/kladde.md:12: Advarsel: ordet "{WIDE}" er bredere')
    ids = "cv.kladde\ncv.kladde.video\ncv.profiltekst\n"
    replace(tree, "courses/ids.txt", "cv.profiltekst\n", ids)
    replace(tree, "courses/cv/kladde.md", "status: draft\n", "")
    (told,) = found(tree)
    assert told.startswith(f'videos/cv/kladde.md:12: ordet "{WIDE}" er bredere')


def test_what_fits_in_a_film_that_is_made_is_not_looked_at_again(tree: Tree) -> None:
    replace(tree, "videos/cv/profiltekst.md", "## Et eksempel", f"## {WIDE}")
    assert len(found(tree)) == 1
    (film,) = read_catalog(tree.root)[0].films()
    folders, stem = FilmFolders(tree.root / "build"), film.file_stem
    folders.open()
    for path in (folders.film(stem), folders.film(stem, SMALL), folders.film_poster(stem)):
        path.touch()
    folders.note_made(stem, recipe_of(film).key)
    assert found(tree) == []
    replace(tree, "videos/cv/profiltekst.md", f"## {WIDE}", f"## {WIDE}er")
    assert len(found(tree)) == 1


def test_a_lesson_that_cannot_be_read_does_not_make_its_links_dead(tree: Tree) -> None:
    replace(tree, "courses/cv/hul.md", "title: Hul i CV'et", "title: [Hul")
    replace(tree, "content/hjaelp.md", "/kurser/cv/", "/kurser/cv/hul/")
    (told,) = found(tree)
    assert told.startswith("courses/cv/hul.md:")


def test_a_folder_without_anything_to_read_is_an_answer_too(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(Path("mkdocs.yml").read_bytes())
    (tmp_path / "content").mkdir()
    result = CliRunner().invoke(check, ["--root", str(tmp_path)])
    assert result.exit_code == 1
    assert "courses:1: her er ingen kurser." in result.output
    assert result.output.splitlines()[-1].startswith("0 kurser, 0 lektioner, 0 film")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "filen findes ikke. Kør kommandoen i mappen med courses/ og content/."),
        ("site_name: [", "filen kan ikke bruges: "),
        (f"{MKDOCS}plugins: [findes-ikke]\n", 'The "findes-ikke" plugin is not installed'),
        (MKDOCS, "filen kan ikke bruges: jobvej mangler under plugins."),
    ],
)
def test_a_folder_that_mkdocs_knows_nothing_of_is_said_with_all_else(
    text: str, says: str, tree: Tree
) -> None:
    replace(tree, "content/hjaelp.md", "title: Hjælp", "title: ")
    (tree.root / "mkdocs.yml").unlink()
    if text:
        tree.write("mkdocs.yml", text)
    told = found(tree)
    assert any(one.startswith("mkdocs.yml:1: ") and says in one for one in told), told
    assert any(one.startswith("content/hjaelp.md:2: ") for one in told), told
    with pytest.raises(BuildFailed):
        build_site(tree.root, tree.root / "build", NOW)


def test_a_folder_without_content_is_said_without_a_crash(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(Path("mkdocs.yml").read_bytes())
    told = CliRunner().invoke(check, ["--root", str(tmp_path)])
    assert "content/kommune.yml:1: filen findes ikke." in told.output
    assert "isn't an existing directory" in told.output
