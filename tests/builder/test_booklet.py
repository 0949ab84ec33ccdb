"""A course on paper: all its lessons on one page, nothing to press, and room to write."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from jobvej.builder.booklet import on_paper
from jobvej.builder.finish import titled
from jobvej.builder.site import Built
from tests.builder.html import Page, check

URL = "/kurser/cv/profiltekst/"
BOOKLET = "haefte/cv/index.html"


@pytest.fixture(scope="module")
def booklet(www: Path) -> Page:
    return Page(www / BOOKLET)


def test_the_course_leads_to_it_and_it_leads_back(www: Path, booklet: Page) -> None:
    assert "/haefte/cv/" in Page(www / "kurser/cv/index.html").links()
    assert "/kurser/cv/" in booklet.links()


def test_it_has_each_published_lesson_once_in_the_order_of_the_course(booklet: Page) -> None:
    check(booklet)
    lessons = booklet.all("article")
    titles = [booklet.text(lesson.findall("h2")[0]) for lesson in lessons]
    assert titles == ["Din profiltekst", "Hul i CV'et"]
    words = booklet.text(lessons[0])
    assert "Jeg har kørt truck i 8 år." in words, "the author's text"
    assert "Mikkel er lagermand." in words, "what the film says"
    assert "Du er færdig, når linjerne står i dit CV." in words, "the task"
    assert "Jeg er … Jeg kan …" in words, "its template"


def test_nothing_on_it_is_pressed_but_print(booklet: Page) -> None:
    [button] = booklet.all("button")
    assert booklet.text(button) == "Print hæftet"
    for lesson in booklet.all("article"):
        found = {one.tag for one in lesson.iter() if isinstance(one.tag, str)}
        assert not found & {"video", "input", "textarea", "select", "details", "summary", "form"}
    label = next(one for one in booklet.all("strong") if one.text == "Skriv dine tre linjer")
    box = next(one for one in booklet.all("section") if label in one.iter())
    assert len([one for one in box if one.get("class") == "rule"]) == 6


def test_headings_go_down_step_by_step_in_each_lesson(booklet: Page) -> None:
    for lesson in booklet.all("article"):
        levels = [int(one.tag[1]) for one in lesson.iter() if str(one.tag) in {"h2", "h3", "h4"}]
        assert levels[0] == 2 and 2 not in levels[1:]
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_tab_stands_below_its_name(booklet: Page) -> None:
    words = booklet.text(booklet.all("article")[0])
    assert words.index("Lager") < words.index("Jeg har kørt truck") < words.index("Pleje")
    assert words.index("Pleje") < words.index("Jeg er SOSU-hjælper.")


def test_a_set_of_tabs_in_a_tab_keeps_both_sets_names() -> None:
    def tabs(*named: str) -> str:
        labels = "".join(f'<label for="x">{name.split("=")[0]}</label>' for name in named)
        blocks = "".join(f'<div class="tabbed-block">{n.partition("=")[2]}</div>' for n in named)
        return f'<div class="tabbed-labels">{labels}</div><div>{blocks}</div>'

    html = on_paper(titled(tabs("A=" + tabs("a=1", "b=2"), "B=3")), URL)
    assert "<label" not in html
    names = [part.split("</p>")[0] for part in html.split('<p class="tab-name">')[1:]]
    assert names == ["A", "a", "b", "B"]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('<a href="../hul/#hullet">x</a>', '<a href="/kurser/cv/hul/#hullet">x</a>'),
        ('<a href="#fn:1">1</a>', f'<a href="{URL}#fn:1">1</a>'),
        ('<a href="tel:00000000">x</a>', '<a href="tel:00000000">x</a>'),
        ('<a href="https://x.dk/?a=1&amp;b=2">x</a>', '<a href="https://x.dk/?a=1&amp;b=2">x</a>'),
        ('<img src="../cv.png" alt="CV">', '<img src="/kurser/cv/cv.png" alt="CV">'),
        ('<h2 id="a">A</h2>', "<h3>A</h3>"),
        ('<code> href="../x" id="y"</code>', '<code> href="../x" id="y"</code>'),
        ("<details open=\"\"><summary>A</summary>B</details>",
         '<div class="admonition"><p class="admonition-title">A</p>B</div>'),
    ],
)  # fmt: skip
def test_a_text_leads_from_here_where_it_led_from_its_page(written: str, printed: str) -> None:
    assert on_paper(written, URL) == printed


def test_the_quiz_stands_at_the_end_with_its_answers(booklet: Page) -> None:
    quiz = booklet.all("section")[-1]
    assert booklet.text(quiz).endswith("Svar To sider. Ja.")
    assert "Fem sider" in booklet.text(quiz)


def test_it_is_neither_found_by_search_nor_kept_on_the_device(site: Built, booklet: Page) -> None:
    assert not booklet.with_("data-pagefind-body")
    kept = json.loads((site.folder / "www/kurser/cv/uden-net.json").read_text(encoding="utf-8"))
    assert not [one for one in kept["sizes"] if one.startswith("/haefte/")]
