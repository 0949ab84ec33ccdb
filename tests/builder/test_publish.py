"""`jobvej publish`: films, then the site beside the one in use, then the server shows it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jobvej.builder.site import current_id
from jobvej.cli import main
from tests.builder.tree import Tree
from tests.tracker.terminal import fetch, running
from tracker.store_file import close_store

LESSON = "courses/cv/hul.md"
PAGE = "kurser/cv/hul/"


@pytest.fixture
def office(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The tree of a municipality with an empty database beside it."""
    for name in [name for name in os.environ if name.startswith("JOBVEJ_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tree.root)
    monkeypatch.setenv("JOBVEJ_MUNICIPALITY", "aaby")
    assert jobvej("tracker", "init").exit_code == 0
    yield tree.root
    close_store()


def jobvej(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_published_is_what_the_server_shows(office: Path) -> None:
    first = jobvej("publish", "--url", "http://127.0.0.1:9/")
    assert first.exit_code == 0, first.output
    assert "Ingen server svarer på http://127.0.0.1:9/." in first.output
    before = current_id(office / "build")
    assert list((office / "build/films").glob("cv.profiltekst.video.*.mp4"))
    with running(office) as url:
        text = (office / LESSON).read_text(encoding="utf-8")
        (office / LESSON).write_text(f"{text}\nEn ny sætning.\n", encoding="utf-8")
        second = jobvej("publish", "--url", url)
        assert second.exit_code == 0, second.output
        assert f"Serveren viser {current_id(office / 'build')}." in second.output
        assert current_id(office / "build") != before
        assert "En ny sætning." in fetch(url + PAGE)[1]

        (office / LESSON).write_text(text.replace("title:", "titel:"), encoding="utf-8")
        third = jobvej("publish", "--url", url)
        assert third.exit_code == 1
        assert "hul.md" in third.output
        assert "En ny sætning." in fetch(url + PAGE)[1], "what is live stays"
