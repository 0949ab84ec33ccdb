"""`jobvej film …` as an author meets it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jobvej.cli import main
from tests.studio.storyboards import Write


@pytest.fixture
def two(write: Write) -> None:
    write(name="cv/profil")
    write(("title: Tre", "title: LinkedIn Tre"), name="linkedin/profil")


def jobvej(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["film", "--root", str(root), *words])


@pytest.mark.usefixtures("two")
def test_one_film_is_made_by_its_id_and_then_unchanged(tmp_path: Path) -> None:
    result = jobvej(tmp_path, "build", "cv.profil.video")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "1/1 cv.profil.video: lavet (19 sek.)",
        "1 film lavet, 0 uændret.",
    ]
    assert len(list((tmp_path / "build" / "films").glob("*.mp4"))) == 2
    again = jobvej(tmp_path, "build", "cv.profil.video")
    assert again.output == "0 film lavet, 1 uændret.\n"


@pytest.mark.usefixtures("two")
def test_films_lie_where_the_site_and_the_server_look_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBVEJ_BUILD_DIR", str(tmp_path / "elsewhere"))
    jobvej(tmp_path, "build", "cv.profil.video")
    assert len(list((tmp_path / "elsewhere" / "films").glob("*.mp4"))) == 2
    assert not (tmp_path / "build").exists()


@pytest.mark.usefixtures("two")
def test_list_says_what_is_made(tmp_path: Path) -> None:
    jobvej(tmp_path, "build", "linkedin.profil.video")
    cv, linkedin = jobvej(tmp_path, "list").output.splitlines()
    assert cv.startswith("cv.profil.video")
    assert "ikke lavet" in cv
    assert "MB" in linkedin
    assert linkedin.endswith("LinkedIn Tre linjer – og så læser de videre")


@pytest.mark.usefixtures("two")
def test_an_unknown_id_is_answered_with_the_nearest(tmp_path: Path) -> None:
    result = jobvej(tmp_path, "build", "cv.profl.video")
    assert result.exit_code == 1
    assert 'Filmen "cv.profl.video" findes ikke. Mente du "cv.profil.video"?' in result.output


@pytest.mark.parametrize("words", [(), ("--all", "cv.profil.video")])
@pytest.mark.usefixtures("two")
def test_build_wants_ids_or_all_but_not_both(tmp_path: Path, words: tuple[str, ...]) -> None:
    result = jobvej(tmp_path, "build", *words)
    assert result.exit_code == 2
    assert "--all" in result.output


def test_problems_of_text_and_picture_are_told_together_with_file_and_line(
    tmp_path: Path, write: Write
) -> None:
    write()
    write(("## Se her", "## Se her ☃"), name="linkedin/profil")
    unread = tmp_path / "videos" / "start" / "velkommen.md"
    unread.parent.mkdir()
    unread.write_text("## Uden forside\n")
    result = jobvej(tmp_path, "build", "--all")
    assert result.exit_code == 1
    assert "1 film lavet" in result.output
    assert "videos/linkedin/profil.md:18: filmens skrift har ikke tegnet" in result.output
    assert "videos/start/velkommen.md:1:" in result.output


@pytest.mark.usefixtures("two")
def test_prune_names_what_it_removes(tmp_path: Path, write: Write) -> None:
    jobvej(tmp_path, "build", "cv.profil.video")
    assert jobvej(tmp_path, "prune").output == ""
    write(("Hvem: Lagermand", "Hvem: Gartner"))
    removed = jobvej(tmp_path, "prune").output.splitlines()
    assert len(removed) == 3
    assert all(line.startswith("Fjernet: cv.profil.video.") for line in removed)
    assert not list((tmp_path / "build" / "films").iterdir())


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, write: Write) -> None:
    write()
    (tmp_path / "build").write_text("a file stands in the way")
    result = jobvej(tmp_path, "build", "--all")
    assert result.exit_code == 1
    assert "Filmene kunne ikke skrives" in result.output
    assert "Traceback" not in result.output
