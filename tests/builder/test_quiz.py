"""»Husker du det?«: one piece on the course page and in lessons; keeps and sends nothing."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from jobvej.builder.site import build_site
from tests.builder.conftest import NOW
from tests.builder.html import Page as Parsed
from tests.builder.html import check
from tests.builder.tree import COURSE, GAP, LESSON, Tree

Complain = Callable[[], list[str]]
PLACED = "courses/cv/profiltekst.md"


@pytest.fixture
def placed(tree: Tree) -> Tree:
    tree.write(PLACED, LESSON + "\n{{ quiz() }}\n")
    return tree


def part(page: Parsed) -> list[str]:
    pieces = page.with_("data-quiz")[0].iter()
    return [page.text(one) for one in pieces if one.tag in ("details", "h2", "h3")]


def test_course_and_lesson_show_the_same_questions(placed: Tree) -> None:
    www = build_site(placed.root, placed.root / "build", NOW).folder / "www"
    pages = [Parsed(www / name / "index.html") for name in ("kurser/cv", "kurser/cv/profiltekst")]
    for page in pages:
        check(page)
    assert part(pages[0]) == part(pages[1])
    assert part(pages[0])[:2] == ["Husker du det?", "Hvor langt er et CV?"]


def test_a_quiz_stands_once_in_a_lesson_of_a_course_that_has_one(
    tree: Tree, problems: Complain
) -> None:
    tree.append(PLACED, "\n{{ quiz() }}\n")
    twice = tree.append(PLACED, "\n{{ quiz() }}\n") + 1
    outside = tree.append("content/hjaelp.md", "\n{{ quiz() }}\n") + 1
    assert problems() == [
        f"content/hjaelp.md:{outside}: siden har ingen quiz. En quiz hører til i en lektion.",
        f"{PLACED}:{twice}: {{{{ quiz() }}}} står to gange. Slet den ene.",
    ]


def test_a_course_without_questions_says_where_to_write_them(
    tree: Tree, problems: Complain
) -> None:
    tree.write("courses/cv/course.yml", COURSE.partition("quiz:")[0])
    tree.write("courses/aliases.yml", "retired: [cv.quiz]\n")
    line = tree.append("courses/cv/hul.md", "\n{{ quiz() }}\n") + 1
    assert tree.root.joinpath("courses/cv/hul.md").read_text(encoding="utf-8").startswith(GAP)
    assert problems() == [
        f"courses/cv/hul.md:{line}: kurset har ingen quiz. Skriv quiz: i courses/cv/course.yml."
    ]


@pytest.fixture
def visit(browser: Browser, placed: Tree) -> Iterator[Callable[..., Page]]:
    www = build_site(placed.root, placed.root / "build", NOW).folder / "www"
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(www))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    contexts = []

    def open_(js: bool = True) -> Page:
        contexts.append(browser.new_context(java_script_enabled=js))
        page = contexts[-1].new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/kurser/cv/")
        page.wait_for_load_state("networkidle")
        return page

    yield open_
    for context in contexts:
        context.close()
    server.shutdown()
    server.server_close()


def press(page: Page, answer: str) -> None:
    """With the keyboard alone."""
    page.locator("summary", has_text=answer).focus()
    page.keyboard.press("Enter")


@pytest.mark.browser
@pytest.mark.parametrize("js", [True, False])
def test_each_answer_says_why_and_one_may_try_again(visit: Callable[..., Page], js: bool) -> None:
    page = visit(js)
    for answer, feedback, other in (
        ("Fem sider", "Det er for meget.", "Ja."),
        ("To sider", "Ja.", "Det er for meget."),
        ("Fem sider", "Det er for meget.", "Ja."),
    ):
        press(page, answer)
        assert page.locator("details p", has_text=feedback).is_visible()
        page.locator("details p", has_text=other).wait_for(state="hidden")


@pytest.mark.browser
def test_the_feedback_is_said_to_those_who_listen_and_nothing_is_kept_or_sent(
    visit: Callable[..., Page],
) -> None:
    page = visit()
    before = page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, "To sider")
    page.wait_for_function(
        "() => document.querySelector('[data-question-status]').textContent === 'Ja.'"
    )
    assert page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})") == before
    assert page.context.cookies() == []
    assert asked == []
