"""`jobvej film record` in a browser whose microphone is Chromium's own test tone."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserType, Page, expect

from jobvej.catalog.sentences import sentences
from jobvej.catalog.storyboard import read_storyboard
from jobvej.catalog.takes import sentence_hash, takes_folder

ROOT = Path(__file__).parents[3]
ID = "cv.profiltekst.video"
STORYBOARD = "videos/cv/profiltekst.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / STORYBOARD).parent.mkdir(parents=True)
    shutil.copy(ROOT / STORYBOARD, tmp_path / STORYBOARD)
    return tmp_path


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    """The command as an author starts it, and stops it with Ctrl-C."""
    command = [sys.executable, "-c", "from jobvej.cli import main; main()", "film"]
    process = subprocess.Popen(
        [*command, "--root", str(project), "record", ID, "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said = [process.stdout.readline() for _ in range(3)]
    yield said[1].split()[-1]
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert "Traceback" not in errors


@pytest.fixture
def page(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Page]:
    """A page with a microphone that beeps, and that nobody is asked about."""
    flags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    arguments = {
        **browser_type_launch_args,
        "args": [*browser_type_launch_args["args"], *flags],
    }
    browser = browser_type.launch(**arguments)
    opened = browser.new_page()
    opened.set_default_timeout(10_000)
    yield opened
    browser.close()


def record(page: Page, number: int, milliseconds: int = 2200) -> None:
    line = page.locator("[data-line]").nth(number)
    line.locator("[data-record]").click()
    expect(line.locator("[data-record]")).to_have_text("Stop")
    page.wait_for_timeout(milliseconds)
    line.locator("[data-record]").click()
    expect(line.locator("[data-status]")).to_contain_text("Indtalt ·")


def test_an_author_says_two_sentences_hears_one_and_deletes_it(
    page: Page, project: Path, address: str
) -> None:
    violations: list[str] = []
    page.on("console", lambda message: violations.append(message.text))
    page.goto(address)
    film, _ = read_storyboard(project / STORYBOARD, project)
    assert film
    first = sentences(film.slides[0].reveals[0].narration)[0]
    expect(page.locator(".words").first).to_have_text(first)

    record(page, 0)
    folder = takes_folder(project / STORYBOARD)
    assert [path.name for path in folder.iterdir()] == [f"{sentence_hash(first)}.opus"]
    expect(page.locator("[data-progress]")).to_contain_text("1 af ")
    expect(page.locator("[data-record]").nth(1)).to_be_focused()

    record(page, 1)
    spoken, _ = read_storyboard(project / STORYBOARD, project)
    assert spoken
    assert len(spoken.sound) == 2
    assert all(300 < said.take.milliseconds < 2500 for said in spoken.sound)

    page.evaluate("() => { const play = Audio.prototype.play; Audio.prototype.play = function () "
                  "{ window.heard = this; return play.call(this); }; }")  # fmt: skip
    page.locator("[data-play]").first.click()
    page.wait_for_function("() => window.heard && window.heard.duration > 0.3")

    page.locator("[data-delete]").first.click()
    expect(page.locator("[data-status]").first).to_have_text("Slettet.")
    expect(page.locator("[data-record]").first).to_have_text("Optag")
    assert len(list(folder.iterdir())) == 1
    page.reload()
    expect(page.locator("[data-progress]")).to_contain_text("1 af ")
    assert violations == []


def test_only_one_sentence_is_recorded_at_a_time_and_one_button_leads(
    page: Page, address: str
) -> None:
    page.goto(address)
    expect(page.locator(".next")).to_have_count(1)
    record(page, 0)
    page.locator("[data-record]").nth(2).click()
    expect(page.locator("button:enabled")).to_have_count(1)
    expect(page.locator(".next")).to_have_count(0)
    expect(page.locator("[data-status]").nth(2)).to_contain_text("Optager.")


def test_a_microphone_that_is_refused_says_where_to_allow_it(page: Page, address: str) -> None:
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = "
        "() => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    page.goto(address)
    page.locator("[data-record]").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Browseren må ikke bruge mikrofonen.")
    expect(page.locator("[data-record]").first).to_have_text("Optag")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_can_be_used_by_all(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    record(page, 0)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        "() => [...document.querySelectorAll('button')].filter((button) => button.offsetParent "
        "&& button.getBoundingClientRect().height < 44).length"
    )
    assert small == 0
    page.evaluate("() => document.activeElement.blur()")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
