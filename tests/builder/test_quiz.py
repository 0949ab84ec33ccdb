"""»Husker du det?«: one piece on the course page and in lessons; keeps and sends nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from jobvej.builder.site import build_site
from tests.builder.conftest import NOW
from tests.builder.html import Page as Parsed
from tests.builder.html import check
from tests.builder.tree import COURSE, GAP, Tree

Complain = Callable[[], list[str]]
PLACED = "courses/cv/profiltekst.md"


def part(page: Parsed) -> list[str]:
    pieces = page.with_("data-quiz")[0].iter()
    return [page.text(one) for one in pieces if one.tag in ("details", "h2", "h3")]


def test_course_and_lesson_show_the_same_questions(tree: Tree) -> None:
    tree.append(PLACED, "\n{{ quiz() }}\n")
    www = build_site(tree.root, tree.root / "build", NOW).folder / "www"
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


def visit(browser: Browser, origin: str, js: bool = True) -> Page:
    page = browser.new_page(java_script_enabled=js)
    page.goto(f"{origin}/kurser/cv/")
    page.wait_for_load_state("networkidle")
    return page


def press(page: Page, answer: str) -> None:
    """With the keyboard alone."""
    page.locator("summary", has_text=answer).focus()
    page.keyboard.press("Enter")


@pytest.mark.browser
@pytest.mark.parametrize("js", [True, False])
def test_each_answer_says_why_and_one_may_try_again(
    browser: Browser, origin: str, js: bool
) -> None:
    page = visit(browser, origin, js)
    for answer, feedback, other in (
        ("Fem sider", "Det er for meget.", "Ja."),
        ("To sider", "Ja.", "Det er for meget."),
        ("Fem sider", "Det er for meget.", "Ja."),
    ):
        press(page, answer)
        assert page.locator("details p", has_text=feedback).is_visible()
        page.locator("details p", has_text=other).wait_for(state="hidden")
    page.close()


@pytest.mark.browser
def test_the_feedback_is_said_to_those_who_listen_and_nothing_is_kept_or_sent(
    browser: Browser, origin: str
) -> None:
    page = visit(browser, origin)
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
    page.close()
