"""The page on which an author says a film: what it keeps, and whom it answers."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from jobvej.catalog.takes import read_take, sentence_hash, takes_folder
from jobvej.cli import main
from jobvej.studio.record.desk import LARGEST, Desk
from tests.studio.mp4s import write_mp4
from tests.studio.storyboards import SAMPLE, write_storyboard
from tests.studio.test_sound import browser_take, say

TOKEN = "a-token-of-this-run"
HOST = "127.0.0.1:4711"
KEY = sentence_hash("Et kursus.")


class Asked:
    """One answer, read."""

    def __init__(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = int(status[:3]), dict(headers), body

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.body)


class Author:
    """Asks as the page itself would; a test changes what is odd about the request."""

    def __init__(self, root: Path) -> None:
        self.root = root
        write_storyboard(root, SAMPLE)
        self.storyboard = root / "videos/cv/profil.md"
        self.folder = takes_folder(self.storyboard)
        self.desk = Desk(root, self.storyboard, TOKEN)

    def ask(self, path: str = "", method: str = "GET", data: bytes = b"", **odd: Any) -> Asked:
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": odd.pop("full_path", f"/{TOKEN}/{path}"),
            "SERVER_PORT": "4711",
            "HTTP_HOST": HOST,
            "CONTENT_LENGTH": str(len(data)),
            "wsgi.input": io.BytesIO(data),
        }
        if method == "POST":
            environ |= {"HTTP_ORIGIN": f"http://{HOST}", "HTTP_SEC_FETCH_SITE": "same-origin"}
        environ |= odd
        environ = {name: value for name, value in environ.items() if value is not None}
        got: list[Any] = []
        body = b"".join(self.desk(environ, lambda *given: got.extend(given)))
        return Asked(*got, body)


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


def test_the_page_shows_every_sentence_once_and_what_is_said(author: Author) -> None:
    say(author.root, "Et kursus.", 2.0)
    page = author.ask().body.decode()
    assert "1 af 7 sætninger er indtalt." in page
    said = ["Tre linjer.", "Svar kort.", "Dit fag.", "Et kursus.", "Det er nok.", "Hvem er du?"]
    places = [page.index(f">{sentence}<") for sentence in said]
    assert places == sorted(places)
    assert page.count('data-state="said"') == 1
    assert page.count('data-state="silent"') == 6
    assert "<script>" not in page


def test_a_take_is_kept_under_the_hash_of_its_sentence_and_gives_the_film_sound(
    author: Author,
) -> None:
    answer = author.ask(f"take/{KEY}", "POST", browser_take(2.0))
    assert answer.status == 200
    assert answer.told == {
        "ok": True,
        "length": "2,2 sek.",
        "progress": "1 af 7 sætninger er indtalt.",
    }
    assert [path.name for path in author.folder.iterdir()] == [f"{KEY}.opus"]
    assert len(write_storyboard(author.root, SAMPLE).sound) == 1
    sound = author.ask(f"take/{KEY}")
    assert sound.headers["Content-Type"] == "audio/ogg"
    assert sound.body == (author.folder / f"{KEY}.opus").read_bytes()


def test_a_new_take_replaces_the_one_before_and_a_brought_wav(author: Author) -> None:
    say(author.root, "Et kursus.", 2.0)
    (author.folder / f"{KEY}.wav").write_bytes(b"brought")
    assert author.ask(f"take/{KEY}", "POST", browser_take(4.0)).status == 200
    (path,) = author.folder.iterdir()
    assert read_take(path).milliseconds > 3900


def test_silence_is_told_and_leaves_the_take_before_as_it_was(author: Author) -> None:
    before = say(author.root, "Et kursus.", 2.0).read_bytes()
    answer = author.ask(f"take/{KEY}", "POST", browser_take(2.0, level=0.0))
    assert answer.status == 422
    assert answer.told["error"].startswith("Der er ikke noget at høre.")
    assert [path.read_bytes() for path in author.folder.iterdir()] == [before]


def test_a_deleted_take_is_gone(author: Author) -> None:
    path = say(author.root, "Et kursus.", 2.0)
    assert author.ask(f"take/{KEY}/delete", "POST").told == {
        "ok": True,
        "progress": "0 af 7 sætninger er indtalt.",
    }
    assert not path.exists()
    assert author.ask(f"take/{KEY}/delete", "POST").status == 404


def test_a_take_of_a_changed_sentence_is_shown_apart_and_can_be_deleted(author: Author) -> None:
    say(author.root, "Et kursus.", 2.0)
    author.storyboard.write_text(SAMPLE.replace("Et kursus.", "To kurser."), encoding="utf-8")
    page = author.ask().body.decode()
    assert "Indtalinger uden en sætning" in page
    assert f'data-line="{KEY}" data-state="stray"' in page
    assert "0 af 7" in page
    assert author.ask(f"take/{KEY}").status == 200
    assert author.ask(f"take/{KEY}", "POST", browser_take(2.0)).status == 409
    assert author.ask(f"take/{KEY}/delete", "POST").status == 200
    assert "Indtalinger uden en sætning" not in author.ask().body.decode()


@pytest.mark.parametrize("key", ["..", "0" * 12, "../profil", "%2e%2e", "profil.md", ""])
def test_nothing_but_takes_is_read_written_or_deleted(author: Author, key: str) -> None:
    say(author.root, "Et kursus.", 2.0)
    before = {path: path.read_bytes() for path in author.root.rglob("*") if path.is_file()}
    assert author.ask(f"take/{key}").status == 404
    assert author.ask(f"take/{key}", "POST", browser_take(2.0)).status in (404, 409)
    assert author.ask(f"take/{key}/delete", "POST").status == 404
    after = {path: path.read_bytes() for path in author.root.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    ("odd", "status"),
    [
        ({"full_path": "/"}, 404),
        ({"full_path": "*"}, 404),
        ({"full_path": "/another-token/"}, 404),
        ({"full_path": f"/{TOKEN[:-1]}/"}, 404),
        ({"full_path": "/æ/"}, 404),
        ({"HTTP_HOST": "evil.example:4711"}, 421),
        ({"HTTP_HOST": "127.0.0.1:4712"}, 421),
        ({"HTTP_HOST": None}, 421),
        ({"HTTP_HOST": "localhost:4711"}, 200),
        ({}, 200),
    ],
)
def test_only_who_has_the_address_is_answered(
    author: Author, odd: dict[str, Any], status: int
) -> None:
    assert author.ask(**odd).status == status


@pytest.mark.parametrize(
    "odd",
    [
        {"HTTP_ORIGIN": "http://evil.example"},
        {"HTTP_ORIGIN": "http://127.0.0.1:8000"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": None},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
    ],
)
def test_another_page_in_the_same_browser_changes_nothing(
    author: Author, odd: dict[str, Any]
) -> None:
    path = say(author.root, "Et kursus.", 2.0)
    assert author.ask(f"take/{KEY}/delete", "POST", **odd).status == 403
    assert path.exists()


def test_an_endless_upload_is_not_read(author: Author) -> None:
    for size in (str(LARGEST + 1), "-1", "x"):
        assert author.ask(f"take/{KEY}", "POST", CONTENT_LENGTH=size).status == 413


def test_every_answer_forbids_what_the_page_does_not_need(author: Author) -> None:
    for path in ("", "record.js", "record.css", "plex-sans-400.woff2", f"take/{KEY}"):
        headers = author.ask(path).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert headers["Referrer-Policy"] == "no-referrer", "the address holds the token"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"


def film(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["film", "--root", str(root), *words])


def test_the_commands_say_how_far_an_author_has_come(author: Author) -> None:
    assert "  tekst  " in film(author.root, "list").output
    say(author.root, "Et kursus.", 2.0)
    say(author.root, "En sætning, der er slettet.", 2.0)
    assert "  indtalt 1/7  " in film(author.root, "list").output
    built = film(author.root, "build", "--all").output.splitlines()
    assert (
        "cv.profil.video: 6 sætninger er stille. Indtal dem: jobvej film record cv.profil.video"
    ) in built
    stray = sentence_hash("En sætning, der er slettet.")
    assert any(f"{stray}.opus passer ikke til en sætning mere." in line for line in built)


def test_a_film_that_was_recorded_or_is_unknown_has_no_page(tmp_path: Path) -> None:
    Author(tmp_path)
    unknown = film(tmp_path, "record", "cv.profl.video")
    assert unknown.exit_code == 1
    assert 'Mente du "cv.profil.video"?' in unknown.output


def test_a_recording_is_not_said_sentence_by_sentence(project: Path) -> None:
    write_mp4(project / "videos/cv/opdater.mp4")
    result = film(project, "record", "cv.opdater.video")
    assert result.exit_code == 1
    assert 'Filmen "cv.opdater.video" er optaget og har lyd.' in result.output
