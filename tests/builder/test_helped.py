"""»Hjalp det?« stands under lessons whose answers are counted, and under no other page."""

from pathlib import Path

import pytest

from jobvej.catalog import load_published
from tests.builder.html import Page
from tracker.figures import helped


@pytest.fixture
def asking(www: Path) -> set[str]:
    """The pages that ask, as addresses."""
    pages = www.rglob("index.html")
    return {
        f"/{page.parent.relative_to(www).as_posix()}/"
        for page in pages
        if "data-helped" in page.read_text(encoding="utf-8")
    }


def test_the_question_stands_where_the_tracker_counts_and_nowhere_else(
    www: Path, asking: set[str]
) -> None:
    published = load_published(www.parent / "catalog.json")
    lessons = [lesson for course in published.courses for lesson in course.lessons]
    assert {lesson.status for lesson in lessons} == {"published", "retired"}
    assert any(lesson.sensitive for lesson in lessons)
    assert asking == {lesson.url for lesson in lessons if helped.is_asked(lesson)}
    assert asking == {"/kurser/cv/profiltekst/"}


def test_the_form_says_which_lesson_and_offers_the_trackers_answers(www: Path) -> None:
    page = Page(www / "kurser/cv/profiltekst/index.html")
    [form] = [one for one in page.all("form") if one.get("action") == "/api/hjalp-det"]
    assert form.get("method") == "post"
    [field] = [one for one in form.iter() if one.tag == "input"]
    assert (field.get("name"), field.get("value")) == ("lesson", "cv.profiltekst")
    buttons = [one for one in form.iter() if one.tag == "button"]
    assert tuple(one.get("value") for one in buttons) == helped.ANSWERS == ("yes", "partly", "no")
    assert [one.text for one in buttons] == ["Ja", "Lidt", "Nej"]
    assert {one.get("name") for one in buttons} == {"answer"}
